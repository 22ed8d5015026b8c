// repeat 循环: a flow for every period: a day, a week, a month. Periods open by date, whatever the state of those before.
#include "engine/campaign/steps/built_in.h"
#include "engine/campaign/steps/quorum.h"
#include "engine/definition/repeat_periods.h"

namespace hongtou {

namespace {

RepeatPeriods periods_of(const Place& place) {
  const auto first = place.span("first");
  const auto until = place.span("until");
  return {place.step(),
          {place.calendar(), place.definition().period},
          place.state().opened,
          first ? std::optional(first->first_day()) : std::nullopt,
          until ? std::optional(until->last_day()) : std::nullopt};
}

// 第3周（6月15日至21日）: nobody counts weeks from the new year.
std::string title_of(Frequency every, const Occurrence& period, std::size_t number) {
  if (every != Frequency::week) return period.label;
  const std::string_view year = "年";
  return "第" + std::to_string(number) + "周（" + period.label.substr(period.label.find(year) + year.size()) + "）";
}

std::string last_key(const StepState& state) { return state.scopes.empty() ? std::string() : state.scopes.rbegin()->first; }

class RepeatKind final : public StepKind {
 public:
  StepKindInfo info() const override {
    return {"repeat",
            "循环",
            {{"every", "每", KeyType::every, true,
              "周期：day 日、week 周、half-month 半月、month 月、quarter 季、half-year 半年、year 年",
              "the period: day, week, half-month, month, quarter, half-year, year"},
             {"first", "首期", KeyType::date, false, "第一期所在的日期；不写则从步骤开始时未过截止日的一期算起",
              "a day of the first period; without it, the first one that is not past its due date when the step opens"},
             {"until", "末期", KeyType::date, false, "最后一期所在的日期；不写则到活动结束",
              "a day of the last period; without it, to the campaign's end"},
             {"rest-days",
              "休息日",
              KeyType::choice,
              false,
              "按日循环时，休息日 keep 照做（不写即是）或 skip 略过",
              "of a daily one: keep rest days, which is the default, or skip them",
              {{"keep", "照做"}, {"skip", "略过"}}},
             complete_when_key(),
             rest_key(),
             {"steps", "步骤", KeyType::flow, true, "每一期要做的事", "what is to be done in each period"}},
            "每日、每周、每月……各做一遍，到期即开，不等前一期",
            "runs its steps once every period; a period opens by its date, whatever is still open before"};
  }

  void work(Turn& turn) const override {
    if (settles_by_quorum(turn)) return;
    const auto periods = periods_of(turn);
    const auto every = turn.step().setting("every")->every.value_or(Frequency::month);
    List scopes;
    auto next = periods.after(last_key(turn.state()));
    for (; next && start_of_day(next->period.first) <= turn.now(); next = periods.after(next->key)) {
      const auto days = within(turn.definition().period, next->period);
      scopes.push_back(Map{{"key", next->key},
                           {"first", to_text(days.first)},
                           {"last", to_text(days.last)},
                           {"title", title_of(every, *next, turn.state().scopes.size() + scopes.size() + 1)}});
    }
    const bool over = !next && scopes.empty();
    if (!scopes.empty()) turn.emit_as_engine(event_type::scopes_opened, Map{{"scopes", std::move(scopes)}});
    if (over && all_scopes_settled(turn)) turn.settle("complete");
  }

  std::optional<Instant> wakes_at(const Place& place) const override {
    const auto next = periods_of(place).after(last_key(place.state()));
    return next ? std::optional(start_of_day(next->period.first)) : std::nullopt;
  }

  std::optional<Refusal> act(Turn& turn, const Act& act) const override {
    if (const auto* close = std::get_if<CloseStep>(&act)) return stop(turn, *close);
    return StepKind::act(turn, act);
  }
};

}  // namespace

std::unique_ptr<StepKind> make_repeat_kind() { return std::make_unique<RepeatKind>(); }

}  // namespace hongtou
