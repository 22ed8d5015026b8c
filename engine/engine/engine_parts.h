// What an Engine is made of. Private to the engine.
#pragma once

#include "engine/engine.h"

namespace hongtou {

struct Engine::Parts {
  Environment environment;
  Registry registry;
};

// As they are named. Errors: engine.no_format.
Result<std::vector<const Format*>> find_formats(const Registry& registry, const std::vector<std::string>& names);

}  // namespace hongtou
