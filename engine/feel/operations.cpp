#include "engine/feel/operations.h"

#include <algorithm>
#include <array>

namespace hongtou::feel {

namespace {

std::optional<std::strong_ordering> strong(std::partial_ordering ordering) {
  if (ordering == std::partial_ordering::less) return std::strong_ordering::less;
  if (ordering == std::partial_ordering::greater) return std::strong_ordering::greater;
  if (ordering == std::partial_ordering::equivalent) return std::strong_ordering::equal;
  return std::nullopt;
}

// On integers exactly while they last; else on decimals.
template <class Exact, class Wide>
Value arithmetic(const Value& a, const Value& b, Exact exact, Wide wide) {
  if (a.integer() != nullptr && b.integer() != nullptr) {
    std::int64_t result = 0;
    if (!exact(*a.integer(), *b.integer(), &result)) return result;
  }
  const auto x = a.number();
  const auto y = b.number();
  return x && y ? Value(wide(*x, *y)) : Value();
}

template <class Content>
Value or_null(const std::optional<Content>& content) {
  return content ? special(*content) : Value();
}

template <class Content, class Operate>
Value on_both(const Value& a, const Value& b, Operate operate) {
  const auto* x = as<Content>(a);
  const auto* y = as<Content>(b);
  return x != nullptr && y != nullptr ? operate(*x, *y) : Value();
}

std::optional<DateTime> moment(const Value& value) {
  if (const auto* date = as<Date>(value)) return DateTime{*date, {}};
  const auto* it = as<DateTime>(value);
  return it == nullptr ? std::nullopt : std::optional<DateTime>(*it);
}

Value plus_days(const Value& a, const DaysDuration& duration) {
  if (const auto* time = as<Time>(a)) return special(plus(*time, duration));
  const auto at = moment(a);
  const auto moved = at ? plus(*at, duration) : std::nullopt;
  if (!moved) return {};
  return as<Date>(a) != nullptr ? special(moved->date) : special(*moved);
}

Value plus_months(const Value& a, const MonthsDuration& duration) {
  if (const auto* date = as<Date>(a)) return or_null(plus(*date, duration));
  const auto* at = as<DateTime>(a);
  const auto date = at == nullptr ? std::nullopt : plus(at->date, duration);
  return date ? special(DateTime{*date, at->time}) : Value();
}

Value months_or_null(const Decimal& count) {
  const auto months = count.rounded(0, Rounding::down).integer();
  return months && *months <= most_months && *months >= -most_months ? special(MonthsDuration{*months}) : Value();
}

Value plus_duration(const Value& a, const Value& b) {
  if (const auto* days = as<DaysDuration>(b)) {
    const auto* other = as<DaysDuration>(a);
    return other != nullptr ? special(DaysDuration{other->seconds + days->seconds}) : plus_days(a, *days);
  }
  if (const auto* months = as<MonthsDuration>(b)) {
    const auto* other = as<MonthsDuration>(a);
    return other != nullptr ? months_or_null(other->months + months->months) : plus_months(a, *months);
  }
  return {};
}

Value difference(const Value& a, const Value& b) {
  const auto x = moment(a);
  const auto y = moment(b);
  if (x && y) return special(DaysDuration{seconds_of(*x) - seconds_of(*y)});
  return on_both<Time>(a, b, [](const Time& s, const Time& t) { return special(DaysDuration{seconds_of(s) - seconds_of(t)}); });
}

Value scaled(const Value& duration, const Decimal& factor) {
  if (const auto* days = as<DaysDuration>(duration)) {
    const auto seconds = days->seconds * factor;
    return seconds.is_finite() ? special(DaysDuration{seconds}) : Value();
  }
  const auto* months = as<MonthsDuration>(duration);
  return months == nullptr ? Value() : months_or_null(Decimal(months->months) * factor);
}

bool equal_lists(const List& a, const List& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) { return is_true(equal(x, y)); });
}

bool equal_maps(const Map& a, const Map& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return x.first == y.first && is_true(equal(x.second, y.second)); });
}

bool equal_ranges(const Range& a, const Range& b) {
  return a.low_included == b.low_included && a.high_included == b.high_included && is_true(equal(a.low, b.low)) &&
         is_true(equal(a.high, b.high));
}

// What is no truth value tells nothing.
struct Rule {
  Operation operation;
  unsigned left;
  unsigned right;
  unsigned result;
};

constexpr std::array rules{
    Rule{add, kind::number, kind::number, kind::number},
    Rule{add, kind::text, kind::text, kind::text},
    Rule{add, kind::date, kind::duration, kind::date},
    Rule{add, kind::duration, kind::date, kind::date},
    Rule{add, kind::date_time, kind::duration, kind::date_time},
    Rule{add, kind::duration, kind::date_time, kind::date_time},
    Rule{add, kind::time, kind::days_duration, kind::time},
    Rule{add, kind::days_duration, kind::time, kind::time},
    Rule{add, kind::days_duration, kind::days_duration, kind::days_duration},
    Rule{add, kind::months_duration, kind::months_duration, kind::months_duration},
    Rule{subtract, kind::number, kind::number, kind::number},
    Rule{subtract, kind::date | kind::date_time, kind::date | kind::date_time, kind::days_duration},
    Rule{subtract, kind::time, kind::time, kind::days_duration},
    Rule{subtract, kind::date, kind::duration, kind::date},
    Rule{subtract, kind::date_time, kind::duration, kind::date_time},
    Rule{subtract, kind::time, kind::days_duration, kind::time},
    Rule{subtract, kind::days_duration, kind::days_duration, kind::days_duration},
    Rule{subtract, kind::months_duration, kind::months_duration, kind::months_duration},
    Rule{multiply, kind::number, kind::number, kind::number},
    Rule{multiply, kind::days_duration, kind::number, kind::days_duration},
    Rule{multiply, kind::number, kind::days_duration, kind::days_duration},
    Rule{multiply, kind::months_duration, kind::number, kind::months_duration},
    Rule{multiply, kind::number, kind::months_duration, kind::months_duration},
    Rule{divide, kind::number, kind::number, kind::number},
    Rule{divide, kind::days_duration, kind::number, kind::days_duration},
    Rule{divide, kind::months_duration, kind::number, kind::months_duration},
    Rule{divide, kind::days_duration, kind::days_duration, kind::number},
    Rule{divide, kind::months_duration, kind::months_duration, kind::number},
    Rule{power, kind::number, kind::number, kind::number},
};

}  // namespace

bool is_true(const Value& value) { return value.boolean_or(false); }
bool is_false(const Value& value) { return !value.boolean_or(true); }

Value equal(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  const auto kind = kind_of(a);
  if (kind != kind_of(b)) return {};
  if (a.list() != nullptr) return equal_lists(*a.list(), *b.list());
  if (a.map() != nullptr) return equal_maps(*a.map(), *b.map());
  if (kind == kind::range) return equal_ranges(*as<Range>(a), *as<Range>(b));
  if (a.special() == nullptr) return a == b;
  const auto place = order(a, b);
  return place ? Value(*place == 0) : Value();
}

std::optional<std::strong_ordering> order(const Value& a, const Value& b) {
  if (a.integer() != nullptr && b.integer() != nullptr) return *a.integer() <=> *b.integer();
  if (a.text() != nullptr && b.text() != nullptr) return *a.text() <=> *b.text();
  const auto x = a.number();
  const auto y = b.number();
  if (x && y) return strong(*x <=> *y);
  if (const auto* s = as<Date>(a), *t = as<Date>(b); s != nullptr && t != nullptr) return *s <=> *t;
  if (const auto* s = as<Time>(a), *t = as<Time>(b); s && t) return strong(seconds_of(*s) <=> seconds_of(*t));
  if (const auto* s = as<DateTime>(a), *t = as<DateTime>(b); s && t) return strong(seconds_of(*s) <=> seconds_of(*t));
  if (const auto* s = as<DaysDuration>(a), *t = as<DaysDuration>(b); s && t) return strong(s->seconds <=> t->seconds);
  if (const auto* s = as<MonthsDuration>(a), *t = as<MonthsDuration>(b); s && t) return s->months <=> t->months;
  return std::nullopt;
}

Value holds(const Value& left, Relation relation, const Value& right) {
  if (relation == Relation::equal) return equal(left, right);
  if (relation == Relation::not_equal) return negation(equal(left, right));
  const auto place = order(left, right);
  if (!place) return {};
  switch (relation) {
    case Relation::less:
      return *place < 0;
    case Relation::less_or_equal:
      return *place <= 0;
    case Relation::greater:
      return *place > 0;
    default:
      return *place >= 0;
  }
}

Value contains(const Range& range, const Value& value) {
  const auto above = range.low_included ? Relation::greater_or_equal : Relation::greater;
  const auto below = range.high_included ? Relation::less_or_equal : Relation::less;
  return both(holds(value, above, range.low), holds(value, below, range.high));
}

Value add(const Value& a, const Value& b) {
  if (a.text() != nullptr && b.text() != nullptr) return *a.text() + *b.text();
  if (a.special() != nullptr || b.special() != nullptr) {
    const auto sum = plus_duration(a, b);
    return sum.is_null() ? plus_duration(b, a) : sum;
  }
  return arithmetic(
      a, b, [](auto x, auto y, auto* result) { return __builtin_add_overflow(x, y, result); },
      [](const auto& x, const auto& y) { return x + y; });
}

Value subtract(const Value& a, const Value& b) {
  if (a.special() != nullptr && b.special() != nullptr) {
    const auto between = difference(a, b);
    return between.is_null() ? plus_duration(a, negative(b)) : between;
  }
  return arithmetic(
      a, b, [](auto x, auto y, auto* result) { return __builtin_sub_overflow(x, y, result); },
      [](const auto& x, const auto& y) { return x - y; });
}

Value multiply(const Value& a, const Value& b) {
  if (a.special() != nullptr && b.number()) return scaled(a, *b.number());
  if (b.special() != nullptr && a.number()) return scaled(b, *a.number());
  return arithmetic(
      a, b, [](auto x, auto y, auto* result) { return __builtin_mul_overflow(x, y, result); },
      [](const auto& x, const auto& y) { return x * y; });
}

Value divide(const Value& a, const Value& b) {
  if (const auto* x = as<DaysDuration>(a), *y = as<DaysDuration>(b); x && y) return x->seconds / y->seconds;
  if (const auto* x = as<MonthsDuration>(a), *y = as<MonthsDuration>(b); x && y) return Decimal(x->months) / Decimal(y->months);
  const auto y = b.number();
  if (!y || *y == 0) return {};
  if (a.special() != nullptr) return scaled(a, Decimal(1) / *y);
  const auto x = a.number();
  return x ? Value(*x / *y) : Value();
}

Value power(const Value& a, const Value& b) {
  const auto x = a.number();
  const auto y = b.number();
  return x && y ? Value(x->power(*y)) : Value();
}

Value negative(const Value& a) { return a.special() != nullptr ? scaled(a, -1) : subtract(0, a); }

unsigned kinds_of(Operation operation, unsigned a, unsigned b) {
  unsigned result = 0;
  for (const auto& rule : rules)
    if (rule.operation == operation && (a & rule.left) != 0 && (b & rule.right) != 0) result |= rule.result;
  return result;
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
