// Assessment rules: a checklist of what a unit had to do, each item fulfilled or not by the campaign's own records.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"

namespace hongtou {

struct AssessmentItem {
  enum class Kind {
    deadline,  // the unit's item in a collecting step came in on time
    target,    // a target is reached
    receipt,   // the receipt of an issued document is confirmed
  };
  std::string id;
  std::string label;
  Kind kind = Kind::deadline;
  std::string subject;  // the step's or the target's name
  int weight = 1;
  Position position;
};

struct Assessment {
  std::string title;
  std::vector<AssessmentItem> items;
};

}  // namespace hongtou
