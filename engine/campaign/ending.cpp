#include "engine/campaign/ending.h"

#include <algorithm>

namespace hongtou {

namespace {

// Whoever reports of their own will may leave it at that.
bool is_waited_for(const Step& step, const WorkItem& item) {
  return item.is_open() && !(step.flag("voluntary") && item.is_owed());
}

}  // namespace

bool is_over(const Scope& scope, const State& state) {
  for (const auto* each = &scope; each->holder != nullptr; each = each->around.get()) {
    const auto& holder = state.step(each->holder_address());
    if (holder.has_settled() && !holder.opened) return true;
    if (const auto found = holder.scopes.find(each->key); found != holder.scopes.end() && found->second.how == "closed")
      return true;
  }
  return false;
}

bool nothing_open(const Definition& definition, const State& state) {
  bool open = false;
  for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
    if (open || is_over(*scope, state)) return;
    const auto& step_state = state.step(scope->address_of(step));
    open = !step_state.has_settled() || step_state.is_blocked() ||
           std::any_of(step_state.items.begin(), step_state.items.end(),
                       [&](const auto& item) { return is_waited_for(step, item.second); });
  });
  return !open;
}

}  // namespace hongtou
