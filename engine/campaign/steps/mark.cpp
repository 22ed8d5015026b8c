// mark 节点: a day, a window, or without a date a milestone; settles at its end whatever is missing.
#include "engine/campaign/steps/built_in.h"

namespace hongtou {

namespace {

std::optional<Period> span(const Step& step) {
  if (const auto window = step.period("window")) return window;
  if (const auto day = step.date("on")) return Period{*day, *day};
  return std::nullopt;
}

class MarkKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"mark",
            "节点",
            {{"on", "日期", KeyType::date, false, "某一天", "a day"},
             {"window", "期间", KeyType::period, false, "一段时间，含首尾两日", "a span of days, both ends included"},
             {"by", "主办", KeyType::unit, false, "由谁主办", "who runs it"}},
            "日期、期间或里程碑，到期自行结束",
            "a day, a window or a milestone; ends by itself"};
  }

  std::optional<Instant> opens_at(const Step& step) const override {
    const auto days = span(step);
    return days ? std::optional(start_of_day(days->first)) : std::nullopt;
  }

  void work(Turn& turn) const override {
    const auto days = span(turn.step());
    if (!days || end_of_day(days->last) <= turn.now()) turn.settle(days ? "on_date" : "complete");
  }

  std::optional<Instant> wakes_at(const Definition&, const Step& step, const StepState&) const override {
    const auto days = span(step);
    return days ? std::optional(end_of_day(days->last)) : std::nullopt;
  }
};

}  // namespace

std::unique_ptr<StepKind> make_mark_kind() { return std::make_unique<MarkKind>(); }

}  // namespace hongtou
