// Workload: what units owe by when, and where that is too much at once.
#pragma once

#include <string>
#include <vector>

#include "engine/campaign/place.h"

namespace hongtou {

// One report of one unit with a due date. Those of cases are left out: nobody knows them before.
struct Duty {
  std::string unit;
  std::string address;
  Date opened;
  Date due;
  int working_days = 0;  // after the opening up to and including the due date
  bool routine = false;  // of a day or a week, short by its nature
  std::size_t crowd =
      0;  // of the unit's reports that fall due within crowd_days working days up to that date, routine ones apart
};

inline constexpr int few_days = 5;
inline constexpr int crowd_days = 5;
inline constexpr std::size_t crowded = 3;

// By due date, then in the order of the file.
std::vector<Duty> duties(const Definition& definition, const Calendar& calendar, const State& state);

inline bool is_short(const Duty& duty) { return !duty.routine && duty.working_days < few_days; }
inline bool is_crowded(const Duty& duty) { return !duty.routine && duty.crowd >= crowded; }
inline bool is_likely_late(const Duty& duty) { return is_short(duty) || is_crowded(duty); }

}  // namespace hongtou
