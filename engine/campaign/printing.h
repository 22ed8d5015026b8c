// What will be printed.
#pragma once

#include <vector>

#include "engine/campaign/decide.h"

namespace hongtou {

// The documents that the command prints if printing does not fail, in order, so that they can be printed at once. None when a
// single one is due at most: looking ahead takes a copy of the state.
std::vector<Document> documents_ahead(const Rules& rules, const State& state, const Command& command, Instant now);

}  // namespace hongtou
