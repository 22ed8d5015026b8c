#include "engine/campaign/reminder.h"

#include <algorithm>
#include <map>

namespace hongtou {

namespace {

constexpr int hour = 9;

// An item's due instant is the end of its last day.
Date due_day(const WorkItem& item) { return add_days(date_of(*item.due), -1); }

// Visits the next reminder of each item: the first one after the last that was sent, and after the item was opened.
template <class Visit>
void for_each_reminder(const Rules& rules, const State& state, Visit&& visit) {
  for (const auto& step : rules.definition.steps) {
    const auto* remind = step.setting("remind");
    if (remind == nullptr) continue;
    std::map<Instant, std::vector<Instant>> times;  // most items of a step share their due date
    for (const auto& [unit, item] : state.step(step.id).items) {
      if (!item.due || !item.is_owed()) continue;
      const auto [known, added] = times.try_emplace(*item.due);
      if (added) known->second = reminder_times(remind->offsets, due_day(item), rules.calendar);
      const auto next = std::upper_bound(known->second.begin(), known->second.end(), item.reminded.value_or(item.opened));
      if (next != known->second.end()) visit(step, unit, item, *next);
    }
  }
}

}  // namespace

std::vector<Instant> reminder_times(const std::vector<int>& offsets, Date due, const Calendar& calendar) {
  std::vector<Instant> times;
  for (const int offset : offsets) {
    if (offset == 0 && !calendar.is_working_day(due)) continue;
    times.push_back(at_time(calendar.add_working_days(due, offset), hour));
  }
  std::sort(times.begin(), times.end());
  return times;
}

std::optional<Instant> next_reminder(const Rules& rules, const State& state) {
  std::optional<Instant> earliest;
  for_each_reminder(rules, state, [&](const Step&, const std::string&, const WorkItem&, Instant time) {
    if (!earliest || time < *earliest) earliest = time;
  });
  return earliest;
}

std::vector<Value> due_reminders(const Rules& rules, const State& state, Instant at) {
  std::map<std::string, List> items;
  for_each_reminder(rules, state, [&](const Step& step, const std::string& unit, const WorkItem& item, Instant time) {
    if (time <= at) items[unit].push_back(Map{{"step", step.id}, {"due", to_text(due_day(item))}});
  });
  std::vector<Value> reminders;
  for (const auto& unit : rules.definition.units.all())
    if (const auto found = items.find(unit.id); found != items.end())
      reminders.push_back(Map{{"unit", unit.id}, {"items", std::move(found->second)}});
  return reminders;
}

}  // namespace hongtou
