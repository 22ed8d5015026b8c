// Targets of a running campaign: measured now, or as they were recorded at the end of their window.
#include "engine/campaign/views.h"

namespace hongtou {

std::optional<Period> window_of(const Definition& definition, const Target& target, const State& state) {
  const auto* step = target.within_step.empty() ? nullptr : definition.step(target.within_step);
  if (step == nullptr) return target.within;
  for (const std::string key : {"window", "on"}) {
    const auto& dates = state.step(step->id).dates;
    if (const auto told = dates.find(key); told != dates.end()) return parse_period(told->second);
    if (const auto days = step->period(key)) return days;
    if (const auto day = step->date(key)) return Period{*day, *day};
  }
  return std::nullopt;
}

std::vector<TargetResult> measure(const Definition& definition, const Target& target, const State& state) {
  return measure(definition, target, state, *root_scope(definition));
}

std::vector<TargetResult> measure(const Definition& definition, const Target& target, const State& state, const Scope& here) {
  if (const auto final = state.final_targets.find(target.id); final != state.final_targets.end() && here.holder == nullptr)
    return target_results(target, final->second);
  auto records = accepted_records(definition, state);
  if (here.holder != nullptr)
    std::erase_if(records, [&](const Record& record) {
      const auto where = locate(definition, state, record.scope + record.step);
      return !where || !sees(here, *where->scope);
    });
  const auto parameters = parameters_of(definition, state);
  auto in_its_days = target;
  in_its_days.within = window_of(definition, target, state);
  return measure(definition, in_its_days, Basis{records, date_of(state.time), parameters, exempt_units(definition, state)});
}

}  // namespace hongtou
