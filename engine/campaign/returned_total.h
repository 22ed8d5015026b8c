// A level's total that went up and was returned.
#pragma once

#include "engine/campaign/state.h"

namespace hongtou {

// Of a step of a lower level: the total that went up last was returned, and no other has gone up since. Why stands in the step's
// reason.
bool is_returned_from_above(const StepState& step);

}  // namespace hongtou
