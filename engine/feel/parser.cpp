#include "engine/feel/parser.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/feel/lexer.h"
#include "engine/feel/names.h"
#include "engine/feel/operations.h"
#include "engine/text.h"

namespace hongtou::feel {

namespace {

constexpr int depth_limit = 64;

constexpr std::string_view syntax_hint_zh = "比较用 = != < <= > >=，条件用 and、or、not(…) 连接，文本放在半角引号里";
constexpr std::string_view syntax_hint_en = "compare with = != < <= > >=, join with and, or, not(…), put text in quotes";

constexpr Message expected_value{"expression.syntax", "这里应为一个值，却是“{0}”", "a value is expected here, not “{0}”",
                                 syntax_hint_zh, syntax_hint_en};
constexpr Message expected_name{"expression.syntax", "这里应为一个名称，却是“{0}”", "a name is expected here, not “{0}”",
                                syntax_hint_zh, syntax_hint_en};
constexpr Message expected_type{"expression.syntax", "“{0}”不是类型", "“{0}” is no type",
                                "类型有 number、string、boolean、date、time、date and time、list、context",
                                "types are number, string, boolean, date, time, date and time, list, context"};
constexpr Message expected_sign{"expression.syntax", "这里应为“{0}”，却是“{1}”", "“{0}” is expected here, not “{1}”",
                                syntax_hint_zh, syntax_hint_en};
constexpr Message superfluous{"expression.syntax", "表达式到此应当结束，却还有“{0}”", "the expression should end before “{0}”",
                              syntax_hint_zh, syntax_hint_en};
constexpr Message chinese_word{"expression.syntax", "表达式里的“{0}”要写成“{1}”", "an expression says “{1}”, not “{0}”",
                               "条件写成 if 条件 then 结果 else 结果，连接用 and、or、not(…)",
                               "write if CONDITION then RESULT else RESULT, and join with and, or, not(…)"};
constexpr Message unexpected_end{"expression.unexpected_end", "表达式没有写完", "the expression ends too early",
                                 "补上后面的值或右括号", "add the value or the closing bracket that is missing"};
constexpr Message bad_at_literal{"expression.at_literal", "“{0}”不是日期、时刻或时长", "“{0}” is no date, time or duration",
                                 "例如 @\"2023-06-10\"、@\"09:30:00\"、@\"P3D\"",
                                 "for example @\"2023-06-10\", @\"09:30:00\", @\"P3D\""};
constexpr Message duplicate_key{"expression.duplicate_key", "“{0}”写了两次", "“{0}” stands here twice", "删去其中一个",
                                "remove one of the two"};
constexpr Message unknown_function{"expression.unknown_function", "没有名为“{0}”的函数", "there is no function “{0}”",
                                   "常用的函数：count、sum、min、max、mean、date、contains",
                                   "often used: count, sum, min, max, mean, date, contains"};
constexpr Message misspelt_function{"expression.unknown_function", "没有名为“{0}”的函数", "there is no function “{0}”",
                                    "是否为“{1}”？", "did you mean “{1}”?"};
constexpr Message wrong_arguments{"expression.arguments", "函数“{0}”的参数不对", "“{0}” takes other arguments", "写成 {1}",
                                  "write {1}"};
constexpr Message too_deep{"expression.too_deep", "表达式的嵌套超过64层", "the expression is nested deeper than 64 levels",
                           "拆成几个较短的表达式", "take it apart into shorter expressions"};

constexpr std::array<std::string_view, 17> keywords{"true",    "false",  "null",      "and",      "or",      "in",
                                                    "between", "if",     "then",      "else",     "for",     "some",
                                                    "every",   "return", "satisfies", "instance", "function"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> chinese_words{{{"如果", "if"},
                                                                                       {"若", "if"},
                                                                                       {"则", "then"},
                                                                                       {"那么", "then"},
                                                                                       {"否则", "else"},
                                                                                       {"并且", "and"},
                                                                                       {"且", "and"},
                                                                                       {"或者", "or"},
                                                                                       {"或", "or"},
                                                                                       {"等于", "="},
                                                                                       {"不等于", "!="},
                                                                                       {"大于", ">"},
                                                                                       {"小于", "<"},
                                                                                       {"不大于", "<="}}};

struct NamedType {
  std::string_view name;
  unsigned kinds;
};
constexpr std::array named_types{
    NamedType{"Any", kind::any},
    NamedType{"Null", kind::null},
    NamedType{"number", kind::number},
    NamedType{"string", kind::text},
    NamedType{"boolean", kind::boolean},
    NamedType{"date", kind::date},
    NamedType{"time", kind::time},
    NamedType{"date and time", kind::date_time},
    NamedType{"days and time duration", kind::days_duration},
    NamedType{"day and time duration", kind::days_duration},
    NamedType{"years and months duration", kind::months_duration},
    NamedType{"year and month duration", kind::months_duration},
    NamedType{"list", kind::list},
    NamedType{"context", kind::context},
    NamedType{"range", kind::range},
    NamedType{"function", kind::function},
};

const Phrases& type_phrases() {
  static const Phrases phrases = [] {
    Phrases made;
    for (const auto& type : named_types) made.add(std::string(type.name));
    return made;
  }();
  return phrases;
}

std::optional<Relation> relation_of(std::string_view sign) {
  if (sign == "=") return Relation::equal;
  if (sign == "!=") return Relation::not_equal;
  if (sign == "<") return Relation::less;
  if (sign == "<=") return Relation::less_or_equal;
  if (sign == ">") return Relation::greater;
  if (sign == ">=") return Relation::greater_or_equal;
  return std::nullopt;
}

bool is_keyword(std::string_view word) { return std::find(keywords.begin(), keywords.end(), word) != keywords.end(); }

// substring(string, start position, [length])
std::string signature(const Function& function) {
  std::vector<std::string> parameters;
  for (const auto& one : function.parameters)
    parameters.push_back(one.optional ? "[" + std::string(one.name) + "]" : std::string(one.name));
  return std::string(function.name) + "(" + join(parameters, ", ") + ")";
}

// For each parameter the argument it takes; nothing when they do not fit.
std::optional<std::vector<std::size_t>> order_of(const Function& function, const std::vector<std::string>& names,
                                                 std::size_t count) {
  const auto& parameters = function.parameters;
  if (count > parameters.size() && !(function.takes_many && names.empty())) return std::nullopt;
  if (function.takes_many && names.empty()) return count == 0 ? std::nullopt : std::optional(std::vector<std::size_t>{0});
  std::vector<std::size_t> order;
  std::size_t taken = 0;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto named = static_cast<std::size_t>(std::find(names.begin(), names.end(), parameters[i].name) - names.begin());
    const auto argument = names.empty() ? i : named;
    const bool given = argument < count;
    if (!given && !parameters[i].optional) return std::nullopt;
    order.push_back(given ? argument : Call::absent);
    taken += given ? 1 : 0;
  }
  return taken == count ? std::optional(order) : std::nullopt;
}

// After the first error only the end follows, so every function soon returns; what it returns then is thrown away.
class Parser {
 public:
  Parser(std::string_view text, const Position& where, const Vocabulary& names)
      : file_(where.file),
        schema_(names.schema()),
        tokens_(tokenize(text, {where.line, where.column})),
        names_(names.names()),
        members_(names.members()) {}

  Result<Tree> parse() { return finish(expression()); }

  Result<Tree> parse_unary_tests() {
    input_allowed_ = true;
    const auto at = place();
    if (is("-") && tokens_[index_ + 1].kind == Token::Kind::end) {
      advance();
      return finish(std::make_unique<Literal>(at, true));
    }
    if (!is("not") || !is_next("(")) return finish(tests(at));
    advance();
    advance();
    auto root = std::make_unique<Negation>(at, tests(at));
    expect(")");
    return finish(std::move(root));
  }

 private:
  Result<Tree> finish(NodePtr root) {
    if (token().kind != Token::Kind::end) root = fail(superfluous, {std::string(token().source)});
    if (error_) return Diagnostics{with_chinese_words(*error_)};
    return Tree(std::move(root));
  }

  // 如果 and the like are read as names: what comes after them is not what is wrong.
  Diagnostic with_chinese_words(const Diagnostic& error) const {
    if (error.message.code != superfluous.code && error.message.code != unexpected_end.code) return error;
    for (const auto& each : tokens_) {
      const auto word = std::find_if(chinese_words.begin(), chinese_words.end(), [&](const auto& known) {
        return each.kind == Token::Kind::word && known.first == each.source;
      });
      if (word == chinese_words.end() || schema_.contains(std::string(each.source))) continue;
      return {Severity::error,
              {file_, each.place.line, each.place.column},
              chinese_word,
              {std::string(word->first), std::string(word->second)}};
    }
    return error;
  }

  NodePtr expression() { return deeper(&Parser::disjunction); }

  NodePtr disjunction() { return logic("or", Logic::Rule::disjunction, &Parser::conjunction); }
  NodePtr conjunction() { return logic("and", Logic::Rule::conjunction, &Parser::comparison); }

  NodePtr logic(std::string_view word, Logic::Rule rule, NodePtr (Parser::*operand)()) {
    const auto at = place();
    auto operands = nodes((this->*operand)());
    while (take(word)) operands.push_back((this->*operand)());
    return operands.size() == 1 ? std::move(operands.front()) : std::make_unique<Logic>(at, rule, std::move(operands));
  }

  NodePtr comparison() {
    auto left = sum();
    const auto at = place();
    if (take("between")) return between(at, std::move(left));
    if (take("in")) return in(at, std::move(left));
    const auto relation = relation_of(token().source);
    if (!relation || token().kind != Token::Kind::symbol) return left;
    advance();
    return std::make_unique<Comparison>(at, std::move(left), *relation, sum());
  }

  NodePtr between(LineColumn at, NodePtr value) {
    auto low = sum();
    expect("and");
    auto range = std::make_unique<RangeOf>(at, std::move(low), true, sum(), true);
    return std::make_unique<WithInput>(at, std::move(value), std::make_unique<Match>(at, std::move(range), false));
  }

  NodePtr in(LineColumn at, NodePtr value) {
    const bool outer = std::exchange(input_allowed_, true);
    auto test = take("(") ? tests_in_parentheses(at) : one_test(&Parser::sum);
    input_allowed_ = outer;
    return std::make_unique<WithInput>(at, std::move(value), std::move(test));
  }

  // (a, > b), or a range whose lower end is left out: (a..b].
  NodePtr tests_in_parentheses(LineColumn at) {
    if (relation_of(token().source)) return closed(tests(at));
    const auto inputs = inputs_;
    const auto test = place();
    auto first = expression();
    if (take("..")) return std::make_unique<Match>(at, range_to_end(at, std::move(first), false), inputs_ > inputs);
    return closed(more_tests(at, std::make_unique<Match>(test, std::move(first), inputs_ > inputs)));
  }

  NodePtr closed(NodePtr inner) {
    expect(")");
    return inner;
  }

  NodePtr tests(LineColumn at) { return more_tests(at, one_test(&Parser::expression)); }

  NodePtr more_tests(LineColumn at, NodePtr first) {
    auto all = nodes(std::move(first));
    while (take(",")) all.push_back(one_test(&Parser::expression));
    return all.size() == 1 ? std::move(all.front()) : std::make_unique<Logic>(at, Logic::Rule::disjunction, std::move(all));
  }

  NodePtr one_test(NodePtr (Parser::*operand)()) {
    const auto at = place();
    const auto relation = relation_of(token().source);
    if (relation && token().kind == Token::Kind::symbol) {
      advance();
      return std::make_unique<Comparison>(at, input(at), *relation, sum());
    }
    const auto inputs = inputs_;
    auto what = (this->*operand)();
    return std::make_unique<Match>(at, std::move(what), inputs_ > inputs);
  }

  NodePtr input(LineColumn at) const {
    return std::make_unique<NameReference>(at, std::vector{std::string(input_name)}, Schema());
  }

  NodePtr sum() {
    return arithmetic(&Parser::product, [this]() -> Operation {
      if (is("+")) return add;
      return is("-") ? subtract : nullptr;
    });
  }

  NodePtr product() {
    return arithmetic(&Parser::exponentiation, [this]() -> Operation {
      if (is("*")) return multiply;
      return is("/") ? divide : nullptr;
    });
  }

  NodePtr exponentiation() {
    return arithmetic(&Parser::instance_of, [this]() -> Operation { return is("**") ? power : nullptr; });
  }

  template <class OperationHere>
  NodePtr arithmetic(NodePtr (Parser::*operand)(), OperationHere operation_here) {
    const auto at = place();
    auto operands = nodes((this->*operand)());
    std::vector<Operator> operators;
    while (const auto operation = operation_here()) {
      const auto& sign = advance();
      operators.push_back({operation, sign_of(operation), sign.place});
      operands.push_back((this->*operand)());
    }
    if (operators.empty()) return std::move(operands.front());
    return std::make_unique<Arithmetic>(at, std::move(operands), std::move(operators));
  }

  // Of the text that outlives the parsing.
  static std::string_view sign_of(Operation operation) {
    return operation == add ? "+" : operation == subtract ? "-" : operation == multiply ? "*" : operation == divide ? "/" : "**";
  }

  NodePtr instance_of() {
    auto value = signed_value();
    const auto at = place();
    if (!take("instance")) return value;
    expect("of");
    return std::make_unique<InstanceOf>(at, std::move(value), type());
  }

  NodePtr signed_value() {
    const auto at = place();
    if (!take("-")) return postfix();
    return std::make_unique<Minus>(at, deeper(&Parser::signed_value));
  }

  // A value with members, filters and calls behind it.
  NodePtr postfix() {
    const bool may_be_called = is("(") || is_word();
    auto value = primary();
    bool callable = may_be_called;
    for (int length = 0;; ++length) {
      if (length == depth_limit) return fail(too_deep);
      const auto at = place();
      if (take(".")) {
        value = std::make_unique<Path>(at, std::move(value), member_name());
      } else if (is("[") && begins_filter()) {
        advance();
        value = filter(at, std::move(value));
      } else if (callable && take("(")) {
        value = invocation(at, std::move(value));
      } else {
        return value;
      }
      callable = true;
    }
  }

  // In ]a..b[ the last sign ends the range: what follows it begins no value.
  bool begins_filter() const {
    if (high_ends_ == 0) return true;
    const auto& next = tokens_[index_ + 1];
    if (next.kind == Token::Kind::end) return false;
    if (next.kind == Token::Kind::word) return !is_keyword(next.source) || starts_value(next.source);
    if (next.kind != Token::Kind::symbol) return true;
    return next.source == "(" || next.source == "[" || next.source == "{" || next.source == "-" || next.source == "?";
  }

  static bool starts_value(std::string_view word) {
    constexpr std::array<std::string_view, 8> all{"true", "false", "null", "if", "for", "some", "every", "function"};
    return std::find(all.begin(), all.end(), word) != all.end();
  }

  NodePtr filter(LineColumn at, NodePtr list) {
    const auto outer = std::exchange(high_ends_, 0);
    const auto mark = names_.size();
    auto condition = expression();
    names_.shrink(mark);
    high_ends_ = outer;
    expect("]");
    return std::make_unique<Filter>(at, std::move(list), std::move(condition));
  }

  NodePtr primary() {
    const auto at = place();
    if (const auto* phrase = phrase_here()) return name_or_call(phrase);
    switch (token().kind) {
      case Token::Kind::number:
      case Token::Kind::text:
        return std::make_unique<Literal>(at, advance().value);
      case Token::Kind::at:
        return at_literal(at);
      case Token::Kind::word:
        return is_keyword(token().source) ? with_keyword(at) : name_or_call(nullptr);
      default:
        break;
    }
    if (take("(")) return in_parentheses(at);
    if (take("[")) return in_brackets(at);
    if (take("]")) return open_range(at);
    if (take("{")) return context(at);
    if (input_allowed_ && take("?")) {
      ++inputs_;
      return input(at);
    }
    return fail(expected_value, {std::string(token().source)});
  }

  NodePtr with_keyword(LineColumn at) {
    if (take("true")) return std::make_unique<Literal>(at, true);
    if (take("false")) return std::make_unique<Literal>(at, false);
    if (take("null")) return std::make_unique<Literal>(at, nullptr);
    if (take("if")) return condition(at);
    if (take("for")) return iteration(at);
    if (take("some")) return quantified(at, Quantified::Quantifier::some);
    if (take("every")) return quantified(at, Quantified::Quantifier::every);
    if (take("function")) return function_definition(at);
    return fail(expected_value, {std::string(token().source)});
  }

  NodePtr at_literal(LineColumn at) {
    const auto text = *tokens_[index_].value.text();
    auto value = parse_temporal(text);
    if (value.is_null()) return fail_at(at, bad_at_literal, {text});
    advance();
    return std::make_unique<Literal>(at, std::move(value));
  }

  NodePtr condition(LineColumn at) {
    auto condition = expression();
    expect("then");
    auto consequence = expression();
    expect("else");
    return std::make_unique<IfThenElse>(at, nodes(std::move(condition), std::move(consequence), expression()));
  }

  NodePtr iteration(LineColumn at) {
    const Inner inner(*this);
    auto all = iterators();
    declare("partial");
    expect("return");
    auto body = expression();
    return std::make_unique<For>(at, std::move(all), std::move(body));
  }

  NodePtr quantified(LineColumn at, Quantified::Quantifier quantifier) {
    const Inner inner(*this);
    auto all = iterators();
    expect("satisfies");
    auto condition = expression();
    return std::make_unique<Quantified>(at, quantifier, std::move(all), std::move(condition));
  }

  std::vector<Iterator> iterators() {
    std::vector<Iterator> all;
    do {
      auto name = declared_name({"in"});
      expect("in");
      auto from = expression();
      auto to = take("..") ? expression() : nullptr;
      declare(name);
      all.push_back({std::move(name), std::move(from), std::move(to)});
    } while (take(","));
    return all;
  }

  NodePtr function_definition(LineColumn at) {
    const Inner inner(*this);
    expect("(");
    std::vector<FunctionDefinition::Formal> parameters;
    if (!take(")")) {
      do {
        auto name = declared_name({",", ")", ":"});
        declare(name);
        parameters.push_back({std::move(name), take(":") ? type() : Type::any()});
      } while (take(","));
      expect(")");
    }
    return std::make_unique<FunctionDefinition>(at, std::move(parameters), expression());
  }

  NodePtr context(LineColumn at) {
    const Inner inner(*this);
    std::vector<std::string> keys;
    Nodes values;
    if (take("}")) return std::make_unique<ContextOf>(at, std::move(keys), std::move(values));
    do {
      const auto key_place = place();
      auto key = token().kind == Token::Kind::text ? *advance().value.text() : declared_name({":"});
      if (std::find(keys.begin(), keys.end(), key) != keys.end()) return fail_at(key_place, duplicate_key, {key});
      expect(":");
      values.push_back(expression());
      declare(key);
      keys.push_back(std::move(key));
    } while (take(","));
    expect("}");
    return std::make_unique<ContextOf>(at, std::move(keys), std::move(values));
  }

  NodePtr in_parentheses(LineColumn at) {
    const auto outer = std::exchange(high_ends_, 0);
    auto inner = expression();
    high_ends_ = outer;
    if (take("..")) return range_to_end(at, std::move(inner), false);
    expect(")");
    return inner;
  }

  NodePtr in_brackets(LineColumn at) {
    if (take("]")) return std::make_unique<ListOf>(at);
    const auto outer = std::exchange(high_ends_, 0);
    auto elements = nodes(expression());
    if (take("..")) {
      high_ends_ = outer;
      return range_to_end(at, std::move(elements.front()), true);
    }
    while (take(",")) elements.push_back(expression());
    high_ends_ = outer;
    expect("]");
    return std::make_unique<ListOf>(at, std::move(elements));
  }

  NodePtr open_range(LineColumn at) {
    auto low = expression();
    expect("..");
    return range_to_end(at, std::move(low), false);
  }

  NodePtr range_to_end(LineColumn at, NodePtr low, bool low_included) {
    ++high_ends_;
    auto high = expression();
    --high_ends_;
    const bool high_included = is("]");
    if (!take(")") && !take("[")) expect("]");
    return std::make_unique<RangeOf>(at, std::move(low), low_included, std::move(high), high_included);
  }

  // Names

  const Phrase* phrase_here() const {
    const std::span<const Token> rest(tokens_.data() + index_, tokens_.size() - index_);
    const auto* name = names_.find(rest);
    const auto* function = function_phrases().find(rest);
    const bool is_call = function != nullptr && rest[function->parts.size()].source == "(";
    if (!is_call) return name;
    return name != nullptr && name->parts.size() >= function->parts.size() ? name : function;
  }

  std::string take_phrase(const Phrase& phrase) {
    index_ += phrase.parts.size();
    return phrase.name;
  }

  NodePtr name_or_call(const Phrase* phrase) {
    const auto at = place();
    auto name = phrase != nullptr ? take_phrase(*phrase) : std::string(advance().source);
    if (is("(") && is_local(name)) return std::make_unique<NameReference>(at, std::vector{std::move(name)}, Schema());
    if (take("(")) return call(at, name);
    std::vector<std::string> path{std::move(name)};
    while (take(".")) path.push_back(member_name());
    return std::make_unique<NameReference>(at, std::move(path), schema_);
  }

  std::string member_name() {
    const std::span<const Token> rest(tokens_.data() + index_, tokens_.size() - index_);
    if (const auto* phrase = members_.find(rest)) return take_phrase(*phrase);
    if (is_word()) return std::string(advance().source);
    fail(expected_name, {std::string(token().source)});
    return {};
  }

  // All tokens up to one of `ends`, as they are written.
  std::string declared_name(std::initializer_list<std::string_view> ends) {
    const auto at_end = [&] { return std::any_of(ends.begin(), ends.end(), [&](auto end) { return is(end); }); };
    if (!is_word()) fail(expected_name, {std::string(token().source)});
    std::vector<std::string> parts;
    const char* last = nullptr;
    while (!at_end() && (is_word() || token().kind == Token::Kind::number || token().kind == Token::Kind::symbol)) {
      const auto source = token().source;
      if (last == source.data() && !parts.empty())
        parts.back() += source;
      else
        parts.emplace_back(source);
      last = source.data() + source.size();
      advance();
    }
    return join(parts, " ");
  }

  void declare(const std::string& name) {
    locals_.push_back(name);
    names_.add(name);
    members_.add(name);
  }

  bool is_local(const std::string& name) const { return std::find(locals_.begin(), locals_.end(), name) != locals_.end(); }

  // Names declared while it lives are forgotten after.
  class Inner {
   public:
    explicit Inner(Parser& parser) : parser_(parser), locals_(parser.locals_.size()), names_(parser.names_.size()) {}
    ~Inner() {
      parser_.locals_.resize(locals_);
      parser_.names_.shrink(names_);
    }
    Inner(const Inner&) = delete;
    Inner& operator=(const Inner&) = delete;

   private:
    Parser& parser_;
    std::size_t locals_;
    std::size_t names_;
  };

  // Calls

  struct Given {
    std::vector<std::string> names;  // none, or one an argument
    Nodes values;
  };

  Given arguments() {
    Given given;
    if (take(")")) return given;
    const auto outer = std::exchange(high_ends_, 0);
    const bool named = is_named_argument();
    do {
      if (named) {
        given.names.push_back(declared_name({":"}));
        expect(":");
      }
      given.values.push_back(expression());
    } while (take(","));
    high_ends_ = outer;
    expect(")");
    return given;
  }

  bool is_named_argument() const {
    auto ahead = index_;
    while (tokens_[ahead].kind == Token::Kind::word) ++ahead;
    return ahead > index_ && tokens_[ahead].source == ":";
  }

  NodePtr call(LineColumn at, const std::string& name) {
    if (const auto found = schema_.find(name); found != schema_.end() && found->second.model)
      return call_of_model(at, name, found->second.model);
    const auto functions = find_functions(name);
    if (functions.empty()) return fail_unknown_function(at, name);
    auto given = arguments();
    std::vector<std::string> signatures;
    for (const auto* function : functions) {
      if (auto order = order_of(*function, given.names, given.values.size()))
        return std::make_unique<Call>(at, *function, std::move(*order), std::move(given.values));
      signatures.push_back(signature(*function));
    }
    return fail_at(at, wrong_arguments, {name, join(signatures, " | ")});
  }

  NodePtr call_of_model(LineColumn at, const std::string& name, const std::shared_ptr<const KnowledgeModel>& model) {
    auto given = arguments();
    Nodes in_order;
    std::vector<std::string> wanted;
    for (const auto& parameter : model->parameters()) {
      const auto named = std::find(given.names.begin(), given.names.end(), parameter.name) - given.names.begin();
      const auto index = given.names.empty() ? in_order.size() : static_cast<std::size_t>(named);
      if (index < given.values.size() && given.values[index]) in_order.push_back(std::move(given.values[index]));
      wanted.push_back(parameter.name);
    }
    if (in_order.size() != wanted.size() || given.values.size() != wanted.size())
      return fail_at(at, wrong_arguments, {name, name + "(" + join(wanted, ", ") + ")"});
    return std::make_unique<ModelCall>(at, name, model, std::move(in_order));
  }

  NodePtr invocation(LineColumn at, NodePtr function) {
    auto given = arguments();
    return std::make_unique<Invocation>(at, std::move(function), std::move(given.names), std::move(given.values));
  }

  NodePtr fail_unknown_function(LineColumn at, const std::string& name) {
    auto known = function_names();
    for (const auto& [each, type] : schema_)
      if (type.model) known.push_back(each);
    const auto meant = nearest(name, known);
    return fail_at(at, meant.empty() ? unknown_function : misspelt_function, {name, meant});
  }

  // Types

  Type type() {
    if (depth_ == depth_limit) {
      fail(too_deep);
      return {};
    }
    ++depth_;
    auto it = type_here();
    --depth_;
    return it;
  }

  Type type_here() {
    const std::span<const Token> rest(tokens_.data() + index_, tokens_.size() - index_);
    const auto* phrase = type_phrases().find(rest);
    const auto source = phrase != nullptr ? phrase->name : std::string(token().source);
    const auto* named = std::find_if(named_types.begin(), named_types.end(), [&](const auto& one) { return one.name == source; });
    if (named == named_types.end()) {
      fail(expected_type, {source});
      return {};
    }
    index_ += phrase != nullptr ? phrase->parts.size() : 1;
    auto type = Type::of(named->kinds);
    if (!take("<")) return type;
    if (type.kinds == kind::list || type.kinds == kind::range) {
      type.element = std::make_shared<const Type>(this->type());
      expect(">");
    } else if (type.kinds == kind::context) {
      type.members = std::make_shared<const Schema>(member_types());
    } else if (type.kinds == kind::function) {
      skip_function_type();
    } else {
      fail(expected_value, {"<"});
    }
    return type;
  }

  Schema member_types() {
    Schema members;
    do {
      auto name = declared_name({":"});
      expect(":");
      members.insert_or_assign(std::move(name), type());
    } while (take(","));
    expect(">");
    return members;
  }

  // What a function takes and yields is not looked at when a value is compared with a type.
  void skip_function_type() {
    if (!take(">")) {
      do type();
      while (take(","));
      expect(">");
    }
    expect("->");
    type();
  }

  // Tokens

  NodePtr deeper(NodePtr (Parser::*level)()) {
    if (depth_ == depth_limit) return fail(too_deep);
    ++depth_;
    auto node = (this->*level)();
    --depth_;
    return node;
  }

  const Token& token() const { return tokens_[index_]; }
  LineColumn place() const { return token().place; }
  bool is_word() const { return token().kind == Token::Kind::word; }
  bool is(std::string_view source) const { return is(token(), source); }
  bool is_next(std::string_view source) const { return index_ + 1 < tokens_.size() && is(tokens_[index_ + 1], source); }
  static bool is(const Token& token, std::string_view source) {
    return (token.kind == Token::Kind::word || token.kind == Token::Kind::symbol) && token.source == source;
  }

  const Token& advance() {
    const auto& taken = token();
    if (index_ + 1 < tokens_.size()) ++index_;
    return taken;
  }

  bool take(std::string_view source) {
    if (!is(source)) return false;
    advance();
    return true;
  }

  void expect(std::string_view source) {
    if (!take(source)) fail(expected_sign, {std::string(source), std::string(token().source)});
  }

  NodePtr fail(const Message& message, std::vector<std::string> arguments = {}) {
    const auto& here = token();
    if (here.fault) return fail_at(here.place, here.fault->message, here.fault->arguments);
    if (here.kind == Token::Kind::end) return fail_at(here.place, unexpected_end);
    return fail_at(here.place, message, std::move(arguments));
  }

  NodePtr fail_at(LineColumn at, const Message& message, std::vector<std::string> arguments = {}) {
    if (!error_) error_ = Diagnostic{Severity::error, {file_, at.line, at.column}, message, std::move(arguments)};
    index_ = tokens_.size() - 1;
    return std::make_unique<Literal>(at, nullptr);
  }

  std::string file_;
  const Schema& schema_;
  std::vector<Token> tokens_;
  std::size_t index_ = 0;
  int depth_ = 0;
  Phrases names_;    // what a value may begin with
  Phrases members_;  // what may follow a dot
  std::vector<std::string> locals_;
  bool input_allowed_ = false;  // whether ? means something here
  int inputs_ = 0;              // how often it stood
  int high_ends_ = 0;           // how many ranges wait for their end
  std::optional<Diagnostic> error_;
};

}  // namespace

Result<Tree> parse(std::string_view text, const Position& where, const Vocabulary& names) {
  return Parser(text, where, names).parse();
}

Result<Tree> parse_unary_tests(std::string_view text, const Position& where, const Vocabulary& names) {
  return Parser(text, where, names).parse_unary_tests();
}

}  // namespace hongtou::feel
