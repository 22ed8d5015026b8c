#include "engine/diagram.h"

#include <algorithm>

#include "engine/text.h"
#include "engine/wording.h"

namespace hongtou {

namespace {

DiagramNode box(const Step& step, Language language) {
  auto second = kind_word(step.kind, language);
  if (const auto dates = dates_of(step, language); !dates.empty()) second += " · " + dates;
  return {step.id, {step.label, std::move(second)}, "", step.kind};
}

// Of a step with scopes of its own flow: how many there are, and how many have settled.
std::string scopes_of(const StepState& state, Language language) {
  static constexpr Words words{" · 办结 {0}/{1}", " · {0} of {1} settled"};
  const auto settled =
      std::count_if(state.scopes.begin(), state.scopes.end(), [](const auto& scope) { return scope.second.settled.has_value(); });
  return fill(words.in(language), {std::to_string(settled), std::to_string(state.scopes.size())});
}

std::string standing(const Step& step, const StepState& state, Language language) {
  static constexpr Words stale{"（结果已过时）", " (out of date)"};
  static constexpr Words problem{"出现问题，待处理", "waits for a person"};
  static constexpr Words received{" · 签收 ", " · received "};
  static constexpr Words reported{" · 已报 ", " · in "};
  if (!state.incident.is_null()) return std::string(problem.in(language));
  auto words = status_word(state.status, language);
  if (state.stale) words += stale.in(language);
  if (step.flow != nullptr && !state.scopes.empty()) return words + scopes_of(state, language);
  const auto asked = asked_units(step).size();
  if (state.items.empty() || asked == 0) return words;
  const auto in = std::count_if(state.items.begin(), state.items.end(), [](const auto& item) { return is_in(item.second); });
  words += (step.kind == "issue" ? received : reported).in(language);
  words += std::to_string(in);
  return is_voluntary(step) ? words : words + "/" + std::to_string(asked);
}

void add_edges(Diagram& out, const Flow& flow) {
  for (const auto& edge : flow.graph.edges()) out.edges.push_back({flow.steps[edge.from].id, flow.steps[edge.to].id, edge.label});
  for (const auto& step : flow.steps)
    if (step.flow != nullptr) add_edges(out, *step.flow);
}

}  // namespace

Diagram diagram(const Definition& definition, Language language) {
  Diagram out;
  out.title = definition.title;
  for (const auto& place : definition.places()) {
    out.nodes.push_back(box(*place.step, language));
    if (place.holder != nullptr) out.nodes.back().within = place.holder->id;
  }
  add_edges(out, *definition.flow);
  return out;
}

Diagram diagram(const Definition& definition, const State& state, Language language) {
  auto out = diagram(definition, language);
  for (auto& node : out.nodes) {
    if (!node.within.empty()) continue;  // it may run many times
    const auto& step_state = state.step(node.id);
    node.state = name_of(step_state.status);
    node.lines.push_back(standing(*definition.step(node.id), step_state, language));
  }
  const auto is_off = [&](const std::string& step) {
    const auto status = state.step(step).status;
    return status == StepStatus::skipped || status == StepStatus::dead;
  };
  for (auto& edge : out.edges) edge.dashed = is_off(edge.from) || is_off(edge.to);
  return out;
}

}  // namespace hongtou
