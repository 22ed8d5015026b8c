// each 逐个: a flow for every one of some units, side by side or one after the other.
#include <algorithm>

#include "engine/campaign/steps/built_in.h"
#include "engine/campaign/steps/quorum.h"

namespace hongtou {

namespace {

class EachKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"each",
            "逐个",
            {{"over", "对象", KeyType::units, true, "对哪些单位逐个进行", "the units it is done for"},
             {"in-turn", "依次", KeyType::flag, false, "写 yes：前一个办结后才开始下一个",
              "yes: the next begins when the one before has settled"},
             complete_when_key(),
             rest_key(),
             {"steps", "步骤", KeyType::flow, true, "每个单位要做的事", "what is to be done for each"}},
            "对每个单位各做一遍",
            "runs its steps once for every unit"};
  }

  // Also for units that join later.
  void work(Turn& turn) const override {
    if (settles_by_quorum(turn)) return;
    List scopes;
    bool all_opened = true;
    for (const auto& unit : turn.units("over")) {
      if (turn.state().scopes.contains(unit)) continue;
      all_opened = false;
      if (turn.step().flag("in-turn") && (!scopes.empty() || !all_scopes_settled(turn))) break;
      scopes.push_back(Map{{"key", unit}, {"unit", unit}});
    }
    if (!scopes.empty()) {
      turn.emit_as_engine(event_type::scopes_opened, Map{{"scopes", std::move(scopes)}});
    } else if (all_opened && all_scopes_settled(turn)) {
      turn.settle("complete");
    }
  }

  std::optional<Refusal> act(Turn& turn, const Act& act) const override {
    if (const auto* close = std::get_if<CloseStep>(&act)) return stop(turn, *close);
    return StepKind::act(turn, act);
  }
};

}  // namespace

std::unique_ptr<StepKind> make_each_kind() { return std::make_unique<EachKind>(); }

}  // namespace hongtou
