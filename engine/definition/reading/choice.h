// Words of which a value is one, by their English and Chinese names. Private to the definition layer.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/definition/reading/loading.h"

namespace hongtou {

template <class Kind, std::size_t n>
using Words = std::array<std::pair<std::string_view, Kind>, n>;

// workflow.bad_choice
void refuse_choice(Loading& loading, const Entry& entry, const std::vector<std::string>& known);

// The first kind when the word is none of them.
template <class Kind, std::size_t n>
Kind choose(Loading& loading, const Entry& entry, const Words<Kind, n>& words) {
  for (const auto& [word, kind] : words)
    if (word == entry.value) return kind;
  std::vector<std::string> known;
  for (const auto& [word, kind] : words) known.emplace_back(word);
  refuse_choice(loading, entry, known);
  return words.front().second;
}

}  // namespace hongtou
