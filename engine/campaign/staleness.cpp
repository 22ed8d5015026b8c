#include "engine/campaign/staleness.h"

#include <algorithm>

namespace hongtou {

namespace {

// The step and the holders around it.
std::vector<std::string_view> names_of(const Located& origin) {
  std::vector<std::string_view> names{origin.step->id};
  for (const auto* scope = origin.scope.get(); scope->holder != nullptr; scope = scope->around.get())
    names.push_back(scope->holder->id);
  return names;
}

bool reads_any(const Step& step, const std::vector<std::string_view>& names) {
  return std::any_of(names.begin(), names.end(), [&](const auto& name) { return step.reads.contains(name); });
}

}  // namespace

std::vector<std::string> results_made_from(const Rules& rules, const State& state, const Located& origin) {
  const auto changed = names_of(origin);
  std::vector<std::string> addresses;
  const auto& places = rules.definition.places();
  if (std::none_of(places.begin(), places.end(), [&](const auto& place) { return reads_any(*place.step, changed); }))
    return addresses;
  for_each_step(rules.definition, state, [&](const ScopePtr& scope, const Step& step) {
    if (!reads_any(step, changed) || !rules.kind(step.kind)->has_result() || !sees(*scope, *origin.scope)) return;
    auto address = scope->address_of(step);
    const auto& step_state = state.step(address);
    if (step_state.status == StepStatus::done && !step_state.stale) addresses.push_back(std::move(address));
  });
  return addresses;
}

}  // namespace hongtou
