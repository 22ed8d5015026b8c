#include "engine/campaign/wheel.h"

#include <algorithm>

#include "engine/campaign/calling_off.h"
#include "engine/campaign/ending.h"
#include "engine/campaign/gate.h"
#include "engine/campaign/incident.h"
#include "engine/campaign/race.h"
#include "engine/campaign/rolling_up.h"
#include "engine/campaign/views.h"

namespace hongtou {

namespace {

void turn_flow(Course& course, const ScopePtr& scope);
void turn_holders(Course& course, const ScopePtr& scope);

bool all_settled(const Course& course, const ScopePtr& scope) {
  return std::all_of(scope->flow->steps.begin(), scope->flow->steps.end(),
                     [&](const Step& step) { return course.state.step(scope->address_of(step)).has_settled(); });
}

// A guard that cannot be judged is for a person, never false.
bool passes_guard(Course& course, CourseTurn& turn, Value& opened) {
  const auto& step = turn.step();
  const auto data = campaign_data(turn, date_of(course.engine_time), Reader::condition);
  const auto holds = step.when->evaluate(data, {&turn.calendar(), course.engine_time});
  opened["inputs"] = step.when->inputs(data);
  if (holds.boolean() == nullptr) {
    static constexpr Message unknown{"guard.unknown", "条件“{0}”无法判断：{1}", "the condition “{0}” cannot be judged: {1}",
                                     "补齐数据后重做本步骤", "complete the data, then recompute the step"};
    const Diagnostics problem{{Severity::error, step.position, unknown, {step.when->text(), to_json(opened.at("inputs"))}}};
    turn.emit_as_engine(event_type::incident_raised, Map{{"problems", problems_of(problem)}});
    return false;
  }
  if (*holds.boolean()) return true;
  opened["how"] = "when";
  turn.emit_as_engine(event_type::step_skipped, std::move(opened));
  return false;
}

// The branches that lost the race: not dead, since no outcome ruled them out, but over.
void cancel_rest(Course& course, const ScopePtr& scope, const Step& step) {
  for (const auto& branch : branches_of(course.place(scope, step))) {
    if (branch.state().has_settled()) continue;
    CourseTurn loser(course, branch.scope(), branch.step());
    call_off(loser, lost_race, step.id);
  }
}

bool may_begin_now(const Course& course, const Place& place) {
  if (place.state().status != StepStatus::waiting || !place.state().incident.is_null()) return false;
  if (gates_of(place) != GateState::alive) return false;
  const auto begins = begins_at(*course.rules.kind(place.step().kind), place);
  return !begins || *begins <= course.engine_time;
}

// Of branches that would settle at the same moment only the first in the file does: the others are about to be called off.
bool comes_too_late(const Course& course, const ScopePtr& scope, const Step& branch) {
  if (course.state.step(scope->address_of(branch)).has_settled()) return false;
  return std::any_of(scope->flow->steps.begin(), scope->flow->steps.end(), [&](const Step& step) {
    if (!step.cancel_rest) return false;
    const auto race = course.place(scope, step);
    const auto branches = branches_of(race);
    const bool takes_part =
        std::any_of(branches.begin(), branches.end(), [&](const Place& each) { return &each.step() == &branch; });
    return takes_part && may_begin_now(course, race);
  });
}

void open(Course& course, const ScopePtr& scope, const Step& step) {
  CourseTurn turn(course, scope, step);
  if (step.switched_off || (!step.skipped_without.empty() && turn.units(step.skipped_without).empty())) {
    turn.emit_as_engine(event_type::step_skipped, Map{{"how", "switched_off"}});
    return;
  }
  const auto* kind = course.rules.kind(step.kind);
  if (const auto begins = begins_at(*kind, turn); begins && *begins > course.engine_time) return;
  Value opened{Map{}};
  if (step.when && !passes_guard(course, turn, opened)) return;
  turn.emit_as_engine(event_type::step_opened, std::move(opened));
  if (step.cancel_rest) cancel_rest(course, scope, step);
  kind->open(turn);
}

void turn(Course& course, const ScopePtr& scope, const Step& step) {
  const auto& step_state = course.state.step(scope->address_of(step));
  if (step_state.has_settled() || !step_state.incident.is_null()) return;
  CourseTurn turn(course, scope, step);
  if (step_state.status == StepStatus::open) {
    course.rules.kind(step.kind)->work(turn);
    return;
  }
  switch (gates_of(turn)) {
    case GateState::pending:
      return;
    case GateState::dead:
      turn.emit_as_engine(event_type::step_died, Map{{"how", "dead"}});
      return;
    case GateState::alive:
      open(course, scope, step);
      return;
  }
}

// A scope that was closed by name takes along what is open in it.
void end_flow(Course& course, const ScopePtr& scope, const std::string& reason) {
  for (const auto& step : scope->flow->steps) {
    CourseTurn turn(course, scope, step);
    close_what_is_open(turn, reason);
    if (!turn.state().has_settled()) turn.emit_as_engine(event_type::step_skipped, Map{{"how", "scope_closed"}});
    for (const auto& [key, inner] : turn.state().scopes) end_flow(course, inner_scope(scope, step, key, inner), reason);
  }
}

// A phase or an intake may end before what runs in it, and with it the scope around: what runs goes on. But nothing begins
// before its holder does, once more after a return.
void turn_scopes(Course& course, const ScopePtr& around, const Step& holder) {
  const auto address = around->address_of(holder);
  if (!course.state.step(address).opened) return;
  std::vector<std::string> keys;
  for (const auto& [key, scope] : course.state.step(address).scopes) keys.push_back(key);
  for (const auto& key : keys) {
    const auto& scope = course.state.step(address).scopes.at(key);
    const auto inner = inner_scope(around, holder, key, scope);
    if (was_ended(scope)) {
      end_flow(course, inner, scope.reason);
      continue;
    }
    if (scope.settled) {
      turn_holders(course, inner);
      continue;
    }
    turn_flow(course, inner);
    if (all_settled(course, inner))
      course.emit_as_engine(event_type::scope_settled, Map{{"step", address}, {"scope", key}, {"how", "complete"}});
  }
}

void turn_holders(Course& course, const ScopePtr& scope) {
  for (const auto& step : scope->flow->steps)
    if (step.flow != nullptr) turn_scopes(course, scope, step);
}

void turn_flow(Course& course, const ScopePtr& scope) {
  for (const auto& step : scope->flow->steps) {
    if (comes_too_late(course, scope, step)) continue;
    turn(course, scope, step);
    if (step.flow != nullptr) turn_scopes(course, scope, step);
  }
}

void close_if_over(Course& course) {
  if (course.engine_time < end_of_day(course.rules.definition.period.last) ||
      !nothing_open(course.rules.definition, course.state))
    return;
  course.emit_as_engine(event_type::campaign_closed, Map{});
}

}  // namespace

// Steps open, work and settle until nothing moves any more. Every turn that moves emits an event; only people send a flow back.
void turn_the_wheel(Course& course) {
  std::size_t before = 0;
  do {
    before = course.events.size();
    turn_flow(course, root_scope(course.rules.definition));
    roll_up_results(course);
  } while (course.events.size() != before);
  close_if_over(course);
}

}  // namespace hongtou
