// FEEL text → tree. DMN 1.3, 10.3.1.2, by recursive descent; a level of binding strength is a function.
#pragma once

#include <string_view>

#include "engine/feel/node.h"
#include "engine/result.h"

namespace hongtou::feel {

using Tree = std::shared_ptr<const Node>;

// `text` is valid UTF-8. Reports the first error. The vocabulary tells names of several words, where dates are, and what may be
// called.
Result<Tree> parse(std::string_view text, const Position& where, const Vocabulary& names);
// The tree yields whether the tests hold of what the name ? is bound to.
Result<Tree> parse_unary_tests(std::string_view text, const Position& where, const Vocabulary& names);

}  // namespace hongtou::feel
