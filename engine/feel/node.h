// The constructs of FEEL, each a node of an immutable tree. A new construct is a new class here and its place in the parser.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/expression.h"
#include "engine/feel/functions.h"
#include "engine/value.h"

namespace hongtou::feel {

class Node;
using NodePtr = std::unique_ptr<const Node>;
using Nodes = std::vector<NodePtr>;

class Node {
 public:
  explicit Node(Nodes operands = {}) : operands_(std::move(operands)) {}
  virtual ~Node() = default;

  virtual Value evaluate(const Value& data) const = 0;
  virtual bool yields_boolean() const { return false; }
  virtual void collect_names(std::vector<Expression::Name>& names) const;

 protected:
  const Node& operand(std::size_t index) const { return *operands_[index]; }
  const Nodes& operands() const { return operands_; }
  List evaluate_operands(const Value& data) const;

 private:
  Nodes operands_;
};

template <class... Operands>
Nodes nodes(Operands... operands) {
  Nodes out;
  (out.push_back(std::move(operands)), ...);
  return out;
}

class Literal final : public Node {
 public:
  explicit Literal(Value value);
  Value evaluate(const Value&) const override { return value_; }
  bool yields_boolean() const override { return value_.boolean() != nullptr; }

 private:
  Value value_;
};

// The value at a dotted path, or null. Of a list, the members of its maps.
Value look_up(const Value& data, std::string_view path);

class NameReference final : public Node {
 public:
  explicit NameReference(Expression::Name name) : name_(std::move(name)) {}
  Value evaluate(const Value& data) const override { return look_up(data, name_.path); }
  bool yields_boolean() const override { return true; }
  void collect_names(std::vector<Expression::Name>& names) const override { names.push_back(name_); }

 private:
  Expression::Name name_;
};

class ListOf final : public Node {
 public:
  using Node::Node;
  Value evaluate(const Value& data) const override { return evaluate_operands(data); }
};

// a + b - c: operations of one rank, from left to right. One node, so that a long sum is not a deep tree.
class Arithmetic final : public Node {
 public:
  using Operation = Value (*)(const Value&, const Value&);
  Arithmetic(Nodes operands, std::vector<Operation> operations) : Node(std::move(operands)), operations_(std::move(operations)) {}
  Value evaluate(const Value& data) const override;

 private:
  std::vector<Operation> operations_;  // between the operands
};

class Minus final : public Node {
 public:
  explicit Minus(NodePtr operand) : Node(nodes(std::move(operand))) {}
  Value evaluate(const Value& data) const override;
};

class Condition : public Node {
 public:
  using Node::Node;
  bool yields_boolean() const final { return true; }
};

enum class Relation { equal, not_equal, less, less_or_equal, greater, greater_or_equal };

class Comparison final : public Condition {
 public:
  Comparison(NodePtr left, Relation relation, NodePtr right)
      : Condition(nodes(std::move(left), std::move(right))), relation_(relation) {}
  Value evaluate(const Value& data) const override;

 private:
  Relation relation_;
};

// x between a and b, x in [a..b]; the relations say whether an end belongs to it.
class InRange final : public Condition {
 public:
  InRange(NodePtr value, NodePtr low, Relation above_low, NodePtr high, Relation below_high)
      : Condition(nodes(std::move(value), std::move(low), std::move(high))), above_low_(above_low), below_high_(below_high) {}
  Value evaluate(const Value& data) const override;

 private:
  Relation above_low_;
  Relation below_high_;
};

class InList final : public Condition {
 public:
  InList(NodePtr value, NodePtr list) : Condition(nodes(std::move(value), std::move(list))) {}
  Value evaluate(const Value& data) const override;
};

class Conjunction final : public Condition {
 public:
  using Condition::Condition;
  Value evaluate(const Value& data) const override;
};

class Disjunction final : public Condition {
 public:
  using Condition::Condition;
  Value evaluate(const Value& data) const override;
};

class IfThenElse final : public Node {
 public:
  IfThenElse(NodePtr condition, NodePtr consequence, NodePtr alternative)
      : Node(nodes(std::move(condition), std::move(consequence), std::move(alternative))) {}
  Value evaluate(const Value& data) const override;
  bool yields_boolean() const override { return operand(1).yields_boolean() && operand(2).yields_boolean(); }
};

class Call final : public Node {
 public:
  Call(const Function& function, Nodes arguments) : Node(std::move(arguments)), function_(function) {}
  Value evaluate(const Value& data) const override { return function_.call(evaluate_operands(data)); }
  bool yields_boolean() const override { return function_.yields_boolean; }

 private:
  const Function& function_;
};

}  // namespace hongtou::feel
