// assess 考核: units are judged by the rules, from the campaign's own records.
#include "engine/campaign/steps/built_in.h"
#include "engine/campaign/views.h"

namespace hongtou {

namespace {

class AssessKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"assess",
            "考核",
            {{"rules", "规则", KeyType::assessment, true, "考核规则文件（.info）", "the file of rules (.info)"},
             {"text", "文稿", KeyType::text, false, "考核结果的文稿模板（.gw）", "a text for the results (.gw)"},
             {"on", "日期", KeyType::date, false, "哪天考核；不写则前面的步骤办结即考核",
              "the day; without it, as soon as the steps before have settled"}},
            "按规则考核各单位，逐项写明依据",
            "assesses the units by rules, each item with what it was judged by"};
  }

  std::optional<Instant> opens_at(const Place& place) const override {
    return place.waits_for_date("on") ? not_yet : place.at_nine("on");
  }

  void work(Turn& turn) const override {
    if (make(turn)) turn.settle("complete");
  }

  bool has_result() const override { return true; }
  void remake(Turn& turn) const override { make(turn); }

 private:
  static bool make(Turn& turn) {
    const auto& rules = turn.definition().assessments.at(turn.step().name("rules"));
    const auto text = turn.step().name("text");
    auto results = to_value(assess(turn.definition(), rules, turn.campaign()));
    turn.emit_as_engine(event_type::units_assessed, Map{{"results", std::move(results)}, {"complete", text.empty()}});
    return text.empty() || turn.publish(text, event_type::document_compiled, Map{});
  }
};

}  // namespace

std::unique_ptr<StepKind> make_assess_kind() { return std::make_unique<AssessKind>(); }

}  // namespace hongtou
