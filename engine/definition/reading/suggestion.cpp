#include "engine/definition/reading/suggestion.h"

#include "engine/text.h"

namespace hongtou {

Suggestion suggest(std::string_view word, const std::vector<std::string>& candidates) {
  const auto near = nearest(word, candidates);
  if (near.empty()) return {};
  return {"，是否为“" + near + "”？", "; did you mean “" + near + "”?"};
}

std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t most = 20;
  if (names.empty()) return "—";
  if (names.size() <= most) return join(names, " ");
  return join({names.begin(), names.begin() + most}, " ") + " …";
}

}  // namespace hongtou
