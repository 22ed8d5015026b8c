// DateRule: when something is to happen, as a notice says it: a day, a day of each month, five working days after the notice, in
// good time. Parsed once; resolved when what it refers to is known. docs/dates.md lists all ways to write one.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/calendar.h"
#include "engine/result.h"

namespace hongtou {

// A stretch of time, from `first` up to but without `end`. A moment has first == end.
struct TimeSpan {
  Instant first;
  Instant end;

  Date first_day() const { return date_of(first); }
  Date last_day() const;  // the day that `end` completes
  bool operator==(const TimeSpan&) const = default;
};
TimeSpan span_of(const Period& days);

struct ClockTime {
  int hour = 0;  // 24:00 ends the day
  int minute = 0;
  bool operator==(const ClockTime&) const = default;
};

// Months and days of a year: all of it, a quarter, a month, the middle third of a month (中旬), a day.
struct YearPart {
  std::optional<int> year;  // none: the first such days within the campaign
  unsigned first_month = 1;
  unsigned last_month = 12;
  unsigned first_day = 1;
  unsigned last_day = 31;  // days are clamped to the length of the month
  bool operator==(const YearPart&) const = default;
};

// 2023-06-10, 6月10日, 2022年1月—9月, 2022年底
struct FixedDays {
  YearPart first;
  YearPart last;
  std::optional<ClockTime> from;  // of the first day
};

// day 25, friday, last working day: a day of the period that is reported on, or of the one that follows it.
struct DayOfPeriod {
  enum class Kind { day, working_day, weekday };
  Kind kind = Kind::day;
  int number = 1;            // from 1; negative counts from the end; weekday: Monday 1 to Sunday 7, the first one in the period
  std::optional<int> month;  // within the period, from 1; negative counts from the end
  bool within = false;       // 每月前5个工作日: as a window from the period's first day
  bool following = false;    // 次月5日
};

// 5 working days after notice (0 hours: its end). Counts from the day after; the anchor's last day for after, first for before.
struct Offset {
  enum class Unit { hour, day, working_day, week, month };
  // The step's own opening, the case's registration, the due date that was missed, another step's settling.
  enum class Anchor { opening, registration, lateness, step };
  int count = 0;
  Unit unit = Unit::day;
  bool before = false;
  bool within = false;  // 5日内: as a window all the time between
  Anchor anchor = Anchor::opening;
  std::string step;  // of Anchor::step
};

// No date: in good time, now and then, to be told later.
struct NoDate {
  enum class Kind { timely, unscheduled, late_bound };
  Kind kind = Kind::timely;
  std::optional<Offset> service_target;  // timely 5 working days
};

struct DateRule {
  enum class Shift { none, previous_working_day, next_working_day };

  std::variant<FixedDays, DayOfPeriod, Offset, NoDate> when;
  std::optional<ClockTime> until;  // of the last day; none: the day's end
  Shift shift = Shift::none;       // when the day is a rest day; a printed deadline is not shifted
  bool exclusive = false;          // 不含当日
  bool tentative = false;          // 拟于
  std::string text;                // as written
  Position position;

  std::vector<std::string> anchors() const;          // steps it refers to
  void begin_anchors_with(std::string_view called);  // names of a called workflow's steps
  bool counts_from_registration() const;             // stands inside a case only
  bool counts_from_lateness() const;                 // stands inside a supervise step only
  bool is_absolute() const { return std::holds_alternative<FixedDays>(when); }
  bool needs_period() const { return std::holds_alternative<DayOfPeriod>(when); }  // stands inside a repeat only
  bool is_tentative() const { return tentative; }
  bool is_timely() const { return is(NoDate::Kind::timely); }
  bool is_unscheduled() const { return is(NoDate::Kind::unscheduled); }
  bool is_late_bound() const { return is(NoDate::Kind::late_bound); }
  bool counts_working_days() const;
  bool is_binding() const;  // false: an intention or a service target; nobody is late by it

 private:
  bool is(NoDate::Kind kind) const;
};

// Errors: date.unreadable, date.no_such_day, date.no_such_time, date.reversed, date.wrong_weekday, date.before_or_by,
// date.does_not_fit.
Result<DateRule> parse_date_rule(std::string_view text, const Position& position);

// The name of a step alone: the last of its days, or the moment it settles.
DateRule end_of_step(std::string_view step, const Position& position);

// What a rule may refer to. What is not known yet is left empty: then rules that need it resolve to nothing.
struct DateContext {
  const Calendar& calendar;
  Period campaign;
  std::optional<Period> scope_period = {};                                    // of the innermost repeat
  std::optional<Instant> opened = {};                                         // the step
  std::optional<Instant> case_opened = {};                                    // registration of the case
  std::optional<Instant> late_since = {};                                     // of those who are supervised
  std::function<std::optional<TimeSpan>(std::string_view step)> anchor = {};  // a moment when it settled; the window of a mark
};

struct ResolvedDate {
  TimeSpan span;
  bool provisional = false;  // counts working days of a year whose arrangement is not known

  Instant due() const { return span.end; }  // in time is what comes before this
  Date due_day() const { return span.last_day(); }
  Instant opening() const { return span.first; }
};

std::optional<ResolvedDate> resolve(const DateRule& rule, const DateContext& context);
// The moment after which somebody is late: nothing when the rule does not bind.
std::optional<Instant> due_by(const DateRule& rule, const DateContext& context);
bool falls_on_rest_day(const ResolvedDate& date, const Calendar& calendar);

}  // namespace hongtou
