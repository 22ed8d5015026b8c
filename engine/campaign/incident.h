// Incidents: what goes wrong without anybody's act, and waits for a person. Private to the campaign layer.
#pragma once

#include "engine/diagnostic.h"
#include "engine/value.h"

namespace hongtou {

// The errors as incident_raised keeps them: [{code, zh, en}].
Value problems_of(const Diagnostics& diagnostics);

}  // namespace hongtou
