#include "engine/definition/assessment.h"

#include <algorithm>

namespace hongtou {

namespace {

using Amounts = std::vector<const Amount*>;

void add(Amounts& amounts, const std::optional<Amount>& amount) {
  if (amount) amounts.push_back(&*amount);
}

void add(Amounts& amounts, const std::vector<AssessmentItem>& items) {
  for (const auto& item : items) {
    for (const auto* amount : {&item.points, &item.each, &item.late_day, &item.late_report, &item.missing, &item.floor,
                               &item.ceiling, &item.cap, &item.total})
      add(amounts, *amount);
    for (const auto& rater : item.raters) amounts.push_back(&rater.weight);
    add(amounts, item.items);
  }
}

}  // namespace

std::vector<std::string> unset_parameters(const Assessment& assessment, const Value& parameters) {
  Amounts amounts;
  add(amounts, assessment.total);
  add(amounts, assessment.items);
  add(amounts, assessment.external_points);
  for (const auto& award : assessment.awards) {
    add(amounts, award.quota);
    add(amounts, award.per_nominator);
  }
  std::vector<std::string> unset;
  for (const auto* amount : amounts)
    if (amount->in(parameters).is_null() && std::find(unset.begin(), unset.end(), amount->parameter) == unset.end())
      unset.push_back(amount->parameter);
  return unset;
}

}  // namespace hongtou
