#include "engine/campaign/reminder.h"

#include <algorithm>
#include <map>

#include "engine/campaign/scope.h"

namespace hongtou {

namespace {

constexpr int hour = 9;

// When the next reminders of a step's items go out: the first after the last that was sent, after the item was opened, and after
// the time on paper, when the engine sent nothing.
std::map<Expectation, Instant> next_reminders(const Rules& rules, const State& state, const Step& step, const WorkItems& items) {
  std::map<Expectation, Instant> next;
  const auto* remind = step.setting("remind");
  if (remind == nullptr || state.catching_up) return next;
  std::optional<Instant> due;  // of `times`; expectations come in the order of their due dates
  std::vector<Instant> times;
  for (const auto& [expectation, number] : items.expected()) {
    if (!expectation.due) continue;
    if (due != expectation.due) times = reminder_times(remind->offsets, day_due(*expectation.due), rules.calendar);
    due = expectation.due;
    const auto until = std::max(expectation.reminded, state.live_since.value_or(expectation.reminded));
    const auto time = std::upper_bound(times.begin(), times.end(), until);
    if (time != times.end()) next.emplace(expectation, *time);
  }
  return next;
}

// Visits the items whose next reminder goes out by then.
template <class Visit>
void for_each_due(const Rules& rules, const State& state, Instant at, Visit&& visit) {
  for_each_step(rules.definition, state, [&](const ScopePtr& scope, const Step& step) {
    const auto address = scope->address_of(step);
    const auto& items = state.step(address).items;
    auto next = next_reminders(rules, state, step, items);
    std::erase_if(next, [&](const auto& each) { return each.second > at; });
    if (next.empty()) return;
    for (const auto& [unit, item] : items)
      if (const auto expectation = expectation_of(item); expectation && next.contains(*expectation)) visit(address, unit, item);
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
  for_each_step(rules.definition, state, [&](const ScopePtr& scope, const Step& step) {
    for (const auto& [expectation, time] : next_reminders(rules, state, step, state.step(scope->address_of(step)).items))
      if (!earliest || time < *earliest) earliest = time;
  });
  return earliest;
}

std::vector<Value> due_reminders(const Rules& rules, const State& state, Instant at) {
  std::map<std::string, List> items;
  for_each_due(rules, state, at, [&](const std::string& step, const std::string& unit, const WorkItem& item) {
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
