// Coming: what will happen by itself at a moment, as far as it can be told beforehand.
#pragma once

#include <string>
#include <vector>

#include "engine/campaign/place.h"

namespace hongtou {

struct Coming {
  enum class Kind { reminder, due, begins, issued, next_period, ends, measured };
  Kind kind = Kind::due;
  std::string step;  // address; "": the campaign itself

  bool operator==(const Coming&) const = default;
};

// In file order, each step once a kind.
std::vector<Coming> coming_at(const Definition& definition, const Calendar& calendar, const State& state, Instant at);

}  // namespace hongtou
