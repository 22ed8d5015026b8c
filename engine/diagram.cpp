#include "engine/diagram.h"

#include <algorithm>

#include "engine/wording.h"

namespace hongtou {

namespace {

constexpr auto language = Language::zh;

DiagramNode box(const Step& step) {
  auto second = kind_word(step.kind, language);
  if (const auto dates = dates_of(step, language); !dates.empty()) second += " · " + dates;
  return {step.id, {step.label, std::move(second)}, "", step.kind};
}

std::string standing(const Step& step, const StepState& state) {
  auto words = status_word(state.status, language);
  if (state.stale) words += "（结果已过时）";
  if (!state.incident.is_null()) words = "出现问题，待处理";
  const auto asked = asked_units(step).size();
  if (state.items.empty() || asked == 0) return words;
  const auto in = std::count_if(state.items.begin(), state.items.end(), [](const auto& item) { return is_in(item.second); });
  words += step.kind == "issue" ? " · 签收 " : " · 已报 ";
  words += std::to_string(in);
  return is_voluntary(step) ? words : words + "/" + std::to_string(asked);
}

}  // namespace

Diagram diagram(const Definition& definition) {
  Diagram out;
  out.title = definition.title;
  for (const auto& step : definition.steps) out.nodes.push_back(box(step));
  for (const auto& edge : definition.graph.edges())
    out.edges.push_back({definition.steps[edge.from].id, definition.steps[edge.to].id, edge.label});
  return out;
}

Diagram diagram(const Definition& definition, const State& state) {
  auto out = diagram(definition);
  for (auto& node : out.nodes) {
    const auto& step_state = state.step(node.id);
    node.state = name_of(step_state.status);
    node.lines.push_back(standing(*definition.step(node.id), step_state));
  }
  const auto is_off = [&](const std::string& step) {
    const auto status = state.step(step).status;
    return status == StepStatus::skipped || status == StepStatus::dead;
  };
  for (auto& edge : out.edges) edge.dashed = is_off(edge.from) || is_off(edge.to);
  return out;
}

}  // namespace hongtou
