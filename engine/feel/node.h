// The constructs of FEEL, each a node of an immutable tree. A new construct is a new class here and its place in the parser.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/feel/functions.h"
#include "engine/feel/operations.h"
#include "engine/feel/scope.h"
#include "engine/feel/typing.h"
#include "engine/value.h"

namespace hongtou::feel {

class Node;
using NodePtr = std::unique_ptr<const Node>;
using Nodes = std::vector<NodePtr>;

class Node {
 public:
  explicit Node(LineColumn place, Nodes operands = {}) : place_(place), operands_(std::move(operands)) {}
  virtual ~Node() = default;

  virtual Value evaluate(const Scope& scope) const = 0;
  // The value if it lies somewhere already, so that it need not be copied.
  virtual const Value* find(const Scope&) const { return nullptr; }
  virtual Type type(const TypeScope& scope) const = 0;

 protected:
  LineColumn place() const { return place_; }
  const Node& operand(std::size_t index) const { return *operands_[index]; }
  const Nodes& operands() const { return operands_; }
  List evaluate_operands(const Scope& scope) const;
  std::vector<Type> operand_types(const TypeScope& scope) const;

 private:
  LineColumn place_;
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
  Literal(LineColumn place, Value value) : Node(place), value_(std::move(value)) {}
  Value evaluate(const Scope&) const override { return value_; }
  const Value* find(const Scope&) const override { return &value_; }
  Type type(const TypeScope&) const override { return Type::of(kind_of(value_)); }

 private:
  Value value_;
};

// A name with its members, report.by.town: of the scope or of the data.
class NameReference final : public Node {
 public:
  NameReference(LineColumn place, std::vector<std::string> path, const Schema& schema);
  Value evaluate(const Scope& scope) const override;
  const Value* find(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override { return type_of_name(scope, path_, place()); }

 private:
  std::vector<std::string> path_;
  std::size_t lifted_length_ = 0;  // of the beginning of the path whose value holds dates as text; 0: none
  Type lifted_type_;
};

// Members of what an expression yields: list[1].name.
class Path final : public Node {
 public:
  Path(LineColumn place, NodePtr base, std::string key) : Node(place, nodes(std::move(base))), key_(std::move(key)) {}
  Value evaluate(const Scope& scope) const override;
  const Value* find(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;

 private:
  std::string key_;
};

class ListOf final : public Node {
 public:
  using Node::Node;
  Value evaluate(const Scope& scope) const override { return evaluate_operands(scope); }
  Type type(const TypeScope& scope) const override;
};

class ContextOf final : public Node {
 public:
  ContextOf(LineColumn place, std::vector<std::string> keys, Nodes values)
      : Node(place, std::move(values)), keys_(std::move(keys)) {}
  Value evaluate(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;

 private:
  std::vector<std::string> keys_;
};

// [a..b], with ends that belong to it or not.
class RangeOf final : public Node {
 public:
  RangeOf(LineColumn place, NodePtr low, bool low_included, NodePtr high, bool high_included)
      : Node(place, nodes(std::move(low), std::move(high))), low_included_(low_included), high_included_(high_included) {}
  Value evaluate(const Scope& scope) const override { return special(range(scope)); }
  Type type(const TypeScope& scope) const override;
  Range range(const Scope& scope) const;

 private:
  bool low_included_;
  bool high_included_;
};

struct Operator {
  Operation operation;
  std::string_view sign;
  LineColumn place;
};

// a + b - c: operations of one rank, from left to right. One node, so that a long sum is not a deep tree.
class Arithmetic final : public Node {
 public:
  Arithmetic(LineColumn place, Nodes operands, std::vector<Operator> operators)
      : Node(place, std::move(operands)), operators_(std::move(operators)) {}
  Value evaluate(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;

 private:
  std::vector<Operator> operators_;  // between the operands
};

class Minus final : public Node {
 public:
  Minus(LineColumn place, NodePtr operand) : Node(place, nodes(std::move(operand))) {}
  Value evaluate(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;
};

class Comparison final : public Node {
 public:
  Comparison(LineColumn place, NodePtr left, Relation relation, NodePtr right)
      : Node(place, nodes(std::move(left), std::move(right))), relation_(relation) {}
  Value evaluate(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;

 private:
  Relation relation_;
};

// The name of what a unary test is about.
inline constexpr std::string_view input_name = "?";

// x in (tests), x between a and b: binds ? to the first operand while the second is evaluated.
class WithInput final : public Node {
 public:
  WithInput(LineColumn place, NodePtr input, NodePtr test) : Node(place, nodes(std::move(input), std::move(test))) {}
  Value evaluate(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;
};

// A unary test without sign: ? is in the range or the list, equals the value; or the value, which is about ?, is true.
class Match final : public Node {
 public:
  Match(LineColumn place, NodePtr what, bool is_about_input)
      : Node(place, nodes(std::move(what))), is_about_input_(is_about_input) {}
  Value evaluate(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;

 private:
  bool is_about_input_;
};

class Negation final : public Node {
 public:
  Negation(LineColumn place, NodePtr operand) : Node(place, nodes(std::move(operand))) {}
  Value evaluate(const Scope& scope) const override { return negation(operand(0).evaluate(scope)); }
  Type type(const TypeScope& scope) const override;
};

// a and b and c, a or b or c.
class Logic final : public Node {
 public:
  enum class Rule { conjunction, disjunction };
  Logic(LineColumn place, Rule rule, Nodes operands) : Node(place, std::move(operands)), rule_(rule) {}
  Value evaluate(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;

 private:
  Rule rule_;
};

class IfThenElse final : public Node {
 public:
  using Node::Node;
  Value evaluate(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;
};

// for x in list, y in 1..3: a name and what it runs over.
struct Iterator {
  std::string name;
  NodePtr from;  // a list or a range, or the first of a..b
  NodePtr to;    // the last of a..b, or nullptr
};

class Iteration : public Node {
 public:
  Iteration(LineColumn place, std::vector<Iterator> iterators, NodePtr body)
      : Node(place, nodes(std::move(body))), iterators_(std::move(iterators)) {}

 protected:
  // Calls `use` with the scope of each combination until it answers false. False: something is no list.
  template <class Use>
  bool each(const Scope& scope, const Use& use, std::size_t index = 0) const;
  Type body_type(const TypeScope& scope, std::size_t index = 0) const;

 private:
  Value elements(const Iterator& iterator, const Scope& scope) const;

  std::vector<Iterator> iterators_;
};

class For final : public Iteration {
 public:
  using Iteration::Iteration;
  Value evaluate(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;
};

class Quantified final : public Iteration {
 public:
  enum class Quantifier { some, every };
  Quantified(LineColumn place, Quantifier quantifier, std::vector<Iterator> iterators, NodePtr condition)
      : Iteration(place, std::move(iterators), std::move(condition)), quantifier_(quantifier) {}
  Value evaluate(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;

 private:
  Quantifier quantifier_;
};

// list[condition], list[position].
class Filter final : public Node {
 public:
  Filter(LineColumn place, NodePtr list, NodePtr condition) : Node(place, nodes(std::move(list), std::move(condition))) {}
  Value evaluate(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;

 private:
  Value at(const List& list, const Value& position, const Scope& scope) const;
};

class InstanceOf final : public Node {
 public:
  InstanceOf(LineColumn place, NodePtr value, Type wanted) : Node(place, nodes(std::move(value))), wanted_(std::move(wanted)) {}
  Value evaluate(const Scope& scope) const override { return conforms(operand(0).evaluate(scope), wanted_); }
  Type type(const TypeScope& scope) const override;

 private:
  Type wanted_;
};

class FunctionDefinition final : public Node {
 public:
  struct Formal {
    std::string name;
    Type type;
  };
  FunctionDefinition(LineColumn place, std::vector<Formal> parameters, NodePtr body)
      : Node(place, nodes(std::move(body))), parameters_(std::move(parameters)) {}
  Value evaluate(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;
  const std::vector<Formal>& parameters() const { return parameters_; }
  const Node& body() const { return operand(0); }

 private:
  std::vector<Formal> parameters_;
};

// A call of what a function definition made; `names` is empty or has one for each argument.
class Invocation final : public Node {
 public:
  Invocation(LineColumn place, NodePtr function, std::vector<std::string> names, Nodes arguments)
      : Node(place, std::move(arguments)), function_(std::move(function)), names_(std::move(names)) {}
  Value evaluate(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;

 private:
  NodePtr function_;
  std::vector<std::string> names_;
};

// A call of what the vocabulary names; an operand for each of its parameters.
class ModelCall final : public Node {
 public:
  ModelCall(LineColumn place, std::string name, std::shared_ptr<const KnowledgeModel> model, Nodes arguments)
      : Node(place, std::move(arguments)), name_(std::move(name)), model_(std::move(model)) {}
  Value evaluate(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;

 private:
  std::string name_;
  std::shared_ptr<const KnowledgeModel> model_;
};

// A call of a built-in function. `order` tells for each parameter which operand it takes.
class Call final : public Node {
 public:
  static constexpr std::size_t absent = static_cast<std::size_t>(-1);
  Call(LineColumn place, const Function& function, std::vector<std::size_t> order, Nodes operands)
      : Node(place, std::move(operands)), function_(function), order_(std::move(order)) {}
  Value evaluate(const Scope& scope) const override;
  Type type(const TypeScope& scope) const override;

 private:
  bool takes_all_as_list() const { return function_.takes_many && operands().size() != 1; }

  const Function& function_;
  std::vector<std::size_t> order_;
};

}  // namespace hongtou::feel
