// Number: exact decimals for points, weights and sums. Private to the engine.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/definition/amount.h"
#include "engine/value.h"

namespace hongtou {

// Nine places after the point. Division rounds half to even; what grows out of range becomes null when it is asked for as a
// Value.
class Number {
 public:
  Number() = default;
  Number(std::int64_t whole) : units_(static_cast<Wide>(whole) * one) {}  // NOLINT(google-explicit-constructor)

  // 12, -0.5, +3.25; digits only, no exponent.
  static std::optional<Number> parse(std::string_view text);
  // A number, or a text that reads as one; nothing for all else.
  static std::optional<Number> of(const Value& value);

  Value to_value() const;  // an integer when whole
  std::string print() const;

  Number rounded(const Precision& precision) const;

  friend Number operator+(Number a, Number b) { return from_units(a.units_ + b.units_); }
  friend Number operator-(Number a, Number b) { return from_units(a.units_ - b.units_); }
  Number operator-() const { return from_units(-units_); }
  friend Number operator*(Number a, Number b);
  friend Number operator/(Number a, Number b);  // b is not 0
  Number& operator+=(Number other) { return *this = *this + other; }
  friend bool operator==(Number a, Number b) { return a.units_ == b.units_; }
  friend std::strong_ordering operator<=>(Number a, Number b) {
    return a.units_ < b.units_   ? std::strong_ordering::less
           : a.units_ > b.units_ ? std::strong_ordering::greater
                                 : std::strong_ordering::equal;
  }

 private:
  __extension__ using Wide = __int128;
  static constexpr int places = 9;
  static constexpr Wide one = 1'000'000'000;
  static constexpr Wide most = one * INT64_MAX;

  static Number from_units(Wide units);
  static Wide divide(Wide dividend, Wide divisor, RoundingMode rounding);

  Wide units_ = 0;
};

}  // namespace hongtou
