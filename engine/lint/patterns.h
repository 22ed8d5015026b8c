// What a line must not hold, as regular expressions of ICU. Private to engine/lint.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/lint/manuscript.h"

namespace hongtou::lint {

using Roles = std::uint32_t;
constexpr Roles set_of(std::initializer_list<Role> roles) {
  Roles set = 0;
  for (const auto role : roles) set |= Roles{1} << static_cast<unsigned>(role);
  return set;
}

// `instead` may name groups as $1; without `safe` it is only told, not put in by itself.
struct Pattern {
  const char* id;  // of its rule
  Roles roles;
  std::u32string_view needs;  // no line without one of these characters matches
  const char* regex;
  const char* instead;
  bool safe = true;
};

std::span<const Pattern> patterns();

}  // namespace hongtou::lint
