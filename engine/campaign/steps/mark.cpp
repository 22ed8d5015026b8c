// mark 节点: a day, a window, or without a date a milestone; settles at its end whatever is missing.
#include "engine/campaign/steps/built_in.h"

namespace hongtou {

namespace {

std::optional<TimeSpan> span(const Place& place) {
  const auto window = place.span("window");
  return window ? window : place.span("on");
}

class MarkKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"mark",
            "节点",
            {{"on", "日期", KeyType::date, false, "某一天", "a day"},
             {"window", "期间", KeyType::period, false, "一段时间，含首尾两日", "a span of days, both ends included"},
             {"by", "主办", KeyType::unit, false, "由谁主办", "who runs it"},
             {"one-at-a-time", "逐项", KeyType::flag, false, "写 yes：里面的步骤一次只办一项，先能开始的先办",
              "yes: its steps never run side by side; the one that can begin first goes first"},
             {"steps", "步骤", KeyType::flow, false, "这段时间里要做的事", "what is to be done within these days"}},
            "日期、期间或里程碑，到期自行结束",
            "a day, a window or a milestone; ends by itself"};
  }

  std::optional<Instant> opens_at(const Place& place) const override {
    if (place.waits_for_date("window") || place.waits_for_date("on")) return not_yet;
    const auto days = span(place);
    return days ? std::optional(start_of_day(days->first_day())) : std::nullopt;
  }

  void open(Turn& turn) const override {
    if (turn.step().flow == nullptr) return;
    Value scope{Map{{"key", ""}}};
    if (const auto days = span(turn)) {
      scope["first"] = to_text(days->first_day());
      scope["last"] = to_text(days->last_day());
    }
    turn.emit_as_engine(event_type::scopes_opened, Map{{"scopes", List{std::move(scope)}}});
  }

  // A phase ends with its last day, whatever is still to come; without one, when all in it is done.
  void work(Turn& turn) const override {
    if (const auto days = span(turn)) {
      if (end_of_day(days->last_day()) <= turn.now()) turn.settle("on_date");
    } else if (all_scopes_settled(turn)) {
      turn.settle("complete");
    }
  }

  std::optional<Instant> wakes_at(const Place& place) const override {
    const auto days = span(place);
    return days ? std::optional(end_of_day(days->last_day())) : std::nullopt;
  }
};

}  // namespace

std::unique_ptr<StepKind> make_mark_kind() { return std::make_unique<MarkKind>(); }

}  // namespace hongtou
