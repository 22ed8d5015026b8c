#include "engine/campaign/returning.h"

#include <algorithm>
#include <set>

#include "engine/campaign/race.h"
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

// Which steps follow from the target, by the file; then those of them that have begun, in every scope.
class Returning {
 public:
  explicit Returning(const Place& target)
      : definition_(target.definition()), state_(target.campaign()), scope_(target.scope()), target_(target.step()) {}

  // `anew`: also what is over in it, since somebody goes back to just this step.
  std::vector<std::string> all(bool anew) {
    whole_.insert(&target_);
    while (follow_in(*scope_->flow)) continue;
    add_all_of(scope_, target_, anew);
    for (const auto& step : scope_->flow->steps)
      if (&step != &target_) add(scope_, step);
    return std::move(addresses_);
  }

 private:
  // Whether there were any that had not been found before.
  bool follow_in(const Flow& flow) {
    bool any = false;
    for (const auto& step : flow.steps) {
      if (whole_.contains(&step)) continue;
      if (follows(step) || watches(step))
        whole_.insert(&step);
      else if (step.flow != nullptr && follow_in(*step.flow))
        partly_.insert(&step);
      else
        continue;
      any = true;
    }
    return any;
  }

  bool follows(const Step& step) const {
    return std::any_of(step.gates.begin(), step.gates.end(), [&](const Gate& gate) {
      return std::any_of(gate.on.begin(), gate.on.end(), [&](const Dependency& on) {
        const auto* before = definition_.step(on.step);
        return whole_.contains(before) || partly_.contains(before);
      });
    });
  }

  bool watches(const Step& ladder) const {
    const auto& names = ladder.names("of");
    return ladder.kind == "supervise" && std::any_of(names.begin(), names.end(), [&](const auto& name) {
             return std::any_of(whole_.begin(), whole_.end(), [&](const auto* step) { return holds(*step, name); });
           });
  }

  void add(const ScopePtr& scope, const Step& step) {
    if (partly_.contains(&step) && !whole_.contains(&step)) return add_some_of(scope, step);
    const bool goes_on = !follows(step) && !state_.step(scope->address_of(step)).has_settled();  // a ladder that runs
    if (whole_.contains(&step) && !goes_on) add_all_of(scope, step, false);
  }

  void add_all_of(const ScopePtr& scope, const Step& step, bool with_all) {
    const auto address = scope->address_of(step);
    const auto found = state_.steps.find(address);
    if (found == state_.steps.end()) return;  // nothing has happened there
    addresses_.push_back(address);
    for (const auto& [key, inner_state] : found->second.scopes) {
      const auto inner = inner_scope(scope, step, key, inner_state);
      if (stands(step, *inner, inner_state, with_all)) continue;
      for (const auto& each : inner->flow->steps) add_all_of(inner, each, with_all);
    }
  }

  // Of a holder itself only its end.
  void add_some_of(const ScopePtr& scope, const Step& holder) {
    const auto& holder_state = state_.step(scope->address_of(holder));
    const auto before = addresses_.size();
    for (const auto& [key, inner_state] : holder_state.scopes) {
      const auto inner = inner_scope(scope, holder, key, inner_state);
      if (stands(holder, *inner, inner_state, false)) continue;
      for (const auto& each : inner->flow->steps) add(inner, each);
    }
    if (addresses_.size() > before && holder_state.has_settled()) addresses_.push_back(scope->address_of(holder));
  }

  bool stands(const Step& holder, const Scope& scope, const ScopeState& scope_state, bool with_all) const {
    if (scope.key.empty()) return false;
    if (scope_state.how == "closed") return true;
    const bool is_done = scope_state.settled && scope_state.how != "called_off";
    return !with_all && holds_single_things(holder) && is_done && !runs_within(state_, scope.prefix);
  }

  const Definition& definition_;
  const State& state_;
  const ScopePtr& scope_;
  const Step& target_;
  std::set<const Step*> whole_;
  std::set<const Step*> partly_;  // holders of which only some steps follow
  std::vector<std::string> addresses_;
};

void add_new(std::vector<std::string>& addresses, std::vector<std::string> more) {
  for (auto& each : more)
    if (std::find(addresses.begin(), addresses.end(), each) == addresses.end()) addresses.push_back(std::move(each));
}

}  // namespace

std::vector<std::string> steps_that_wait_again(const Place& target) {
  auto addresses = Returning(target).all(true);
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    const auto where = locate(target.definition(), target.campaign(), addresses[i]);
    const Place race(target.definition(), target.calendar(), target.campaign(), where->scope, *where->step);
    for (const auto& branch : run_again(race, addresses)) add_new(addresses, Returning(branch).all(false));
  }
  return addresses;
}

Instant due_after_asking(Instant asked, const Calendar& calendar) {
  return end_of_day(calendar.add_working_days(date_of(asked), days_to_report));
}

std::optional<Instant> due_again(const WorkItem& item, Instant returned, const Calendar& calendar) {
  const auto* first = item.first_of_round();
  const bool punctual = first != nullptr && !first->late;
  if (!punctual || !item.due || returned < *item.due) return std::nullopt;
  return due_after_asking(returned, calendar);
}

}  // namespace hongtou
