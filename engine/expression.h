// FEEL, the expression language of OMG's DMN 1.3: parsed once with positions, evaluated with data, explainable.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "engine/value.h"

namespace hongtou {

namespace feel {
class Node;
}

// So far: integers and decimals, "text", true, false, null, [lists], names with dots (Chinese ones too); + - * / and unary
// minus; = != < <= > >=, x between a and b, x in [a..b] (open ends as in FEEL), x in [a, b] or (a, b); and, or, not(x);
// if c then a else b; count sum min max abs.
// Immutable: copies share the tree and may be used by several threads.
class Expression {
 public:
  struct Name {
    std::string path;  // statistics.c1_events
    Position position;
  };

  // `where` is the place of the first character of `text` in its file.
  // Errors: expression.syntax, expression.unexpected_end, expression.unclosed_text, expression.escape, expression.number,
  // expression.full_width, expression.unknown_function, expression.arguments, expression.too_deep (64), expression.not_utf8.
  static Result<Expression> parse(std::string_view text, Position where = {{}, 1, 1});

  const std::string& text() const { return text_; }
  std::vector<Name> names() const;  // every use of a name, in reading order

  // `data` is a map; a dotted path walks into maps, and into each map of a list.
  // Null is what cannot be known: an operand of the wrong type, a missing name, division by zero, an integer beyond 64 bits.
  // Logic is three-valued. As in FEEL, null = null is true, null = 1 is false, and `if` takes a null condition as not true.
  // Whole numbers stay exact: 6/2 is 3, 7/2 is 3.5. Decimals keep 15 digits, as in a spreadsheet: 0.1 + 0.2 is 0.3.
  Value evaluate(const Value& data) const;

  // The names it reads with their values, for the journal: {"report.accepted": 12}.
  Value inputs(const Value& data) const;

  // expression.unknown_name for each name that is neither one of `known_names` nor the beginning of one (`report` of
  // `report.accepted`).
  Diagnostics check(const std::vector<std::string>& known_names) const;

  // Whether its form lets it be a condition: a comparison, logic, a truth value or a name.
  bool yields_boolean() const;

 private:
  Expression(std::string text, std::shared_ptr<const feel::Node> root);

  std::string text_;
  std::shared_ptr<const feel::Node> root_;
};

}  // namespace hongtou
