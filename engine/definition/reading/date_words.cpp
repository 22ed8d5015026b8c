#include "engine/definition/reading/date_words.h"

#include <algorithm>
#include <array>

namespace hongtou {

namespace {

constexpr Message no_such_time{"date.no_such_time", "“{0}”里的钟点不存在", "“{0}” names a time that no day has",
                               "写 0:00 到 24:00 之间的时刻，例如 17:00 或 17时30分",
                               "write a time from 0:00 to 24:00, such as 17:00"};

std::optional<int> take_chinese_digit(Scanner& scanner) {
  static constexpr std::array<std::string_view, 10> digits{"一", "二", "三", "四", "五", "六", "七", "八", "九", "两"};
  for (std::size_t at = 0; at < digits.size(); ++at)
    if (scanner.take(digits[at])) return at == 9 ? 2 : static_cast<int>(at) + 1;
  return std::nullopt;
}

std::optional<ClockTime> checked(int hour, int minute, DateReading& reading) {
  if (hour < 24 && minute < 60) return ClockTime{hour, minute};
  if (hour != 24 || minute != 0) reading.problem = no_such_time;
  return std::nullopt;  // 24:00 is the day's end
}

}  // namespace

std::optional<int> take_number(Scanner& scanner) {
  if (const auto number = scanner.number(1, 4)) return number;
  const auto first = take_chinese_digit(scanner);
  if (!scanner.take("十")) return first;
  return first.value_or(1) * 10 + take_chinese_digit(scanner).value_or(0);
}

bool take_word(Scanner& scanner, std::initializer_list<std::string_view> words) {
  scanner.skip_spaces();
  if (!scanner.take_any(words)) return false;
  scanner.skip_spaces();
  return true;
}

std::optional<ClockTime> take_clock(Scanner& scanner, DateReading& reading) {
  auto ahead = scanner;
  ahead.skip_spaces();
  const bool morning = take_word(ahead, {"上午", "早上"});
  const bool afternoon = !morning && take_word(ahead, {"下午", "晚上"});
  const auto hour = take_number(ahead);
  std::optional<int> minute = 0;
  if (!hour) return std::nullopt;
  if (ahead.take(":")) {
    minute = ahead.number(2, 2);
    if (!minute) return std::nullopt;
  } else if (ahead.take_any({"时", "点"})) {
    auto minutes = ahead;
    if (minutes.take("半"))
      minute = 30, ahead = minutes;
    else if (const auto number = take_number(minutes); number && minutes.take("分"))
      minute = number, ahead = minutes;
  } else {
    return std::nullopt;
  }
  scanner = ahead;
  return checked(afternoon && *hour < 12 ? *hour + 12 : *hour, *minute, reading);
}

std::optional<Offset> take_duration(Scanner& scanner) {
  const auto count = take_number(scanner);
  if (!count) return std::nullopt;
  Offset out;
  out.count = *count;
  out.within = true;
  if (take_word(scanner, {"working days", "working day", "个工作日", "工作日"}))
    out.unit = Offset::Unit::working_day;
  else if (take_word(scanner, {"hours", "hour", "个小时", "小时"}))
    out.unit = Offset::Unit::hour;
  else if (take_word(scanner, {"weeks", "week", "个星期", "周"}))
    out.unit = Offset::Unit::week;
  else if (take_word(scanner, {"months", "month", "个月"}))
    out.unit = Offset::Unit::month;
  else if (!take_word(scanner, {"days", "day", "个自然日", "自然日", "日", "天"}))
    return std::nullopt;
  return out;
}

std::optional<int> take_weekday_digit(Scanner& scanner) {
  static constexpr std::array<std::string_view, 8> digits{"一", "二", "三", "四", "五", "六", "日", "天"};
  for (std::size_t at = 0; at < digits.size(); ++at)
    if (scanner.take(digits[at])) return std::min(static_cast<int>(at) + 1, 7);
  return std::nullopt;
}

std::optional<int> take_weekday(Scanner& scanner) {
  static constexpr std::array<std::string_view, 7> names{"monday", "tuesday",  "wednesday", "thursday",
                                                         "friday", "saturday", "sunday"};
  for (std::size_t at = 0; at < names.size(); ++at)
    if (scanner.take(names[at])) return static_cast<int>(at) + 1;
  auto ahead = scanner;
  if (!ahead.take_any({"周", "星期"})) return std::nullopt;
  const auto day = take_weekday_digit(ahead);
  if (day) scanner = ahead;
  return day;
}

bool take_rest(Scanner& scanner, DateReading& reading) {
  reading.until = take_clock(scanner, reading);
  take_word(scanner, {"之前", "以前", "前"});
  return scanner.done();
}

bool is_fixed_days(std::string_view text) {
  DateReading reading;
  return read_fixed_days(text, reading).has_value();
}

}  // namespace hongtou
