#include "engine/campaign/returning.h"

#include <algorithm>
#include <set>

#include "engine/campaign/scope.h"

namespace hongtou {

namespace {

bool runs_within(const State& state, const std::string& prefix) {
  for (auto each = state.steps.lower_bound(prefix); each != state.steps.end() && each->first.starts_with(prefix); ++each)
    if (each->second.status == StepStatus::open) return true;
  return false;
}

// Every period, every case and every group of late ones is a thing of its own; a unit's share is a part of the whole.
bool holds_single_things(const Step& step) { return step.kind == "repeat" || step.kind == "case" || step.kind == "supervise"; }

bool holds(const Step& step, std::string_view name) {
  return step.id == name || (step.flow != nullptr && std::any_of(step.flow->steps.begin(), step.flow->steps.end(),
                                                                 [&](const Step& inner) { return holds(inner, name); }));
}

bool watches(const Step& ladder, const Step& step) {
  const auto& names = ladder.names("of");
  return ladder.kind == "supervise" &&
         std::any_of(names.begin(), names.end(), [&](const auto& name) { return holds(step, name); });
}

class Returning {
 public:
  explicit Returning(const Place& target) : state_(target.campaign()), scope_(target.scope()), target_(target.step()) {}

  std::vector<std::string> all() {
    follow(target_);
    add(scope_, target_, true);
    for (const auto& step : scope_->flow->steps)
      if (following_.contains(&step)) add(scope_, step, false);
    return std::move(addresses_);
  }

 private:
  const StepState& state_of(const Step& step) const { return state_.step(scope_->address_of(step)); }

  void follow(const Step& step) {
    const auto& flow = *scope_->flow;
    const auto index = static_cast<std::size_t>(&step - flow.steps.data());
    for (const auto next : flow.graph.followers(index)) take(flow.steps[next]);
    for (const auto& other : flow.steps)
      if (watches(other, step) && state_of(other).has_settled()) take(other);
  }
  void take(const Step& step) {
    if (&step != &target_ && following_.insert(&step).second) follow(step);
  }

  void add(const ScopePtr& scope, const Step& step, bool with_all) {
    const auto address = scope->address_of(step);
    const auto found = state_.steps.find(address);
    if (found == state_.steps.end()) return;  // nothing has happened there
    addresses_.push_back(address);
    for (const auto& [key, inner_state] : found->second.scopes) {
      const auto inner = inner_scope(scope, step, key, inner_state);
      if (stands(step, *inner, inner_state, with_all)) continue;
      for (const auto& each : inner->flow->steps) add(inner, each, with_all);
    }
  }

  bool stands(const Step& holder, const Scope& scope, const ScopeState& scope_state, bool with_all) const {
    if (scope.key.empty()) return false;
    if (scope_state.how == "closed") return true;
    return !with_all && holds_single_things(holder) && scope_state.settled && !runs_within(state_, scope.prefix);
  }

  const State& state_;
  const ScopePtr& scope_;
  const Step& target_;
  std::set<const Step*> following_;
  std::vector<std::string> addresses_;
};

}  // namespace

std::vector<std::string> steps_that_wait_again(const Place& target) { return Returning(target).all(); }

Instant due_after_return(Instant returned, const Calendar& calendar) {
  return end_of_day(calendar.add_working_days(date_of(returned), days_to_report_again));
}

std::optional<Instant> due_again(const WorkItem& item, Instant returned, const Calendar& calendar) {
  const auto* first = item.first_of_round();
  const bool punctual = first != nullptr && !first->late;
  if (!punctual || item.runs_level || !item.due || returned < *item.due) return std::nullopt;
  return due_after_return(returned, calendar);
}

}  // namespace hongtou
