#include "engine/campaign/late_steps.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/campaign/countersigning.h"
#include "engine/campaign/due_dates.h"
#include "engine/campaign/ending.h"
#include "engine/campaign/naming.h"

namespace hongtou {

namespace {

// What one party does at once, by a day that the file may name.
bool is_done_by_one(const Step& step) {
  return step.kind == "issue" || step.kind == "compile" || step.kind == "decision" || step.kind == "assess";
}

class Finder {
 public:
  Finder(const Definition& definition, const Calendar& calendar, const State& state, Instant now)
      : today_(date_of(now)), closed_(state.closed) {
    for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
      if (!is_over(*scope, state)) places_.emplace_back(definition, calendar, state, scope, step);
    });
  }

  std::vector<LateStep> find() {
    for (const auto& place : places_)
      if (is_done_by_one(place.step())) look_at(place);
    std::stable_sort(late_.begin(), late_.end(),
                     [](const LateStep& a, const LateStep& b) { return std::tie(a.done, a.due) < std::tie(b.done, b.due); });
    return std::move(late_);
  }

 private:
  void look_at(const Place& place) {
    const auto& state = place.state();
    auto due = day_to_be_done(place);
    if (state.status == StepStatus::done && due && *due < date_of(*state.settled))
      late_.push_back({place.address(), *due, days_between(*due, date_of(*state.settled)), true, ""});
    if (state.has_settled() || closed_) return;
    std::vector<std::string> held_up;
    if (state.status == StepStatus::open) held_up = held_up_by(place, due);
    if (!due || today_ <= *due) return;
    auto awaited = awaited_steps(place);
    const auto is_told = [&](const auto& address) { return told_.contains(address); };
    const bool follows_from_another = std::any_of(awaited.begin(), awaited.end(), is_told);
    told_.insert(place.address());
    if (follows_from_another) return;
    late_.push_back(
        {place.address(), *due, days_between(*due, today_), false, whose_turn(place), std::move(awaited), std::move(held_up)});
  }

  // What waits for it alone although its date has passed; the first of these dates is what one without a date was due by.
  std::vector<std::string> held_up_by(const Place& place, std::optional<Date>& due) const {
    const bool has_date = due.has_value();
    std::vector<std::string> out;
    for (const auto& each : places_) {
      if (each.state().status != StepStatus::waiting || !follows(each.step(), place.step())) continue;
      const auto date = date_of_step(each);
      if (!date || today_ <= *date || awaited_steps(each) != std::vector{place.address()}) continue;
      out.push_back(each.address());
      if (!has_date) due = std::min(due.value_or(*date), *date);
    }
    return out;
  }

  static bool follows(const Step& step, const Step& before) {
    return std::any_of(step.gates.begin(), step.gates.end(), [&](const Gate& gate) {
      return std::any_of(gate.on.begin(), gate.on.end(), [&](const Dependency& on) { return on.step == before.id; });
    });
  }

  static std::optional<Date> date_of_step(const Place& place) {
    const auto due = place.step().collects() ? due_of(place) : std::nullopt;
    return due ? std::optional(day_due(*due)) : day_to_be_done(place);
  }

  const Date today_;
  const bool closed_;
  std::vector<Place> places_;
  std::vector<LateStep> late_;
  std::set<std::string> told_;  // addresses of what is late, or held up by what is
};

}  // namespace

std::vector<LateStep> late_steps(const Definition& definition, const Calendar& calendar, const State& state, Instant now) {
  if (!state.started) return {};
  return Finder(definition, calendar, state, now).find();
}

// One that is done again is not held to its first date.
std::optional<Date> day_to_be_done(const Place& place) {
  if (!is_done_by_one(place.step()) || place.state().round > 1) return std::nullopt;
  const auto due = binding_end(place, place.step().kind == "decision" ? "due" : "on");
  return due ? std::optional(day_due(*due)) : std::nullopt;
}

std::string whose_turn(const Place& place) {
  if (!is_done_by_one(place.step()) || place.state().status != StepStatus::open) return {};
  if (const auto signer = place.step().kind == "issue" ? next_signer(place) : std::nullopt) return signer->unit;
  const auto named = place.units("by");
  return named.empty() ? place.definition().lead : named.front();
}

std::vector<std::string> awaited_steps(const Place& place) {
  std::vector<std::string> out;
  if (place.state().status != StepStatus::waiting) return out;
  for (const auto& gate : place.step().gates)
    for (const auto& dependency : gate.on) {
      const auto& before = place.state_of(dependency);
      if (gate.kind == Gate::Kind::each ? before.status != StepStatus::waiting : before.has_settled()) continue;
      auto scope = place.scope();
      for (std::size_t i = 0; i < dependency.up; ++i) scope = scope->around;
      out.push_back(scope->prefix + dependency.step);
    }
  return out;
}

Value to_value(const std::vector<LateStep>& late, const Definition& definition, const State& state) {
  const auto list = [](const std::vector<std::string>& addresses) { return List(addresses.begin(), addresses.end()); };
  List out;
  for (const auto& each : late)
    out.push_back(Map{{"step", each.step},
                      {"label", definition.step(step_name_of(each.step))->label},
                      {"due", to_text(each.due)},
                      {"days", each.days},
                      {"done", each.done},
                      {"unit", each.unit},
                      {"name", each.unit.empty() ? "" : unit_name(definition, state, each.unit)},
                      {"waits_for", list(each.waits_for)},
                      {"holds_up", list(each.holds_up)}});
  return out;
}

}  // namespace hongtou
