// What a unit that has left did for others. Private to the campaign layer.
#pragma once

#include <string>

#include "engine/campaign/step_kind.h"

namespace hongtou {

// Of the item of a unit, or of the draft (""): nobody who has left is waited for to countersign it, and what such a unit, or a
// person of it, did in the place of another goes back to that one.
void release_from_those_who_left(Turn& turn, const std::string& unit, const std::string& reason = {});

}  // namespace hongtou
