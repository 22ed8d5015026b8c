// DMN 1.3, 10.3.4.4 and 10.3.4.9 (sort).
#include <algorithm>
#include <functional>

#include "engine/feel/functions.h"
#include "engine/feel/operations.h"

namespace hongtou::feel {

namespace {

bool holds_value(const List& list, const Value& value) {
  return std::any_of(list.begin(), list.end(), [&](const auto& one) { return is_true(equal(one, value)); });
}

Value count(const Arguments& arguments) { return arguments.list(0).size(); }
Value list_contains(const Arguments& arguments) { return holds_value(arguments.list(0), arguments[1]); }

Value folded(const List& list, Operation operation) {
  if (list.empty()) return {};
  auto result = list.front();
  if (result.number() || result.special() != nullptr) {
    for (std::size_t i = 1; i < list.size(); ++i) result = operation(result, list[i]);
    return result;
  }
  return {};
}

Value sum(const Arguments& arguments) { return folded(arguments.list(0), add); }
Value product(const Arguments& arguments) { return folded(arguments.list(0), multiply); }

Value mean(const Arguments& arguments) { return divide(folded(arguments.list(0), add), arguments.list(0).size()); }

// The element that stands before (or after) all others; null when one cannot be compared.
Value extreme(const List& list, bool greatest) {
  if (list.empty()) return {};
  const Value* best = &list.front();
  for (const auto& value : list) {
    const auto place = order(value, *best);
    if (!place) return {};
    if (greatest ? *place > 0 : *place < 0) best = &value;
  }
  return *best;
}

Value min(const Arguments& arguments) { return extreme(arguments.list(0), false); }
Value max(const Arguments& arguments) { return extreme(arguments.list(0), true); }

Value all(const Arguments& arguments) {
  Value result = true;
  for (const auto& one : arguments.list(0)) result = both(result, one);
  return result;
}

Value any(const Arguments& arguments) {
  Value result = false;
  for (const auto& one : arguments.list(0)) result = either(result, one);
  return result;
}

std::optional<std::vector<Decimal>> sorted_numbers(const List& list) {
  std::vector<Decimal> numbers;
  for (const auto& value : list) {
    const auto number = value.number();
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

Value median(const Arguments& arguments) {
  const auto numbers = sorted_numbers(arguments.list(0));
  if (!numbers || numbers->empty()) return {};
  const auto middle = numbers->size() / 2;
  if (numbers->size() % 2 == 1) return (*numbers)[middle];
  return ((*numbers)[middle - 1] + (*numbers)[middle]) / 2;
}

// Of a sample: divided by one less than the count.
Value stddev(const Arguments& arguments) {
  const auto numbers = sorted_numbers(arguments.list(0));
  if (!numbers || numbers->size() < 2) return {};
  const Decimal size = static_cast<std::int64_t>(numbers->size());
  Decimal total;
  for (const auto& number : *numbers) total = total + number;
  Decimal squares;
  for (const auto& number : *numbers) squares = squares + (number - total / size) * (number - total / size);
  return (squares / (size - 1)).square_root();
}

Value mode(const Arguments& arguments) {
  const auto numbers = sorted_numbers(arguments.list(0));
  if (!numbers) return {};
  List most;
  std::ptrdiff_t best = 0;
  for (auto from = numbers->begin(); from != numbers->end();) {
    const auto to = std::upper_bound(from, numbers->end(), *from);
    if (to - from > best) most.clear();
    if (to - from >= best) most.emplace_back(*from);
    best = std::max(best, to - from);
    from = to;
  }
  return most;
}

// Index from 0 of a position from 1 or, backwards, from -1; nothing if there is none.
std::optional<std::size_t> index_of_position(const Decimal& number, std::size_t size) {
  const auto position = number.integer();
  const auto count = static_cast<std::int64_t>(size);
  if (!position || *position == 0 || *position > count || *position < -count) return std::nullopt;
  return static_cast<std::size_t>(*position > 0 ? *position - 1 : count + *position);
}

Value sublist(const Arguments& arguments) {
  const auto& list = arguments.list(0);
  const auto from = index_of_position(arguments.number(1), list.size());
  if (!from) return {};
  const auto left = list.size() - *from;
  const auto length = arguments[2].is_null() ? static_cast<std::int64_t>(left) : arguments.number(2).integer().value_or(-1);
  if (length < 0 || length > static_cast<std::int64_t>(left)) return {};
  const auto begin = list.begin() + static_cast<std::ptrdiff_t>(*from);
  return List(begin, begin + static_cast<std::ptrdiff_t>(length));
}

Value append(const Arguments& arguments) {
  auto list = arguments.list(0);
  list.insert(list.end(), arguments.list(1).begin(), arguments.list(1).end());
  return list;
}

// The lists one after the other.
List concatenated(const List& lists) {
  List out;
  for (const auto& one : lists) {
    if (const auto* list = one.list())
      out.insert(out.end(), list->begin(), list->end());
    else
      out.push_back(one);
  }
  return out;
}

Value concatenate(const Arguments& arguments) { return concatenated(arguments.list(0)); }

List without_doubles(const List& list) {
  List out;
  for (const auto& value : list)
    if (!holds_value(out, value)) out.push_back(value);
  return out;
}

Value union_of(const Arguments& arguments) { return without_doubles(concatenated(arguments.list(0))); }
Value distinct_values(const Arguments& arguments) { return without_doubles(arguments.list(0)); }

Value insert_before(const Arguments& arguments) {
  auto list = arguments.list(0);
  const auto index = index_of_position(arguments.number(1), list.size());
  if (!index) return {};
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(*index), arguments[2]);
  return list;
}

Value remove(const Arguments& arguments) {
  auto list = arguments.list(0);
  const auto index = index_of_position(arguments.number(1), list.size());
  if (!index) return {};
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(*index));
  return list;
}

Value list_replace_at(const Arguments& arguments) {
  auto list = arguments.list(0);
  const auto index = index_of_position(arguments.number(1), list.size());
  if (!index) return {};
  list[*index] = arguments[2];
  return list;
}

Value list_replace_where(const Arguments& arguments) {
  auto list = arguments.list(0);
  for (auto& value : list)
    if (is_true(invoke(arguments[1], {value, arguments[2]}, arguments.scope, arguments.place))) value = arguments[2];
  return list;
}

Value list_replace(const Arguments& arguments) {
  return arguments[1].number() ? list_replace_at(arguments) : list_replace_where(arguments);
}

Value reverse(const Arguments& arguments) { return List(arguments.list(0).rbegin(), arguments.list(0).rend()); }

Value index_of(const Arguments& arguments) {
  List out;
  for (std::size_t i = 0; i < arguments.list(0).size(); ++i)
    if (is_true(equal(arguments.list(0)[i], arguments[1]))) out.emplace_back(i + 1);
  return out;
}

void add_flat(List& out, const List& list) {
  for (const auto& value : list) {
    if (const auto* inner = value.list())
      add_flat(out, *inner);
    else
      out.push_back(value);
  }
}

Value flatten(const Arguments& arguments) {
  List out;
  add_flat(out, arguments.list(0));
  return out;
}

// Merges, so that an order that contradicts itself does no harm.
List sorted(const List& list, const std::function<bool(const Value&, const Value&)>& before) {
  if (list.size() < 2) return list;
  const auto middle = list.begin() + static_cast<std::ptrdiff_t>(list.size() / 2);
  const auto left = sorted(List(list.begin(), middle), before);
  const auto right = sorted(List(middle, list.end()), before);
  List out;
  auto from_left = left.begin();
  auto from_right = right.begin();
  while (from_left != left.end() && from_right != right.end())
    out.push_back(before(*from_right, *from_left) ? *from_right++ : *from_left++);
  out.insert(out.end(), from_left, left.end());
  out.insert(out.end(), from_right, right.end());
  return out;
}

Value sort(const Arguments& arguments) {
  const auto& list = arguments.list(0);
  if (arguments[1].is_null()) {
    if (!list.empty() && extreme(list, true).is_null()) return {};
    return sorted(list, [](const auto& a, const auto& b) { return is_true(holds(a, Relation::less, b)); });
  }
  return sorted(list, [&](const auto& a, const auto& b) {
    return is_true(invoke(arguments[1], {a, b}, arguments.scope, arguments.place));
  });
}

}  // namespace

const std::vector<Function>& list_functions() {
  constexpr Parameter list{"list", kind::list};
  constexpr Parameter numbers{"list", kind::list, kind::number | kind::null};
  constexpr Parameter amounts{"list", kind::list, kind::number | kind::duration | kind::null};
  constexpr Parameter ordered{"list", kind::list, kind::ordered | kind::null};
  constexpr Parameter booleans{"list", kind::list, kind::boolean | kind::null};
  constexpr Parameter position{"position", kind::number};
  constexpr unsigned amount = kind::number | kind::duration;
  static const std::vector<Function> table{
      {"list contains", "列表包含", {list, {"element", kind::any}}, kind::boolean, list_contains},
      {"count", "计数", {list}, kind::number, count},
      {"min", "最小", {ordered}, kind::ordered, min, true},
      {"max", "最大", {ordered}, kind::ordered, max, true},
      {"sum", "求和", {amounts}, amount, sum, true},
      {"mean", "平均", {amounts}, amount, mean, true},
      {"product", "", {numbers}, kind::number, product, true},
      {"median", "中位数", {numbers}, kind::number, median, true},
      {"stddev", "", {numbers}, kind::number, stddev, true},
      {"mode", "", {numbers}, kind::list, mode, true},
      {"all", "全部", {booleans}, kind::boolean, all, true},
      {"any", "任一", {booleans}, kind::boolean, any, true},
      {"sublist",
       "",
       {list, {"start position", kind::number}, {"length", kind::number | kind::null, kind::any, true}},
       kind::list,
       sublist},
      {"append", "", {list, {"items", kind::list}}, kind::list, append},
      {"concatenate", "", {{"lists", kind::list}}, kind::list, concatenate, true},
      {"insert before", "", {list, position, {"newItem", kind::any}}, kind::list, insert_before},
      {"remove", "", {list, position}, kind::list, remove},
      {"list replace", "", {list, {"position", kind::number | kind::function}, {"newItem", kind::any}}, kind::list, list_replace},
      {"reverse", "", {list}, kind::list, reverse},
      {"index of", "", {list, {"match", kind::any}}, kind::list, index_of},
      {"union", "", {{"lists", kind::list}}, kind::list, union_of, true},
      {"distinct values", "去重", {list}, kind::list, distinct_values},
      {"flatten", "", {list}, kind::list, flatten},
      {"sort", "排序", {list, {"precedes", kind::function | kind::null, kind::any, true}}, kind::list, sort},
  };
  return table;
}

}  // namespace hongtou::feel
