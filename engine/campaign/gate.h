// Gates: whether a step's turn has come (after, after-some, after-any, after-count, after-each).
#pragma once

#include "engine/campaign/place.h"

namespace hongtou {

enum class GateState { pending, alive, dead };

// All gates of the step together: dead if one is dead, alive if all are and its holder lets it begin now.
GateState gates_of(const Place& place);

}  // namespace hongtou
