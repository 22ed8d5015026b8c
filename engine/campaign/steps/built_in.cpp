#include "engine/campaign/steps/built_in.h"

#include <algorithm>

#include "engine/campaign/decide.h"
#include "engine/campaign/refusals.h"

namespace hongtou {

std::vector<std::unique_ptr<StepKind>> built_in_step_kinds() {
  std::vector<std::unique_ptr<StepKind>> kinds;
  kinds.push_back(make_issue_kind());
  kinds.push_back(make_collect_kind());
  kinds.push_back(make_cascade_kind());
  kinds.push_back(make_compile_kind());
  kinds.push_back(make_mark_kind());
  kinds.push_back(make_decision_kind());
  kinds.push_back(make_assess_kind());
  kinds.push_back(make_each_kind());
  kinds.push_back(make_repeat_kind());
  kinds.push_back(make_case_kind());
  kinds.push_back(make_call_kind());
  kinds.push_back(make_supervise_kind());
  return kinds;
}

bool all_scopes_settled(const Place& place) {
  const auto& scopes = place.state().scopes;
  return std::all_of(scopes.begin(), scopes.end(), [](const auto& scope) { return scope.second.settled.has_value(); });
}

std::optional<Refusal> stop(Turn& turn, const CloseStep& close) {
  if (turn.state().status != StepStatus::open) return refusals::of_step(turn, RefusalKind::invalid_state, refusals::not_open);
  if (close.reason.empty()) return Refusal{RefusalKind::invalid_argument, refusals::no_reason, {}, {}};
  turn.settle("closed", close.reason);
  return std::nullopt;
}

std::optional<Refusal> close_item(Turn& turn, const CloseItem& close) {
  static constexpr Message nothing_open{"refused.nothing_open", "步骤“{0}”没有“{2}”未办结的事项",
                                        "the step “{1}” has nothing open for “{2}”", "", ""};
  const auto& items = turn.state().items;
  const auto item = items.find(close.unit);
  const bool closable = item != items.end() && (item->second.is_open() || item->second.status == ItemStatus::missing);
  if (!closable) return refusals::of_item(turn, close.unit, nothing_open);
  if (close.reason.empty()) return Refusal{RefusalKind::invalid_argument, refusals::no_reason, {}, {}};
  turn.emit(event_type::items_closed, Map{{"units", List{close.unit}}, {"reason", close.reason}}, {});
  return std::nullopt;
}

}  // namespace hongtou
