// The records of a campaign, and who need not send any.
#include "engine/campaign/views.h"

namespace hongtou {

namespace {

// Waived, or closed by name; a voluntary report that did not come excuses nobody.
bool is_excused(const WorkItem& item) {
  return item.status == ItemStatus::waived || (item.status == ItemStatus::closed && item.reason != "voluntary");
}

}  // namespace

bool counts(const Step& step, const WorkItem& item, const Submission& version) {
  return step.flag("voluntary") ? version.accepted : version.version == item.accepted_version;
}

Record record_of(const Place& place, const std::string& unit, const Submission& report) {
  return {place.step().id, place.scope()->prefix, place.scope()->repeat, unit,        place.step().name("form"),
          report.version,  report.data,           report.effective,      report.late, place.scope()->unit};
}

std::vector<Record> accepted_records(const Definition& definition, const State& state) {
  std::vector<Record> records;
  static const Calendar no_calendar;
  for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
    if (step.setting("form") == nullptr) return;
    const Place place(definition, no_calendar, state, scope, step);
    for (const auto& [unit, item] : place.state().items)
      for (const auto& version : item.versions)
        if (counts(step, item, version)) records.push_back(record_of(place, unit, version));
    for (const auto& [key, each] : place.state().scopes)
      records.push_back(
          {step.id, scope->prefix, scope->repeat, each.unit, step.name("form"), 1, each.data, each.opened, false, scope->unit});
  });
  return records;
}

std::map<std::string, std::set<std::string>> exempt_units(const Definition& definition, const State& state) {
  std::map<std::string, std::set<std::string>> exempt;
  for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
    for (const auto& [unit, item] : state.step(scope->address_of(step)).items)
      if (is_excused(item)) exempt[step.name("form")].insert(unit);
  });
  return exempt;
}

Value parameters_of(const Definition& definition, const State& state) {
  Value parameters{definition.parameters};
  if (const auto* supplied = state.supplied.map())
    for (const auto& [name, value] : *supplied) parameters[name] = value;
  for (const auto& [name, value] : state.parameters) at_name(parameters, name) = value;
  return parameters;
}

}  // namespace hongtou
