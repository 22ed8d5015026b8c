// Calling a step off. Private to the campaign layer.
#pragma once

#include <string>
#include <string_view>

#include "engine/campaign/step_kind.h"

namespace hongtou {

// Nobody owes anything to the step any more and it is skipped: `how` is cancelled or called_off. What is in stays.
void call_off(Turn& turn, std::string_view how, const std::string& reason);

}  // namespace hongtou
