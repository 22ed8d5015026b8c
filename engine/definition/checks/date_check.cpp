// Dates of steps, held against the earliest days on which the steps can open.
#include <algorithm>

#include "engine/definition/reading/loading.h"

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
constexpr Message no_periods{"workflow.repeat_never", "循环一期也没有：末期 {0} 在首期 {1} 之前",
                             "the repeat has no period at all: the last, {0}, lies before the first, {1}",
                             "推迟末期（until），或提前首期（first）",
                             "move “until” to a later day or “first” to an earlier one"};

// A day, and the step that makes it so late ("" for the campaign's first day).
struct Earliest {
  Date day;
  std::string why;
};

class DateCheck {
 public:
  explicit DateCheck(Loading& loading) : loading_(loading), definition_(loading.definition) { find_notice(); }

  void check() { check_flow(*definition_.flow); }

 private:
  void check_flow(const Flow& flow) {
    for (const auto index : flow.graph.order()) {
      const auto& step = flow.steps[index];
      settles_[step.id] = step.period("window") ? check_window(step) : check_days(step);
      if (step.flow != nullptr) check_flow(*step.flow);
    }
  }

  void find_notice() {
    for (const auto& place : definition_.places())
      if (!notice_ && place.step->kind == "issue") notice_ = place.step->date("on");
  }

  Earliest check_window(const Step& step) {
    const auto window = *step.period("window");
    const auto& where = step.setting("window")->position;
    const auto gate = earliest_gate(step);
    if (notice_ && window.first < *notice_) loading_.warn(where, before_notice, {to_text(window.first), to_text(*notice_)});
    if (window.last >= gate.day) return {window.last, step.id};
    if (!gate.why.empty()) loading_.error(where, window_over, {to_text(window.last), step.id, to_text(gate.day), gate.why});
    return gate;
  }

  Earliest check_days(const Step& step) {
    auto opens = earliest_gate(step);
    if (const auto opening = step.date("opens"); opening && *opening > opens.day) opens = {*opening, step.id};
    for (const auto* key : {"due", "on", "settles", "until"})
      if (const auto day = step.date(key); day && *day < opens.day && step.setting("every") == nullptr)
        tell_early(step, *step.setting(key), opens);
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
    const auto calendar = installed_calendar(loading_.environment);
    if (!calendar.ok()) return loading_.add(calendar.diagnostics());
    loading_.add(reckon_deadlines(*top, levels->levels, start, *calendar, levels->position).diagnostics());
  }

  void check_periods(const Step& step) {
    const auto* every = step.setting("every");
    const auto first = step.date("first");
    const auto until = step.date("until");
    if (every == nullptr || !every->every || !first || !until) return;
    if (occurrence_on(*every->every, *until).period.last < occurrence_on(*every->every, *first).period.first)
      loading_.error(step.setting("until")->position, no_periods, {to_text(*until), to_text(*first)});
  }

  void tell_early(const Step& step, const Setting& setting, const Earliest& opens) {
    if (opens.why.empty()) return;  // outside the campaign's period, which has been told
    if (opens.why == step.id)
      loading_.error(setting.position, before_own_opening, {to_text(*setting.date), step.id, to_text(opens.day)});
    else
      loading_.error(setting.position, before_open, {to_text(*setting.date), step.id, to_text(opens.day), opens.why});
  }

  // The day before which a step cannot settle, whatever people do.
  static std::optional<Date> settling_day(const Step& step) {
    if (const auto day = step.date("on")) return day;
    const auto* voluntary = step.setting("voluntary");
    if (voluntary == nullptr || !voluntary->flag) return std::nullopt;
    return step.date("settles") ? step.date("settles") : step.date("due");
  }

  Earliest earliest_gate(const Step& step) const {
    Earliest latest{definition_.period.first, ""};
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
};

}  // namespace

void check_dates(Loading& loading) { DateCheck(loading).check(); }

}  // namespace hongtou
