// Deadlines of a campaign that is handed down level by level: from the date at the top back to the lowest level.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/calendar.h"
#include "engine/result.h"

namespace hongtou {

// `buffer` is how many working days before the level above it is due: what that one needs to check and add up.
struct CascadeLevel {
  std::string name;
  int buffer = 0;                  // ≥ 0
  std::optional<Date> moved = {};  // set by hand; the levels below are reckoned from it
};

struct LevelDeadline {
  std::string name;
  Date due;
  int working_days = 0;  // after the start, up to and including the due date: the time left for the work

  bool operator==(const LevelDeadline&) const = default;
};

// One deadline a level, the highest first. `start` is when the levels can begin: the day of the notice.
// Warns: cascade.before_start, cascade.no_working_day, cascade.same_day, cascade.after_upper.
Result<std::vector<LevelDeadline>> reckon_deadlines(Date top, const std::vector<CascadeLevel>& levels, Date start,
                                                    const Calendar& calendar, const Position& position);

// A level that must be told.
struct DeadlineChange {
  std::string name;
  Date before;
  Date after;

  bool operator==(const DeadlineChange&) const = default;
};

// Of the levels that stand in both.
std::vector<DeadlineChange> changed_deadlines(const std::vector<LevelDeadline>& before, const std::vector<LevelDeadline>& after);

}  // namespace hongtou
