#include "engine/definition/number.h"

#include <algorithm>

namespace hongtou {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

}  // namespace

Number Number::from_units(Wide units) {
  Number out;
  out.units_ = std::clamp(units, -most - 1, most + 1);
  return out;
}

std::optional<Number> Number::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const auto dot = text.find('.');
  const auto whole = text.substr(0, dot);
  const auto fraction = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
  if (!all_digits(whole) || whole.size() > 18 || fraction.size() > places) return std::nullopt;
  if (dot != std::string_view::npos && !all_digits(fraction)) return std::nullopt;
  Wide units = 0;
  for (const char c : whole) units = units * 10 + (c - '0');
  for (int i = 0; i < places; ++i) {
    const auto place = static_cast<std::size_t>(i);
    units = units * 10 + (place < fraction.size() ? fraction[place] - '0' : 0);
  }
  return from_units(negative ? -units : units);
}

std::optional<Number> Number::of(const Value& value) {
  if (const auto* whole = value.integer()) return Number(*whole);
  if (const auto* text = value.text()) return parse(*text);
  const bool is_number = !value.is_null() && value.boolean() == nullptr && value.list() == nullptr && value.map() == nullptr;
  return is_number ? parse(value.print()) : std::nullopt;
}

std::string Number::print() const {
  const bool negative = units_ < 0;
  auto rest = negative ? -units_ : units_;
  std::string digits;
  for (int i = 0; rest > 0 || i <= places; ++i, rest /= 10) digits.insert(digits.begin(), static_cast<char>('0' + rest % 10));
  digits.insert(digits.size() - places, ".");
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  return (negative ? "-" : "") + digits;
}

Value Number::to_value() const {
  if (units_ > most || units_ < -most) return {};
  if (units_ % one == 0) return static_cast<std::int64_t>(units_ / one);
  auto value = parse_json(print());
  return value.ok() ? *std::move(value) : Value();
}

Number::Wide Number::divide(Wide dividend, Wide divisor, RoundingMode rounding) {
  const bool negative = (dividend < 0) != (divisor < 0);
  if (dividend < 0) dividend = -dividend;
  if (divisor < 0) divisor = -divisor;
  auto quotient = dividend / divisor;
  const auto rest = dividend % divisor;
  const auto twice = 2 * rest;
  const bool half_way_up = rounding == RoundingMode::half_up || quotient % 2 != 0;
  const bool away = rounding == RoundingMode::up     ? rest > 0
                    : rounding == RoundingMode::down ? false
                                                     : twice > divisor || (twice == divisor && half_way_up);
  if (away) ++quotient;
  return negative ? -quotient : quotient;
}

Number Number::rounded(const Precision& precision) const {
  Wide step = one;
  for (int i = 0; i < precision.decimals && step > 1; ++i) step /= 10;
  return from_units(divide(units_, step, precision.rounding) * step);
}

// Whole part and fraction apart, so that only a result out of range overflows.
Number operator*(Number a, Number b) {
  const auto whole = a.units_ / Number::one;
  const auto fraction = a.units_ % Number::one;
  Number::Wide product = 0;
  if (__builtin_mul_overflow(whole, b.units_, &product)) return Number::from_units(Number::most + 1);
  return Number::from_units(product + Number::divide(fraction * b.units_, Number::one, RoundingMode::half_even));
}

Number operator/(Number a, Number b) {
  return Number::from_units(Number::divide(a.units_ * Number::one, b.units_, RoundingMode::half_even));
}

}  // namespace hongtou
