// Dates, times and durations of FEEL, as text and as numbers. DMN 1.3, 10.3.2.3.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "engine/calendar.h"
#include "engine/decimal.h"
#include "engine/value.h"

namespace hongtou::feel {

// An offset from UTC, or the name of a zone such as Asia/Shanghai (then the offset depends on the day).
struct Zone {
  std::string id;
  int offset_s = 0;  // if there is no id

  bool operator==(const Zone&) const = default;
};

struct Time {
  std::int64_t nanoseconds = 0;  // since midnight
  std::optional<Zone> zone = {};
};

struct DateTime {
  Date date;
  Time time;
};

struct DaysDuration {
  Decimal seconds;
};

struct MonthsDuration {
  std::int64_t months = 0;  // within ±most_months
};

inline constexpr std::int64_t most_months = 12'000'000'000;

inline constexpr std::int64_t second_ns = 1'000'000'000;
inline constexpr std::int64_t day_s = 86'400;
inline constexpr int campaign_offset_s = 8 * 3600;  // what has no zone is Shanghai time

bool is_zone(const std::string& id);

std::optional<Time> parse_time(std::string_view text);                   // 09:30, 09:30:00.5+08:00, 09:30:00@Asia/Shanghai, …Z
std::optional<DateTime> parse_date_time(std::string_view text);          // 2023-06-10T09:30:00…; a bare date is its midnight
std::optional<DaysDuration> parse_days_duration(std::string_view text);  // -P1DT2H3M4.5S
std::optional<MonthsDuration> parse_months_duration(std::string_view text);  // P1Y2M
Value parse_temporal(std::string_view text);  // whichever of these it is, as in @"2023-06-10"; null if none

std::string to_text(const Time& time);
std::string to_text(const DateTime& date_time);
std::string to_text(const DaysDuration& duration);
std::string to_text(const MonthsDuration& duration);

Decimal seconds_of(const DateTime& moment);  // since 1970 UTC
Decimal seconds_of(const Time& time);        // since midnight UTC
std::optional<int> offset_of(const DateTime& moment);
DateTime from_instant(Instant instant);  // with +08:00

// Nothing when the result lies outside the calendar (years ±32767).
std::optional<DateTime> plus(const DateTime& moment, const DaysDuration& duration);
std::optional<Date> plus(Date date, const MonthsDuration& duration);  // 31 January + 1 month is the last of February
Time plus(const Time& time, const DaysDuration& duration);
MonthsDuration months_between(Date from, Date to);  // whole months

}  // namespace hongtou::feel
