#include "engine/campaign/reminder.h"

#include <algorithm>
#include <map>

namespace hongtou {

namespace {

constexpr int hour = 9;

// An item's due instant is the end of its last day.
Date due_day(const WorkItem& item) { return add_days(date_of(*item.due), -1); }

// The first reminder after the last one that was sent, and after the item was opened.
std::optional<Instant> next_for(const WorkItem& item, const Setting& remind, const Calendar& calendar) {
  if (!item.due || !item.is_owed()) return std::nullopt;
  const auto since = item.reminded.value_or(item.opened);
  for (const auto time : reminder_times(remind.offsets, due_day(item), calendar))
    if (time > since) return time;
  return std::nullopt;
}

template <class Visit>
void for_each_reminder(const Rules& rules, const State& state, Visit&& visit) {
  for (const auto& step : rules.definition.steps) {
    const auto* remind = step.setting("remind");
    if (remind == nullptr) continue;
    for (const auto& [unit, item] : state.step(step.id).items)
      if (const auto time = next_for(item, *remind, rules.calendar)) visit(step, unit, item, *time);
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
