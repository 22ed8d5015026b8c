#include "engine/expression.h"

#include <algorithm>

#include "engine/feel/node.h"
#include "engine/feel/parser.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message not_utf8{"expression.not_utf8", "表达式不是 UTF-8 编码", "the expression is not UTF-8 text",
                           "另存为 UTF-8 编码", "save it as UTF-8"};
constexpr Message unknown_name{"expression.unknown_name", "没有名为“{0}”的数据", "there is no data named “{0}”",
                               "文本要放在半角引号里：\"{0}\"", "put a text in quotes: \"{0}\""};
constexpr Message misspelt_name{"expression.unknown_name", "没有名为“{0}”的数据", "there is no data named “{0}”", "是否为“{1}”？",
                                "did you mean “{1}”?"};

bool is_known(const std::string& path, const std::vector<std::string>& known_names) {
  return std::any_of(known_names.begin(), known_names.end(), [&](const auto& known) {
    return known.starts_with(path) && (known.size() == path.size() || known[path.size()] == '.');
  });
}

}  // namespace

Expression::Expression(std::string text, std::shared_ptr<const feel::Node> root)
    : text_(std::move(text)), root_(std::move(root)) {}

Result<Expression> Expression::parse(std::string_view text, Position where) {
  if (first_invalid_utf8(text)) return Result<Expression>::failure(std::move(where), not_utf8);
  auto root = feel::parse(text, where);
  if (!root.ok()) return root.diagnostics();
  return Expression(std::string(text), std::move(*root));
}

std::vector<Expression::Name> Expression::names() const {
  std::vector<Name> names;
  root_->collect_names(names);
  return names;
}

Value Expression::evaluate(const Value& data) const { return root_->evaluate(data); }

Value Expression::inputs(const Value& data) const {
  Map values;
  for (const auto& name : names()) values.try_emplace(name.path, feel::look_up(data, name.path));
  return values;
}

Diagnostics Expression::check(const std::vector<std::string>& known_names) const {
  Diagnostics diagnostics;
  for (const auto& [path, position] : names()) {
    if (is_known(path, known_names)) continue;
    const auto meant = nearest(path, known_names);
    diagnostics.push_back({Severity::error, position, meant.empty() ? unknown_name : misspelt_name, {path, meant}});
  }
  return diagnostics;
}

bool Expression::yields_boolean() const { return root_->yields_boolean(); }

}  // namespace hongtou
