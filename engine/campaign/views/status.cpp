// Everything a board or a status command shows.
#include "engine/campaign/views.h"

namespace hongtou {

namespace {

Value instant_or_null(const std::optional<Instant>& instant) { return instant ? Value(to_local_text(*instant)) : Value(); }

Value item_status(const Definition& definition, const std::string& unit, const WorkItem& item, Instant now) {
  return Map{{"unit", unit},
             {"name", definition.unit_name(unit)},
             {"status", Value(name_of(item.status))},
             {"overdue", item.is_owed() && item.due && *item.due <= now},
             {"late", item.late},
             {"due", item.due ? Value(to_text(add_days(date_of(*item.due), -1))) : Value()},
             {"submitted", item.versions.empty() ? Value() : Value(to_local_text(item.versions.back().effective))},
             {"versions", item.versions.size()},
             {"reason", item.reason}};
}

Value document_status(const IssuedDocument& document) {
  Value renditions{Map{}};
  for (const auto& [format, hash] : document.renditions) renditions[format] = hash;
  return Map{{"title", document.title},
             {"issued", document.issued},
             {"at", to_local_text(document.at)},
             {"renditions", std::move(renditions)}};
}

Value step_status(const Definition& definition, const Step& step, const StepState& state, Instant now) {
  Value out{Map{{"id", step.id},
                {"label", step.label},
                {"kind", step.kind},
                {"status", Value(name_of(state.status))},
                {"opened", instant_or_null(state.opened)},
                {"settled", instant_or_null(state.settled)},
                {"how", state.how},
                {"reason", state.reason},
                {"outcome", state.outcome},
                {"stale", state.stale},
                {"incident", state.incident}}};
  if (const auto due = step.date("due")) out["due"] = to_text(*due);
  if (const auto day = step.date("on")) out["on"] = to_text(*day);
  if (const auto window = step.period("window")) out["window"] = to_text(window->first) + " — " + to_text(window->last);
  List items;
  for (const auto& unit : definition.units.all())
    if (const auto item = state.items.find(unit.id); item != state.items.end())
      items.push_back(item_status(definition, unit.id, item->second, now));
  out["items"] = std::move(items);
  List documents;
  for (const auto& document : state.documents) documents.push_back(document_status(document));
  out["documents"] = std::move(documents);
  if (!step.name("form").empty()) {
    const auto sums = collected(definition, step, state);
    out["totals"] = sums.totals;
    out["incomplete"] = sums.incomplete();
  }
  out["results"] = state.results;
  return out;
}

Value target_status(const Definition& definition, const Target& target, const State& state, Instant now) {
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
             {"final", target.within.has_value() && end_of_day(target.within->last) <= now},
             {"as_of", to_local_text(now)},
             {"results", std::move(results)}};
}

}  // namespace

Value status(const Definition& definition, const State& state, Instant now) {
  List steps;
  for (const auto& step : definition.steps) steps.push_back(step_status(definition, step, state.step(step.id), now));
  List targets;
  for (const auto& target : definition.targets) targets.push_back(target_status(definition, target, state, now));
  return Map{{"campaign", definition.id},   {"title", definition.title},    {"theme", definition.theme},
             {"as_of", to_local_text(now)}, {"started", state.started},     {"closed", state.closed},
             {"steps", std::move(steps)},   {"targets", std::move(targets)}};
}

}  // namespace hongtou
