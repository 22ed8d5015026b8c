#include "engine/campaign/visibility.h"

#include <algorithm>

#include "engine/definition/form_part.h"

namespace hongtou {

namespace {

bool holds(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool may_see(const Definition& definition, const State& state, std::string_view unit, const Field& field) {
  return field.visible_to.empty() || std::any_of(field.visible_to.begin(), field.visible_to.end(),
                                                 [&](const auto& word) { return is_called(definition, state, unit, word); });
}

bool is_for_some(const Field& field) {
  return !field.visible_to.empty() || std::any_of(field.fields.begin(), field.fields.end(), is_for_some);
}

std::function<bool(const Field&)> seen_by_all(const Definition& definition, const State& state,
                                              const std::vector<std::string>& units) {
  return [&](const Field& field) {
    return std::all_of(units.begin(), units.end(), [&](const auto& unit) { return may_see(definition, state, unit, field); });
  };
}

}  // namespace

bool is_called(const Definition& definition, const State& state, std::string_view unit, std::string_view word) {
  for (const auto& member : state.joined)
    if (member.id == unit && (member.id == word || holds(member.groups, word))) return true;
  const auto* known = definition.units.find(unit);
  if (known == nullptr) return false;
  if (definition.units.find(word) == known || known->unit_class == word) return true;
  const auto role = definition.roles.find(word);
  if (role != definition.roles.end() && role->second == known->id) return true;
  const auto group = definition.groups.find(word);
  return group != definition.groups.end() && holds(group->second, known->id);
}

std::vector<std::string> readers_of(const Place& place) {
  auto units = place.units("to");
  if (units.empty()) units.push_back(place.definition().lead);
  return units;
}

bool hides_fields(const Form& form) {
  const auto fields = form.fields();
  return std::any_of(fields.begin(), fields.end(), [](const auto* field) { return is_for_some(*field); });
}

Form visible_form(const Definition& definition, const State& state, const std::vector<std::string>& units, const Form& form) {
  return without_fields(form, std::not_fn(seen_by_all(definition, state, units)));
}

Value visible_data(const Definition& definition, const State& state, const std::vector<std::string>& units, const Form& form,
                   const Value& data) {
  return visible_part(form, data, seen_by_all(definition, state, units));
}

Value visible_totals(const Definition& definition, const State& state, const std::vector<std::string>& units, const Form& form,
                     const Value& sums) {
  auto as_sums_are = form;
  if (form.layout == FormLayout::ledger) as_sums_are.layout = FormLayout::columns;
  return visible_data(definition, state, units, as_sums_are, sums);
}

}  // namespace hongtou
