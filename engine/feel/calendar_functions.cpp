// DMN 1.3, 10.3.4.7 and 10.3.4.8; working days are those of the campaign calendar.
#include <array>

#include "engine/feel/functions.h"
#include "engine/feel/operations.h"

namespace hongtou::feel {

namespace {

constexpr Message no_calendar{"expression.no_calendar", "“{0}”需要工作日历，这里没有",
                              "“{0}” needs a calendar and there is none here", "在活动里使用，或先给出日历",
                              "use it in a campaign, or give a calendar"};
constexpr Message no_clock{"expression.no_clock", "“{0}”需要当前时间，这里没有",
                           "“{0}” needs to know the time and it is not known here", "在活动里使用，或先给出时间",
                           "use it in a campaign, or give the time"};

constexpr std::array weekdays{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                            "July",    "August",   "September", "October", "November", "December"};

Date date_at(const Arguments& arguments, std::size_t index) {
  const auto* moment = as<DateTime>(arguments[index]);
  return moment != nullptr ? moment->date : *as<Date>(arguments[index]);
}

Value today(const Arguments& arguments) {
  const auto now = arguments.scope.environment.now;
  return now ? special(date_of(*now)) : arguments.fail(no_clock, {std::string(arguments.function.name)});
}

Value now(const Arguments& arguments) {
  const auto instant = arguments.scope.environment.now;
  return instant ? special(from_instant(*instant)) : arguments.fail(no_clock, {std::string(arguments.function.name)});
}

int day_number(Date date) { return days_between(date.year() / 1 / 1, date) + 1; }
Value day_of_year(const Arguments& arguments) { return day_number(date_at(arguments, 0)); }

Value day_of_week(const Arguments& arguments) { return weekdays[std::chrono::weekday(date_at(arguments, 0)).iso_encoding() - 1]; }

Value month_of_year(const Arguments& arguments) { return months[static_cast<unsigned>(date_at(arguments, 0).month()) - 1]; }

// ISO 8601: the week of its Thursday.
Value week_of_year(const Arguments& arguments) {
  const auto date = date_at(arguments, 0);
  const auto thursday = add_days(date, 4 - static_cast<int>(std::chrono::weekday(date).iso_encoding()));
  return (day_number(thursday) - 1) / 7 + 1;
}

Value last_day_of_month(const Arguments& arguments) {
  const auto date = date_at(arguments, 0);
  const Date last = date.year() / date.month() / std::chrono::last;
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

template <class Use>
Value with_calendar(const Arguments& arguments, Use use) {
  const auto* calendar = arguments.scope.environment.calendar;
  return calendar != nullptr ? use(*calendar) : arguments.fail(no_calendar, {std::string(arguments.function.name)});
}

Value is_working_day(const Arguments& arguments) {
  return with_calendar(arguments,
                       [&](const Calendar& calendar) -> Value { return calendar.is_working_day(date_at(arguments, 0)); });
}

Value add_working_days(const Arguments& arguments) {
  constexpr int most = 10'000;
  return with_calendar(arguments, [&](const Calendar& calendar) -> Value {
    const auto days = arguments.whole(1, most);
    return days ? special(calendar.add_working_days(date_at(arguments, 0), *days)) : Value();
  });
}

Value working_days_between(const Arguments& arguments) {
  constexpr int most = 100'000;
  return with_calendar(arguments, [&](const Calendar& calendar) -> Value {
    const auto from = date_at(arguments, 0);
    const auto to = date_at(arguments, 1);
    return std::abs(days_between(from, to)) > most ? Value() : Value(calendar.working_days_between(from, to));
  });
}

Value is_same(const Arguments& arguments) {
  const auto kind = kind_of(arguments[0]);
  if (kind != kind_of(arguments[1])) return false;
  // Unlike =, the zone counts: 09:00Z is not 17:00+08:00.
  if ((kind & (kind::time | kind::date_time)) != 0) return plain(arguments[0]) == plain(arguments[1]);
  return is_true(equal(arguments[0], arguments[1]));
}

}  // namespace

const std::vector<Function>& calendar_functions() {
  constexpr Parameter date{"date", kind::date | kind::date_time};
  static const std::vector<Function> table{
      {"today", "今天", {}, kind::date, today},
      {"now", "现在", {}, kind::date_time, now},
      {"day of year", "", {date}, kind::number, day_of_year},
      {"day of week", "", {date}, kind::text, day_of_week},
      {"month of year", "", {date}, kind::text, month_of_year},
      {"week of year", "", {date}, kind::number, week_of_year},
      {"last day of month", "", {date}, kind::number, last_day_of_month},
      {"is", "", {{"value1", kind::any}, {"value2", kind::any}}, kind::boolean, is_same},
      {"is working day", "是工作日", {date}, kind::boolean, is_working_day},
      {"add working days", "加工作日", {date, {"n", kind::number}}, kind::date, add_working_days},
      {"working days between",
       "工作日数",
       {{"from", kind::date | kind::date_time}, {"to", kind::date | kind::date_time}},
       kind::number,
       working_days_between},
  };
  return table;
}

}  // namespace hongtou::feel
