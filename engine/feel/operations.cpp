#include "engine/feel/operations.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace hongtou::feel {

namespace {

// Wide enough to hold each int64 and each double exactly.
std::optional<long double> number(const Value& value) {
  if (const auto* integer = value.integer()) return static_cast<long double>(*integer);
  if (const auto* real = value.real()) return static_cast<long double>(*real);
  return std::nullopt;
}

// The nearest decimal of 15 digits, which a double always keeps: 0.1 + 0.2 is 0.3.
Value real(long double value) {
  const auto nearest = static_cast<double>(value);
  if (!std::isfinite(nearest)) return {};
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.begin(), digits.end(), nearest, std::chars_format::general, 15).ptr;
  double result = 0;
  const auto failure = std::from_chars(digits.begin(), end, result).ec;
  return failure == std::errc() ? Value(result) : Value();
}

// On integers exactly, where `exact` tells of overflow; else on reals.
template <class Exact, class Wide>
Value arithmetic(const Value& a, const Value& b, Exact exact, Wide wide) {
  if (a.integer() != nullptr && b.integer() != nullptr) {
    std::int64_t result = 0;
    return exact(*a.integer(), *b.integer(), &result) ? Value() : Value(result);
  }
  const auto x = number(a);
  const auto y = number(b);
  return x && y ? real(wide(*x, *y)) : Value();
}

bool same_type(const Value& a, const Value& b) {
  return (a.boolean() && b.boolean()) || (a.text() && b.text()) || (a.list() && b.list()) || (a.map() && b.map()) ||
         (number(a) && number(b));
}

bool equal_lists(const List& a, const List& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) { return is_true(equal(x, y)); });
}

bool equal_maps(const Map& a, const Map& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return x.first == y.first && is_true(equal(x.second, y.second)); });
}

}  // namespace

bool is_true(const Value& value) { return value.boolean_or(false); }
bool is_false(const Value& value) { return !value.boolean_or(true); }

Value equal(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (!same_type(a, b)) return {};
  if (a.list() != nullptr) return equal_lists(*a.list(), *b.list());
  if (a.map() != nullptr) return equal_maps(*a.map(), *b.map());
  return number(a) ? number(a) == number(b) : a == b;
}

std::optional<std::strong_ordering> order(const Value& a, const Value& b) {
  if (a.text() != nullptr && b.text() != nullptr) return *a.text() <=> *b.text();
  const auto x = number(a);
  const auto y = number(b);
  if (!x || !y) return std::nullopt;
  if (*x == *y) return std::strong_ordering::equal;
  return *x < *y ? std::strong_ordering::less : std::strong_ordering::greater;
}

Value add(const Value& a, const Value& b) {
  if (a.text() != nullptr && b.text() != nullptr) return *a.text() + *b.text();
  return arithmetic(
      a, b, [](auto x, auto y, auto* result) { return __builtin_add_overflow(x, y, result); },
      [](auto x, auto y) { return x + y; });
}

Value subtract(const Value& a, const Value& b) {
  return arithmetic(
      a, b, [](auto x, auto y, auto* result) { return __builtin_sub_overflow(x, y, result); },
      [](auto x, auto y) { return x - y; });
}

Value multiply(const Value& a, const Value& b) {
  return arithmetic(
      a, b, [](auto x, auto y, auto* result) { return __builtin_mul_overflow(x, y, result); },
      [](auto x, auto y) { return x * y; });
}

Value divide(const Value& a, const Value& b) {
  const auto x = number(a);
  const auto y = number(b);
  if (!x || !y || *y == 0) return {};
  if (a.integer() == nullptr || b.integer() == nullptr) return real(*x / *y);
  if (*b.integer() == -1) return subtract(0, a);
  return *a.integer() % *b.integer() == 0 ? Value(*a.integer() / *b.integer()) : real(*x / *y);
}

Value both(const Value& a, const Value& b) {
  if (is_false(a) || is_false(b)) return false;
  return is_true(a) && is_true(b) ? Value(true) : Value();
}

Value either(const Value& a, const Value& b) {
  if (is_true(a) || is_true(b)) return true;
  return is_false(a) && is_false(b) ? Value(false) : Value();
}

Value negation(const Value& a) { return a.boolean() != nullptr ? Value(!*a.boolean()) : Value(); }

}  // namespace hongtou::feel
