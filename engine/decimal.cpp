#include "engine/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

// The way Debian's libbidgcc000.a passes arguments, rounding and flags.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

namespace hongtou {

struct DecimalBits {
  static BID_UINT128 of(const Decimal& value) {
    BID_UINT128 bits;
    bits.w[0] = value.low_;
    bits.w[1] = value.high_;
    return bits;
  }
  static Decimal decimal(const BID_UINT128& bits) { return {bits.w[0], bits.w[1]}; }
};

namespace {

constexpr int digits_limit = 34;
constexpr unsigned half_even = BID_ROUNDING_TO_NEAREST;

template <class Operation, class... Operands>
Decimal rounded_result(Operation operation, const Operands&... operands) {
  _IDEC_flags flags = 0;
  return DecimalBits::decimal(operation(DecimalBits::of(operands)..., half_even, &flags));
}

unsigned mode_of(Rounding rounding, bool negative) {
  switch (rounding) {
    case Rounding::floor:
      return BID_ROUNDING_DOWN;
    case Rounding::ceiling:
      return BID_ROUNDING_UP;
    case Rounding::up:
      return negative ? BID_ROUNDING_DOWN : BID_ROUNDING_UP;
    case Rounding::half_up:
      return BID_ROUNDING_TIES_AWAY;
    case Rounding::half_even:
      return BID_ROUNDING_TO_NEAREST;
    case Rounding::down:
    case Rounding::half_down:
      break;
  }
  return BID_ROUNDING_TO_ZERO;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool looks_like_number(std::string_view text) {
  const auto take_digits = [&] {
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    const auto count = end - text.begin();
    text.remove_prefix(static_cast<std::size_t>(count));
    return count > 0;
  };
  const auto take_sign = [&] {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  };
  take_sign();
  const bool whole = take_digits();
  bool fraction = false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    fraction = take_digits();
    if (!fraction) return false;
  }
  if (!whole && !fraction) return false;
  if (text.empty()) return true;
  if (text.front() != 'e' && text.front() != 'E') return false;
  text.remove_prefix(1);
  take_sign();
  return take_digits() && text.empty();
}

}  // namespace

Decimal::Decimal(std::int64_t value) : Decimal(DecimalBits::decimal(bid128_from_int64(value))) {}

Decimal Decimal::of_double(double value) {
  std::array<char, 32> shortest{};
  const auto end = std::to_chars(shortest.begin(), shortest.end(), value).ptr;
  return parse({shortest.data(), static_cast<std::size_t>(end - shortest.data())}).value_or(Decimal(1) / Decimal(0));
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  if (!looks_like_number(text)) return std::nullopt;
  std::string copy(text);
  _IDEC_flags flags = 0;
  const auto value = DecimalBits::decimal(bid128_from_string(copy.data(), half_even, &flags));
  constexpr _IDEC_flags lossy = BID_INEXACT_EXCEPTION | BID_OVERFLOW_EXCEPTION | BID_UNDERFLOW_EXCEPTION;
  if ((flags & lossy) != 0 || !value.is_finite()) return std::nullopt;
  return value;
}

std::string Decimal::text() const {
  std::array<char, 64> buffer{};
  _IDEC_flags flags = 0;
  bid128_to_string(buffer.data(), DecimalBits::of(*this), &flags);
  const std::string_view scientific(buffer.data());  // +123E-2
  const auto mark = scientific.find('E');
  if (mark == std::string_view::npos) return std::string(scientific);  // not finite
  auto digits = std::string(scientific.substr(1, mark - 1));
  auto exponent = std::atoi(buffer.data() + mark + 1);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (digits == "0") return digits;
  for (; digits.back() == '0'; digits.pop_back()) ++exponent;
  const auto sign = scientific.front() == '-' ? std::string("-") : std::string();
  const auto count = static_cast<int>(digits.size());
  const int point = count + exponent;  // where the point stands in the digits
  if (point > digits_limit || point < -digits_limit) {
    const auto fraction = count > 1 ? "." + digits.substr(1) : "";
    return sign + digits.front() + fraction + "e" + std::to_string(point - 1);
  }
  if (point <= 0) return sign + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  if (point >= count) return sign + digits + std::string(static_cast<std::size_t>(point - count), '0');
  return sign + digits.substr(0, static_cast<std::size_t>(point)) + "." + digits.substr(static_cast<std::size_t>(point));
}

std::optional<std::int64_t> Decimal::integer() const {
  _IDEC_flags flags = 0;
  const auto value = bid128_to_int64_xint(DecimalBits::of(*this), &flags);
  return flags == 0 ? std::optional<std::int64_t>(value) : std::nullopt;
}

bool Decimal::is_finite() const { return bid128_isFinite(DecimalBits::of(*this)) != 0; }

Decimal Decimal::rounded(int scale, Rounding rounding) const {
  _IDEC_flags flags = 0;
  const auto bits = DecimalBits::of(*this);
  const auto unit = bid128_scalbn(DecimalBits::of(Decimal(1)), -scale, half_even, &flags);
  const auto result = DecimalBits::decimal(bid128_quantize(bits, unit, mode_of(rounding, *this < 0), &flags));
  if (!result.is_finite()) return *this;  // more digits asked for than there can be
  if (rounding != Rounding::half_down) return result;
  const auto half = DecimalBits::decimal(unit) / 2;
  return (*this - result).absolute() > half ? rounded(scale, Rounding::up) : result;
}

Decimal Decimal::absolute() const { return DecimalBits::decimal(bid128_abs(DecimalBits::of(*this))); }
Decimal Decimal::square_root() const {
  return rounded_result([](auto... all) { return bid128_sqrt(all...); }, *this);
}
Decimal Decimal::logarithm() const {
  return rounded_result([](auto... all) { return bid128_log(all...); }, *this);
}
Decimal Decimal::exponential() const {
  return rounded_result([](auto... all) { return bid128_exp(all...); }, *this);
}

Decimal Decimal::power(const Decimal& exponent) const {
  constexpr std::int64_t exact_limit = 4096;
  const auto whole = exponent.integer();
  if (!whole || *whole > exact_limit || *whole < -exact_limit)
    return rounded_result([](auto... all) { return bid128_pow(all...); }, *this, exponent);
  Decimal result = 1;
  Decimal square = *this;
  for (auto rest = std::abs(*whole); rest > 0; rest /= 2) {
    if (rest % 2 == 1) result = result * square;
    square = square * square;
  }
  return *whole < 0 ? Decimal(1) / result : result;
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  return rounded_result([](auto... all) { return bid128_add(all...); }, a, b);
}
Decimal operator-(const Decimal& a, const Decimal& b) {
  return rounded_result([](auto... all) { return bid128_sub(all...); }, a, b);
}
Decimal operator*(const Decimal& a, const Decimal& b) {
  return rounded_result([](auto... all) { return bid128_mul(all...); }, a, b);
}
Decimal operator/(const Decimal& a, const Decimal& b) {
  return rounded_result([](auto... all) { return bid128_div(all...); }, a, b);
}

bool Decimal::operator==(const Decimal& other) const { return (*this <=> other) == std::partial_ordering::equivalent; }

std::partial_ordering Decimal::operator<=>(const Decimal& other) const {
  _IDEC_flags flags = 0;
  const auto a = DecimalBits::of(*this);
  const auto b = DecimalBits::of(other);
  if (bid128_quiet_equal(a, b, &flags) != 0) return std::partial_ordering::equivalent;
  if (bid128_quiet_less(a, b, &flags) != 0) return std::partial_ordering::less;
  if (bid128_quiet_greater(a, b, &flags) != 0) return std::partial_ordering::greater;
  return std::partial_ordering::unordered;
}

}  // namespace hongtou
