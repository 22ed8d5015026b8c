// call 调用: the steps of another workflow file, once, with values of their own.
#include "engine/campaign/steps/built_in.h"

namespace hongtou {

namespace {

class CallKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"call",
            "调用",
            {{"workflow", "工作流", KeyType::workflow, true, "另一个活动文件", "another campaign's file"},
             {"with", "代入", KeyType::values, false, "给它的参数的内容，每行“参数 内容”",
              "values for its parameters, NAME VALUE a line"}},
            "照另一个活动文件做一遍",
            "runs the steps of another campaign's file once"};
  }

  void open(Turn& turn) const override {
    turn.emit_as_engine(event_type::scopes_opened, Map{{"scopes", List{Value(Map{{"key", ""}})}}});
  }

  void work(Turn& turn) const override {
    if (all_scopes_settled(turn)) turn.settle("complete");
  }
};

}  // namespace

std::unique_ptr<StepKind> make_call_kind() { return std::make_unique<CallKind>(); }

}  // namespace hongtou
