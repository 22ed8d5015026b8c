#include "engine/diagram.h"

#include <algorithm>
#include <array>
#include <map>

#include "engine/campaign/place.h"
#include "engine/text.h"
#include "engine/wording.h"

namespace hongtou {

namespace {

std::string kind_and_dates(const Step& step, const std::string& dates, Language language) {
  return kind_word(step.kind, language) + (dates.empty() ? "" : " · " + dates);
}

// Dates of another year than the campaign's first with their year.
DiagramNode box(const Step& step, std::chrono::year first, Language language) {
  return {step.id, {step.label, kind_and_dates(step, dates_of(step, language, first), language)}, "", step.kind};
}

// How a step stands where it runs: once, or as many times as there are scopes.
struct Standing {
  std::vector<Place> places;
  std::size_t asked = 0, in = 0, overdue = 0;  // items
  int days_late = 0;                           // of what is late itself
};

constexpr std::string_view overdue_state = "overdue";

using Standings = std::map<const Step*, Standing>;

Standings standings_of(const Definition& definition, const Calendar& calendar, const State& state, Instant now) {
  Standings out;
  for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
    const Place place(definition, calendar, state, scope, step);
    auto& standing = out[&step];
    for (const auto& [unit, item] : place.state().items) {
      if (item.status == ItemStatus::waived || item.status == ItemStatus::withdrawn) continue;
      ++standing.asked;
      standing.in += is_in(item) ? 1u : 0u;
      standing.overdue += step.collects() && !is_voluntary(step) && item.is_owed() && item.due && *item.due <= now ? 1u : 0u;
    }
    standing.places.push_back(place);
  });
  for (const auto& late : late_steps(definition, calendar, state, now))
    if (auto& standing = out[definition.step(step_name_of(late.step))]; !late.done)
      standing.days_late = std::max(standing.days_late, late.days);
  return out;
}

// Of many, the one that goes on; when some are over and others still to come, it goes on as a whole; else how the last one that
// came about stands.
StepStatus status_of(const Standing& standing) {
  auto status = StepStatus::waiting;
  bool is_over = false, is_to_come = false;
  const auto came_about = [](StepStatus each) { return each != StepStatus::skipped && each != StepStatus::dead; };
  for (const auto& place : standing.places) {
    const auto each = place.state().status;
    if (each == StepStatus::open) return each;
    is_over = is_over || each == StepStatus::done;
    is_to_come = is_to_come || each == StepStatus::waiting;
    if (&place == &standing.places.front() || came_about(each) || !came_about(status)) status = each;
  }
  return is_over && is_to_come ? StepStatus::open : status;
}

std::string state_of(const Standing& standing) {
  return std::string(standing.overdue > 0 || standing.days_late > 0 ? overdue_state : name_of(status_of(standing)));
}

std::string_view mark_of(std::string_view state) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> marks{
      {{"waiting", "○"}, {"open", "▶"}, {overdue_state, "!"}, {"done", "✓"}, {"skipped", "–"}, {"dead", "✕"}}};
  const auto found = std::find_if(marks.begin(), marks.end(), [&](const auto& each) { return each.first == state; });
  return found == marks.end() ? "" : found->second;
}

std::string word_of(std::string_view state, Language language) {
  static constexpr Words overdue{"有逾期", "overdue"};
  if (state == overdue_state) return std::string(overdue.in(language));
  for (const auto status : {StepStatus::waiting, StepStatus::open, StepStatus::done, StepStatus::skipped, StepStatus::dead})
    if (name_of(status) == state) return status_word(status, language);
  return {};
}

// Of a step with scopes of its own flow: how many there are, and how many have settled.
std::string scopes_of(const Standing& standing, Language language) {
  static constexpr Words words{" · 办结 {0}/{1}", " · {0} of {1} settled"};
  std::size_t all = 0, settled = 0;
  for (const auto& place : standing.places)
    for (const auto& [key, scope] : place.state().scopes) {
      ++all;
      settled += scope.settled ? 1u : 0u;
    }
  return all == 0 ? "" : fill(words.in(language), {std::to_string(settled), std::to_string(all)});
}

std::string counts_of(const Step& step, const Standing& standing, Language language) {
  static constexpr Words received{" · 签收 ", " · received "};
  static constexpr Words reported{" · 已报 ", " · in "};
  static constexpr Words late{"，逾期 {0}", ", {0} overdue"};
  if (standing.asked == 0) return {};
  auto words = std::string((step.kind == "issue" ? received : reported).in(language)) + std::to_string(standing.in);
  if (!is_voluntary(step)) words += "/" + std::to_string(standing.asked);
  if (standing.overdue > 0) words += fill(late.in(language), {std::to_string(standing.overdue)});
  return words;
}

// Of a step without items that runs several times.
std::string rounds_of(const Standing& standing, Language language) {
  static constexpr Words words{" · 办结 {0}/{1}", " · {0} of {1} done"};
  if (standing.places.size() < 2) return {};
  const auto over = std::count_if(standing.places.begin(), standing.places.end(),
                                  [](const Place& place) { return place.state().has_settled(); });
  return fill(words.in(language), {std::to_string(over), std::to_string(standing.places.size())});
}

std::string words_of(const Step& step, const Standing& standing, Language language) {
  static constexpr Words stale{"（结果已过时）", " (out of date)"};
  static constexpr Words problem{"出现问题，待处理", "waits for a person"};
  const auto any = [&](auto&& holds) { return std::any_of(standing.places.begin(), standing.places.end(), holds); };
  if (any([](const Place& place) { return !place.state().incident.is_null(); })) return std::string(problem.in(language));
  auto words = status_word(status_of(standing), language);
  if (standing.days_late > 0) words += (language == Language::zh ? "，" : ", ") + days_late_words(standing.days_late, language);
  if (any([](const Place& place) { return place.state().stale; })) words += stale.in(language);
  if (step.flow != nullptr) return words + scopes_of(standing, language);
  return words + (standing.asked == 0 ? rounds_of(standing, language) : counts_of(step, standing, language));
}

std::string dates_of(const Step& step, const Standing& standing, std::chrono::year year, Language language) {
  return standing.places.size() == 1 ? current_dates(standing.places.front(), year, language) : dates_of(step, language, year);
}

std::vector<DiagramLegend> legend(Language language) {
  std::vector<DiagramLegend> out;
  for (const auto state : {"waiting", "open", "overdue", "done", "skipped", "dead"})
    out.push_back({state, std::string(mark_of(state)) + " " + word_of(state, language)});
  return out;
}

// Outcomes of a decision that lead back, by where to, and those that end what it belongs to.
void add_outcomes(Diagram& out, const Step& step, const std::string& holder, Language language) {
  static constexpr Words end{"结束", "end"};
  const auto* outcomes = step.setting("outcomes");
  if (outcomes == nullptr) return;
  std::map<std::string, std::vector<std::string>> back;
  std::vector<std::string> ends;
  for (const auto& outcome : outcomes->outcomes) {
    if (outcome.way == Outcome::Way::back) back[outcome.target].push_back(outcome.name);
    if (outcome.way == Outcome::Way::end) ends.push_back(outcome.name);
  }
  for (const auto& [target, names] : back) out.edges.push_back({step.id, target, join(names, "|"), false, true});
  if (ends.empty()) return;
  const auto id = "end of " + step.id;  // no step has a name with blanks
  out.nodes.push_back({id, {std::string(end.in(language))}, "", "end", holder});
  out.edges.push_back({step.id, id, join(ends, "|")});
}

void add_edges(Diagram& out, const Flow& flow, const std::string& holder, Language language) {
  for (const auto& edge : flow.graph.edges()) out.edges.push_back({flow.steps[edge.from].id, flow.steps[edge.to].id, edge.label});
  for (const auto& step : flow.steps) {
    add_outcomes(out, step, holder, language);
    if (step.flow != nullptr) add_edges(out, *step.flow, step.id, language);
  }
}

}  // namespace

Diagram diagram(const Definition& definition, Language language) {
  Diagram out;
  out.title = definition.title;
  for (const auto& place : definition.places()) {
    out.nodes.push_back(box(*place.step, definition.period.first.year(), language));
    if (place.holder != nullptr) out.nodes.back().within = place.holder->id;
  }
  add_edges(out, *definition.flow, "", language);
  return out;
}

Diagram diagram(const Definition& definition, const Calendar& calendar, const State& state, Instant now, Language language) {
  auto out = diagram(definition, language);
  const auto standings = standings_of(definition, calendar, state, now);
  std::map<std::string, std::string> states;
  for (auto& node : out.nodes) {
    const auto* step = definition.step(node.id);
    if (step == nullptr) continue;  // an end
    const auto found = standings.find(step);
    const auto standing = found == standings.end() ? Standing{} : found->second;
    node.state = states[node.id] = state_of(standing);
    node.lines = {std::string(mark_of(node.state)) + " " + step->label,
                  kind_and_dates(*step, dates_of(*step, standing, date_of(now).year(), language), language),
                  words_of(*step, standing, language)};
  }
  const auto is_off = [&](const std::string& step) { return states[step] == "skipped" || states[step] == "dead"; };
  for (auto& edge : out.edges) edge.dashed = is_off(edge.from) || is_off(edge.to);
  out.legend = legend(language);
  return out;
}

}  // namespace hongtou
