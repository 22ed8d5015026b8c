// Decision tables of DMN 1.3, chapter 8: rules as rows, read from a CSV file as an office keeps it, or built from structs.
// docs/feel.md shows the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/expression.h"
#include "engine/result.h"
#include "engine/type.h"
#include "engine/value.h"

namespace hongtou {

// What to do when several rules hold. DMN 1.3, 8.2.8.
enum class HitPolicy {
  unique,        // U: only one may hold
  any,           // A: all that hold say the same
  priority,      // P: the one whose output stands first among the allowed outputs
  first,         // F: the topmost
  rule_order,    // R: all, from top to bottom
  output_order,  // O: all, as their outputs stand among the allowed outputs
  collect,       // C: all
  sum,           // C+
  min,           // C<
  max,           // C>
  count,         // C#
};

// As it is written; the positions are told in diagnostics.
struct DecisionTableText {
  struct Cell {
    std::string text;
    Position position = {};
  };
  struct Column {
    Cell head;          // an input expression, or the name of an output
    Cell allowed = {};  // unary tests of an input; the values of an output, the highest first
  };
  struct Rule {
    std::vector<Cell> tests;    // unary tests, one an input; blank: always holds
    std::vector<Cell> outputs;  // expressions, one an output; blank: null
  };

  HitPolicy policy = HitPolicy::unique;
  std::vector<Column> inputs;
  std::vector<Column> outputs;
  std::vector<Rule> rules;
};

// Immutable: may be shared between threads.
class DecisionTable {
 public:
  // Row 1: the hit policy, then input expressions, then outputs as `-> name` or `→ name`, then remarks under a head with #.
  // Row 2, if its first cell is blank: allowed values. Each other row is a rule, its first cell the number.
  // Errors: decision.csv, decision.hit_policy, decision.columns, decision.cells and those of build().
  static Result<DecisionTable> read(std::string_view csv, std::string_view file, const Vocabulary& names = {});

  // Errors: those of Expression::parse, decision.one_output, decision.no_priority.
  // Warnings, where inputs are held against numbers, texts and truth values only: decision.gap for one input of numbers,
  // decision.overlap for up to 200 rules of which only one may hold.
  static Result<DecisionTable> build(DecisionTableText text, const Vocabulary& names = {});

  // One output gives its value, several a map. With U, A, P, F that of the rule that holds, null if none does; with R, O, C a
  // list; with C+ C< C> C# a number. Reasons, the value being null then: decision.overlap (U), decision.contradiction (A),
  // decision.no_rule, decision.not_allowed; and what made a part of it null.
  Evaluation evaluate(const Value& data, const EvaluationContext& context = {}) const;

  // As Expression::check, of all cells.
  Diagnostics check(const Schema& schema) const;
  Type type(const Schema& schema = {}) const;
  std::vector<std::string> inputs() const;  // the names that the input expressions read, each once

 private:
  friend class DecisionModel;
  struct Input {
    Expression value;
    std::optional<Expression> allowed;
    Position position;
  };
  struct Output {
    std::string name;
    List allowed;
  };
  struct Rule {
    std::vector<std::optional<Expression>> tests;
    std::vector<std::optional<Expression>> outputs;
    Position position;
  };
  struct Hit {
    const Rule* rule;
    Value value;
  };

  bool is_allowed(const std::vector<Value>& inputs, const Value& data, const EvaluationContext& context,
                  Diagnostics& reasons) const;
  std::vector<Hit> hits(const std::vector<Value>& inputs, const Value& data, const EvaluationContext& context,
                        Diagnostics& reasons) const;
  Value output_of(const Rule& rule, const Value& data, const EvaluationContext& context, Diagnostics& reasons) const;
  // Dates and the like are not text yet.
  Evaluation compute(const Value& data, const EvaluationContext& context) const;
  Value single(const std::vector<Hit>& hits, Diagnostics& reasons) const;
  Value decide(std::vector<Hit> hits, Diagnostics& reasons) const;
  std::vector<std::size_t> rank(const Value& output) const;
  std::optional<List> samples(const DecisionTableText& text, std::size_t input, bool outside) const;
  static bool holds(const std::optional<Expression>& test, const Value& sample);
  static std::optional<std::string> common(const Rule& first, const Rule& second,
                                           const std::vector<std::optional<List>>& samples);
  void warn_of_gaps(Diagnostics& diagnostics, const DecisionTableText& text) const;
  void warn_of_overlaps(Diagnostics& diagnostics, const DecisionTableText& text) const;

  HitPolicy policy_ = HitPolicy::unique;
  std::vector<Input> inputs_;
  std::vector<Output> outputs_;
  std::vector<Rule> rules_;
};

}  // namespace hongtou
