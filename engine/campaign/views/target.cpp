// Targets of a running campaign: measured now, or as they were recorded at the end of their window.
#include "engine/campaign/views.h"

namespace hongtou {

std::vector<TargetResult> measure(const Definition& definition, const Target& target, const State& state) {
  if (const auto final = state.final_targets.find(target.id); final != state.final_targets.end())
    return target_results(target, final->second);
  const auto records = accepted_records(definition, state);
  const auto parameters = parameters_of(definition, state);
  return measure(definition, target, Basis{records, date_of(state.time), parameters, exempt_units(definition, state)});
}

}  // namespace hongtou
