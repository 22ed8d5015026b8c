#include "engine/board/schedule.h"

#include <algorithm>

#include "engine/campaign/gate.h"
#include "engine/campaign/supervision.h"
#include "engine/campaign/views.h"

namespace hongtou {

namespace {

std::optional<Date> first_day(const Place& place) {
  if (place.state().opened) return date_of(*place.state().opened);
  if (const auto begins = rung_begins_at(place)) return date_of(*begins);
  for (const auto* key : {"window", "opens", "on", "first"})
    if (const auto days = place.span(key)) return days->first_day();
  return std::nullopt;
}

std::optional<Date> due_day(const Place& place) {
  const auto due = place.step().collects() ? units_due(place) : std::nullopt;
  return due ? std::optional(day_due(*due)) : std::nullopt;
}

std::optional<Date> last_day(const Place& place) {
  if (const auto& settled = place.state().settled) return place.step().kind == "mark" ? day_due(*settled) : date_of(*settled);
  if (const auto due = due_day(place)) return due;
  for (const auto* key : {"window", "on", "due", "settles", "until"})
    if (const auto days = place.span(key)) return days->last_day();
  return std::nullopt;
}

// Of a ladder: how soon it begins after the rung before is known only when that is done.
bool is_rung_to_come(const Place& place) {
  const auto* holder = place.scope()->holder;
  return holder != nullptr && holder->kind == "supervise" && place.state().status == StepStatus::waiting;
}

}  // namespace

std::vector<ScheduledStep> schedule(const Definition& definition, const Calendar& calendar, const State& state, Date today) {
  std::vector<ScheduledStep> out;
  for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
    const Place place(definition, calendar, state, scope, step);
    const auto status = place.state().status;
    if (status == StepStatus::skipped || status == StepStatus::dead) return;
    if (is_rung_to_come(place) && gates_of(place) != GateState::alive) return;
    const auto first = first_day(place);
    auto last = last_day(place);
    if (!first && !last) return;
    const bool goes_on = status == StepStatus::open && (!last || *last < today);
    if (goes_on) last = today;
    out.push_back({place, std::min(first.value_or(*last), last.value_or(*first)), last.value_or(*first), due_day(place),
                   first.has_value()});
  });
  return out;
}

}  // namespace hongtou
