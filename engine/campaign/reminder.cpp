#include "engine/campaign/reminder.h"

#include <algorithm>
#include <map>

#include "engine/campaign/scope.h"

namespace hongtou {

namespace {

constexpr int hour = 9;

// The last that was sent, the item's opening, or the time on paper, when the engine sent nothing.
Instant reminded_until(const State& state, const WorkItem& item) {
  return std::max(item.reminded.value_or(item.opened), state.live_since.value_or(item.opened));
}

// Visits the next reminder of each item.
template <class Visit>
void for_each_reminder(const Rules& rules, const State& state, Visit&& visit) {
  if (state.catching_up) return;
  for_each_step(rules.definition, state, [&](const ScopePtr& scope, const Step& step) {
    const auto* remind = step.setting("remind");
    if (remind == nullptr) return;
    const auto address = scope->address_of(step);
    std::map<Instant, std::vector<Instant>> times;  // most items of a step share their due date
    for (const auto& [unit, item] : state.step(address).items) {
      if (!item.due || !item.is_owed()) continue;
      const auto [known, added] = times.try_emplace(*item.due);
      if (added) known->second = reminder_times(remind->offsets, day_due(*item.due), rules.calendar);
      const auto next = std::upper_bound(known->second.begin(), known->second.end(), reminded_until(state, item));
      if (next != known->second.end()) visit(address, unit, item, *next);
    }
  });
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
  for_each_reminder(rules, state, [&](const std::string&, const std::string&, const WorkItem&, Instant time) {
    if (!earliest || time < *earliest) earliest = time;
  });
  return earliest;
}

std::vector<Value> due_reminders(const Rules& rules, const State& state, Instant at) {
  std::map<std::string, List> items;
  for_each_reminder(rules, state, [&](const std::string& step, const std::string& unit, const WorkItem& item, Instant time) {
    if (time > at) return;
    Map line{{"step", step}, {"due", to_text(day_due(*item.due))}};
    if (*item.due != end_of_day(day_due(*item.due))) line.emplace("due_at", to_text(*item.due));
    if (!item.responsible.empty()) line.emplace("unit", unit);
    items[item.responsible.empty() ? unit : item.responsible].push_back(std::move(line));
  });
  std::vector<Value> reminders;
  const auto take = [&](const std::string& unit) {
    if (const auto found = items.find(unit); found != items.end())
      reminders.push_back(Map{{"unit", unit}, {"items", std::move(found->second)}});
  };
  for (const auto& unit : rules.definition.units.all()) take(unit.id);
  for (const auto& member : state.joined) take(member.id);
  return reminders;
}

}  // namespace hongtou
