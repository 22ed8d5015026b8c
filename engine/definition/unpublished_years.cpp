#include "engine/definition/unpublished_years.h"

#include <algorithm>

namespace hongtou {

namespace {

// The first setting of the step that counts working days of the year.
const Setting* counting(const Step& step, const Definition& definition, const Calendar& calendar, std::chrono::year year) {
  const DateContext context{calendar, definition.period};
  for (const auto& [key, setting] : step.settings) {
    const bool counts = !setting.levels.empty() || (setting.rule && setting.rule->counts_working_days());
    if (!counts) continue;
    const auto* dated = setting.rule ? &setting : step.setting("due");  // levels are reckoned from the due date
    const auto day = dated != nullptr && dated->rule ? resolve(*dated->rule, context) : std::nullopt;
    if (!day || (day->opening() < end_of_day(Date(year / 12 / 31)) && day->due() > start_of_day(Date(year / 1 / 1))))
      return &setting;
  }
  return nullptr;
}

}  // namespace

std::vector<UnpublishedYear> unpublished_years(const Definition& definition, const Calendar& calendar) {
  std::vector<UnpublishedYear> out;
  if (calendar.is_empty() || !definition.period.first.ok()) return out;
  for (auto year = definition.period.first.year(); year <= definition.period.last.year(); ++year) {
    if (calendar.knows(year)) continue;
    UnpublishedYear unpublished{year, {}, {}};
    for (const auto& place : definition.places())
      if (const auto* setting = counting(*place.step, definition, calendar, year)) {
        if (unpublished.steps.empty()) unpublished.position = setting->position;
        unpublished.steps.push_back(place.step);
      }
    if (!unpublished.steps.empty()) out.push_back(std::move(unpublished));
  }
  return out;
}

}  // namespace hongtou
