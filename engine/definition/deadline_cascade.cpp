#include "engine/definition/deadline_cascade.h"

#include <algorithm>

namespace hongtou {

namespace {

constexpr Message before_start{"cascade.before_start", "“{0}”的截止日 {1} 早于开始日 {2}",
                               "“{0}” is due on {1}, before the start on {2}", "减少各级预留的工作日，或推迟最上级的截止日",
                               "give the levels fewer working days, or move the top date"};
constexpr Message no_working_day{"cascade.no_working_day", "从 {2} 到“{0}”的截止日 {1} 没有一个工作日",
                                 "there is no working day between {2} and {1}, when “{0}” is due",
                                 "减少各级预留的工作日，或推迟最上级的截止日",
                                 "give the levels fewer working days, or move the top date"};
constexpr Message same_day{"cascade.same_day", "“{0}”与上级“{2}”同在 {1} 截止，上级没有时间汇总",
                           "“{0}” is due on {1}, the same day as “{2}” above it, which has no time to add up",
                           "给“{0}”至少留一个工作日", "leave “{0}” a working day or more"};
constexpr Message after_upper{"cascade.after_upper", "“{0}”的截止日 {1} 晚于上级“{2}”的 {3}",
                              "“{0}” is due on {1}, after “{2}” above it on {3}", "提前“{0}”的截止日，或推迟上级的",
                              "move “{0}” forward, or put off the level above it"};

using Deadlines = std::vector<LevelDeadline>;

void check_room(Result<Deadlines>& out, const LevelDeadline& level, Date start, const Position& position) {
  if (level.due < start)
    out.warn(position, before_start, {level.name, to_text(level.due), to_text(start)});
  else if (level.working_days == 0)
    out.warn(position, no_working_day, {level.name, to_text(level.due), to_text(start)});
}

void check_order(Result<Deadlines>& out, const LevelDeadline& upper, const LevelDeadline& level, const Position& position) {
  if (level.due == upper.due) out.warn(position, same_day, {level.name, to_text(level.due), upper.name});
  if (level.due > upper.due) out.warn(position, after_upper, {level.name, to_text(level.due), upper.name, to_text(upper.due)});
}

}  // namespace

Result<Deadlines> reckon_deadlines(Date top, const std::vector<CascadeLevel>& levels, Date start, const Calendar& calendar,
                                   const Position& position) {
  Result<Deadlines> out{Deadlines()};
  Date due = top;
  for (const auto& level : levels) {
    due = level.moved.value_or(calendar.add_working_days(due, -level.buffer));
    const LevelDeadline deadline{level.name, due, calendar.working_days_between(start, due)};
    check_room(out, deadline, start, position);
    if (!out->empty()) check_order(out, out->back(), deadline, position);
    out->push_back(deadline);
  }
  return out;
}

std::vector<DeadlineChange> changed_deadlines(const Deadlines& before, const Deadlines& after) {
  std::vector<DeadlineChange> changes;
  for (const auto& now : after) {
    const auto then =
        std::find_if(before.begin(), before.end(), [&](const LevelDeadline& level) { return level.name == now.name; });
    if (then != before.end() && then->due != now.due) changes.push_back({now.name, then->due, now.due});
  }
  return changes;
}

}  // namespace hongtou
