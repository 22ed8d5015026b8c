#include "engine/feel/functions.h"

#include <algorithm>
#include <array>

#include "engine/feel/operations.h"

namespace hongtou::feel {

namespace {

// sum([1, 2]) and sum(1, 2) mean the same; a single value stands for a list of it, null for nothing known.
List elements(const List& arguments) {
  if (arguments.size() == 1 && arguments.front().list() != nullptr) return *arguments.front().list();
  return arguments;
}

Value count(const List& arguments) {
  if (arguments.front().is_null()) return {};
  return elements(arguments).size();
}

Value sum(const List& arguments) {
  const auto values = elements(arguments);
  if (values.empty()) return {};
  Value total = 0;
  for (const auto& value : values) total = add(total, value);
  return total;
}

// The element that stands before (or after) all others; null when one cannot be compared.
Value extreme(const List& arguments, bool greatest) {
  const auto values = elements(arguments);
  if (values.empty()) return {};
  const Value* best = &values.front();
  for (const auto& value : values) {
    const auto place = order(value, *best);
    if (!place) return {};
    if (greatest ? *place > 0 : *place < 0) best = &value;
  }
  return *best;
}

Value min(const List& arguments) { return extreme(arguments, false); }
Value max(const List& arguments) { return extreme(arguments, true); }

Value abs(const List& arguments) {
  const auto& value = arguments.front();
  const auto sign = order(value, 0);
  if (!sign) return {};
  return *sign < 0 ? subtract(0, value) : value;
}

Value logical_not(const List& arguments) { return negation(arguments.front()); }

constexpr std::array functions{
    Function{"count", false, false, count}, Function{"sum", true, false, sum},  Function{"min", true, false, min},
    Function{"max", true, false, max},      Function{"abs", false, false, abs}, Function{"not", false, true, logical_not},
};

}  // namespace

const Function* find_function(std::string_view name) {
  const auto* found = std::find_if(functions.begin(), functions.end(), [&](const auto& f) { return f.name == name; });
  return found == functions.end() ? nullptr : found;
}

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const auto& function : functions) names.emplace_back(function.name);
  return names;
}

}  // namespace hongtou::feel
