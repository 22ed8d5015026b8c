// What of a report's material has still to come: paper and discs, files with a date of their own, each on its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/campaign/place.h"

namespace hongtou {

struct OutstandingFile {
  std::string kind;  // as the workflow names it
  bool paper = false;
  int number = 1;              // how many more
  std::optional<Instant> due;  // nothing: with the report
};

// Of a unit whose report has come to a step; nothing is said of one that has sent none, or need not.
std::vector<OutstandingFile> outstanding_of(const Place& place, const std::string& unit);

}  // namespace hongtou
