// compile 汇总: a document is made from what the campaign has collected so far.
#include "engine/campaign/steps/built_in.h"
#include "engine/campaign/views.h"

namespace hongtou {

namespace {

constexpr int hour = 9;

class CompileKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"compile",
            "汇总",
            {{"text", "文稿", KeyType::text, true, "文稿模板（.gw）", "the text to fill (.gw)"},
             {"on", "日期", KeyType::date, false, "哪天汇总；不写则前面的步骤办结即汇总",
              "the day; without it, as soon as the steps before have settled"}},
            "用收集到的数据生成文件",
            "makes a document from collected data"};
  }

  std::optional<Instant> opens_at(const Step& step) const override {
    const auto on = step.date("on");
    return on ? std::optional(at_time(*on, hour)) : std::nullopt;
  }

  void work(Turn& turn) const override {
    if (make(turn)) turn.settle("complete");
  }

  bool has_result() const override { return true; }
  void remake(Turn& turn) const override { make(turn); }

 private:
  // With the version of every report that went into it, so that each number can be traced.
  static bool make(Turn& turn) {
    Value sources{Map{}};
    for (const auto index : turn.definition().graph.ancestors(turn.definition().step_index(turn.step().id))) {
      const auto& step = turn.definition().steps[index];
      if (step.kind != "collect") continue;
      Value versions{Map{}};
      for (const auto& [unit, version] : collected(turn.definition(), step, turn.campaign().step(step.id)).versions)
        versions[unit] = version;
      sources[step.id] = std::move(versions);
    }
    return turn.publish(turn.step().name("text"), event_type::document_compiled, Map{{"sources", std::move(sources)}});
  }
};

}  // namespace

std::unique_ptr<StepKind> make_compile_kind() { return std::make_unique<CompileKind>(); }

}  // namespace hongtou
