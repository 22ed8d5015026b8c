// DMN 1.3, 10.3.4.5; rounding as of DMN 1.4.
#include "engine/feel/functions.h"
#include "engine/feel/operations.h"

namespace hongtou::feel {

namespace {

template <Rounding rounding>
Value rounded(const Arguments& arguments) {
  constexpr int widest = 6000;
  const auto scale = arguments[1].is_null() ? 0 : arguments.whole(1, widest);
  return scale ? Value(arguments.number(0).rounded(*scale, rounding)) : Value();
}

Value absolute(const Arguments& arguments) {
  const auto& value = arguments[0];
  const auto number = value.number();
  if (number) return number->absolute();
  const auto opposite = negative(value);
  const auto place = order(value, opposite);
  return place && *place < 0 ? opposite : value;
}

Value modulo(const Arguments& arguments) {
  const auto dividend = arguments.number(0);
  const auto divisor = arguments.number(1);
  if (divisor == 0) return {};
  return dividend - divisor * (dividend / divisor).rounded(0, Rounding::floor);
}

Value square_root(const Arguments& arguments) { return arguments.number(0).square_root(); }
Value logarithm(const Arguments& arguments) { return arguments.number(0).logarithm(); }
Value exponential(const Arguments& arguments) { return arguments.number(0).exponential(); }

Value is_multiple_of_two(const Decimal& number, bool wanted) {
  const auto half = number / 2;
  const auto whole = number.rounded(0, Rounding::down);
  if (whole != number) return {};
  return (half.rounded(0, Rounding::down) == half) == wanted;
}

Value odd(const Arguments& arguments) { return is_multiple_of_two(arguments.number(0), false); }
Value even(const Arguments& arguments) { return is_multiple_of_two(arguments.number(0), true); }

}  // namespace

const std::vector<Function>& number_functions() {
  constexpr Parameter n{"n", kind::number};
  constexpr Parameter scale{"scale", kind::number};
  constexpr Parameter optional_scale{"scale", kind::number | kind::null, kind::any, true};
  constexpr Parameter number{"number", kind::number};
  static const std::vector<Function> table{
      {"decimal", "保留小数", {n, scale}, kind::number, rounded<Rounding::half_even>},
      {"floor", "", {n, optional_scale}, kind::number, rounded<Rounding::floor>},
      {"ceiling", "", {n, optional_scale}, kind::number, rounded<Rounding::ceiling>},
      {"round up", "", {n, scale}, kind::number, rounded<Rounding::up>},
      {"round down", "", {n, scale}, kind::number, rounded<Rounding::down>},
      {"round half up", "四舍五入", {n, scale}, kind::number, rounded<Rounding::half_up>},
      {"round half down", "", {n, scale}, kind::number, rounded<Rounding::half_down>},
      {"abs", "绝对值", {{"n", kind::number | kind::duration}}, kind::number | kind::duration, absolute},
      {"modulo", "求余", {{"dividend", kind::number}, {"divisor", kind::number}}, kind::number, modulo},
      {"sqrt", "", {number}, kind::number, square_root},
      {"log", "", {number}, kind::number, logarithm},
      {"exp", "", {number}, kind::number, exponential},
      {"odd", "", {number}, kind::boolean, odd},
      {"even", "", {number}, kind::boolean, even},
  };
  return table;
}

}  // namespace hongtou::feel
