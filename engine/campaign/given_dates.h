// Dates that a report gives, such as 整改期限: when it is corrected, the dates of the steps that wait for it move. Private to the
// campaign layer.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "engine/campaign/course.h"

namespace hongtou {

// As they stand before an act is carried out, of the steps that are open.
class GivenDates {
 public:
  explicit GivenDates(const Course& course);

  // Tells the kinds of the steps whose dates are others now. What was known stays until something else is.
  void tell_moved(Course& course) const;

 private:
  std::map<std::pair<std::string, std::string>, std::optional<TimeSpan>> before_;  // by address and key
};

}  // namespace hongtou
