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

Amounts amounts_of(const Assessment& assessment) {
  Amounts amounts;
  add(amounts, assessment.total);
  add(amounts, assessment.items);
  add(amounts, assessment.external_points);
  for (const auto& award : assessment.awards) {
    add(amounts, award.quota);
    for (const auto& places : award.per_nominator) amounts.push_back(&places.amount);
  }
  return amounts;
}

}  // namespace

const Amount* Award::places_of(const std::string& nominator) const {
  const auto found = std::find_if(per_nominator.begin(), per_nominator.end(), [&](const UnitAmount& places) {
    return places.units.empty() || std::find(places.units.begin(), places.units.end(), nominator) != places.units.end();
  });
  return found == per_nominator.end() ? nullptr : &found->amount;
}

std::vector<std::string> parameters_used(const Assessment& assessment) {
  std::vector<std::string> names;
  for (const auto* amount : amounts_of(assessment))
    if (!amount->parameter.empty() && std::find(names.begin(), names.end(), amount->parameter) == names.end())
      names.push_back(amount->parameter);
  return names;
}

std::vector<std::string> unset_parameters(const Assessment& assessment, const Value& parameters) {
  std::vector<std::string> unset;
  for (const auto* amount : amounts_of(assessment))
    if (amount->in(parameters).is_null() && std::find(unset.begin(), unset.end(), amount->parameter) == unset.end())
      unset.push_back(amount->parameter);
  return unset;
}

}  // namespace hongtou
