#include "engine/campaign/staleness.h"

#include <algorithm>

namespace hongtou {

namespace {

// The step and the holders around it.
std::vector<std::string> names_of(const Located& origin) {
  std::vector<std::string> names{origin.step->id};
  for (const auto* scope = origin.scope.get(); scope->holder != nullptr; scope = scope->around.get())
    names.push_back(scope->holder->id);
  return names;
}

}  // namespace

std::vector<std::string> results_made_from(const Rules& rules, const State& state, const Located& origin) {
  const auto changed = names_of(origin);
  std::vector<std::string> addresses;
  for_each_step(rules.definition, state, [&](const ScopePtr& scope, const Step& step) {
    if (!rules.kind(step.kind)->has_result()) return;
    const bool reads = std::any_of(changed.begin(), changed.end(), [&](const auto& name) { return step.reads.contains(name); });
    if (!reads || !sees(*scope, *origin.scope)) return;
    auto address = scope->address_of(step);
    const auto& step_state = state.step(address);
    if (step_state.status == StepStatus::done && !step_state.stale) addresses.push_back(std::move(address));
  });
  return addresses;
}

}  // namespace hongtou
