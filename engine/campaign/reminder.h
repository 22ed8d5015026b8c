// Reminders: working days strictly before or after the due date, at 09:00; what one unit would get at one time is one reminder.
#pragma once

#include <optional>
#include <vector>

#include "engine/campaign/decide.h"

namespace hongtou {

// The moments at which an item due at the end of `due` is reminded of; offset 0 on a rest day is dropped. In order of time.
std::vector<Instant> reminder_times(const std::vector<int>& offsets, Date due, const Calendar& calendar);

// The first reminder that is still to be sent.
std::optional<Instant> next_reminder(const Rules& rules, const State& state);

// The data of one reminder_sent a unit, for all reminders that were due at or before `at`.
std::vector<Value> due_reminders(const Rules& rules, const State& state, Instant at);

}  // namespace hongtou
