// Decimal: IEEE 754 decimal128, 34 significant digits, so that 0.1 + 0.2 is 0.3. Results are rounded half to even.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hongtou {

enum class Rounding { half_even, floor, ceiling, down, up, half_up, half_down };  // down: to zero, up: away from it

class Decimal {
 public:
  Decimal() : Decimal(0) {}
  Decimal(std::int64_t value);  // NOLINT(google-explicit-constructor)
  // The shortest decimal that reads back as `value`: 0.1 is 0.1.
  static Decimal of_double(double value);

  // "12", "-0.50", "1.5e-3"; nothing for other text and for what 34 digits or the exponents ±6111 cannot hold exactly.
  static std::optional<Decimal> parse(std::string_view text);

  // Plain digits without superfluous zeros; with an exponent from 10^34 and below 10^-34.
  std::string text() const;
  // The whole number it is, or nothing when it has a fraction or lies outside 64 bits.
  std::optional<std::int64_t> integer() const;
  // False after an overflow or an operation without a result (1/0, the root of -1).
  bool is_finite() const;

  // `scale` digits after the point; negative scales round before it. Itself when it has no more digits than that.
  Decimal rounded(int scale, Rounding rounding) const;
  Decimal absolute() const;
  Decimal square_root() const;
  Decimal logarithm() const;  // natural
  Decimal exponential() const;
  Decimal power(const Decimal& exponent) const;  // exact for small whole exponents

  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b);
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  friend Decimal operator/(const Decimal& a, const Decimal& b);
  Decimal operator-() const { return Decimal(0) - *this; }
  Decimal& operator+=(const Decimal& other) { return *this = *this + other; }

  // By value: 1.0 equals 1. Unordered only if one is not finite.
  bool operator==(const Decimal& other) const;
  std::partial_ordering operator<=>(const Decimal& other) const;

 private:
  friend struct DecimalBits;
  Decimal(std::uint64_t low, std::uint64_t high) : low_(low), high_(high) {}

  std::uint64_t low_;  // the binary integer coding of IEEE 754
  std::uint64_t high_;
};

}  // namespace hongtou
