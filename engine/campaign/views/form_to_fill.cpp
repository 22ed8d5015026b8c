#include "engine/campaign/form_to_fill.h"

#include "engine/campaign/aggregate.h"
#include "engine/campaign/views.h"

namespace hongtou {

namespace {

// The unit's last accepted report on the same form, to whatever step.
Value previous(const Place& place, const std::string& form, const std::string& unit) {
  const auto all = accepted_records(place.definition(), place.campaign());
  const auto latest = latest_of_each_unit(of_units(records_of(all, form), {unit}));
  return latest.empty() ? Value() : latest.front()->data;
}

Value about(const Place& place, const std::string& id) {
  const auto* unit = place.definition().units.find(id);
  Value out{Map{{"id", id}, {"name", place.unit_name(id)}, {"class", ""}, {"parent", ""}}};
  if (unit == nullptr) return out;
  out["class"] = unit->unit_class;
  out["parent"] = unit->parent;
  return out;
}

}  // namespace

Value form_to_fill(const Place& place, const std::string& unit, Date today) {
  const auto form = place.definition().forms.find(place.step().name("form"));
  if (form == place.definition().forms.end()) return {};
  auto context = campaign_data(place, today, Reader::condition);
  context["previous"] = previous(place, form->first, unit);
  context["unit"] = about(place, unit);
  return prefilled(form->second, context);
}

}  // namespace hongtou
