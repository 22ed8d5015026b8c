// What a message says about a name that does not exist. Private to the definition layer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hongtou {

// “did you mean” of the nearest candidate, both empty when none is near.
struct Suggestion {
  std::string zh;
  std::string en;
};
Suggestion suggest(std::string_view word, const std::vector<std::string>& candidates);

// The names separated by blanks, the first twenty of a long list; — for none.
std::string some_of(const std::vector<std::string>& names);

}  // namespace hongtou
