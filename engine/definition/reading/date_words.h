// The parts that dates are written with: numbers, clock times, durations. Private to the readers of dates.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "engine/definition/date_rule.h"
#include "engine/scanner.h"

namespace hongtou {

inline constexpr Message no_such_day{"date.no_such_day", "“{0}”里有日历上没有的日子", "“{0}” names a day that no calendar has",
                                     "核对月份和日期，例如 6 月只有 30 天", "check month and day: June, say, has 30 days"};

// What a reader finds beside the days themselves.
struct DateReading {
  std::optional<ClockTime> until;
  std::optional<Message> problem;  // more to the point than “unreadable”
};

// Each takes the whole text or gives nothing.
std::optional<FixedDays> read_fixed_days(std::string_view text, DateReading& reading);
std::optional<DayOfPeriod> read_day_of_period(std::string_view text, DateReading& reading);
// A day such as 2023-06-10 or 6月10日 and nothing else.
bool is_fixed_days(std::string_view text);

std::optional<int> take_number(Scanner& scanner);                                 // 5, 五, 十五, 二十
bool take_word(Scanner& scanner, std::initializer_list<std::string_view> words);  // one of them and the spaces around it
std::optional<ClockTime> take_clock(Scanner& scanner, DateReading& reading);      // 17:00, 17时30分, 下午5时
std::optional<Offset> take_duration(Scanner& scanner);                            // 5 working days, 5个工作日
std::optional<int> take_weekday(Scanner& scanner);                                // friday, 周五, 星期五: Monday is 1
std::optional<int> take_weekday_digit(Scanner& scanner);                          // 五
// An optional clock time and 前, then nothing.
bool take_rest(Scanner& scanner, DateReading& reading);

}  // namespace hongtou
