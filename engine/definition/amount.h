// Amounts, ranges and rounding, as targets and assessments write them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/decimal.h"
#include "engine/diagnostic.h"
#include "engine/value.h"

namespace hongtou {

struct Precision {
  int decimals = 2;
  Rounding rounding = Rounding::half_up;  // 四舍五入; also half_even 四舍六入五成双, down 舍去, up 进一
};

// A number, or a text of digits: -0.50, +3. Nothing for all else.
std::optional<Decimal> number_of(const Value& value);

// A number that is written out, or stands in a parameter of the campaign, which may be set as late as the assessment.
struct Amount {
  Value number;           // null when a parameter gives it
  std::string parameter;  // 分值.报送; "" when the number is written out
  bool share = false;     // written with %: 90% is 0.9
  Position position;

  // Null: not set. A parameter that is no number, or holds 待定, is not set.
  Value in(const Value& parameters) const;
};

// What holds for some units, such as places for nominations; the first that names a unit holds for it.
struct UnitAmount {
  std::vector<std::string> units;  // ids; empty: all
  Amount amount;
};

// From low, which belongs to it, up to high, which does not, as 以上 and 不满 count; null where it is open.
struct Range {
  Value low;
  Value high;
};

// 优秀 "90 up"; of a rule by bands the name is the points.
struct Band {
  std::string name;
  Range range;
  Position position;
};

// The band that holds the number. What lies outside all bands takes the nearest one; null when there are none.
const Band* band_of(const std::vector<Band>& bands, const Value& number);

}  // namespace hongtou
