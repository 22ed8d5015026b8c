// day 25, 每月25日, 次月5日, last working day
#include <algorithm>
#include <array>

#include "engine/definition/reading/date_words.h"

namespace hongtou {

namespace {

class DayOfPeriodReader {
 public:
  explicit DayOfPeriodReader(DateReading& reading) : reading_(reading) {}

  std::optional<DayOfPeriod> read(std::string_view text) {
    Scanner scanner(text);
    DayOfPeriod out;
    const bool week = take_period(scanner, out);
    take_month(scanner, out);
    if (!take_day(scanner, out, week) || !take_rest(scanner, reading_)) return std::nullopt;
    return out;
  }

 private:
  // The words for the period itself; true if it is a week.
  bool take_period(Scanner& scanner, DayOfPeriod& out) {
    if (take_word(scanner, {"每周", "每星期", "本周", "当周"})) return true;
    if (take_word(scanner, {"每日", "每天", "当日", "当天"})) return daily_ = true, false;
    if (take_word(scanner,
                  {"每半个月", "每半月", "每个月", "每月", "每季度", "每季", "每半年", "本月", "当月", "本季度", "当季"}))
      return false;
    if (take_word(scanner, {"每年", "本年", "当年"})) return in_year_ = true, false;
    if (take_word(scanner, {"次周", "下周", "次星期", "下星期"})) return out.following = true;
    if (take_word(scanner, {"次年", "下一年", "next year "})) return in_year_ = out.following = true, false;
    out.following = take_word(scanner, {"次月", "下个月", "下月", "次季度", "下季度", "次季", "下季", "next week ",
                                        "next half-month ", "next month ", "next quarter ", "next half-year ", "next period "});
    return false;
  }

  void take_month(Scanner& scanner, DayOfPeriod& out) {
    if (take_word(scanner, {"首月", "first month "})) out.month = 1;
    if (take_word(scanner, {"末月", "最后一个月", "last month "})) out.month = -1;
    auto ahead = scanner;
    const bool english = take_word(ahead, {"month "});
    const bool ordinal = ahead.take("第");
    const auto number = take_number(ahead);
    if (!number || !(english || ahead.take(ordinal ? "个月" : "月"))) return;
    if (!english && !ordinal && !in_year_) return;
    if (*number < 1 || *number > 12) tell(no_such_day);
    out.month = *number;
    scanner = ahead;
  }

  bool take_day(Scanner& scanner, DayOfPeriod& out, bool week) {
    auto ahead = scanner;
    if (daily_ && (scanner.done() || take_clock(ahead, reading_))) return set_day(out, DayOfPeriod::Kind::day, -1);
    if (take_word(scanner, {"最后一个工作日", "last working day"})) return set_day(out, DayOfPeriod::Kind::working_day, -1);
    if (take_word(scanner, {"首个工作日", "first working day"})) return set_day(out, DayOfPeriod::Kind::working_day, 1);
    if (take_word(scanner, {"最后一天", "最后一日", "末日", "月底", "月末", "季度末", "季末", "年底", "年末", "末", "底",
                            "last day", "month-end"}))
      return set_day(out, DayOfPeriod::Kind::day, -1);
    if (take_word(scanner, {"第一天", "首日", "first day"})) {
      if (!out.month) out.month = 1;
      return set_day(out, DayOfPeriod::Kind::day, 1);
    }
    if (take_word(scanner, {"次日", "翌日", "next day"})) {
      out.following = true;
      return set_day(out, DayOfPeriod::Kind::day, 1);
    }
    return take_day_of_week(scanner, out, week) || take_numbered_working_day(scanner, out) || take_numbered_day(scanner, out);
  }

  static bool set_day(DayOfPeriod& out, DayOfPeriod::Kind kind, int number) {
    out.kind = kind;
    out.number = number;
    return true;
  }

  static bool take_day_of_week(Scanner& scanner, DayOfPeriod& out, bool week) {
    auto ahead = scanner;
    if (week) ahead.take_any({"周", "星期"});
    const auto day = week ? take_weekday_digit(ahead) : take_weekday(ahead);
    if (!day) return false;
    scanner = ahead;
    return set_day(out, DayOfPeriod::Kind::weekday, *day);
  }

  bool take_numbered_working_day(Scanner& scanner, DayOfPeriod& out) {
    auto ahead = scanner;
    const bool english = take_word(ahead, {"working day "});
    const bool backwards = english ? ahead.take("-") : ahead.take("倒数");
    const bool within = !english && !backwards && ahead.take("前");  // 每月前5个工作日
    if (!english && !within && !ahead.take("第")) return false;
    const auto number = take_number(ahead);
    if (!number || (!english && !ahead.take("个工作日"))) return false;
    if (within) ahead.take_any({"以内", "之内", "内"});
    out.within = within;
    if (*number < 1 || *number > 260) tell(no_such_day);
    scanner = ahead;
    return set_day(out, DayOfPeriod::Kind::working_day, backwards ? -*number : *number);
  }

  bool take_numbered_day(Scanner& scanner, DayOfPeriod& out) {
    auto ahead = scanner;
    const bool english = take_word(ahead, {"day "});
    const auto number = take_number(ahead);
    if (!number || (!english && !ahead.take_any({"日", "号"}))) return false;
    auto behind = ahead;
    if (take_word(behind, {"内", "以内", "之内", "后", "之后"})) return false;  // 5日内 counts from the opening
    if (*number < 1 || *number > 31) tell(no_such_day);
    scanner = ahead;
    return set_day(out, DayOfPeriod::Kind::day, *number);
  }

  void tell(const Message& problem) { reading_.problem = problem; }

  DateReading& reading_;
  bool in_year_ = false;  // “6月” after it is a month of the period
  bool daily_ = false;
};

}  // namespace

std::optional<DayOfPeriod> read_day_of_period(std::string_view text, DateReading& reading) {
  return DayOfPeriodReader(reading).read(text);
}

}  // namespace hongtou
