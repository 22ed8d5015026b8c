#include "engine/decision_model.h"

#include <array>

namespace hongtou {

namespace {

constexpr std::array candidates{kind::number, kind::text,          kind::boolean,         kind::date, kind::date_time,
                                kind::time,   kind::days_duration, kind::months_duration, kind::list, kind::context};

}  // namespace

Result<std::shared_ptr<const DecisionModel>> DecisionModel::make(DecisionTable table) {
  DecisionModel model(std::move(table));
  for (auto& name : model.table_.inputs()) model.parameters_.push_back({std::move(name), Type::any()});
  auto diagnostics = model.table_.check(model.schema());
  if (!has_errors(diagnostics))
    for (auto& parameter : model.parameters_) {
      const auto problems = model.find_type(parameter);
      diagnostics.insert(diagnostics.end(), problems.begin(), problems.end());
    }
  if (has_errors(diagnostics)) return diagnostics;
  model.result_ = model.table_.type(model.schema());
  return std::shared_ptr<const DecisionModel>(new DecisionModel(std::move(model)));
}

Schema DecisionModel::schema() const {
  Schema names;
  for (const auto& [name, type] : parameters_) names.emplace(name, type);
  return names;
}

Diagnostics DecisionModel::find_type(Parameter& parameter) const {
  auto names = schema();
  unsigned fitting = 0;
  Diagnostics fewest;
  for (const auto candidate : candidates) {
    names[parameter.name] = Type::of(candidate);
    auto problems = table_.check(names);
    if (problems.empty()) fitting |= candidate;
    if (candidate == candidates.front() || problems.size() < fewest.size()) fewest = std::move(problems);
  }
  if (fitting == 0) return fewest;
  unsigned all = 0;
  for (const auto candidate : candidates) all |= candidate;
  parameter.type = fitting == all ? Type::any() : Type::of(fitting);
  return {};
}

Evaluation DecisionModel::invoke(const Map& arguments, const EvaluationContext& context) const {
  return table_.compute(arguments, context);
}

}  // namespace hongtou
