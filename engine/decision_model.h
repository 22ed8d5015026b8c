// A decision table that expressions call by its name: 扣分(迟报天数: 3).
#pragma once

#include <memory>
#include <vector>

#include "engine/decision_table.h"

namespace hongtou {

// Its parameters are the names that the inputs read, in their order; the cells may use no others. What a parameter may be is what
// fits all cells: a number where they are numbers.
class DecisionModel final : public KnowledgeModel {
 public:
  // Errors: expression.unknown_name, and expression.type at each cell that does not go with the others of its column.
  static Result<std::shared_ptr<const DecisionModel>> make(DecisionTable table);

  const std::vector<Parameter>& parameters() const override { return parameters_; }
  Type result() const override { return result_; }
  Evaluation invoke(const Map& arguments, const EvaluationContext& context) const override;

 private:
  explicit DecisionModel(DecisionTable table) : table_(std::move(table)) {}
  Schema schema() const;
  // What fits all cells; else what fits the most, and the complaints about the others.
  Diagnostics find_type(Parameter& parameter) const;

  DecisionTable table_;
  std::vector<Parameter> parameters_;
  Type result_;
};

}  // namespace hongtou
