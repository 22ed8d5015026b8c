// The operations of FEEL on values. Null is what cannot be known; whatever has no meaning yields null.
#pragma once

#include <compare>
#include <optional>

#include "engine/feel/special.h"
#include "engine/value.h"

namespace hongtou::feel {

// DMN 1.3, 10.3.2.13: null equals only null; values of different types cannot be compared (null).
Value equal(const Value& a, const Value& b);
// Numbers by size, texts by code points, dates, times and durations by time; nothing for all else.
std::optional<std::strong_ordering> order(const Value& a, const Value& b);

enum class Relation { equal, not_equal, less, less_or_equal, greater, greater_or_equal };
Value holds(const Value& left, Relation relation, const Value& right);
// Null when it cannot be compared with an end.
Value contains(const Range& range, const Value& value);

using Operation = Value (*)(const Value&, const Value&);
Value add(const Value& a, const Value& b);  // also joins texts
Value subtract(const Value& a, const Value& b);
Value multiply(const Value& a, const Value& b);
Value divide(const Value& a, const Value& b);
Value power(const Value& a, const Value& b);
Value negative(const Value& a);

// Kinds that `a operation b` may yield for operands of these kinds; 0 when they never fit.
unsigned kinds_of(Operation operation, unsigned a, unsigned b);

// Kleene's three-valued logic; what is no truth value counts as null.
Value both(const Value& a, const Value& b);
Value either(const Value& a, const Value& b);
Value negation(const Value& a);

bool is_true(const Value& value);
bool is_false(const Value& value);

}  // namespace hongtou::feel
