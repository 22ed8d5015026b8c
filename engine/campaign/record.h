// Records: the accepted submissions that aggregation, targets and assessments read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/calendar.h"
#include "engine/value.h"

namespace hongtou {

// One accepted submission, wherever in the campaign it was made.
struct Record {
  std::string step;
  std::string scope;             // monthly[2021-07]/, or "" at the root
  std::optional<Period> period;  // of the scope, if it repeats
  std::string unit;
  std::string form;
  int version = 0;
  Value data;
  Instant at;  // effective
  bool late = false;
  std::string of = {};  // the unit of the scope, or ""
};

// Where a number comes from.
struct Source {
  std::string step;
  std::string scope;
  std::string unit;
  int version = 0;

  bool operator==(const Source&) const = default;
};

}  // namespace hongtou
