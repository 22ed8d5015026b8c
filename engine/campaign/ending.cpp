#include "engine/campaign/ending.h"

#include "engine/campaign/views.h"

namespace hongtou {

namespace {

// Whoever reports of their own will may leave it at that.
bool is_waited_for(const Step& step, const WorkItem& item) {
  return item.is_open() && !(step.flag("voluntary") && item.is_owed());
}

bool any_waited_for(const Step& step, const WorkItems& items) {
  return items.open() > (step.flag("voluntary") ? items.owed() : 0);
}

}  // namespace

bool was_ended(const ScopeState& scope) { return scope.how == "closed" || scope.how == "called_off"; }

const Scope* settled_around(const Scope& scope, const State& state) {
  for (const auto* each = &scope; each->holder != nullptr; each = each->around.get())
    if (const auto* inner = scope_state(state, each->prefix); inner != nullptr && inner->settled) return each;
  return nullptr;
}

bool is_over(const Scope& scope, const State& state) {
  for (const auto* each = &scope; each->holder != nullptr; each = each->around.get()) {
    const auto& holder = state.step(each->holder_address());
    if (holder.has_settled() && !holder.opened) return true;
    if (const auto found = holder.scopes.find(each->key); found != holder.scopes.end() && was_ended(found->second)) return true;
  }
  return false;
}

std::vector<Unfinished> unfinished(const Definition& definition, const State& state) {
  std::vector<Unfinished> out;
  for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
    const auto address = scope->address_of(step);
    const auto& step_state = state.step(address);
    if (!step_state.has_settled() || is_over(*scope, state) || !any_waited_for(step, step_state.items)) return;
    Unfinished here{address, {}};
    for (const auto& [unit, item] : step_state.items)
      if (is_waited_for(step, item)) here.units.push_back(unit);
    out.push_back(std::move(here));
  });
  return out;
}

std::vector<Unfinished> last_awaited(const Definition& definition, const State& state) {
  if (!state.started || state.closed) return {};
  bool settled = true;
  for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
    const auto& step_state = state.step(scope->address_of(step));
    settled = settled && (is_over(*scope, state) || (step_state.has_settled() && !step_state.is_blocked()));
  });
  return settled ? unfinished(definition, state) : std::vector<Unfinished>{};
}

bool nothing_open(const Definition& definition, const State& state) {
  bool open = false;
  for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
    if (open || is_over(*scope, state)) return;
    const auto& step_state = state.step(scope->address_of(step));
    open = !step_state.has_settled() || step_state.is_blocked() || any_waited_for(step, step_state.items);
  });
  return !open;
}

}  // namespace hongtou
