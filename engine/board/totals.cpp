#include "engine/board/sections.h"
#include "engine/campaign/visibility.h"

namespace hongtou {

namespace {

List figures_of(const Form& form, const Value& sums) {
  List out;
  for (const auto* field : form.fields()) {
    const auto& sum = sums.at(field->id);
    if (!sum.number()) continue;
    const bool named = field->label.find(field->unit) != std::string::npos;
    out.push_back(Map{{"figure", field->label},
                      {"sum", sum.integer() == nullptr ? print(*field, sum) : with_thousands(*sum.integer())},
                      {"sum_unit", named ? Value() : Value(field->unit)}});
  }
  return out;
}

}  // namespace

Value totals(const Sight& sight) {
  List out;
  for (const auto& place : sight.definition.places()) {
    const auto& step = *place.step;
    const auto form = sight.definition.forms.find(step.name("form"));
    if (form == sight.definition.forms.end() || !step.collects()) continue;
    const auto sums = collected(Place(sight.definition, sight.calendar, sight.state, root_scope(sight.definition), step), step);
    if (sums.asked == 0) continue;
    auto figures = figures_of(visible_form(sight.definition, sight.state, {sight.definition.lead}, form->second), sums.totals);
    if (figures.empty()) continue;
    out.push_back(Map{{"total_step", step.label},
                      {"total_count", std::to_string(sums.accepted) + "/" + std::to_string(sums.asked)},
                      {"is_incomplete", sums.incomplete()},
                      {"total_missing", list_of_names(sight.definition, sums.missing, sight.language)},
                      {"figures", std::move(figures)}});
  }
  return out;
}

}  // namespace hongtou
