#include "engine/board/sections.h"

namespace hongtou {

namespace {

List cells(const std::vector<Cell>& row) {
  List out;
  for (const auto& cell : row) out.push_back(Map{{"score_cell", cell.text}});
  return out;
}

}  // namespace

Value scores(const Sight& sight) {
  List out;
  for (const auto& place : sight.definition.places()) {
    const auto& step = *place.step;
    const auto rules = sight.definition.assessments.find(step.name("rules"));
    if (step.kind != "assess" || rules == sight.definition.assessments.end()) continue;
    for (const auto& address : sight.addresses_of(step)) {
      const auto& results = sight.state.step(address).results;
      if (results.list() == nullptr || results.list()->empty()) continue;
      const auto table = assessment_table(sight.definition, rules->second, results);
      List rows;
      for (const auto& row : table.rows) rows.push_back(Map{{"score_cells", cells(row)}});
      out.push_back(Map{{"score_step", label_of(sight.definition, address, sight.language)},
                        {"score_head", cells(table.header.front())},
                        {"score_rows", std::move(rows)},
                        {"score_note", table.note}});
    }
  }
  return out;
}

}  // namespace hongtou
