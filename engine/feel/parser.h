// FEEL text → tree. DMN 1.3, 10.3.1.2, by recursive descent; a level of binding strength is a function.
#pragma once

#include <string_view>

#include "engine/feel/node.h"
#include "engine/result.h"

namespace hongtou::feel {

// `text` is valid UTF-8. Reports the first error.
Result<std::shared_ptr<const Node>> parse(std::string_view text, const Position& where);

}  // namespace hongtou::feel
