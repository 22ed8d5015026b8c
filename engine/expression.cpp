#include "engine/expression.h"

#include "engine/feel/names.h"
#include "engine/feel/node.h"
#include "engine/feel/parser.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message not_utf8{"expression.not_utf8", "表达式不是 UTF-8 编码", "the expression is not UTF-8 text",
                           "另存为 UTF-8 编码", "save it as UTF-8"};

Value at_path(const Value& data, const std::string& path) {
  const Value* here = &data;
  Value room;
  for (const auto& key : split(path, {"."})) {
    if (here->map() != nullptr) {
      here = &here->at(key);
      continue;
    }
    auto next = feel::member(*here, key);
    room = std::move(next);
    here = &room;
  }
  return *here;
}

// The path without properties of what the data holds as text: .year of a date.
std::string without_properties(const Value& data, std::string path) {
  for (;;) {
    const auto dot = path.rfind('.');
    if (dot == std::string::npos) return path;
    const auto above = at_path(data, path.substr(0, dot));
    if (above.text() == nullptr) return path;
    path.resize(dot);
  }
}

feel::Typing typing_of(const feel::Node& root, const Schema* schema, const Type& input) {
  feel::Typing typing{schema, {}, {}};
  const feel::TypeFrame frame{nullptr, feel::input_name, &input};
  root.type({typing, &frame});
  return typing;
}

std::shared_ptr<const feel::Phrases> names_of(const Schema& schema) {
  feel::Phrases names;
  for (const auto& [name, type] : schema) names.add(name);
  return std::make_shared<const feel::Phrases>(std::move(names));
}

std::shared_ptr<const feel::Phrases> members_of(const Schema& schema) {
  feel::Phrases names;
  feel::add_members(names, schema);
  for (const auto& name : feel::property_names()) names.add(name);
  return std::make_shared<const feel::Phrases>(std::move(names));
}

}  // namespace

Vocabulary::Vocabulary(Schema schema) : schema_(std::move(schema)), names_(names_of(schema_)), members_(members_of(schema_)) {}

bool is_built_in_function(std::string_view name) { return !feel::find_functions(name).empty(); }

Expression::Expression(std::string text, std::string file, std::shared_ptr<const feel::Node> root)
    : text_(std::move(text)), file_(std::move(file)), root_(std::move(root)) {}

Result<Expression> Expression::read(feel::Parse parse_tree, std::string_view text, Position where, const Vocabulary& names) {
  if (first_invalid_utf8(text)) return Result<Expression>::failure(std::move(where), not_utf8);
  auto root = parse_tree(text, where, names);
  if (!root.ok()) return root.diagnostics();
  return Expression(std::string(text), std::move(where.file), std::move(*root));
}

Result<Expression> Expression::parse(std::string_view text, Position where, const Vocabulary& names) {
  return read(feel::parse, text, std::move(where), names);
}

Result<Expression> Expression::parse_unary_tests(std::string_view text, Position where, const Vocabulary& names) {
  return read(feel::parse_unary_tests, text, std::move(where), names);
}

std::vector<Expression::Name> Expression::names() const {
  std::vector<Name> names;
  for (auto& [path, place, certain] : typing_of(*root_, nullptr, {}).references)
    names.push_back({std::move(path), {file_, place.line, place.column}});
  return names;
}

Value Expression::compute(const Value* input, const Value& data, const EvaluationContext& context, Diagnostics* reasons) const {
  feel::Trace trace{reasons};
  const feel::Frame frame{nullptr, feel::input_name, input};
  auto value = root_->evaluate({data, context, trace, input == nullptr ? nullptr : &frame});
  if (reasons != nullptr)
    for (auto& reason : *reasons)
      if (reason.position.file.empty()) reason.position.file = file_;
  return value;
}

Value Expression::evaluate(const Value& data, const EvaluationContext& context) const {
  return feel::plain(compute(nullptr, data, context, nullptr));
}

Value Expression::evaluate_unary(const Value& input, const Value& data, const EvaluationContext& context) const {
  return feel::plain(compute(&input, data, context, nullptr));
}

Evaluation Expression::explain(const Value& data, const EvaluationContext& context) const {
  Evaluation evaluation;
  evaluation.value = feel::plain(compute(nullptr, data, context, &evaluation.reasons));
  return evaluation;
}

Evaluation Expression::explain_unary(const Value& input, const Value& data, const EvaluationContext& context) const {
  Evaluation evaluation;
  evaluation.value = feel::plain(compute(&input, data, context, &evaluation.reasons));
  return evaluation;
}

Evaluation Expression::explain_unary(const Expression& input, const Value& data, const EvaluationContext& context) const {
  Evaluation evaluation;
  const auto value = input.compute(nullptr, data, context, &evaluation.reasons);
  evaluation.value = feel::plain(compute(&value, data, context, &evaluation.reasons));
  return evaluation;
}

Value Expression::inputs(const Value& data) const {
  Map values;
  for (const auto& [name, place, certain] : typing_of(*root_, nullptr, {}).references) {
    const auto path = without_properties(data, name);
    auto value = at_path(data, path);
    if (certain || !value.is_null()) values.try_emplace(path, std::move(value));
  }
  return values;
}

Diagnostics Expression::check(const Schema& schema, const Type& input) const {
  auto diagnostics = typing_of(*root_, &schema, input).diagnostics;
  for (auto& one : diagnostics) one.position.file = file_;
  return diagnostics;
}

Type Expression::type(const Schema& schema) const {
  feel::Typing typing{&schema, {}, {}};
  return root_->type({typing});
}

bool Expression::yields_boolean(const Schema& schema) const {
  const auto type = this->type(schema);
  return (type.kinds | kind::null) == (kind::boolean | kind::null) || type.kinds == kind::any;
}

}  // namespace hongtou
