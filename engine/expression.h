// FEEL, the expression language of OMG's DMN 1.3 (chapter 10): parsed once with positions, evaluated with data, explainable.
// docs/feel.md is its reference.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar.h"
#include "engine/result.h"
#include "engine/type.h"
#include "engine/value.h"

namespace hongtou {

class Vocabulary;

namespace feel {
class Node;
class Phrases;
using Parse = Result<std::shared_ptr<const Node>> (*)(std::string_view, const Position&, const Vocabulary&);
}  // namespace feel

// What an expression may ask beside its data.
struct EvaluationContext {
  const Calendar* calendar = nullptr;  // is working day, add working days, working days between
  std::optional<Instant> now = {};     // now, today
};

struct Evaluation {
  Value value;
  Diagnostics reasons;  // why a part of it is null: warnings at the place in the expression, the innermost first, at most 20
};

// A business knowledge model (DMN 1.3, 8.3): what expressions call by its name beside the built-in functions, such as a decision
// table. Immutable.
class KnowledgeModel {
 public:
  struct Parameter {
    std::string name;
    Type type;
  };

  virtual ~KnowledgeModel() = default;
  virtual const std::vector<Parameter>& parameters() const = 0;
  virtual Type result() const = 0;
  // `arguments` holds every parameter, each null or of its type.
  virtual Evaluation invoke(const Map& arguments, const EvaluationContext& context) const = 0;
};

// The names that expressions may use, made ready once for all that use the same ones.
class Vocabulary {
 public:
  Vocabulary(Schema schema = {});  // NOLINT(google-explicit-constructor)

  const Schema& schema() const { return schema_; }
  // Those of several words or with signs: what a value may begin with, and what may follow a dot.
  const feel::Phrases& names() const { return *names_; }
  const feel::Phrases& members() const { return *members_; }

 private:
  Schema schema_;
  std::shared_ptr<const feel::Phrases> names_;
  std::shared_ptr<const feel::Phrases> members_;
};

bool is_built_in_function(std::string_view name);

// Immutable: copies share the tree and may be used by several threads.
class Expression {
 public:
  struct Name {
    std::string path;  // statistics.c1_events
    Position position;
  };

  // `where` is the place of the first character of `text` in its file. The vocabulary tells the names that are not
  // one word (活动 场次, a-b), which texts of the data are dates, times, durations or ranges of them, and what may be called.
  // Errors: expression.syntax, expression.unexpected_end, expression.unclosed_text, expression.unclosed_comment,
  // expression.escape, expression.number, expression.full_width, expression.at_literal, expression.duplicate_key,
  // expression.unknown_function, expression.arguments, expression.too_deep (64), expression.not_utf8.
  static Result<Expression> parse(std::string_view text, Position where = {{}, 1, 1}, const Vocabulary& names = {});

  // The cell of a decision table: -, > 5, [1..3], "a", "b", not(1, 2), or any expression about `?`.
  // Evaluated with evaluate_unary; yields true or false, or null.
  static Result<Expression> parse_unary_tests(std::string_view text, Position where = {{}, 1, 1}, const Vocabulary& names = {});

  const std::string& text() const { return text_; }
  std::vector<Name> names() const;  // every use of a name of the data, in reading order

  // `data` is a map; a path walks into maps, and into each map of a list.
  // Null is what cannot be known: an operand of the wrong type, a missing name, division by zero.
  // Logic is three-valued. As in FEEL, null = null is true, null = 1 is false, and `if` takes a null condition as not true.
  // Numbers are exact to 34 digits. Dates, times and durations of the result are text (ISO 8601), functions null.
  Value evaluate(const Value& data, const EvaluationContext& context = {}) const;
  Value evaluate_unary(const Value& input, const Value& data, const EvaluationContext& context = {}) const;
  Evaluation explain(const Value& data, const EvaluationContext& context = {}) const;
  Evaluation explain_unary(const Expression& input, const Value& data, const EvaluationContext& context = {}) const;
  Evaluation explain_unary(const Value& input, const Value& data, const EvaluationContext& context = {}) const;

  // The names it reads with their values, for the journal: {"report.accepted": 12}.
  Value inputs(const Value& data) const;

  // expression.unknown_name for each name that is not in the schema; expression.type for operands and arguments that never fit.
  // Of unary tests, `input` is the type of what is tested.
  Diagnostics check(const Schema& schema, const Type& input = {}) const;
  // The same when only names are known: `report.accepted` also makes `report` known.
  Diagnostics check(const std::vector<std::string>& known_names) const { return check(schema_of(known_names)); }
  Type type(const Schema& schema = {}) const;

  // Whether it can be a condition: a comparison, logic, a truth value, or something that is not known.
  bool yields_boolean(const Schema& schema = {}) const;

 private:
  friend class DecisionTable;
  Expression(std::string text, std::string file, std::shared_ptr<const feel::Node> root);

  static Result<Expression> read(feel::Parse parse_tree, std::string_view text, Position where, const Vocabulary& names);
  // Dates and the like are not text yet. `input` is what ? means, or nullptr.
  Value compute(const Value* input, const Value& data, const EvaluationContext& context, Diagnostics* reasons) const;

  std::string text_;
  std::string file_;
  std::shared_ptr<const feel::Node> root_;
};

}  // namespace hongtou
