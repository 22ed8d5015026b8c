// Years whose holiday arrangement 放假安排 the State Council has not published: working days are reckoned by weekends alone.
#pragma once

#include <chrono>
#include <vector>

#include "engine/calendar.h"
#include "engine/definition/definition.h"

namespace hongtou {

struct UnpublishedYear {
  std::chrono::year year;
  std::vector<const Step*> steps;  // whose dates, reminders or levels count working days of it, in file order
  Position position;               // of the first such date
};

// Those of the campaign's years on which something depends; none where the calendar holds no year at all.
std::vector<UnpublishedYear> unpublished_years(const Definition& definition, const Calendar& calendar);

}  // namespace hongtou
