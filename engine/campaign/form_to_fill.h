// What a unit finds in its form before it writes: defaults, what it reported before, what other steps have.
#pragma once

#include <string>

#include "engine/campaign/place.h"

namespace hongtou {

// Null where the step has no form. `unit` is one of those asked.
Value form_to_fill(const Place& place, const std::string& unit, Date today);

}  // namespace hongtou
