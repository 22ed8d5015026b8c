#include "engine/definition/date_rule.h"

#include <algorithm>

namespace hongtou {

namespace {

using namespace std::chrono_literals;
using std::chrono::last;
using std::chrono::months;
using std::chrono::year_month;

Date clamped(year_month month, unsigned day) {
  const Date end(month / last);
  return day < unsigned(end.day()) ? Date(month / std::chrono::day(day)) : end;
}

Date months_later(Date day, int count) {
  return clamped(year_month(day.year(), day.month()) + months(count), unsigned(day.day()));
}

Instant at(Date day, const ClockTime& clock) { return at_time(day, clock.hour, clock.minute); }

Date first_of(const YearPart& part, int year) {
  return clamped(std::chrono::year(year) / std::chrono::month(part.first_month), part.first_day);
}
Date last_of(const YearPart& part, int year) {
  return clamped(std::chrono::year(year) / std::chrono::month(part.last_month), part.last_day);
}

bool exists(const YearPart& part, int year) {  // 2月29日
  const auto month = std::chrono::year(year) / std::chrono::month(part.first_month);
  return part.first_day != part.last_day || (month / std::chrono::day(part.first_day)).ok();
}

Period days_in(const FixedDays& days, int year) {
  const auto begin = first_of(days.first, year);
  const auto end = last_of(days.last, days.last.year.value_or(year));
  return {begin, end < begin ? last_of(days.last, year + 1) : end};
}

std::optional<Period> first_such_days(const FixedDays& days, const Period& within) {
  for (int year = int(within.first.year()); year <= int(within.last.year()); ++year)
    if (const auto found = days_in(days, year); exists(days.first, year) && within.contains(found.first)) return found;
  return std::nullopt;
}

// What is left of days that have begun before: of 1 January to 31 December in a year that is joined in March.
std::optional<Period> rest_of_days(const FixedDays& days, const Period& within) {
  const auto found = days_in(days, int(within.first.year()));
  if (within.first < found.first || found.last < within.first) return std::nullopt;
  return Period{within.first, found.last};
}

std::optional<Period> days_of(const FixedDays& days, const DateContext& context) {
  if (days.first.year) return days_in(days, *days.first.year);
  if (context.scope_period) {
    if (const auto found = first_such_days(days, *context.scope_period)) return found;
    if (const auto found = rest_of_days(days, *context.scope_period)) return found;
  }
  return first_such_days(days, context.campaign);
}

std::optional<Period> month_in(const Period& period, int wanted) {
  const year_month first(period.first.year(), period.first.month());
  const year_month final(period.last.year(), period.last.month());
  const int count = static_cast<int>((final - first).count()) + 1;
  if (wanted == 0 || std::abs(wanted) > count) return std::nullopt;
  const auto chosen = wanted > 0 ? first + months(wanted - 1) : final + months(wanted + 1);
  return Period{std::max(period.first, Date(chosen / 1)), std::min(period.last, Date(chosen / last))};
}

std::optional<Date> nth_working_day(const Period& period, int number, const Calendar& calendar) {
  const auto day = calendar.add_working_days(add_days(number > 0 ? period.first : period.last, number > 0 ? -1 : 1), number);
  return period.contains(day) ? std::optional(day) : std::nullopt;
}

std::optional<Date> first_weekday(const Period& period, int weekday) {
  const std::chrono::weekday wanted(static_cast<unsigned>(weekday));
  const std::chrono::sys_days first(period.first);
  const Date day(first + (wanted - std::chrono::weekday(first)));
  return period.contains(day) ? std::optional(day) : std::nullopt;
}

bool is_short(const Period& period) { return days_between(period.first, period.last) < 7; }

// Day 25 is the 25th of the month, in a week or a shorter period its nth day.
Date numbered_day(const Period& period, int number) {
  if (number < 0) return std::max(period.first, add_days(period.last, number + 1));
  if (is_short(period)) return std::min(period.last, add_days(period.first, number - 1));
  const year_month month(period.first.year(), period.first.month());
  return std::clamp(clamped(month, static_cast<unsigned>(number)), period.first, period.last);
}

// The month that is meant. The 5th of a quarter is that of its last month, of the following quarter that of its first.
std::optional<Period> part_of(const Period& period, const DayOfPeriod& rule) {
  if (is_short(period)) return period;
  if (rule.month) return month_in(period, *rule.month);
  if (rule.kind != DayOfPeriod::Kind::day || rule.number < 0) return period;
  return month_in(period, rule.following ? 1 : -1);
}

Period period_of(const DayOfPeriod& rule, const DateContext& context) {
  return rule.following ? following(*context.scope_period) : *context.scope_period;
}

std::optional<Date> day_of(const DayOfPeriod& rule, const DateContext& context) {
  if (!context.scope_period) return std::nullopt;
  const auto part = part_of(period_of(rule, context), rule);
  if (!part) return std::nullopt;
  if (rule.kind == DayOfPeriod::Kind::working_day) return nth_working_day(*part, rule.number, context.calendar);
  if (rule.kind == DayOfPeriod::Kind::weekday) return first_weekday(*part, rule.number);
  return numbered_day(*part, rule.number);
}

std::optional<TimeSpan> anchor_of(const Offset& offset, const DateContext& context) {
  if (offset.anchor == Offset::Anchor::step) return context.anchor ? context.anchor(offset.step) : std::nullopt;
  if (offset.anchor == Offset::Anchor::lateness)  // the due day ends as the lateness begins
    return context.late_since ? std::optional(TimeSpan{*context.late_since - 1us, *context.late_since}) : std::nullopt;
  const auto& moment = offset.anchor == Offset::Anchor::opening ? context.opened : context.case_opened;
  return moment ? std::optional(TimeSpan{*moment, *moment}) : std::nullopt;
}

Date counted(Date from, int count, Offset::Unit unit, const Calendar& calendar) {
  switch (unit) {
    case Offset::Unit::working_day:
      return calendar.add_working_days(from, count);
    case Offset::Unit::week:
      return add_days(from, 7 * count);
    case Offset::Unit::month:
      return months_later(from, count);
    default:
      return add_days(from, count);
  }
}

TimeSpan last_day_of(const TimeSpan& span) { return {start_of_day(span.last_day()), span.end}; }

std::optional<TimeSpan> span_of(const Offset& offset, const DateContext& context) {
  const auto anchor = anchor_of(offset, context);
  if (!anchor) return std::nullopt;
  const bool at_its_end = offset.unit == Offset::Unit::hour && offset.count == 0 && !offset.before;
  if (at_its_end) return anchor->first == anchor->end ? anchor : std::optional(last_day_of(*anchor));
  const int count = offset.before ? -offset.count : offset.count;
  const auto from = offset.before ? anchor->first : anchor->end;
  TimeSpan counted_out;
  if (offset.unit == Offset::Unit::hour) {
    counted_out.first = counted_out.end = from + std::chrono::hours(count);
  } else {
    const auto day = counted(offset.before ? anchor->first_day() : anchor->last_day(), count, offset.unit, context.calendar);
    counted_out = span_of(Period{day, day});
  }
  if (!offset.within) return counted_out;
  return offset.before ? TimeSpan{counted_out.first, from} : TimeSpan{from, counted_out.end};
}

// What the words before any clock time, shift or exclusion mean.
class Resolution {
 public:
  explicit Resolution(const DateContext& context) : context_(context) {}

  std::optional<TimeSpan> operator()(const FixedDays& rule) const {
    const auto days = days_of(rule, context_);
    if (!days) return std::nullopt;
    auto span = span_of(*days);
    if (rule.from) span.first = at(days->first, *rule.from);
    return span;
  }
  std::optional<TimeSpan> operator()(const DayOfPeriod& rule) const {
    const auto day = day_of(rule, context_);
    return day ? std::optional(span_of(Period{rule.within ? period_of(rule, context_).first : *day, *day})) : std::nullopt;
  }
  std::optional<TimeSpan> operator()(const Offset& rule) const { return span_of(rule, context_); }
  std::optional<TimeSpan> operator()(const NoDate& rule) const {
    return rule.service_target ? span_of(*rule.service_target, context_) : std::nullopt;
  }

 private:
  const DateContext& context_;
};

Date shifted(Date day, DateRule::Shift shift, const Calendar& calendar) {
  if (shift == DateRule::Shift::previous_working_day) return calendar.this_or_previous_working_day(day);
  if (shift == DateRule::Shift::next_working_day) return calendar.this_or_next_working_day(day);
  return day;
}

// Moves the last day; a span of one day moves as a whole.
TimeSpan shifted(const TimeSpan& span, DateRule::Shift shift, const Calendar& calendar) {
  const auto day = shifted(span.last_day(), shift, calendar);
  const auto moved = std::chrono::sys_days(day) - std::chrono::sys_days(span.last_day());
  const auto first = span.first_day() == span.last_day() ? span.first + moved : span.first;
  return {std::min(first, span.end + moved), span.end + moved};
}

template <class Rule>
auto offset_in(Rule& rule) -> decltype(std::get_if<Offset>(&rule.when)) {
  if (auto* offset = std::get_if<Offset>(&rule.when)) return offset;
  auto* none = std::get_if<NoDate>(&rule.when);
  return none != nullptr && none->service_target ? &*none->service_target : nullptr;
}

}  // namespace

Date TimeSpan::last_day() const { return date_of(end > first ? end - 1us : end); }

TimeSpan span_of(const Period& days) { return {start_of_day(days.first), end_of_day(days.last)}; }

std::vector<std::string> DateRule::anchors() const {
  const auto* offset = offset_in(*this);
  if (offset == nullptr || offset->anchor != Offset::Anchor::step) return {};
  return {offset->step};
}

void DateRule::begin_anchors_with(std::string_view called) {
  if (auto* offset = offset_in(*this); offset != nullptr && offset->anchor == Offset::Anchor::step)
    offset->step.insert(0, called);
}

bool DateRule::counts_from_registration() const {
  const auto* offset = offset_in(*this);
  return offset != nullptr && offset->anchor == Offset::Anchor::registration;
}

bool DateRule::counts_from_lateness() const {
  const auto* offset = offset_in(*this);
  return offset != nullptr && offset->anchor == Offset::Anchor::lateness;
}

bool DateRule::counts_working_days() const {
  const auto* offset = offset_in(*this);
  const auto* day = std::get_if<DayOfPeriod>(&when);
  return shift != Shift::none || (offset != nullptr && offset->unit == Offset::Unit::working_day) ||
         (day != nullptr && day->kind == DayOfPeriod::Kind::working_day);
}

bool DateRule::is_binding() const { return !tentative && !std::holds_alternative<NoDate>(when); }

bool DateRule::is(NoDate::Kind kind) const {
  const auto* none = std::get_if<NoDate>(&when);
  return none != nullptr && none->kind == kind;
}

DateRule end_of_step(std::string_view step, const Position& position) {
  Offset offset;
  offset.unit = Offset::Unit::hour;
  offset.anchor = Offset::Anchor::step;
  offset.step = step;
  DateRule rule;
  rule.when = std::move(offset);
  rule.text = step;
  rule.position = position;
  return rule;
}

std::optional<ResolvedDate> resolve(const DateRule& rule, const DateContext& context) {
  auto span = std::visit(Resolution(context), rule.when);
  if (!span) return std::nullopt;
  const bool one_day = span->first == start_of_day(span->last_day());
  if (rule.exclusive) span->end = start_of_day(span->last_day());
  if (rule.exclusive && one_day) span->first = start_of_day(date_of(span->end - 1us));
  auto out = shifted(*span, rule.shift, context.calendar);
  const auto* days = std::get_if<FixedDays>(&rule.when);
  if (rule.until) {
    out.end = at(out.last_day(), *rule.until);
    if (one_day && (days == nullptr || !days->from)) out.first = out.end;
    out.first = std::min(out.first, out.end);
  }
  const auto known = [&](Instant moment) { return context.calendar.knows(date_of(moment).year()); };
  const bool provisional = rule.counts_working_days() && !(known(span->first) && known(out.first) && known(out.end - 1us));
  return ResolvedDate{out, provisional};
}

std::optional<Instant> due_by(const DateRule& rule, const DateContext& context) {
  if (!rule.is_binding()) return std::nullopt;
  const auto date = resolve(rule, context);
  return date ? std::optional(date->due()) : std::nullopt;
}

bool falls_on_rest_day(const ResolvedDate& date, const Calendar& calendar) { return !calendar.is_working_day(date.due_day()); }

}  // namespace hongtou
