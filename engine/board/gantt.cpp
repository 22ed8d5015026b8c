#include <algorithm>
#include <numeric>

#include "engine/board/schedule.h"
#include "engine/board/sections.h"
#include "engine/campaign/late_steps.h"
#include "engine/diagram.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr std::size_t most_deadlines = 16;  // of one row
// Of a telephone, in px.
constexpr int narrow_chart = 330;
constexpr int half_width = 6;
constexpr int gap = 6;
constexpr int short_campaign = 62;  // days; up to here the axis counts weeks

// Days as a share of the chart's width.
class Axis {
 public:
  Axis(Date first, Date last) : first_(first), days_(days_between(first, last) + 1) {}

  std::string place(Date day) const { return percent(days_between(first_, day)); }
  std::string width(Date first, Date last) const { return percent(days_between(first, last) + 1); }
  bool holds(Date day) const { return first_ <= day && days_between(first_, day) < days_; }
  int days() const { return days_; }
  int narrow_place(Date day) const { return days_between(first_, day) * narrow_chart / days_; }

 private:
  std::string percent(int days) const {
    const auto share = days * 10000 / days_;
    const auto rest = std::to_string(share % 100);
    return std::to_string(share / 100) + "." + (rest.size() < 2 ? "0" + rest : rest) + "%";
  }

  Date first_;
  int days_;
};

Axis axis_of(const Sight& sight, const std::vector<ScheduledStep>& steps) {
  auto days = sight.definition.period;
  for (const auto& each : steps) {
    days.first = std::min(days.first, each.first);
    days.last = std::max(days.last, each.last);
  }
  return {days.first, days.last};
}

// 11月; with the year 2022年1月, 2022-01 always.
std::string month_words(Date day, bool with_year, Language language) {
  if (language == Language::en) return to_text(day).substr(0, 7);
  const auto month = std::to_string(static_cast<unsigned>(day.month())) + "月";
  return with_year ? to_text(day).substr(0, 4) + "年" + month : month;
}

Value ticks(const Sight& sight, const Axis& axis, Date first) {
  List out;
  int taken = 0;  // of a narrow chart, where labels that would run into each other or out of it are left out
  const auto add = [&](Date day, const std::string& label) {
    const auto left = axis.narrow_place(day);
    const auto right = left + static_cast<int>(half_width_count(label)) * half_width;
    const bool has_room = left >= taken && right <= narrow_chart;
    if (has_room) taken = right + gap;
    out.push_back(Map{{"tick_left", axis.place(day)}, {"tick", label}, {"tick_style", has_room ? "" : "wide"}});
  };
  if (axis.days() <= short_campaign) {
    for (auto day = first; axis.holds(day); day = add_days(day, 7)) add(day, month_and_day(day, sight.language));
    return out;
  }
  const auto step = std::chrono::months(axis.days() > 540 ? 3 : 1);
  using std::chrono::day;
  for (auto month = first.year() / first.month(); axis.holds(month / day(1)) || month / day(1) < first; month += step)
    if (const Date begin = month / day(1); axis.holds(begin))
      add(begin, month_words(begin, out.empty() || begin.month() == std::chrono::January, sight.language));
  return out;
}

// Of what it collects, or is to be done by.
std::optional<Date> due_of(const ScheduledStep& each) { return each.due ? each.due : day_to_be_done(each.place); }

std::string bar_style(const ScheduledStep& each, Instant now) {
  const auto to_do = each.place.state().has_settled() ? std::nullopt : day_to_be_done(each.place);
  if (to_do && *to_do < date_of(now)) return "overdue";
  const auto& items = each.place.state().items;
  const bool counts = each.place.step().kind == "collect" && !is_voluntary(each.place.step());
  if (counts && std::any_of(items.begin(), items.end(), [&](const auto& item) {
        return item.second.is_owed() && item.second.due && *item.second.due <= now;
      }))
    return "overdue";
  return std::string(name_of(each.place.state().status));
}

// One a running copy. Deadlines that would stand side by side, as those of daily reports, are left out.
List bars_of(const Sight& sight, const Axis& axis, const std::vector<ScheduledStep>& steps, const std::string& step) {
  std::vector<const ScheduledStep*> copies;
  for (const auto& each : steps)
    if (each.place.step().id == step) copies.push_back(&each);
  const bool room_for_deadlines = copies.size() <= most_deadlines;
  List out;
  for (const auto* each : copies) {
    const auto due = room_for_deadlines ? due_of(*each) : std::nullopt;
    out.push_back(Map{{"bar_left", axis.place(each->first)},
                      {"bar_width", axis.width(each->first, each->last)},
                      {"bar_style", bar_style(*each, sight.now)},
                      {"bar_days", sight.short_day(each->first) + "—" + sight.short_day(each->last)},
                      {"due_left", due && axis.holds(*due) ? Value(axis.place(add_days(*due, 1))) : Value()}});
  }
  return out;
}

}  // namespace

Value gantt(const Sight& sight) {
  const auto today = date_of(sight.now);
  const auto steps = schedule(sight.definition, sight.calendar, sight.state, today);
  const auto axis = axis_of(sight, steps);
  const auto first = std::accumulate(steps.begin(), steps.end(), sight.definition.period.first,
                                     [](Date day, const ScheduledStep& each) { return std::min(day, each.first); });
  List rows;
  for (const auto& node : diagram(sight.definition, sight.calendar, sight.state, sight.now, sight.language).nodes) {
    auto bars = bars_of(sight, axis, steps, node.id);
    if (bars.empty()) continue;
    rows.push_back(Map{{"gantt_step", node.lines.front()},
                       {"gantt_state", node.lines.back()},
                       {"gantt_style", node.state},
                       {"gantt_inner", !node.within.empty()},
                       {"bars", std::move(bars)}});
  }
  return Map{{"ticks", ticks(sight, axis, first)},
             {"today_left", axis.holds(today) ? Value(axis.place(today)) : Value()},
             {"rows", std::move(rows)}};
}

}  // namespace hongtou
