// Everything a board or a status command shows.
#include "engine/campaign/countersigning.h"
#include "engine/campaign/late_steps.h"
#include "engine/campaign/outstanding.h"
#include "engine/campaign/returned_total.h"
#include "engine/campaign/supervision.h"
#include "engine/campaign/views.h"
#include "engine/campaign/visibility.h"

namespace hongtou {

namespace {

Value instant_or_null(const std::optional<Instant>& instant) { return instant ? Value(to_local_text(*instant)) : Value(); }

List outstanding_status(const Place& place, const std::string& unit, Instant now) {
  List out;
  for (const auto& file : outstanding_of(place, unit))
    out.push_back(Map{{"kind", file.kind},
                      {"paper", file.paper},
                      {"number", file.number},
                      {"due", file.due ? Value(to_text(day_due(*file.due))) : Value()},
                      {"overdue", file.due && *file.due <= now}});
  return out;
}

Value countersign_status(const Place& place, const Countersigning& countersigning) {
  List signers;
  for (const auto& each : countersigning.signers)
    signers.push_back(Map{{"unit", each.unit},
                          {"name", place.unit_name(each.unit)},
                          {"agrees", each.agrees ? Value(*each.agrees) : Value()},
                          {"opinion", each.opinion}});
  return Map{{"way", countersigning.way}, {"complete", is_complete(countersigning)}, {"signers", std::move(signers)}};
}

Value item_status(const Place& place, const std::string& unit, const WorkItem& item, Instant now) {
  Value out{Map{{"unit", unit},
                {"name", place.unit_name(unit)},
                {"status", Value(name_of(item.status))},
                {"overdue", item.is_owed() && item.due && *item.due <= now},
                {"late", item.late},
                {"due", item.due ? Value(to_text(day_due(*item.due))) : Value()},
                {"submitted", item.versions.empty() ? Value() : Value(to_local_text(item.versions.back().effective))},
                {"versions", item.versions.size()},
                {"runs_level", item.runs_level},
                {"level", item.versions.empty() ? Value() : item.versions.back().level},
                {"reason", item.reason}}};
  if (auto lacking = outstanding_status(place, unit, now); !lacking.empty()) out["outstanding"] = std::move(lacking);
  if (!item.responsible.empty()) {
    out["responsible"] = item.responsible;
    out["responsible_name"] = place.unit_name(item.responsible);
  }
  if (!item.delegate.empty()) out["delegate"] = item.delegate;
  if (item.countersigning.is_asked()) out["countersign"] = countersign_status(place, item.countersigning);
  if (item.urged > 0) out["urged"] = item.urged;
  if (const auto rung = rung_of(place.definition(), item, Language::zh); !rung.empty())
    out["rung"] = Map{{"zh", rung}, {"en", rung_of(place.definition(), item, Language::en)}};
  return out;
}

Value document_status(const IssuedDocument& document) {
  Value renditions{Map{}};
  for (const auto& [format, hash] : document.renditions) renditions[format] = hash;
  return Map{{"title", document.title},
             {"issued", document.issued},
             {"at", to_local_text(document.at)},
             {"renditions", std::move(renditions)}};
}

// What the lead may see of it.
Value shown(const Place& place, const Value& data) {
  const auto form = place.definition().forms.find(place.step().name("form"));
  if (form == place.definition().forms.end()) return data;
  return visible_data(place.definition(), place.campaign(), {place.definition().lead}, form->second, data);
}

Value scopes_status(const Place& place) {
  List scopes;
  for (const auto& [key, scope] : place.state().scopes)
    scopes.push_back(Map{{"key", key},
                         {"title", scope.title},
                         {"unit", scope.unit},
                         {"data", shown(place, scope.data)},
                         {"opened", to_local_text(scope.opened)},
                         {"settled", instant_or_null(scope.settled)},
                         {"how", scope.how},
                         {"reason", scope.reason}});
  return scopes;
}

// A step in a scope: its dates as they stand, its items in list order.
Value step_status(const Place& place, Instant now) {
  const auto& step = place.step();
  const auto& state = place.state();
  Value out{Map{{"id", place.address()},
                {"step", step.id},
                {"label", step.label},
                {"kind", step.kind},
                {"scope", place.scope()->prefix},
                {"status", Value(name_of(state.status))},
                {"round", state.round},
                {"opened", instant_or_null(state.opened)},
                {"settled", instant_or_null(state.settled)},
                {"how", state.how},
                {"reason", state.reason},
                {"outcome", state.outcome},
                {"stale", state.stale},
                {"incident", state.incident}}};
  if (const auto due = units_due(place)) out["due"] = to_text(day_due(*due));
  if (const auto days = place.span("on")) out["on"] = to_text(days->last_day());
  if (const auto days = place.span("window")) out["window"] = to_text(days->first_day()) + " — " + to_text(days->last_day());
  if (!state.number.empty()) out["number"] = state.number;
  if (state.countersigning.is_asked()) out["countersign"] = countersign_status(place, state.countersigning);
  if (is_returned_from_above(state)) out["returned_from_above"] = true;
  List items;
  for (const auto& unit : place.all_units())
    if (const auto item = state.items.find(unit); item != state.items.end())
      items.push_back(item_status(place, unit, item->second, now));
  out["items"] = std::move(items);
  List documents;
  for (const auto& document : state.documents) documents.push_back(document_status(document));
  out["documents"] = std::move(documents);
  if (step.collects() && !step.name("form").empty()) {
    const auto sums = collected(place);
    const auto& definition = place.definition();
    const auto& form = definition.forms.at(step.name("form"));
    out["totals"] = visible_totals(definition, place.campaign(), {definition.lead}, form, sums.totals);
    out["incomplete"] = sums.incomplete();
  }
  if (step.flow != nullptr) out["scopes"] = scopes_status(place);
  out["results"] = state.results;
  return out;
}

Value target_status(const Definition& definition, const Target& target, const State& state, Instant now) {
  const auto window = window_of(definition, target, state);
  List results;
  std::size_t met = 0;
  for (const auto& result : measure(definition, target, state)) {
    met += result.status == TargetStatus::met ? 1u : 0u;
    results.push_back(Map{{"unit", result.unit},
                          {"name", definition.unit_name(result.unit)},
                          {"status", Value(name_of(result.status))},
                          {"value", result.value},
                          {"version", result.version}});
  }
  return Map{{"id", target.id},
             {"label", target.label},
             {"value", target.bounds.empty() ? Value() : target.bounds.front().low.in(definition.parameters)},
             {"units", target.per.size()},
             {"met", met},
             {"final", window && end_of_day(window->last) <= now},
             {"as_of", to_local_text(now)},
             {"results", std::move(results)}};
}

}  // namespace

Value status(const Definition& definition, const Calendar& calendar, const State& state, Instant now) {
  List steps;
  for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
    steps.push_back(step_status(Place(definition, calendar, state, scope, step), now));
  });
  List awaited;
  for (const auto& each : last_awaited(definition, state))
    awaited.push_back(Map{{"step", each.step}, {"units", List(each.units.begin(), each.units.end())}});
  List targets;
  for (const auto& target : definition.targets) targets.push_back(target_status(definition, target, state, now));
  return Map{{"campaign", definition.id},
             {"title", definition.title},
             {"theme", definition.theme},
             {"as_of", to_local_text(now)},
             {"started", state.started},
             {"closed", state.closed},
             {"catching_up", state.catching_up},
             {"steps", std::move(steps)},
             {"targets", std::move(targets)},
             {"last_awaited", std::move(awaited)},
             {"late_steps", to_value(late_steps(definition, calendar, state, now), definition, state)}};
}

}  // namespace hongtou
