// 2023-06-10, 6月10日, 2022年1月—9月
#include <tuple>
#include <utility>

#include "engine/definition/reading/date_words.h"

namespace hongtou {

namespace {

constexpr Message reversed{"date.reversed", "“{0}”的起始日晚于截止日", "“{0}” ends before it begins",
                           "把两个日期对调，或给后一个写上年份", "exchange the two, or give the latter its year"};

constexpr Message wrong_weekday{"date.wrong_weekday", "“{0}”里的星期与日期不符",
                                "“{0}” has a weekday that is not that of the date", "核对日历，改正其中之一",
                                "look at a calendar and mend one of the two"};

constexpr int any_leap_year = 2024;

class FixedDaysReader {
 public:
  explicit FixedDaysReader(DateReading& reading) : reading_(reading) {}

  std::optional<FixedDays> read(std::string_view text) {
    Scanner scanner(text);
    FixedDays days;
    const auto first = take_part(scanner);
    if (!first) return std::nullopt;
    days.first = days.last = *first;
    take_weekday_of(*first, scanner);
    auto clock = take_clock(scanner, reading_);
    if (take_word(scanner, {"to ", "至", "到", "——", "—", "–", "~", "-"})) {
      days.from = clock;
      if (!take_last_part(scanner, days)) return std::nullopt;
      take_weekday_of(days.last, scanner);
      clock = take_clock(scanner, reading_);
    }
    take_word(scanner, {"之前", "以前", "前", "之内", "以内", "内", "期间"});
    if (!scanner.done()) return std::nullopt;
    if (is_reversed(days) || (days.first == days.last && is_reversed(days.from, clock))) tell(reversed);
    reading_.until = clock;
    return days;
  }

 private:
  // 2023年6月10日（星期六）
  void take_weekday_of(const YearPart& part, Scanner& scanner) {
    scanner.skip_spaces();
    const auto weekday = take_weekday(scanner);
    if (!weekday || !part.year || reading_.problem) return;
    const auto day = std::chrono::year(*part.year) / std::chrono::month(part.last_month) / std::chrono::day(part.last_day);
    if (day.ok() && std::chrono::weekday(std::chrono::sys_days(day)).iso_encoding() != static_cast<unsigned>(*weekday))
      tell(wrong_weekday);
  }

  bool take_last_part(Scanner& scanner, FixedDays& days) {
    auto ahead = scanner;
    if (const auto day = take_number(ahead); day && ahead.take_any({"日", "号"})) {
      days.last = {.year = days.first.year, .first_month = days.first.last_month, .last_month = days.first.last_month};
      set_days(days.last, *day, *day);
      scanner = ahead;
      return true;
    }
    ahead = scanner;
    if (take_clock(ahead, reading_)) return true;
    const auto last = take_part(scanner);
    if (!last) return false;
    days.last = *last;
    if (!days.last.year) days.last.year = days.first.year;
    if (!days.first.year) days.first.year = days.last.year;
    return true;
  }

  // Without a year the latter may lie in the next one.
  static bool is_reversed(const FixedDays& days) {
    if (!days.first.year) return false;
    const std::tuple begin(*days.first.year, days.first.first_month, days.first.first_day);
    return std::tuple(*days.last.year, days.last.last_month, days.last.last_day) < begin;
  }

  static bool is_reversed(std::optional<ClockTime> from, std::optional<ClockTime> until) {
    return from && until && std::pair(until->hour, until->minute) <= std::pair(from->hour, from->minute);
  }

  std::optional<YearPart> take_part(Scanner& scanner) {
    YearPart part;
    if (take_year_end(scanner, part)) return part;
    auto ahead = scanner;
    if (const auto year = ahead.number(4, 4)) {
      part.year = *year;
      scanner = ahead;
      return take_rest_of_year(scanner, part) ? std::optional(part) : std::nullopt;
    }
    if (take_chinese_months(scanner, part)) return part;
    const auto month = scanner.number(2, 2);
    if (!month || !scanner.take("-")) return std::nullopt;
    const auto day = scanner.number(2, 2);
    if (!day || scanner.rest().starts_with('-')) return std::nullopt;
    set_month(part, *month);
    set_days(part, *day, *day);
    return part;
  }

  static bool take_year_end(Scanner& scanner, YearPart& part) {
    if (!take_word(scanner, {"年底", "年末", "year-end"})) return false;
    part.first_month = 12;
    part.first_day = 31;
    return true;
  }

  bool take_rest_of_year(Scanner& scanner, YearPart& part) {
    if (take_word(scanner, {"年"})) {
      if (take_year_end(scanner, part)) return true;
      if (scanner.take_any({"底", "末"})) {
        part.first_month = 12;
        part.first_day = 31;
        return true;
      }
      take_chinese_months(scanner, part);
      return true;
    }
    for (const std::string_view separator : {"-", "/", "."})
      if (scanner.take(separator)) return take_numbers(scanner, part, separator);
    take_year_end(scanner, part);
    return true;
  }

  // 06, 06-10 and the like behind the year
  bool take_numbers(Scanner& scanner, YearPart& part, std::string_view separator) {
    const auto month = scanner.number(1, 2);
    if (!month) return false;
    set_month(part, *month);
    if (!scanner.take(separator)) return true;
    const auto day = scanner.number(1, 2);
    if (day) set_days(part, *day, *day);
    return day.has_value();
  }

  // 6月, 6月10日, 6月中旬, 6月底, 第2季度, 上半年
  bool take_chinese_months(Scanner& scanner, YearPart& part) {
    if (scanner.take("上半年")) return part.last_month = 6, true;
    if (scanner.take("下半年")) return part.first_month = 7, true;
    auto ahead = scanner;
    ahead.take("第");
    const auto number = take_number(ahead);
    if (!number) return false;
    if (ahead.take("季度")) {
      if (*number < 1 || *number > 4) return tell(no_such_day), false;
      part.first_month = static_cast<unsigned>(3 * *number - 2);
      part.last_month = part.first_month + 2;
    } else if (ahead.take("月")) {
      ahead.take("份");
      set_month(part, *number);
      take_chinese_days(ahead, part);
    } else {
      return false;
    }
    scanner = ahead;
    return true;
  }

  void take_chinese_days(Scanner& scanner, YearPart& part) {
    if (scanner.take_any({"底", "末"})) return set_days(part, longest(part.first_month), 31);
    if (scanner.take("上旬")) return set_days(part, 1, 10);
    if (scanner.take("中旬")) return set_days(part, 11, 20);
    if (scanner.take("下旬")) return set_days(part, 21, 31);
    auto ahead = scanner;
    const auto day = take_number(ahead);
    if (!day || !ahead.take_any({"日", "号"})) return;
    set_days(part, *day, *day);
    scanner = ahead;
  }

  static int longest(unsigned month) {
    const auto end = std::chrono::year(any_leap_year) / std::chrono::month(month) / std::chrono::last;
    return static_cast<int>(unsigned(end.day()));
  }

  void set_month(YearPart& part, int month) {
    if (month < 1 || month > 12) return tell(no_such_day);
    part.first_month = part.last_month = static_cast<unsigned>(month);
  }

  void set_days(YearPart& part, int first, int last) {
    if (first < 1 || last > 31) return tell(no_such_day);
    part.first_day = static_cast<unsigned>(first);
    part.last_day = static_cast<unsigned>(last);
    const auto year = std::chrono::year(part.year.value_or(any_leap_year));
    if (first == last && !(year / std::chrono::month(part.first_month) / std::chrono::day(part.first_day)).ok())
      tell(no_such_day);
  }

  void tell(const Message& problem) { reading_.problem = problem; }

  DateReading& reading_;
};

}  // namespace

std::optional<FixedDays> read_fixed_days(std::string_view text, DateReading& reading) {
  return FixedDaysReader(reading).read(text);
}

}  // namespace hongtou
