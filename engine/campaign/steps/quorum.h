// Quorum: a step that runs its flow many times settles before all have ended. Private to the step kinds.
#pragma once

#include "engine/campaign/step_kind.h"

namespace hongtou {

KeySpec complete_when_key();
KeySpec rest_key();

// Settles the step if its complete-when holds, with the values that made it so; with `rest cancel` the scopes that still run are
// closed. A condition that cannot be judged yet does not hold.
bool settles_by_quorum(Turn& turn);

}  // namespace hongtou
