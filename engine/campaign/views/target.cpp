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
  if (const auto final = state.final_targets.find(target.id); final != state.final_targets.end())
    return target_results(target, final->second);
  const auto records = accepted_records(definition, state);
  const auto parameters = parameters_of(definition, state);
  auto in_its_days = target;
  in_its_days.within = window_of(definition, target, state);
  return measure(definition, in_its_days, Basis{records, date_of(state.time), parameters, exempt_units(definition, state)});
}

}  // namespace hongtou
