// The values of FEEL that data cannot hold: dates, durations, ranges, functions. They become text when an evaluation ends.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/feel/temporal.h"
#include "engine/type.h"
#include "engine/value.h"

namespace hongtou::feel {

class FunctionDefinition;

struct Range {
  Value low;  // null: no end on this side
  Value high;
  bool low_included = true;
  bool high_included = true;
};

// A name that a function saw where it was defined.
struct Captured {
  std::string name;
  Value value;
  bool is_item = false;
};

struct FunctionValue {
  const FunctionDefinition* definition;
  std::vector<Captured> captured;
};

struct Special {
  std::variant<Date, Time, DateTime, DaysDuration, MonthsDuration, Range, FunctionValue> content;
};

template <class Content>
Value special(Content content) {
  return Value(std::make_shared<const Special>(Special{std::move(content)}));
}

// The content of `value` if it is one, else nullptr.
template <class Content>
const Content* as(const Value& value) {
  const auto* it = value.special();
  return it == nullptr ? nullptr : std::get_if<Content>(&it->content);
}
template <class Content>
const Content* as(const Value&&) = delete;

unsigned kind_of(const Value& value);
bool conforms(const Value& value, const Type& type);

// 2023-06-10, [1..5); "" for a function.
std::string to_text(const Special& value);
// With text in place of special values, as data holds them.
Value plain(Value value);
// With dates in place of texts where `type` tells so. Text that is no date becomes null.
Value lifted(const Value& value, const Type& type);

// The member `key` of a context, of each context in a list, or a property (year, days, start included …); null if it has none.
Value member(const Value& value, std::string_view key);
bool is_property(std::string_view key);
const std::vector<std::string>& property_names();

}  // namespace hongtou::feel
