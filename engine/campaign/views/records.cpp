// The records of a campaign, and who need not send any.
#include "engine/campaign/views.h"

namespace hongtou {

namespace {

bool is_excused(const WorkItem& item) { return item.status == ItemStatus::waived || item.status == ItemStatus::closed; }

}  // namespace

std::vector<Record> accepted_records(const Definition& definition, const State& state) {
  std::vector<Record> records;
  for (const auto& step : definition.steps) {
    if (step.setting("form") == nullptr) continue;
    for (const auto& [unit, item] : state.step(step.id).items)
      if (const auto* accepted = item.accepted())
        records.push_back({step.id, "", std::nullopt, unit, step.name("form"), accepted->version, accepted->data,
                           accepted->effective, accepted->late});
  }
  return records;
}

std::map<std::string, std::set<std::string>> exempt_units(const Definition& definition, const State& state) {
  std::map<std::string, std::set<std::string>> exempt;
  for (const auto& step : definition.steps)
    for (const auto& [unit, item] : state.step(step.id).items)
      if (is_excused(item)) exempt[step.name("form")].insert(unit);
  return exempt;
}

Value parameters_of(const Definition& definition, const State& state) {
  Value parameters{definition.parameters};
  if (const auto* supplied = state.supplied.map())
    for (const auto& [name, value] : *supplied) parameters[name] = value;
  return parameters;
}

}  // namespace hongtou
