// Gates: whether a step's turn has come (after, after-some, after-any, after-count, after-each).
#pragma once

#include <optional>

#include "engine/campaign/place.h"
#include "engine/campaign/step_kind.h"

namespace hongtou {

enum class GateState { pending, alive, dead };

// All gates of the step together: dead if one is dead, alive if all are and its holder lets it begin now.
GateState gates_of(const Place& place);

// Although its gates are open, the step does not begin before this: its kind has a date for it, or it is a rung.
std::optional<Instant> begins_at(const StepKind& kind, const Place& place);

}  // namespace hongtou
