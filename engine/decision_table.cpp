#include "engine/decision_table.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/csv.h"
#include "engine/feel/lexer.h"
#include "engine/feel/operations.h"
#include "engine/text.h"

namespace hongtou {

namespace {

using Cell = DecisionTableText::Cell;
using Row = std::vector<Cell>;

constexpr Message unclosed_quote{"decision.csv", "单元格缺少结束的引号", "the cell has no closing quote",
                                 "用 Excel 或 WPS 另存为 CSV UTF-8", "save the table as CSV UTF-8"};
constexpr Message not_utf8{"decision.csv", "文件不是 UTF-8 编码", "the file is not UTF-8 text", "另存为 CSV UTF-8",
                           "save the table as CSV UTF-8"};
constexpr Message bad_policy{"decision.hit_policy", "第一格“{0}”不是命中策略", "the first cell “{0}” is no hit policy",
                             "写 U（唯一）、A、P、F（第一条）、R、O、C、C+、C<、C> 或 C#",
                             "write U (unique), A, P, F (first), R, O, C, C+, C<, C> or C#"};
constexpr Message bad_columns{"decision.columns", "表头要先有输入列，再有输出列", "the head needs inputs and then outputs",
                              "输出列写成 -> 名称，例如 -> 等次", "write an output as -> name, such as -> grade"};
constexpr Message bad_cells{"decision.cells", "这一行有{0}格，表头有{1}格", "this row has {0} cells and the head {1}",
                            "补齐或删去多出的格子", "fill the row up or remove what is too much"};
constexpr Message one_output{"decision.one_output", "汇总的命中策略只能有一个输出列",
                             "a hit policy that collects takes one output", "拆成几张表，或改用 C",
                             "take the table apart, or use C"};
constexpr Message no_priority{"decision.no_priority", "命中策略 P 和 O 要列出输出列的可选值",
                              "P and O need the values of the outputs", "在第二行写出可选值，优先的在前，例如 \"高\", \"低\"",
                              "put them in the second row, the highest first, such as \"high\", \"low\""};
constexpr Message overlap{"decision.overlap", "规则重叠：输入同时符合第{0}行和第{1}行",
                          "the rules of line {0} and line {1} both hold", "调整条件，或改用其他命中策略（如 F）",
                          "change the conditions, or use another hit policy such as F"};
constexpr Message overlap_at{"decision.overlap", "规则重叠：{2}同时符合第{0}行和第{1}行",
                             "the rules of line {0} and line {1} both hold for {2}", "调整条件，或改用其他命中策略（如 F）",
                             "change the conditions, or use another hit policy such as F"};
constexpr Message gap{"decision.gap", "没有规则适用于{0}", "no rule holds for {0}", "补一条规则，或在第二行写出输入的范围",
                      "add a rule, or put the range of the input in the second row"};
constexpr Message contradiction{"decision.contradiction", "第{0}行和第{1}行都符合，结果却不同",
                                "the rules of line {0} and line {1} both hold and differ", "让两条规则的输出一致",
                                "let both have the same output"};
constexpr Message no_rule{"decision.no_rule", "没有一条规则符合：{0}", "no rule holds for {0}", "补一条规则，或检查数据",
                          "add a rule, or look at the data"};
constexpr Message not_allowed{"decision.not_allowed", "输入“{0}”的值{1}不在可选值内", "{1} is no allowed value of “{0}”",
                              "检查数据，或修改表的第二行", "look at the data, or at the second row of the table"};

constexpr std::array<std::pair<std::string_view, HitPolicy>, 11> policies{{
    {"U", HitPolicy::unique},
    {"A", HitPolicy::any},
    {"P", HitPolicy::priority},
    {"F", HitPolicy::first},
    {"R", HitPolicy::rule_order},
    {"O", HitPolicy::output_order},
    {"C", HitPolicy::collect},
    {"C+", HitPolicy::sum},
    {"C<", HitPolicy::min},
    {"C>", HitPolicy::max},
    {"C#", HitPolicy::count},
}};

bool aggregates(HitPolicy policy) { return policy == HitPolicy::sum || policy == HitPolicy::min || policy == HitPolicy::max; }

Result<std::vector<Row>> rows_of(std::string_view csv, const std::string& file) {
  Diagnostics diagnostics;
  std::vector<Row> rows;
  for (auto& line : read_csv(csv, file, unclosed_quote, diagnostics)) {
    auto& row = rows.emplace_back();
    for (auto& cell : line) row.push_back({std::move(cell.text), {file, cell.line, cell.column}});
  }
  if (!diagnostics.empty()) return diagnostics;
  return rows;
}

// The name after -> or →, or nothing.
std::optional<std::string> output_name(std::string_view head) {
  for (const std::string_view arrow : {"->", "→"})
    if (head.starts_with(arrow)) return std::string(trim(head.substr(arrow.size())));
  return std::nullopt;
}

// Numbers, texts and truth values of a test that consists of such and their signs only; nothing for any other.
std::optional<List> literals_of(const std::string& test) {
  constexpr std::array<std::string_view, 12> signs{"<", "<=", ">", ">=", "[", "]", "(", ")", "..", ",", "-", "not"};
  List literals;
  bool negative = false;
  for (const auto& token : feel::tokenize(test)) {
    if (token.kind == feel::Token::Kind::end) break;
    if (const auto number = token.value.number(); number && token.kind == feel::Token::Kind::number)
      literals.push_back(negative ? -*number : *number);
    else if (token.kind == feel::Token::Kind::text)
      literals.push_back(token.value);
    else if (token.source == "true" || token.source == "false")
      literals.push_back(token.source == "true");
    else if (std::find(signs.begin(), signs.end(), token.source) == signs.end())
      return std::nullopt;
    negative = token.source == "-";
  }
  return literals;
}

std::vector<Decimal> numbers_in(const List& literals) {
  std::vector<Decimal> numbers;
  for (const auto& literal : literals)
    if (const auto number = literal.number()) numbers.push_back(*number);
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

// Each literal; of numbers also one between each two and, if asked, one on either side; of truth values both.
List samples_of(const List& literals, bool outside) {
  List samples;
  const auto numbers = numbers_in(literals);
  if (outside && !numbers.empty()) samples.push_back(numbers.front() - 1);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i > 0) samples.push_back((numbers[i - 1] + numbers[i]) / 2);
    samples.push_back(numbers[i]);
  }
  if (outside && !numbers.empty()) samples.push_back(numbers.back() + 1);
  for (const auto& literal : literals)
    if (!literal.number()) samples.push_back(literal);
  if (std::any_of(literals.begin(), literals.end(), [](const auto& one) { return one.boolean() != nullptr; }))
    samples.insert(samples.end(), {true, false});
  return samples;
}

std::string line_of(const Position& position) { return std::to_string(position.line); }

void add(Diagnostics& to, const Diagnostics& more) { to.insert(to.end(), more.begin(), more.end()); }

}  // namespace

Result<DecisionTable> DecisionTable::read(std::string_view csv, std::string_view file, const Vocabulary& names) {
  using Failure = Result<DecisionTable>;
  if (first_invalid_utf8(csv)) return Failure::failure({std::string(file), 0, 0}, not_utf8);
  auto rows = rows_of(csv, std::string(file));
  if (!rows.ok()) return rows.diagnostics();
  if (rows->empty()) return Failure::failure({std::string(file), 1, 1}, bad_columns);

  auto& head = rows->front();
  DecisionTableText text;
  const auto policy = std::find_if(policies.begin(), policies.end(), [&](const auto& one) { return one.first == head[0].text; });
  if (policy == policies.end()) return Failure::failure(head[0].position, bad_policy, {head[0].text});
  text.policy = policy->second;
  for (std::size_t i = 1; i < head.size() && !head[i].text.starts_with('#') && !head[i].text.empty(); ++i) {
    if (auto name = output_name(head[i].text))
      text.outputs.push_back({{*std::move(name), head[i].position}});
    else if (text.outputs.empty())
      text.inputs.push_back({head[i]});
    else
      return Failure::failure(head[i].position, bad_columns);
  }
  if (text.inputs.empty() || text.outputs.empty()) return Failure::failure(head[0].position, bad_columns);

  const auto inputs = text.inputs.size();
  const auto width = 1 + inputs + text.outputs.size();
  Diagnostics diagnostics;
  for (std::size_t r = 1; r < rows->size(); ++r) {
    auto& row = (*rows)[r];
    if (row.size() < width || row.size() > std::max(width, head.size())) {
      diagnostics.push_back(
          {Severity::error, row[0].position, bad_cells, {std::to_string(row.size()), std::to_string(head.size())}});
      continue;
    }
    if (r == 1 && row[0].text.empty()) {
      for (std::size_t i = 1; i < width; ++i) (i <= inputs ? text.inputs[i - 1] : text.outputs[i - 1 - inputs]).allowed = row[i];
      continue;
    }
    DecisionTableText::Rule rule;
    for (std::size_t i = 1; i < width; ++i) (i <= inputs ? rule.tests : rule.outputs).push_back(std::move(row[i]));
    text.rules.push_back(std::move(rule));
  }
  if (has_errors(diagnostics)) return diagnostics;
  return build(std::move(text), names);
}

Result<DecisionTable> DecisionTable::build(DecisionTableText text, const Vocabulary& names) {
  DecisionTable table;
  Diagnostics diagnostics;
  const auto parsed = [&](const Cell& cell, auto parse) -> std::optional<Expression> {
    if (trim(cell.text).empty()) return std::nullopt;
    auto expression = parse(cell.text, cell.position, names);
    add(diagnostics, expression.diagnostics());
    return expression.ok() ? std::optional<Expression>(*std::move(expression)) : std::nullopt;
  };

  table.policy_ = text.policy;
  for (const auto& column : text.inputs) {
    auto value = parsed(column.head, Expression::parse);
    auto allowed = parsed(column.allowed, Expression::parse_unary_tests);
    if (value) table.inputs_.push_back({*std::move(value), std::move(allowed), column.head.position});
  }
  for (const auto& column : text.outputs) {
    auto cell = column.allowed;
    cell.text = trim(cell.text).empty() ? "" : "[" + cell.text + "]";
    const auto allowed = parsed(cell, Expression::parse);
    const auto values = allowed ? allowed->evaluate({}) : Value(List{});
    table.outputs_.push_back({column.head.text, values.list() == nullptr ? List{} : *values.list()});
  }
  for (const auto& rule : text.rules) {
    const auto cells = rule.tests.size() + rule.outputs.size();
    if (rule.tests.size() != text.inputs.size() || rule.outputs.size() != text.outputs.size()) {
      const auto wanted = text.inputs.size() + text.outputs.size();
      diagnostics.push_back({Severity::error, {}, bad_cells, {std::to_string(cells), std::to_string(wanted)}});
      continue;
    }
    Rule made;
    for (const auto& cell : rule.tests) made.tests.push_back(parsed(cell, Expression::parse_unary_tests));
    for (const auto& cell : rule.outputs) made.outputs.push_back(parsed(cell, Expression::parse));
    made.position = rule.tests.empty() ? Position{} : rule.tests.front().position;
    table.rules_.push_back(std::move(made));
  }

  if (text.inputs.empty() || text.outputs.empty()) diagnostics.push_back({Severity::error, {}, bad_columns, {}});
  const auto place = text.outputs.empty() ? Position{} : text.outputs.front().head.position;
  if (aggregates(table.policy_) && table.outputs_.size() != 1) diagnostics.push_back({Severity::error, place, one_output, {}});
  const bool ranks = table.policy_ == HitPolicy::priority || table.policy_ == HitPolicy::output_order;
  if (ranks && std::all_of(table.outputs_.begin(), table.outputs_.end(), [](const auto& one) { return one.allowed.empty(); }))
    diagnostics.push_back({Severity::error, place, no_priority, {}});
  if (has_errors(diagnostics)) return diagnostics;
  table.warn_of_gaps(diagnostics, text);
  table.warn_of_overlaps(diagnostics, text);
  return {std::move(table), std::move(diagnostics)};
}

// Of an input that is held against literals only; nothing for any other.
std::optional<List> DecisionTable::samples(const DecisionTableText& text, std::size_t input, bool outside) const {
  auto literals = literals_of(text.inputs[input].allowed.text);
  for (const auto& rule : text.rules) {
    const auto more = literals_of(rule.tests[input].text);
    if (!literals || !more) return std::nullopt;
    literals->insert(literals->end(), more->begin(), more->end());
  }
  auto samples = samples_of(*literals, outside);
  const auto& allowed = inputs_[input].allowed;
  if (allowed) std::erase_if(samples, [&](const auto& sample) { return !feel::is_true(allowed->evaluate_unary(sample, {})); });
  return samples;
}

void DecisionTable::warn_of_gaps(Diagnostics& diagnostics, const DecisionTableText& text) const {
  if (inputs_.size() != 1 || rules_.empty()) return;
  const auto all = samples(text, 0, false);
  if (!all) return;
  for (const auto& sample : *all) {
    if (!sample.number()) continue;
    const bool held = std::any_of(rules_.begin(), rules_.end(), [&](const Rule& rule) { return holds(rule.tests[0], sample); });
    if (held) continue;
    diagnostics.push_back({Severity::warning, text.inputs.front().head.position, gap, {sample.print()}});
    return;
  }
}

// Two rules overlap when some value of every input fits both.
void DecisionTable::warn_of_overlaps(Diagnostics& diagnostics, const DecisionTableText& text) const {
  constexpr std::size_t most_rules = 200;
  if (policy_ != HitPolicy::unique || rules_.size() > most_rules) return;
  std::vector<std::optional<List>> all;
  for (std::size_t i = 0; i < inputs_.size(); ++i) all.push_back(samples(text, i, true));
  for (std::size_t second = 1; second < rules_.size(); ++second)
    for (std::size_t first = 0; first < second; ++first)
      if (const auto both = common(rules_[first], rules_[second], all)) {
        const auto& [a, b] = std::pair(rules_[first].position, rules_[second].position);
        diagnostics.push_back({Severity::warning, b, overlap_at, {line_of(a), line_of(b), *both}});
        return;
      }
}

// What fits both rules, as people read it: 5, "甲".
std::optional<std::string> DecisionTable::common(const Rule& first, const Rule& second,
                                                 const std::vector<std::optional<List>>& samples) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (!first.tests[i] && !second.tests[i]) continue;
    if (!samples[i]) return std::nullopt;
    const auto both = std::find_if(samples[i]->begin(), samples[i]->end(), [&](const auto& sample) {
      return holds(first.tests[i], sample) && holds(second.tests[i], sample);
    });
    if (both == samples[i]->end()) return std::nullopt;
    found.push_back(to_json(*both));
  }
  return join(found, "、");
}

bool DecisionTable::holds(const std::optional<Expression>& test, const Value& sample) {
  return !test || feel::is_true(test->evaluate_unary(sample, {}));
}

bool DecisionTable::is_allowed(const std::vector<Value>& inputs, const Value& data, const EvaluationContext& context,
                               Diagnostics& reasons) const {
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    if (!inputs_[i].allowed || feel::is_true(inputs_[i].allowed->compute(&inputs[i], data, context, &reasons))) continue;
    reasons.push_back(
        {Severity::warning, inputs_[i].position, not_allowed, {inputs_[i].value.text(), to_json(feel::plain(inputs[i]))}});
    return false;
  }
  return true;
}

Value DecisionTable::output_of(const Rule& rule, const Value& data, const EvaluationContext& context,
                               Diagnostics& reasons) const {
  const auto cell = [&](std::size_t i) {
    return rule.outputs[i] ? rule.outputs[i]->compute(nullptr, data, context, &reasons) : Value();
  };
  if (outputs_.size() == 1) return cell(0);
  Map out;
  for (std::size_t i = 0; i < outputs_.size(); ++i) out.emplace(outputs_[i].name, cell(i));
  return out;
}

std::vector<DecisionTable::Hit> DecisionTable::hits(const std::vector<Value>& inputs, const Value& data,
                                                    const EvaluationContext& context, Diagnostics& reasons) const {
  std::vector<Hit> found;
  for (const auto& rule : rules_) {
    bool holds = true;
    for (std::size_t i = 0; i < inputs.size() && holds; ++i)
      holds = !rule.tests[i] || feel::is_true(rule.tests[i]->compute(&inputs[i], data, context, nullptr));
    if (!holds) continue;
    found.push_back({&rule, output_of(rule, data, context, reasons)});
    if (policy_ == HitPolicy::first) break;
  }
  return found;
}

// Where its parts stand among the allowed outputs; what is not among them comes last.
std::vector<std::size_t> DecisionTable::rank(const Value& output) const {
  std::vector<std::size_t> places;
  for (const auto& one : outputs_) {
    const auto& part = outputs_.size() == 1 ? output : output.at(one.name);
    const auto found = std::find(one.allowed.begin(), one.allowed.end(), feel::plain(part));
    places.push_back(static_cast<std::size_t>(found - one.allowed.begin()));
  }
  return places;
}

Value DecisionTable::single(const std::vector<Hit>& hits, Diagnostics& reasons) const {
  const auto& first = hits.front();
  for (std::size_t i = 1; i < hits.size(); ++i) {
    const bool is_unique = policy_ == HitPolicy::unique;
    if (!is_unique && feel::is_true(feel::equal(first.value, hits[i].value))) continue;
    reasons.push_back({Severity::error,
                       hits[i].rule->position,
                       is_unique ? overlap : contradiction,
                       {line_of(first.rule->position), line_of(hits[i].rule->position)}});
    return {};
  }
  return first.value;
}

Value DecisionTable::decide(std::vector<Hit> hits, Diagnostics& reasons) const {
  if (policy_ == HitPolicy::priority || policy_ == HitPolicy::output_order)
    std::stable_sort(hits.begin(), hits.end(), [&](const auto& a, const auto& b) { return rank(a.value) < rank(b.value); });
  switch (policy_) {
    case HitPolicy::unique:
    case HitPolicy::any:
      return single(hits, reasons);
    case HitPolicy::first:
    case HitPolicy::priority:
      return hits.front().value;
    case HitPolicy::count:
      return hits.size();
    default:
      break;
  }
  List values;
  for (auto& hit : hits) values.push_back(std::move(hit.value));
  if (!aggregates(policy_)) return values;
  auto result = values.front();
  for (std::size_t i = 1; i < values.size(); ++i) {
    const auto place = feel::order(values[i], result);
    if (policy_ == HitPolicy::sum)
      result = feel::add(result, values[i]);
    else if (!place)
      return {};
    else if (policy_ == HitPolicy::min ? *place < 0 : *place > 0)
      result = values[i];
  }
  return result;
}

Evaluation DecisionTable::evaluate(const Value& data, const EvaluationContext& context) const {
  auto evaluation = compute(data, context);
  evaluation.value = feel::plain(std::move(evaluation.value));
  return evaluation;
}

Evaluation DecisionTable::compute(const Value& data, const EvaluationContext& context) const {
  Evaluation evaluation;
  std::vector<Value> inputs;
  List shown;
  for (const auto& input : inputs_) {
    inputs.push_back(input.value.compute(nullptr, data, context, &evaluation.reasons));
    shown.push_back(feel::plain(inputs.back()));
  }
  if (!is_allowed(inputs, data, context, evaluation.reasons)) return evaluation;
  auto found = hits(inputs, data, context, evaluation.reasons);
  if (!found.empty())
    evaluation.value = decide(std::move(found), evaluation.reasons);
  else if (policy_ == HitPolicy::count)
    evaluation.value = 0;
  else if (policy_ == HitPolicy::collect || policy_ == HitPolicy::rule_order || policy_ == HitPolicy::output_order)
    evaluation.value = List{};
  else
    evaluation.reasons.push_back({Severity::warning, inputs_.front().position, no_rule, {to_json(shown)}});
  return evaluation;
}

Diagnostics DecisionTable::check(const Schema& schema) const {
  Diagnostics diagnostics;
  std::vector<Type> types;
  for (const auto& input : inputs_) {
    add(diagnostics, input.value.check(schema));
    types.push_back(input.value.type(schema));
    if (input.allowed) add(diagnostics, input.allowed->check(schema, types.back()));
  }
  for (const auto& rule : rules_) {
    for (std::size_t i = 0; i < rule.tests.size(); ++i)
      if (rule.tests[i]) add(diagnostics, rule.tests[i]->check(schema, types[i]));
    for (const auto& output : rule.outputs)
      if (output) add(diagnostics, output->check(schema));
  }
  return diagnostics;
}

Type DecisionTable::type(const Schema& schema) const {
  const auto column = [&](std::size_t i) {
    std::optional<Type> type;
    for (const auto& rule : rules_)
      if (rule.outputs[i]) type = type ? join(*type, rule.outputs[i]->type(schema)) : rule.outputs[i]->type(schema);
    return type.value_or(Type::any());
  };
  if (policy_ == HitPolicy::count) return Type::number();
  Type out;
  if (outputs_.size() == 1) {
    out = column(0);
  } else {
    Schema members;
    for (std::size_t i = 0; i < outputs_.size(); ++i) members.emplace(outputs_[i].name, column(i));
    out = Type::context(std::move(members));
  }
  const bool all = policy_ == HitPolicy::collect || policy_ == HitPolicy::rule_order || policy_ == HitPolicy::output_order;
  return all ? Type::list_of(std::move(out)) : out;
}

std::vector<std::string> DecisionTable::inputs() const {
  std::vector<std::string> names;
  for (const auto& input : inputs_)
    for (const auto& used : input.value.names()) {
      const auto name = used.path.substr(0, used.path.find('.'));
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  return names;
}

}  // namespace hongtou
