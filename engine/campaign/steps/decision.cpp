// decision 决定: a person chooses one of named outcomes, with a reason.
#include <algorithm>

#include "engine/campaign/steps/built_in.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message not_open{"refused.step_not_open", "步骤“{0}”没有在等待决定", "the step “{0}” does not wait for a decision", "",
                           ""};
constexpr Message no_such_outcome{"refused.no_such_outcome", "“{1}”不是步骤“{0}”的结果", "“{1}” is no outcome of the step “{0}”",
                                  "可选：{2}", "choose one of: {2}"};
constexpr Message no_reason{"refused.no_reason", "要写明理由", "a reason is wanted", "", ""};

class DecisionKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"decision",
            "决定",
            {{"outcomes", "结果", KeyType::names, true, "可选的结果；到此为止的写成“名称=end”",
              "the outcomes; one that ends there as NAME=end"},
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
    if (turn.state().status != StepStatus::open) return Refusal{RefusalKind::invalid_state, not_open, {turn.step().id}, {}};
    std::vector<std::string> outcomes;
    for (const auto& word : turn.step().names("outcomes")) outcomes.push_back(word.substr(0, word.find('=')));
    if (std::find(outcomes.begin(), outcomes.end(), choice->outcome) == outcomes.end())
      return Refusal{RefusalKind::invalid_argument, no_such_outcome, {turn.step().id, choice->outcome, join(outcomes, "、")}, {}};
    if (choice->reason.empty()) return Refusal{RefusalKind::invalid_argument, no_reason, {}, {}};
    turn.emit(event_type::outcome_chosen, Map{{"outcome", choice->outcome}, {"reason", choice->reason}}, {});
    return std::nullopt;
  }
};

}  // namespace

std::unique_ptr<StepKind> make_decision_kind() { return std::make_unique<DecisionKind>(); }

}  // namespace hongtou
