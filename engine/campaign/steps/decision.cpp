// decision 决定: a person chooses one of named outcomes, with a reason.
#include <algorithm>

#include "engine/campaign/refusals.h"
#include "engine/campaign/steps/built_in.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message not_open{"refused.step_not_open", "步骤“{0}”没有在等待决定", "the step “{1}” does not wait for a decision", "",
                           ""};
constexpr Message no_such_outcome{"refused.no_such_outcome", "“{2}”不是步骤“{0}”的结果", "“{2}” is no outcome of the step “{1}”",
                                  "可选：{3}", "choose one of: {3}"};

class DecisionKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"decision",
            "决定",
            {{"outcomes", "结果", KeyType::outcomes, true,
              "可选的结果；到此为止的写成“名称=end”，退回前面的步骤重来的写成“名称=return 步骤”",
              "the outcomes; one that ends there as NAME=end, one that goes back as NAME=return STEP"},
             {"by", "由谁", KeyType::unit, false, "由谁决定", "who decides"},
             {"due", "截止", KeyType::date, false, "最晚哪天决定", "the last day to decide"}},
            "由人选定一个结果并写明理由",
            "a person chooses an outcome, with a reason"};
  }

  void work(Turn& turn) const override {
    if (!turn.state().outcome.empty()) turn.settle("complete");
  }

  std::optional<Refusal> act(Turn& turn, const Act& act) const override {
    const auto* choice = std::get_if<Choose>(&act);
    if (choice == nullptr) return StepKind::act(turn, act);
    if (turn.state().status != StepStatus::open) return refusals::of_step(turn, RefusalKind::invalid_state, not_open);
    const auto& outcomes = turn.step().setting("outcomes")->outcomes;
    const auto chosen =
        std::find_if(outcomes.begin(), outcomes.end(), [&](const Outcome& each) { return each.name == choice->outcome; });
    if (chosen == outcomes.end()) {
      std::vector<std::string> names;
      for (const auto& each : outcomes) names.push_back(each.name);
      return refusals::of_step(turn, RefusalKind::invalid_argument, no_such_outcome, {choice->outcome, join(names, "、")});
    }
    if (choice->reason.empty()) return Refusal{RefusalKind::invalid_argument, refusals::no_reason, {}, {}};
    turn.emit(event_type::outcome_chosen, Map{{"outcome", choice->outcome}, {"reason", choice->reason}}, {});
    if (chosen->way == Outcome::Way::back) turn.return_to(chosen->target, choice->reason);
    return std::nullopt;
  }
};

}  // namespace

std::unique_ptr<StepKind> make_decision_kind() { return std::make_unique<DecisionKind>(); }

}  // namespace hongtou
