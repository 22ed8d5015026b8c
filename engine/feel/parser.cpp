#include "engine/feel/parser.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/feel/lexer.h"
#include "engine/feel/operations.h"
#include "engine/text.h"

namespace hongtou::feel {

namespace {

constexpr int depth_limit = 64;

constexpr std::string_view syntax_hint_zh = "比较用 = != < <= > >=，条件用 and、or、not(…) 连接，文本放在半角引号里";
constexpr std::string_view syntax_hint_en = "compare with = != < <= > >=, join with and, or, not(…), put text in quotes";

constexpr Message expected_value{"expression.syntax", "这里应为一个值，却是“{0}”", "a value is expected here, not “{0}”",
                                 syntax_hint_zh, syntax_hint_en};
constexpr Message expected_sign{"expression.syntax", "这里应为“{0}”，却是“{1}”", "“{0}” is expected here, not “{1}”",
                                syntax_hint_zh, syntax_hint_en};
constexpr Message superfluous{"expression.syntax", "表达式到此应当结束，却还有“{0}”", "the expression should end before “{0}”",
                              syntax_hint_zh, syntax_hint_en};
constexpr Message unexpected_end{"expression.unexpected_end", "表达式没有写完", "the expression ends too early",
                                 "补上后面的值或右括号", "add the value or the closing bracket that is missing"};
constexpr Message unknown_function{"expression.unknown_function", "没有名为“{0}”的函数", "there is no function “{0}”",
                                   "可用的函数：{1}", "the functions are {1}"};
constexpr Message misspelt_function{"expression.unknown_function", "没有名为“{0}”的函数", "there is no function “{0}”",
                                    "是否为“{1}”？", "did you mean “{1}”?"};
constexpr Message one_argument{"expression.arguments", "函数“{0}”只要一个参数", "the function “{0}” takes one argument",
                               "写成 {0}(x)；多个值放在方括号里：[a, b]", "write {0}(x); put several values in brackets: [a, b]"};
constexpr Message some_arguments{"expression.arguments", "函数“{0}”至少要一个参数",
                                 "the function “{0}” takes at least one argument", "写成例如 {0}([a, b])",
                                 "write for example {0}([a, b])"};
constexpr Message too_deep{"expression.too_deep", "表达式的嵌套超过64层", "the expression is nested deeper than 64 levels",
                           "拆成几个较短的表达式", "take it apart into shorter expressions"};

constexpr std::array<std::string_view, 10> keywords{"true", "false", "null", "and", "or", "in", "between", "if", "then", "else"};

std::optional<Relation> relation_of(std::string_view sign) {
  if (sign == "=") return Relation::equal;
  if (sign == "!=") return Relation::not_equal;
  if (sign == "<") return Relation::less;
  if (sign == "<=") return Relation::less_or_equal;
  if (sign == ">") return Relation::greater;
  if (sign == ">=") return Relation::greater_or_equal;
  return std::nullopt;
}

Relation above(bool end_belongs) { return end_belongs ? Relation::greater_or_equal : Relation::greater; }
Relation below(bool end_belongs) { return end_belongs ? Relation::less_or_equal : Relation::less; }

// After the first error only end tokens follow, so every function soon returns; what it returns then is thrown away.
class Parser {
 public:
  Parser(std::string_view text, const Position& where) : lexer_(text, where) { advance(); }

  Result<std::shared_ptr<const Node>> parse() {
    auto root = expression();
    if (token_.kind != Token::Kind::end) root = fail(superfluous, {token_.source});
    if (error_) return Diagnostics{*error_};
    return std::shared_ptr<const Node>(std::move(root));
  }

 private:
  NodePtr expression() { return deeper(&Parser::disjunction); }

  NodePtr disjunction() {
    auto operands = nodes(conjunction());
    while (take("or")) operands.push_back(conjunction());
    return operands.size() == 1 ? std::move(operands.front()) : std::make_unique<Disjunction>(std::move(operands));
  }

  NodePtr conjunction() {
    auto operands = nodes(comparison());
    while (take("and")) operands.push_back(comparison());
    return operands.size() == 1 ? std::move(operands.front()) : std::make_unique<Conjunction>(std::move(operands));
  }

  NodePtr comparison() {
    auto left = sum();
    if (take("between")) return between(std::move(left));
    if (take("in")) return in(std::move(left));
    const auto relation = relation_of(token_.source);
    if (!relation) return left;
    advance();
    return std::make_unique<Comparison>(std::move(left), *relation, sum());
  }

  NodePtr between(NodePtr value) {
    auto low = sum();
    expect("and");
    return std::make_unique<InRange>(std::move(value), std::move(low), above(true), sum(), below(true));
  }

  // After "in": [a..b] with ends ( ] [ ) that do not belong to it, a list [a, b] or (a, b), or what yields a list.
  NodePtr in(NodePtr value) {
    if (!is("[") && !is("(") && !is("]")) return std::make_unique<InList>(std::move(value), sum());
    const bool closed = is("[");
    const std::string_view end = closed ? "]" : is("(") ? ")" : "";  // ] begins a range only
    advance();
    auto operands = !end.empty() && is(end) ? Nodes() : nodes(expression());
    if (take("..")) {
      auto high = expression();
      const bool high_belongs = is("]");
      if (!take(")") && !take("[")) expect("]");
      return std::make_unique<InRange>(std::move(value), std::move(operands.front()), above(closed), std::move(high),
                                       below(high_belongs));
    }
    while (!end.empty() && take(",")) operands.push_back(expression());
    expect(end.empty() ? ".." : end);
    return std::make_unique<InList>(std::move(value), in_list(std::move(operands), closed));
  }

  // (names) is what the name stands for, [name] a list of one.
  static NodePtr in_list(Nodes elements, bool in_brackets) {
    return elements.size() == 1 && !in_brackets ? std::move(elements.front()) : std::make_unique<ListOf>(std::move(elements));
  }

  NodePtr sum() {
    return arithmetic(&Parser::product, [this]() -> Arithmetic::Operation {
      if (take("+")) return add;
      return take("-") ? subtract : nullptr;
    });
  }

  NodePtr product() {
    return arithmetic(&Parser::signed_value, [this]() -> Arithmetic::Operation {
      if (take("*")) return multiply;
      return take("/") ? divide : nullptr;
    });
  }

  template <class TakeOperation>
  NodePtr arithmetic(NodePtr (Parser::*operand)(), TakeOperation take_operation) {
    auto operands = nodes((this->*operand)());
    std::vector<Arithmetic::Operation> operations;
    while (const auto operation = take_operation()) {
      operations.push_back(operation);
      operands.push_back((this->*operand)());
    }
    if (operations.empty()) return std::move(operands.front());
    return std::make_unique<Arithmetic>(std::move(operands), std::move(operations));
  }

  NodePtr signed_value() {
    if (!take("-")) return value();
    return std::make_unique<Minus>(deeper(&Parser::signed_value));
  }

  NodePtr value() {
    if (token_.kind == Token::Kind::number || token_.kind == Token::Kind::text) return std::make_unique<Literal>(advance().value);
    if (take("true")) return std::make_unique<Literal>(true);
    if (take("false")) return std::make_unique<Literal>(false);
    if (take("null")) return std::make_unique<Literal>(nullptr);
    if (take("if")) return condition();
    if (take("[")) return std::make_unique<ListOf>(list_until("]"));
    if (take("(")) return in_parentheses();
    if (is_word() && std::find(keywords.begin(), keywords.end(), token_.source) == keywords.end()) return name_or_call();
    return fail(expected_value, {token_.source});
  }

  NodePtr condition() {
    auto condition = expression();
    expect("then");
    auto consequence = expression();
    expect("else");
    return std::make_unique<IfThenElse>(std::move(condition), std::move(consequence), expression());
  }

  NodePtr in_parentheses() {
    auto inner = expression();
    expect(")");
    return inner;
  }

  Nodes list_until(std::string_view end) {
    Nodes elements;
    if (take(end)) return elements;
    do elements.push_back(expression());
    while (take(","));
    expect(end);
    return elements;
  }

  NodePtr name_or_call() {
    const auto name = advance();
    if (take("(")) return call(name);
    return std::make_unique<NameReference>(Expression::Name{name.source, name.position});
  }

  NodePtr call(const Token& name) {
    const auto* function = find_function(name.source);
    if (function == nullptr) return fail_unknown_function(name);
    auto arguments = list_until(")");
    if (function->takes_many && arguments.empty()) return fail_at(name.position, some_arguments, {name.source});
    if (!function->takes_many && arguments.size() != 1) return fail_at(name.position, one_argument, {name.source});
    return std::make_unique<Call>(*function, std::move(arguments));
  }

  NodePtr fail_unknown_function(const Token& name) {
    const auto known = function_names();
    const auto meant = nearest(name.source, known);
    if (meant.empty()) return fail_at(name.position, unknown_function, {name.source, join(known, ", ")});
    return fail_at(name.position, misspelt_function, {name.source, meant});
  }

  NodePtr deeper(NodePtr (Parser::*level)()) {
    if (depth_ == depth_limit) return fail(too_deep);
    ++depth_;
    auto node = (this->*level)();
    --depth_;
    return node;
  }

  bool is_word() const { return token_.kind == Token::Kind::word; }
  bool is(std::string_view source) const { return (is_word() || token_.kind == Token::Kind::symbol) && token_.source == source; }

  Token advance() {
    auto taken = std::exchange(token_, lexer_.next());
    if (lexer_.error() && !error_) error_ = lexer_.error();
    return taken;
  }

  bool take(std::string_view source) {
    if (!is(source)) return false;
    advance();
    return true;
  }

  void expect(std::string_view source) {
    if (!take(source)) fail(expected_sign, {std::string(source), token_.source});
  }

  NodePtr fail(const Message& message, std::vector<std::string> arguments = {}) {
    const bool at_end = token_.kind == Token::Kind::end;
    return at_end ? fail_at(token_.position, unexpected_end) : fail_at(token_.position, message, std::move(arguments));
  }

  NodePtr fail_at(const Position& position, const Message& message, std::vector<std::string> arguments = {}) {
    if (!error_) error_ = Diagnostic{Severity::error, position, message, std::move(arguments)};
    lexer_ = Lexer({}, position);
    token_ = {};
    return std::make_unique<Literal>(nullptr);
  }

  Lexer lexer_;
  Token token_;
  int depth_ = 0;
  std::optional<Diagnostic> error_;
};

}  // namespace

Result<std::shared_ptr<const Node>> parse(std::string_view text, const Position& where) { return Parser(text, where).parse(); }

}  // namespace hongtou::feel
