// The results of an assessment as others see them: its own, or of several periods the average.
#include <algorithm>

#include "engine/campaign/ranking.h"
#include "engine/campaign/views.h"
#include "engine/document/table_grid.h"

namespace hongtou {

namespace {

struct PeriodResults {
  std::string title;
  const Value* results;
};

std::vector<PeriodResults> periods_seen(const Place& here, const Step& step) {
  std::vector<PeriodResults> periods;
  for (const auto& scope : scopes_seen(here, step)) {
    const auto& results = here.campaign().step(scope->address_of(step)).results;
    const auto* state = scope_state(here.campaign(), scope->prefix);
    if (results.list() != nullptr) periods.push_back({state == nullptr ? step.label : state->title, &results});
  }
  return periods;
}

const Value& result_of(const PeriodResults& period, const std::string& unit) {
  static const Value none;
  for (const auto& each : *period.results->list())
    if (each.at("unit") == Value(unit)) return each;
  return none;
}

// 0 of a period in which it was vetoed; null while one of its scores is still to come.
AssessedUnit average_of(const std::vector<PeriodResults>& periods, const Assessment& rules, const std::string& unit) {
  AssessedUnit out;
  out.unit = unit;
  Decimal sum;
  std::int64_t count = 0;
  for (const auto& period : periods) {
    const auto& result = result_of(period, unit);
    if (result.is_null()) continue;
    const auto score = result.at("vetoed").boolean_or(false) ? std::optional(Decimal(0)) : number_of(result.at("score"));
    if (!score) return out;
    sum += *score;
    ++count;
  }
  if (count == 0) return out;
  out.score = (sum / Decimal(count)).rounded(rules.precision.decimals, rules.precision.rounding);
  if (const auto* grade = band_of(rules.grades, out.score)) out.grade = grade->name;
  return out;
}

std::vector<AssessedUnit> averages(const Place& here, const Step& step, const std::vector<PeriodResults>& periods) {
  const auto& rules = here.definition().assessments.at(step.name("rules"));
  std::vector<AssessedUnit> units;
  for (const auto& unit : here.definition().units.all())
    if (std::any_of(periods.begin(), periods.end(), [&](const auto& period) { return !result_of(period, unit.id).is_null(); }))
      units.push_back(average_of(periods, rules, unit.id));
  rank_units(here.definition(), rules, units);
  return units;
}

Cell centred(std::string text) { return {std::move(text), 1, 1, Align::center}; }

}  // namespace

Value results_seen(const Place& here, const Step& step) {
  const auto periods = periods_seen(here, step);
  if (periods.size() == 1) return *periods.front().results;
  return periods.empty() ? Value(List{}) : to_value(averages(here, step, periods));
}

Table table_of_periods(const Place& here, const Step& step) {
  const auto periods = periods_seen(here, step);
  const auto& rules = here.definition().assessments.at(step.name("rules"));
  Table table;
  std::vector<Cell> head{centred("单位")};
  for (const auto& period : periods) head.push_back(centred(period.title));
  head.push_back(centred("平均"));
  if (rules.ties) head.push_back(centred("名次"));
  table.landscape = head.size() > 8;
  table.header.push_back(std::move(head));
  for (const auto& each : ranking(to_value(averages(here, step, periods)))) {
    std::vector<Cell> row{centred(here.unit_name(each.unit))};
    for (const auto& period : periods) {
      const auto& result = result_of(period, each.unit);
      const bool vetoed = result.at("vetoed").boolean_or(false);
      row.push_back(centred(result.is_null()               ? "—"
                            : vetoed                       ? "否决"
                            : result.at("score").is_null() ? "待定"
                                                           : result.at("score").print()));
    }
    row.push_back(centred(each.score.is_null() ? "待定" : each.score.print()));
    if (rules.ties) row.push_back(centred(each.rank == 0 ? "—" : std::to_string(each.rank)));
    table.rows.push_back(std::move(row));
  }
  table.widths = fitted_widths(table);
  table.note = "注：“—”为未参加考核，“待定”为尚未评定，被否决的一期按0分平均。";
  return table;
}

}  // namespace hongtou
