// Which results are out of date once the data of a step has changed.
#pragma once

#include <string>
#include <vector>

#include "engine/campaign/decide.h"
#include "engine/campaign/scope.h"

namespace hongtou {

// Addresses of settled results whose text or rules read the step, and that see its scope.
std::vector<std::string> results_made_from(const Rules& rules, const State& state, const Located& origin);

}  // namespace hongtou
