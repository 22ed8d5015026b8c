// Dates of steps, held against the earliest days on which the steps can open.
#include <algorithm>
#include <set>

#include "engine/definition/reading/loading.h"
#include "engine/definition/reading/suggestion.h"
#include "engine/definition/repeat_periods.h"
#include "engine/definition/unpublished_years.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message before_open{"workflow.due_before_open", "日期 {0} 早于步骤“{1}”最早可能开始的 {2}",
                              "{0} lies before {2}, the earliest day on which the step “{1}” can open",
                              "推迟这个日期，或改正使它晚开始的步骤“{3}”",
                              "move the date, or mend the step “{3}” that makes it open so late"};
constexpr Message before_own_opening{"workflow.due_before_open", "日期 {0} 早于步骤“{1}”的开始日 {2}",
                                     "{0} lies before {2}, when the step “{1}” opens", "推迟这个日期，或提前开始日",
                                     "move one of the two dates"};
constexpr Message window_over{"workflow.window_over", "这段时间 {0} 就结束了，而步骤“{1}”最早 {2} 才能开始",
                              "this window ends on {0}, but the step “{1}” opens no earlier than {2}",
                              "推迟这段时间，或改正使它晚开始的步骤“{3}”",
                              "move the window, or mend the step “{3}” that makes it open so late"};
constexpr Message before_notice{"workflow.window_before_notice", "这段时间从 {0} 开始，早于发文日 {1}",
                                "this window begins on {0}, before the notice is issued on {1}", "若确实如此，可不理会",
                                "if it is meant so, leave it"};
constexpr Message after_closed{"workflow.ends_after_settles", "收齐日 {0} 早于截止日 {1}",
                               "it settles on {0}, before it is due on {1}", "推迟收齐日，或提前截止日",
                               "move one of the two dates"};
constexpr Message outside_in_period{"workflow.outside_period", "“{0}”在{1}这一期是 {2}，在活动起止（{3} 至 {4}）之外",
                                    "“{0}” of {1} is {2}, outside the campaign ({3} to {4})", "改正日期，或放宽 period",
                                    "mend the date or widen the period"};
constexpr Message early_in_period{"workflow.due_before_open", "“{0}”在{1}这一期是 {2}，早于步骤“{3}”最早可能开始的 {4}",
                                  "“{0}” of {1} is {2}, before {4}, the earliest day on which the step “{3}” can open",
                                  "推迟这个日期，或改正使它晚开始的步骤“{5}”",
                                  "move the date, or mend the step “{5}” that makes it open so late"};
constexpr Message not_published{
    "workflow.calendar_not_published", "{0}年的放假安排尚未公布，工作日暂按周一至周五推算：{1}",
    "the holidays of {0} have not been published; working days are reckoned as Monday to Friday: {2}",
    "公布以后更新本软件的日历，再检查一次；重要的日期写成确定的日子",
    "update the program's calendar once they are, and check again; write important dates as fixed days"};
constexpr Message no_periods{"workflow.repeat_never", "循环一期也没有：末期 {0} 在首期 {1} 之前",
                             "the repeat has no period at all: the last, {0}, lies before the first, {1}",
                             "推迟末期（until），或提前首期（first）",
                             "move “until” to a later day or “first” to an earlier one"};

// A day, and the step that makes it so late ("" for the campaign's first day).
struct Earliest {
  Date day;
  std::string why;
  bool inner = false;  // because of what a step holds
};

class DateCheck {
 public:
  explicit DateCheck(Loading& loading) : loading_(loading), definition_(loading.definition) { find_notice(); }

  void check() {
    check_flow(*definition_.flow, {definition_.period.first, ""});
    if (const auto* known = calendar())
      for (const auto& each : unpublished_years(definition_, *known)) tell_unpublished(each);
  }

 private:
  // `from`: before which nothing of the flow can open.
  void check_flow(const Flow& flow, const Earliest& from) {
    for (const auto index : flow.graph.order()) {
      const auto& step = flow.steps[index];
      const auto gate = earliest_gate(step, from);
      settles_[step.id] = window_of(step) ? check_window(step, gate) : check_days(step, gate);
      if (step.flow != nullptr) check_inner(step, gate);
    }
  }

  void check_inner(const Step& holder, const Earliest& gate) {
    const auto window = window_of(holder);
    auto opens = later(gate, {window ? window->first : holder.date("opens").value_or(gate.day), holder.id});
    opens.inner = true;
    if (holder.setting("every") != nullptr && !period_)
      check_periods(holder, opens);
    else
      check_flow(*holder.flow, opens);
    if (holder.kind == "case" || holder.setting("complete-when") != nullptr) return;
    for (const auto& step : holder.flow->steps)
      if (is_certain(step))
        settles_[holder.id] = later(settles_[holder.id], {settles_[step.id].day, settles_[step.id].why, true});
  }

  // The days of each period follow from those of the first and the last.
  void check_periods(const Step& repeat, const Earliest& from) {
    const auto* known = calendar();
    if (known == nullptr) return;
    const RepeatPeriods periods(repeat, {*known, definition_.period}, start_of_day(from.day), repeat.date("first"),
                                repeat.date("until"));
    const auto first = periods.after("");
    if (!first) return check_flow(*repeat.flow, from);
    auto last = first;
    for (auto next = first; next; next = periods.after(next->key)) last = next;
    check_period(repeat, *first, from);
    if (last->key != first->key) check_period(repeat, *last, from);
  }

  void check_period(const Step& repeat, const Occurrence& occurrence, const Earliest& from) {
    period_ = occurrence;
    period_->period = within(definition_.period, occurrence.period);
    check_flow(*repeat.flow, later(from, {period_->period.first, repeat.id, true}));
    period_.reset();
  }

  // Whatever people decide, it has to be done before what holds it settles.
  static bool is_certain(const Step& step) {
    return !step.when && !step.switched_off && std::all_of(step.gates.begin(), step.gates.end(), [](const Gate& gate) {
      return std::all_of(gate.on.begin(), gate.on.end(), [](const Dependency& each) { return each.outcomes.empty(); });
    });
  }

  static Earliest later(const Earliest& a, const Earliest& b) { return b.day > a.day ? b : a; }

  const Calendar* calendar() {
    if (!calendar_) {
      calendar_ = installed_calendar(loading_.unnoted);
      if (calendar_->ok()) **calendar_ = (*calendar_)->with(definition_.own_calendar);
    }
    return calendar_->ok() ? &**calendar_ : nullptr;
  }

  // A plain day, or in a repeat the one of the period that is looked at.
  std::optional<Date> day_of(const Step& step, std::string_view key) {
    const auto* setting = step.setting(key);
    if (!is_of_period(setting)) return step.date(key);
    const auto day = in_period(*setting);
    return day ? std::optional(day->due_day()) : std::nullopt;
  }

  std::optional<Period> window_of(const Step& step) {
    const auto* setting = step.setting("window");
    if (!is_of_period(setting)) return step.period("window");
    const auto days = in_period(*setting);
    return days ? std::optional(Period{days->span.first_day(), days->span.last_day()}) : std::nullopt;
  }

  bool is_of_period(const Setting* setting) const {
    return period_ && setting != nullptr && setting->rule && recurs(*setting->rule);
  }

  std::optional<ResolvedDate> in_period(const Setting& setting) {
    return resolve(*setting.rule, {*calendar(), definition_.period, period_->period});
  }

  void tell_unpublished(const UnpublishedYear& unpublished) {
    std::vector<std::string> names;
    for (const auto* step : unpublished.steps) names.push_back(step->id);
    loading_.warn(unpublished.position, not_published,
                  {std::to_string(static_cast<int>(unpublished.year)), some_of(names), some_of(names)});
  }

  void find_notice() {
    for (const auto& place : definition_.places())
      if (!notice_ && place.step->kind == "issue") notice_ = place.step->date("on");
  }

  Earliest check_window(const Step& step, const Earliest& gate) {
    const auto window = *window_of(step);
    const auto& where = step.setting("window")->position;
    if (notice_ && window.first < *notice_) loading_.warn(where, before_notice, {to_text(window.first), to_text(*notice_)});
    if (window.last >= gate.day) return {window.last, step.id};
    if (!gate.why.empty())
      tell(gate.inner ? Severity::warning : Severity::error, where, window_over,
           {to_text(window.last), step.id, to_text(gate.day), gate.why});
    return gate;
  }

  Earliest check_days(const Step& step, Earliest opens) {
    if (const auto opening = day_of(step, "opens"); opening && *opening > opens.day) opens = {*opening, step.id};
    for (const auto* key : {"due", "on", "settles"})
      if (const auto day = day_of(step, key)) {
        check_inside(*step.setting(key), *day);
        if (*day < opens.day) tell_early(step, *step.setting(key), *day, opens);
      }
    if (const auto day = step.date("until"); day && *day < opens.day && step.setting("every") == nullptr)
      tell_early(step, *step.setting("until"), *day, opens);
    check_settling(step);
    check_periods(step);
    check_levels(step, opens.day);
    if (const auto day = settling_day(step); day && *day > opens.day) opens = {*day, step.id};
    return opens;
  }

  // The levels' dates, reckoned back from the top date to the day on which the lowest can begin.
  void check_levels(const Step& step, Date start) {
    const auto* levels = step.setting("levels");
    const auto top = step.date("due");
    if (levels == nullptr || !top) return;
    const auto* known = calendar();
    if (known == nullptr) return loading_.add(calendar_->diagnostics());
    loading_.add(reckon_deadlines(*top, levels->levels, start, *known, levels->position).diagnostics());
  }

  void check_periods(const Step& step) {
    const auto* every = step.setting("every");
    const auto first = step.date("first");
    const auto until = step.date("until");
    if (every == nullptr || !every->every || !first || !until) return;
    if (occurrence_on(*every->every, *until).period.last < occurrence_on(*every->every, *first).period.first)
      loading_.error(step.setting("until")->position, no_periods, {to_text(*until), to_text(*first)});
  }

  void tell(Severity severity, const Position& where, const Message& message, std::vector<std::string> arguments) {
    if (severity == Severity::error)
      loading_.error(where, message, std::move(arguments));
    else
      loading_.warn(where, message, std::move(arguments));
  }

  // Plain days are told where they are read.
  void check_inside(const Setting& setting, Date day) {
    if (!is_of_period(&setting) || definition_.period.contains(day)) return;
    loading_.warn(
        setting.position, outside_in_period,
        {setting.text, period_->label, to_text(day), to_text(definition_.period.first), to_text(definition_.period.last)});
  }

  void tell_early(const Step& step, const Setting& setting, Date day, const Earliest& opens) {
    if (opens.why.empty()) return;  // outside the campaign's period, which has been told
    if (is_of_period(&setting) && !told_.insert(&setting).second) return;
    if (is_of_period(&setting))
      loading_.warn(setting.position, early_in_period,
                    {setting.text, period_->label, to_text(day), step.id, to_text(opens.day), opens.why});
    else if (opens.why == step.id)
      loading_.error(setting.position, before_own_opening, {to_text(day), step.id, to_text(opens.day)});
    else
      tell(opens.inner ? Severity::warning : Severity::error, setting.position, before_open,
           {to_text(day), step.id, to_text(opens.day), opens.why});
  }

  // The day before which a step cannot settle, whatever people do.
  std::optional<Date> settling_day(const Step& step) {
    if (const auto day = day_of(step, "on")) return day;
    const auto* voluntary = step.setting("voluntary");
    if (voluntary == nullptr || !voluntary->flag) return std::nullopt;
    const auto settles = day_of(step, "settles");
    return settles ? settles : day_of(step, "due");
  }

  Earliest earliest_gate(const Step& step, Earliest latest) const {
    for (const auto& gate : step.gates) {
      std::vector<Earliest> days;
      for (const auto& dependency : gate.on)
        if (const auto found = settles_.find(dependency.step); found != settles_.end()) days.push_back(found->second);
      if (days.empty()) continue;
      std::stable_sort(days.begin(), days.end(), [](const Earliest& a, const Earliest& b) { return a.day < b.day; });
      auto decisive = days.size() - 1;
      if (gate.kind == Gate::Kind::any || gate.kind == Gate::Kind::each) decisive = 0;
      if (gate.kind == Gate::Kind::count) decisive = std::min(gate.count, days.size()) - 1;
      if (days[decisive].day > latest.day) latest = days[decisive];
    }
    return latest;
  }

  void check_settling(const Step& step) {
    const auto* settles = step.setting("settles");
    const auto due = step.date("due");
    if (settles != nullptr && settles->date && due && *settles->date < *due)
      loading_.error(settles->position, after_closed, {to_text(*settles->date), to_text(*due)});
  }

  Loading& loading_;
  const Definition& definition_;
  std::optional<Date> notice_;
  std::map<std::string, Earliest> settles_;
  std::optional<Result<Calendar>> calendar_;  // read when it is first wanted
  std::set<const Setting*> told_;             // days of every period that come too early
  std::optional<Occurrence> period_;          // of the repeat that is looked at, as far as it lies within the campaign
};

}  // namespace

void check_dates(Loading& loading) { DateCheck(loading).check(); }

}  // namespace hongtou
