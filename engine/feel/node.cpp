#include "engine/feel/node.h"

#include <algorithm>

#include "engine/feel/operations.h"

namespace hongtou::feel {

namespace {

Value members(const List& list, std::string_view key) {
  List out;
  for (const auto& element : list) out.push_back(element.at(key));
  return out;
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

}  // namespace

Value look_up(const Value& data, std::string_view path) {
  const Value* here = &data;
  Value projected;
  while (!path.empty()) {
    const auto dot = std::min(path.find('.'), path.size());
    const auto key = path.substr(0, dot);
    path.remove_prefix(std::min(dot + 1, path.size()));
    if (here->list() == nullptr) {
      here = &here->at(key);
    } else {
      projected = members(*here->list(), key);
      here = &projected;
    }
  }
  return *here;
}

void Node::collect_names(std::vector<Expression::Name>& names) const {
  for (const auto& operand : operands_) operand->collect_names(names);
}

List Node::evaluate_operands(const Value& data) const {
  List values;
  for (const auto& operand : operands_) values.push_back(operand->evaluate(data));
  return values;
}

Literal::Literal(Value value) : value_(std::move(value)) {}

Value Arithmetic::evaluate(const Value& data) const {
  Value result = operand(0).evaluate(data);
  for (std::size_t i = 0; i < operations_.size(); ++i) result = operations_[i](result, operand(i + 1).evaluate(data));
  return result;
}

Value Minus::evaluate(const Value& data) const { return subtract(0, operand(0).evaluate(data)); }

Value Comparison::evaluate(const Value& data) const {
  return holds(operand(0).evaluate(data), relation_, operand(1).evaluate(data));
}

Value InRange::evaluate(const Value& data) const {
  const auto value = operand(0).evaluate(data);
  return both(holds(value, above_low_, operand(1).evaluate(data)), holds(value, below_high_, operand(2).evaluate(data)));
}

Value InList::evaluate(const Value& data) const {
  const auto value = operand(0).evaluate(data);
  const auto list = operand(1).evaluate(data);
  if (list.list() == nullptr) return equal(value, list);
  return std::any_of(list.list()->begin(), list.list()->end(), [&](const auto& one) { return is_true(equal(value, one)); });
}

Value Conjunction::evaluate(const Value& data) const {
  Value result = true;
  for (const auto& operand : operands()) result = both(result, operand->evaluate(data));
  return result;
}

Value Disjunction::evaluate(const Value& data) const {
  Value result = false;
  for (const auto& operand : operands()) result = either(result, operand->evaluate(data));
  return result;
}

Value IfThenElse::evaluate(const Value& data) const { return operand(is_true(operand(0).evaluate(data)) ? 1 : 2).evaluate(data); }

}  // namespace hongtou::feel
