#include "engine/feel/node.h"

#include <algorithm>
#include <deque>
#include <limits>

namespace hongtou::feel {

namespace {

constexpr int deepest_call = 64;
constexpr int deepest_list = 64;
constexpr std::string_view partial_name = "partial";

constexpr std::string_view kinds_hint_zh = "数字不加引号，文本加半角引号，日期写成 date(\"2023-06-10\")";
constexpr std::string_view kinds_hint_en = "numbers without quotes, texts with quotes, a date as date(\"2023-06-10\")";

constexpr Message wrong_operands{"expression.type", "“{0}”不能用于{1}和{2}", "“{0}” does not take {3} and {4}", kinds_hint_zh,
                                 kinds_hint_en};
constexpr Message wrong_operand{"expression.type", "“{0}”不能用于{1}", "“{0}” does not take {2}", kinds_hint_zh, kinds_hint_en};
constexpr Message wrong_argument{"expression.type", "函数“{0}”的参数“{1}”应为{2}，这里是{3}",
                                 "the argument “{1}” of “{0}” is to be {4}, not {5}", kinds_hint_zh, kinds_hint_en};
constexpr Message no_data{"expression.missing", "数据里没有“{0}”", "the data holds no “{0}”", "检查名称，或在数据里给出它",
                          "check the name, or give it in the data"};
constexpr Message null_operand{"expression.null", "“{0}”的一边是空值", "one side of “{0}” is null",
                               "先用 if … = null 处理没有值的情况", "treat the case without a value first: if … = null"};
constexpr Message no_result{"expression.no_result", "“{0}”在这里没有结果", "“{0}” has no result here",
                            "检查参数：除数不能为零，位置要在范围内，列表里不能有空值",
                            "look at the arguments: no division by zero, positions in range, no null in a list"};
constexpr Message no_element{"expression.index", "列表没有第{0}项（共{1}项）", "the list has no element {0} (it has {1})",
                             "第一项是1，最后一项是-1", "the first is 1, the last -1"};
constexpr Message no_list{"expression.type", "这里应为列表或区间，却是{0}", "a list or a range is expected here, not {1}",
                          "写成 [a, b] 或 1..5", "write [a, b] or 1..5"};
constexpr Message no_function{"expression.type", "这里应为函数，却是{0}", "a function is expected here, not {1}",
                              "函数写成 function(x) x + 1", "write function(x) x + 1"};
constexpr Message wrong_call{"expression.arguments", "这个函数要{0}个参数，却给了{1}个",
                             "this function takes {0} arguments, not {1}", "按函数定义给出参数",
                             "give it the arguments of its definition"};
constexpr Message calls_too_deep{"expression.too_deep", "函数的相互调用超过64层",
                                 "functions call each other deeper than 64 levels", "检查函数是否无休止地调用自己",
                                 "see whether a function calls itself without end"};

constexpr Message lists_too_deep{"expression.too_deep", "列表的嵌套超过64层", "lists are nested deeper than 64 levels",
                                 "检查 partial 是否层层套入结果", "see whether partial is put into its own results"};

// Without a copy if it lies somewhere.
const Value& read(const Node& node, const Scope& scope, Value& room) {
  if (const auto* found = node.find(scope)) return *found;
  room = node.evaluate(scope);
  return room;
}

const Value* walk(const Value* value, const std::vector<std::string>& path, std::size_t from) {
  for (std::size_t i = from; i < path.size() && value != nullptr; ++i) {
    const auto* map = value->map();
    if (map == nullptr) return nullptr;
    const auto found = map->find(path[i]);
    value = found == map->end() ? nullptr : &found->second;
  }
  return value;
}

const Value* member_of_data(const Value& data, const std::string& name) {
  const auto* map = data.map();
  if (map == nullptr) return nullptr;
  const auto found = map->find(name);
  return found == map->end() ? nullptr : &found->second;
}

bool may_compare(unsigned a, unsigned b, Relation relation) {
  if (((a | b) & kind::null) != 0) return true;
  const auto common = a & b;
  if (relation == Relation::equal || relation == Relation::not_equal) return common != 0;
  return (common & kind::ordered) != 0;
}

// A list that grows around its own former elements must not become a tower.
bool is_deeper_than(const Value& value, int levels) {
  if (levels == 0) return value.list() != nullptr || value.map() != nullptr;
  if (const auto* list = value.list())
    return std::any_of(list->begin(), list->end(), [&](const auto& one) { return is_deeper_than(one, levels - 1); });
  if (const auto* map = value.map())
    return std::any_of(map->begin(), map->end(), [&](const auto& one) { return is_deeper_than(one.second, levels - 1); });
  return false;
}

std::string_view sign_of(Relation relation) {
  static constexpr std::string_view signs[]{"=", "!=", "<", "<=", ">", ">="};
  return signs[static_cast<int>(relation)];
}

Value wrong_kinds(const Scope& scope, LineColumn place, std::string_view sign, const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return scope.fail_unless_told(place, null_operand, {std::string(sign)});
  return scope.fail(place, wrong_operands, with_kinds({std::string(sign)}, {kind_of(a), kind_of(b)}));
}

}  // namespace

List Node::evaluate_operands(const Scope& scope) const {
  List values;
  values.reserve(operands_.size());
  for (const auto& one : operands_) values.push_back(one->evaluate(scope));
  return values;
}

std::vector<Type> Node::operand_types(const TypeScope& scope) const {
  std::vector<Type> types;
  types.reserve(operands_.size());
  for (const auto& one : operands_) types.push_back(one->type(scope));
  return types;
}

NameReference::NameReference(LineColumn place, std::vector<std::string> path, const Schema& schema)
    : Node(place), path_(std::move(path)) {
  const auto root = schema.find(path_.front());
  if (root == schema.end()) return;
  auto type = root->second;
  std::size_t length = 1;
  for (; length < path_.size(); ++length) {
    const auto next = member_type(type, path_[length]);
    if (!next || is_property(path_[length])) break;
    type = *next;
  }
  if (!type.holds_temporal()) return;
  lifted_length_ = length;
  lifted_type_ = std::move(type);
}

const Value* NameReference::find(const Scope& scope) const {
  if (const auto* local = scope.find_local(path_.front())) return walk(local, path_, 1);
  return lifted_length_ != 0 ? nullptr : walk(member_of_data(scope.data, path_.front()), path_, 1);
}

Value NameReference::evaluate(const Scope& scope) const {
  const auto* root = scope.find_local(path_.front());
  const bool is_local = root != nullptr;
  if (!is_local) root = member_of_data(scope.data, path_.front());
  if (root == nullptr) return scope.fail(place(), no_data, {join(path_, ".")});
  Value room;
  const Value* here = root;
  for (std::size_t i = 1; i <= path_.size(); ++i) {
    if (!is_local && i == lifted_length_) {
      room = lifted(*here, lifted_type_);
      here = &room;
    }
    if (i == path_.size()) break;
    if (const auto* map = here->map()) {
      const auto found = map->find(path_[i]);
      if (found == map->end()) return scope.fail(place(), no_data, {join(path_, ".")});
      here = &found->second;
    } else {
      auto next = member(*here, path_[i]);
      room = std::move(next);
      here = &room;
    }
  }
  return *here;
}

const Value* Path::find(const Scope& scope) const {
  const auto* base = operand(0).find(scope);
  return base == nullptr ? nullptr : walk(base, {key_}, 0);
}

Value Path::evaluate(const Scope& scope) const {
  Value room;
  return member(read(operand(0), scope, room), key_);
}

Type Path::type(const TypeScope& scope) const { return member_type(operand(0).type(scope), key_).value_or(Type::any()); }

Type ListOf::type(const TypeScope& scope) const {
  const auto types = operand_types(scope);
  if (types.empty()) return Type::of(kind::list);
  auto element = types.front();
  for (const auto& type : types) element = join(element, type);
  return Type::list_of(element);
}

Value ContextOf::evaluate(const Scope& scope) const {
  Map entries;
  std::deque<Frame> frames;  // each entry sees those before it
  const auto* outer = scope.frames;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const Scope seen{scope.data, scope.environment, scope.trace, outer, scope.depth};
    const auto& value = entries.emplace(keys_[i], operand(i).evaluate(seen)).first->second;
    outer = &frames.emplace_back(Frame{outer, keys_[i], &value});
  }
  return entries;
}

Type ContextOf::type(const TypeScope& scope) const {
  Schema members;
  std::deque<TypeFrame> frames;
  const auto* outer = scope.frames;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    const auto& type = members.emplace(keys_[i], operand(i).type({scope.typing, outer})).first->second;
    outer = &frames.emplace_back(TypeFrame{outer, keys_[i], &type});
  }
  return Type::context(std::move(members));
}

Range RangeOf::range(const Scope& scope) const {
  return {operand(0).evaluate(scope), operand(1).evaluate(scope), low_included_, high_included_};
}

Type RangeOf::type(const TypeScope& scope) const {
  const auto low = operand(0).type(scope);
  const auto high = operand(1).type(scope);
  if (!may_compare(low.kinds, high.kinds, Relation::less))
    scope.fail(place(), wrong_operands, with_kinds({".."}, {low.kinds, high.kinds}));
  return {kind::range, std::make_shared<const Type>(join(low, high)), {}};
}

Value Arithmetic::evaluate(const Scope& scope) const {
  Value result = operand(0).evaluate(scope);
  for (std::size_t i = 0; i < operators_.size(); ++i) {
    const auto& [operation, sign, where] = operators_[i];
    Value room;
    const auto& right = read(operand(i + 1), scope, room);
    auto next = operation(result, right);
    if (next.is_null()) {
      if (kinds_of(operation, kind_of(result), kind_of(right)) == 0) return wrong_kinds(scope, where, sign, result, right);
      return scope.fail(where, no_result, {std::string(sign)});
    }
    constexpr std::size_t element_size = 1024;
    if (next.text() != nullptr && !scope.may_add(next.text()->size() / element_size, where)) return {};
    result = std::move(next);
  }
  return result;
}

Type Arithmetic::type(const TypeScope& scope) const {
  auto left = operand(0).type(scope);
  for (std::size_t i = 0; i < operators_.size(); ++i) {
    const auto& [operation, sign, where] = operators_[i];
    const auto right = operand(i + 1).type(scope);
    const auto kinds = kinds_of(operation, left.kinds, right.kinds);
    if (kinds == 0 && left.kinds != kind::null && right.kinds != kind::null)
      scope.fail(where, wrong_operands, with_kinds({std::string(sign)}, {left.kinds, right.kinds}));
    left = Type::of(kinds == 0 ? kind::any : kinds);
  }
  return left;
}

Value Minus::evaluate(const Scope& scope) const {
  const auto value = operand(0).evaluate(scope);
  auto result = negative(value);
  if (result.is_null() && !value.is_null()) return scope.fail(place(), wrong_operand, with_kinds({"-"}, {kind_of(value)}));
  return result;
}

Type Minus::type(const TypeScope& scope) const {
  const auto type = operand(0).type(scope);
  const auto fitting = type.kinds & (kind::number | kind::duration);
  if (fitting == 0 && type.kinds != kind::null) scope.fail(place(), wrong_operand, with_kinds({"-"}, {type.kinds}));
  return Type::of(fitting == 0 ? kind::number : fitting);
}

Value Comparison::evaluate(const Scope& scope) const {
  Value left_room;
  Value right_room;
  const auto& left = read(operand(0), scope, left_room);
  const auto& right = read(operand(1), scope, right_room);
  auto result = holds(left, relation_, right);
  return result.is_null() ? wrong_kinds(scope, place(), sign_of(relation_), left, right) : result;
}

Type Comparison::type(const TypeScope& scope) const {
  const auto left = operand(0).type(scope);
  const auto right = operand(1).type(scope);
  if (!may_compare(left.kinds, right.kinds, relation_))
    scope.fail(place(), wrong_operands, with_kinds({std::string(sign_of(relation_))}, {left.kinds, right.kinds}));
  return Type::boolean();
}

Value WithInput::evaluate(const Scope& scope) const {
  Value room;
  const auto& input = read(operand(0), scope, room);
  const Frame frame{scope.frames, input_name, &input};
  return operand(1).evaluate(scope.within(frame));
}

Type WithInput::type(const TypeScope& scope) const {
  const auto input = operand(0).type(scope);
  const TypeFrame frame{scope.frames, input_name, &input};
  operand(1).type(scope.within(frame));
  return Type::boolean();
}

Value Match::evaluate(const Scope& scope) const {
  if (is_about_input_) return operand(0).evaluate(scope);
  const auto* found = scope.find_local(input_name);
  const Value none;
  const auto& input = found == nullptr ? none : *found;
  if (const auto* range = dynamic_cast<const RangeOf*>(&operand(0))) return contains(range->range(scope), input);
  Value room;
  const auto& what = read(operand(0), scope, room);
  if (const auto* range = as<Range>(what)) return contains(*range, input);
  const auto* list = what.list();
  if (list == nullptr || (input.list() != nullptr && is_true(equal(input, what)))) return is_true(equal(input, what));
  return std::any_of(list->begin(), list->end(), [&](const auto& one) {
    const auto* range = as<Range>(one);
    return is_true(range != nullptr ? contains(*range, input) : equal(input, one));
  });
}

Type Match::type(const TypeScope& scope) const {
  const auto what = operand(0).type(scope);
  if (is_about_input_) return Type::boolean();
  for (const auto* frame = scope.frames; frame != nullptr; frame = frame->outer) {
    if (frame->name != input_name) continue;
    const bool holds_elements = what.kinds == kind::range || what.kinds == kind::list;
    const auto tested = !holds_elements ? what.kinds : what.element ? what.element->kinds : kind::any;
    const auto input = frame->type->kinds;
    if ((input & kind::list) == 0 && !may_compare(input, tested, Relation::equal))
      scope.fail(place(), wrong_operands, with_kinds({"in"}, {input, tested}));
    break;
  }
  return Type::boolean();
}

Type Negation::type(const TypeScope& scope) const {
  operand(0).type(scope);
  return Type::boolean();
}

Value Logic::evaluate(const Scope& scope) const {
  const bool is_and = rule_ == Rule::conjunction;
  Value result = is_and;
  for (const auto& one : operands()) {
    Value room;
    const auto& value = read(*one, scope, room);
    result = is_and ? both(result, value) : either(result, value);
    if (is_and ? is_false(result) : is_true(result)) break;  // the rest cannot change it
  }
  return result;
}

Type Logic::type(const TypeScope& scope) const {
  for (const auto& type : operand_types(scope))
    if (!type.may_be(kind::boolean | kind::null)) {
      const auto* sign = rule_ == Rule::conjunction ? "and" : "or";
      scope.fail(place(), wrong_operand, with_kinds({sign}, {type.kinds}));
    }
  return Type::boolean();
}

Value IfThenElse::evaluate(const Scope& scope) const {
  return operand(is_true(operand(0).evaluate(scope)) ? 1 : 2).evaluate(scope);
}

Type IfThenElse::type(const TypeScope& scope) const {
  const auto types = operand_types(scope);
  if (!types[0].may_be(kind::boolean | kind::null)) scope.fail(place(), wrong_operand, with_kinds({"if"}, {types[0].kinds}));
  return join(types[1], types[2]);
}

Value Iteration::elements(const Iterator& iterator, const Scope& scope) const {
  Value from = iterator.from->evaluate(scope);
  if (from.list() != nullptr) return from;
  Value to;
  if (iterator.to) {
    to = iterator.to->evaluate(scope);
  } else if (const auto* range = as<Range>(from)) {
    to = range->high;
    from = Value(range->low);
  } else {
    return scope.fail(place(), no_list, with_kinds({}, {kind_of(from)}));
  }
  if (const auto* first = as<Date>(from), *last = as<Date>(to); first != nullptr && last != nullptr) {
    const auto count = days_between(*first, *last);
    if (!scope.may_add(static_cast<std::size_t>(std::abs(count)), place())) return {};
    List days;
    for (int i = 0; i <= std::abs(count); ++i) days.push_back(special(add_days(*first, count < 0 ? -i : i)));
    return days;
  }
  if (from.integer() == nullptr || to.integer() == nullptr) return wrong_kinds(scope, place(), "..", from, to);
  const auto first = *from.integer();
  const auto last = *to.integer();
  const auto size = Decimal(last) - Decimal(first);
  if (!scope.may_add(static_cast<std::size_t>(size.absolute().integer().value_or(std::numeric_limits<std::int64_t>::max())),
                     place()))
    return {};
  List numbers;
  const auto step = last < first ? -1 : 1;
  for (auto i = first;; i += step) {
    numbers.emplace_back(i);
    if (i == last) return numbers;
  }
}

template <class Use>
bool Iteration::each(const Scope& scope, const Use& use, std::size_t index) const {
  if (index == iterators_.size()) return scope.may_add(1, place()) && use(scope);
  const auto all = elements(iterators_[index], scope);
  if (all.list() == nullptr) return false;
  for (const auto& element : *all.list()) {
    const Frame frame{scope.frames, iterators_[index].name, &element};
    if (!each(scope.within(frame), use, index + 1)) return false;
  }
  return true;
}

Type Iteration::body_type(const TypeScope& scope, std::size_t index) const {
  if (index == iterators_.size()) return operand(0).type(scope);
  const auto& iterator = iterators_[index];
  const auto from = iterator.from->type(scope);
  if (iterator.to) iterator.to->type(scope);
  if (!iterator.to && !from.may_be(kind::list | kind::range | kind::null))
    scope.fail(place(), no_list, with_kinds({}, {from.kinds}));
  const auto element = iterator.to ? from : from.kinds != kind::any && from.element ? *from.element : Type::any();
  const TypeFrame frame{scope.frames, iterator.name, &element};
  return body_type(scope.within(frame), index + 1);
}

Value For::evaluate(const Scope& scope) const {
  Value results(List{});
  const Frame frame{scope.frames, partial_name, &results};
  const bool done = each(scope.within(frame), [&](const Scope& inner) {
    auto one = operand(0).evaluate(inner);
    if (is_deeper_than(one, deepest_list)) {
      scope.fail_unless_told(place(), lists_too_deep);
      return false;
    }
    results.list()->push_back(std::move(one));
    return true;
  });
  return done ? results : Value();
}

Type For::type(const TypeScope& scope) const {
  const auto partial = Type::of(kind::list);
  const TypeFrame frame{scope.frames, partial_name, &partial};
  return Type::list_of(body_type(scope.within(frame)));
}

Value Quantified::evaluate(const Scope& scope) const {
  const bool some = quantifier_ == Quantifier::some;
  Value result = !some;
  bool decided = false;
  const bool done = each(scope, [&](const Scope& inner) {
    const auto one = operand(0).evaluate(inner);
    result = some ? either(result, one) : both(result, one);
    decided = some ? is_true(result) : is_false(result);
    return !decided;
  });
  return done || decided ? result : Value();
}

Type Quantified::type(const TypeScope& scope) const {
  const auto condition = body_type(scope);
  if (!condition.may_be(kind::boolean | kind::null))
    scope.fail(place(), wrong_operand, with_kinds({"satisfies"}, {condition.kinds}));
  return Type::boolean();
}

Value Filter::at(const List& list, const Value& position, const Scope& scope) const {
  const auto size = static_cast<std::int64_t>(list.size());
  const auto index = position.integer() == nullptr ? 0 : *position.integer();
  if (index >= 1 && index <= size) return list[static_cast<std::size_t>(index - 1)];
  if (index <= -1 && index >= -size) return list[static_cast<std::size_t>(size + index)];
  return scope.fail(place(), no_element, {position.print(), std::to_string(size)});
}

Value Filter::evaluate(const Scope& scope) const {
  Value room;
  const auto& value = read(operand(0), scope, room);
  if (value.is_null()) return {};
  const List one = value.list() == nullptr ? List{value} : List{};
  const auto& list = value.list() == nullptr ? one : *value.list();
  if (!scope.may_add(list.size(), place())) return {};
  List out;
  for (const auto& element : list) {
    const Frame item{scope.frames, "item", &element, true};
    const auto answer = operand(1).evaluate(scope.within(item));
    if (answer.number()) return at(list, answer, scope);
    if (is_true(answer)) out.push_back(element);
  }
  return out;
}

Type Filter::type(const TypeScope& scope) const {
  const auto list = operand(0).type(scope);
  const bool is_list = list.kinds == kind::list;
  const auto element = is_list ? (list.element ? *list.element : Type::any()) : list;
  const TypeFrame item{scope.frames, "item", &element, true};
  const auto condition = operand(1).type(scope.within(item));
  if (!condition.may_be(kind::boolean | kind::number | kind::null))
    scope.fail(place(), wrong_operand, with_kinds({"[…]"}, {condition.kinds}));
  if (condition.kinds == kind::number) return element;
  return condition.may_be(kind::number) ? Type::any() : Type::list_of(element);
}

Type InstanceOf::type(const TypeScope& scope) const {
  operand(0).type(scope);
  return Type::boolean();
}

Value FunctionDefinition::evaluate(const Scope& scope) const {
  FunctionValue function{this, {}};
  for (const auto* frame = scope.frames; frame != nullptr; frame = frame->outer)
    if (frame->name != partial_name) function.captured.push_back({std::string(frame->name), *frame->value, frame->is_item});
  std::reverse(function.captured.begin(), function.captured.end());
  return special(std::move(function));
}

Type FunctionDefinition::type(const TypeScope& scope) const {
  std::deque<TypeFrame> frames;
  const auto* outer = scope.frames;
  for (const auto& parameter : parameters_) outer = &frames.emplace_back(TypeFrame{outer, parameter.name, &parameter.type});
  body().type({scope.typing, outer});
  return Type::of(kind::function);
}

Value invoke(const Value& function, List arguments, const Scope& scope, LineColumn place) {
  const auto* it = as<FunctionValue>(function);
  if (it == nullptr) return scope.fail(place, no_function, with_kinds({}, {kind_of(function)}));
  const auto& parameters = it->definition->parameters();
  if (parameters.size() != arguments.size())
    return scope.fail(place, wrong_call, {std::to_string(parameters.size()), std::to_string(arguments.size())});
  if (scope.depth == deepest_call) return scope.fail_unless_told(place, calls_too_deep);
  if (!scope.may_add(1 + it->captured.size(), place)) return {};
  std::deque<Frame> frames;
  const Frame* outer = nullptr;
  for (const auto& one : it->captured) outer = &frames.emplace_back(Frame{outer, one.name, &one.value, one.is_item});
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (!arguments[i].is_null() && !conforms(arguments[i], parameters[i].type))
      return scope.fail(place, wrong_argument,
                        with_kinds({"function", parameters[i].name}, {parameters[i].type.kinds, kind_of(arguments[i])}));
    outer = &frames.emplace_back(Frame{outer, parameters[i].name, &arguments[i]});
  }
  return it->definition->body().evaluate({scope.data, scope.environment, scope.trace, outer, scope.depth + 1});
}

Value Invocation::evaluate(const Scope& scope) const {
  const auto function = function_->evaluate(scope);
  const auto* it = as<FunctionValue>(function);
  auto arguments = evaluate_operands(scope);
  if (it == nullptr || names_.empty()) return invoke(function, std::move(arguments), scope, place());
  List in_order;
  for (const auto& parameter : it->definition->parameters()) {
    const auto found = std::find(names_.begin(), names_.end(), parameter.name);
    if (found != names_.end()) in_order.push_back(std::move(arguments[static_cast<std::size_t>(found - names_.begin())]));
  }
  return in_order.size() == names_.size()
             ? invoke(function, std::move(in_order), scope, place())
             : scope.fail(place(), wrong_call,
                          {std::to_string(it->definition->parameters().size()), std::to_string(in_order.size())});
}

Type Invocation::type(const TypeScope& scope) const {
  const auto function = function_->type(scope);
  if (!function.may_be(kind::function)) scope.fail(place(), no_function, with_kinds({}, {function.kinds}));
  operand_types(scope);
  return Type::any();
}

Value ModelCall::evaluate(const Scope& scope) const {
  Map arguments;
  if (!scope.may_add(1 + operands().size(), place())) return {};
  for (std::size_t i = 0; i < operands().size(); ++i) {
    const auto& [name, type] = model_->parameters()[i];
    auto value = operand(i).evaluate(scope);
    if (!value.is_null() && !conforms(value, type))
      return scope.fail(place(), wrong_argument, with_kinds({name_, name}, {type.kinds, kind_of(value)}));
    arguments.emplace(name, std::move(value));
  }
  auto [value, reasons] = model_->invoke(arguments, scope.environment);
  for (auto& reason : reasons) scope.add_reason(std::move(reason));
  return std::move(value);
}

Type ModelCall::type(const TypeScope& scope) const {
  const auto types = operand_types(scope);
  for (std::size_t i = 0; i < types.size(); ++i) {
    const auto& [name, type] = model_->parameters()[i];
    if (!types[i].may_be(type.kinds | kind::null))
      scope.fail(place(), wrong_argument, with_kinds({name_, name}, {type.kinds, types[i].kinds}));
  }
  return model_->result();
}

namespace {

// The argument as the parameter wants it: a list of one for its element, a value for a list of it. Nothing: it never fits.
std::optional<Value> fitted(Value value, const Parameter& parameter) {
  if ((parameter.kinds & kind_of(value)) != 0) return value;
  if (value.is_null()) return std::nullopt;
  const auto* list = value.list();
  if (list != nullptr && list->size() == 1 && (parameter.kinds & kind_of(list->front())) != 0) return Value(list->front());
  if (list == nullptr && (parameter.kinds & kind::list) != 0) return Value(List{std::move(value)});
  return std::nullopt;
}

bool may_fit(const Type& type, const Parameter& parameter) {
  const auto fits_element = [&](const Type& element) { return element.may_be(parameter.elements | kind::null); };
  if (type.kinds == kind::any || type.may_be(kind::null)) return true;
  if (type.may_be(kind::list)) {
    const bool is_wanted = (parameter.kinds & kind::list) != 0;
    if (!type.element) return true;
    return is_wanted ? fits_element(*type.element) : type.element->may_be(parameter.kinds);
  }
  if (type.may_be(parameter.kinds)) return true;
  return (parameter.kinds & kind::list) != 0 && fits_element(type);
}

unsigned wanted_kinds(const Parameter& parameter) {
  const bool of_elements = parameter.kinds == kind::list && parameter.elements != kind::any;
  return of_elements ? parameter.elements & ~kind::null : parameter.kinds & ~kind::null;
}

}  // namespace

Value Call::evaluate(const Scope& scope) const {
  Arguments arguments{function_, {}, scope, place()};
  if (takes_all_as_list()) {
    arguments.values.emplace_back(evaluate_operands(scope));
  } else {
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const auto& parameter = function_.parameters[i];
      auto value = order_[i] == absent ? Value() : operand(order_[i]).evaluate(scope);
      const auto kind = kind_of(value);
      auto argument = fitted(std::move(value), parameter);
      if (!argument) {
        const auto name = std::string(function_.name);
        if (kind == kind::null) return scope.fail_unless_told(place(), no_result, {name});
        return scope.fail(place(), wrong_argument,
                          with_kinds({name, std::string(parameter.name)}, {wanted_kinds(parameter), kind}));
      }
      arguments.values.push_back(*std::move(argument));
    }
  }
  auto result = function_.call(arguments);
  if (result.is_null()) return scope.fail_unless_told(place(), no_result, {std::string(function_.name)});
  if (result.list() != nullptr && !scope.may_add(result.list()->size(), place())) return {};
  return result;
}

Type Call::type(const TypeScope& scope) const {
  const auto types = operand_types(scope);
  const auto check = [&](const Type& type, const Parameter& parameter) {
    if (may_fit(type, parameter)) return;
    const auto got = type.kinds == kind::list && type.element ? type.element->kinds : type.kinds;
    scope.fail(place(), wrong_argument,
               with_kinds({std::string(function_.name), std::string(parameter.name)}, {wanted_kinds(parameter), got}));
  };
  if (takes_all_as_list()) {
    for (const auto& type : types) check(type, function_.parameters.front());
  } else {
    for (std::size_t i = 0; i < order_.size(); ++i)
      if (order_[i] != absent) check(types[order_[i]], function_.parameters[i]);
  }
  return Type::of(function_.result);
}

}  // namespace hongtou::feel
