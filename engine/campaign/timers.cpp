// When something happens by itself.
#include "engine/campaign/ending.h"
#include "engine/campaign/gate.h"
#include "engine/campaign/place.h"
#include "engine/campaign/reminder.h"
#include "engine/campaign/views.h"

namespace hongtou {

namespace {

void take_earlier(std::optional<Instant>& earliest, std::optional<Instant> other) {
  if (other && *other != not_yet && (!earliest || *other < *earliest)) earliest = other;
}

std::optional<Instant> next_work(const Rules& rules, const Place& place) {
  const auto& state = place.state();
  if (state.has_settled() || !state.incident.is_null()) return std::nullopt;
  const auto* kind = rules.kind(place.step().kind);
  if (state.status == StepStatus::open) return kind->wakes_at(place);
  return gates_of(place) == GateState::alive ? begins_at(*kind, place) : std::nullopt;
}

}  // namespace

std::optional<Instant> next_timer(const Rules& rules, const State& state) {
  std::optional<Instant> earliest;
  if (!state.started || state.closed) return earliest;
  for_each_step(rules.definition, state, [&](const ScopePtr& scope, const Step& step) {
    const Place place(rules.definition, rules.calendar, state, scope, step);
    for (const auto& [expectation, number] : place.state().items.expected())
      if (!expectation.overdue) take_earlier(earliest, expectation.due);
    if (!is_over(*scope, state)) take_earlier(earliest, next_work(rules, place));
  });
  take_earlier(earliest, next_reminder(rules, state));
  for (const auto& target : rules.definition.targets)
    if (const auto window = window_of(rules.definition, target, state); window && !state.final_targets.contains(target.id))
      take_earlier(earliest, end_of_day(window->last));
  if (nothing_open(rules.definition, state)) take_earlier(earliest, end_of_day(rules.definition.period.last));
  return earliest;
}

}  // namespace hongtou
