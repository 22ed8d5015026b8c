// Dates, instants and working days. Campaign time is Asia/Shanghai: UTC+8 all year, no daylight saving since 1991.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"

namespace hongtou {

using Date = std::chrono::year_month_day;                          // a calendar day in Shanghai
using Instant = std::chrono::sys_time<std::chrono::microseconds>;  // a moment, UTC

// Both days belong to it. A single day has first == last.
struct Period {
  Date first{};  // 0-0-0, which is no day, until it is set
  Date last{};

  bool contains(Date day) const { return first <= day && day <= last; }
  bool operator==(const Period&) const = default;
};

Date add_days(Date day, int days);
// The period after it of the same kind: as many whole months, the other half of a month, or as many days.
Period following(const Period& period);
int days_between(Date from, Date to);  // 0 for the same day
Instant start_of_day(Date day);        // 00:00 in Shanghai
Instant end_of_day(Date day);          // 00:00 of the next day: "X日前" is before this
Instant at_time(Date day, int hour, int minute = 0);
Date date_of(Instant instant);  // the day in Shanghai

std::string to_text(Date day);               // 2023-06-10
std::string to_chinese(Date day);            // 2023年6月10日, GB/T 9704—2012, 7.3.5.4
std::string to_text(Instant instant);        // 2023-06-10T09:00:00+08:00; with .ffffff when not whole
std::string to_local_text(Instant instant);  // 2023-06-10 09:00

// 2023-06-10 and 2023年6月10日; nothing if it is no day of the calendar.
std::optional<Date> parse_date(std::string_view text);
// What to_text(Instant) writes; also "2023-06-10 09:00[:00]" and a bare date (00:00), in Shanghai time.
std::optional<Instant> parse_instant(std::string_view text);
// A date, 2023-06 or 2023年6月 (the month), 2023 or 2023年 (the year), or two of these with " to ", "至" or "—" between.
std::optional<Period> parse_period(std::string_view text);

// Working days of the State Council's yearly arrangements. Immutable once read: may be shared between threads.
class Calendar {
 public:
  // Files: one line a day, `date,off|work,name` (休 and 班 as well), `#` for comments. Later files win.
  // A year is known once a file named after it has been read: calendars/2023.csv makes 2023 known.
  // Errors: calendar.line (what a line should look like), calendar.date, calendar.not_utf8. Warns: calendar.twice.
  static Result<Calendar> read(const std::vector<std::pair<std::string, std::string>>& name_and_text);

  // This one with an office's own days on top: its rest days and working days win, and no further year is known.
  Calendar with(const Calendar& own) const;

  // A rest day is one listed as off, or a Saturday or Sunday not listed as work.
  bool is_working_day(Date day) const;
  // Counts strictly after (n > 0) or before (n < 0) the day; n = 0 is the day itself, whatever it is.
  Date add_working_days(Date day, int n) const;
  Date this_or_previous_working_day(Date day) const;
  Date this_or_next_working_day(Date day) const;
  // Working days after `from` up to and including `to`; when `to` lies before `from`, those before `from` down to and
  // including `to`, negative.
  int working_days_between(Date from, Date to) const;
  // False: no arrangement is known for that year, so only weekends count and a date is provisional.
  bool knows(std::chrono::year year) const;
  bool is_empty() const { return years_.empty(); }  // no arrangement of any year is known
  std::string name_of(Date day) const;              // 端午节, or ""

 private:
  struct Entry {
    bool off = false;
    std::string name;
  };
  std::map<Date, Entry> entries_;
  std::set<std::chrono::year> years_;
};

}  // namespace hongtou
