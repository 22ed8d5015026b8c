// Going back: what waits again, what stands, and when a report is wanted again. Pure.
//
// A step waits again when the flow goes back to it or to one that it follows, and so does all that it holds. What is in a holder
// begins again only when the holder does. What is over stands as it is: a period, a case or a ladder's group that has settled
// within a holder that merely follows, and whatever was closed by name. Units are all done again, in their turn where they have
// one. A ladder that has settled begins anew when what it watches waits again. A race is run again when one of its branches waits
// again (race.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/campaign/place.h"

namespace hongtou {

// Addresses of what waits again when the flow goes back to this step, of the step itself first.
std::vector<std::string> steps_that_wait_again(const Place& target);

// When a report is wanted that is asked for, once more or for the first time, after its due date from a unit that was not late:
// so many working days later. Nobody is late because somebody else was.
inline constexpr int days_to_report = 3;
Instant due_after_asking(Instant asked, const Calendar& calendar);
// The due date of one that is returned; nothing: the date it has stands.
std::optional<Instant> due_again(const WorkItem& item, Instant returned, const Calendar& calendar);

}  // namespace hongtou
