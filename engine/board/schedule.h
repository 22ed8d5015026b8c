// Schedule: the days of a campaign's steps as they stand, for charts and lists.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/campaign/place.h"

namespace hongtou {

// One running copy of a step.
struct ScheduledStep {
  Place place;
  Date first;               // it began, or will
  Date last;                // it ended or will; of one that goes on without a date: `now`
  std::optional<Date> due;  // of what it collects
  bool begins = false;      // `first` is known, not only an end
};

// Those whose days are known, in file order, the scopes of a step right after it.
std::vector<ScheduledStep> schedule(const Definition& definition, const Calendar& calendar, const State& state, Date today);

}  // namespace hongtou
