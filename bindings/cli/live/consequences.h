// What an act would do to the rest of the campaign, in words.
#pragma once

#include "bindings/cli/console.h"
#include "engine/engine.h"

namespace hongtou::cli {

void show_consequences(Console& console, const Campaign& campaign, const Consequences& consequences, bool json);

}  // namespace hongtou::cli
