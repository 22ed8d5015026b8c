// Words of a notice → DateRule. Each reader below takes the whole text or nothing.
#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "engine/definition/date_rule.h"
#include "engine/scanner.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message unreadable{"date.unreadable", "看不懂“{0}”是什么时间", "“{0}” is no date that can be understood",
                             "写成例如 2023-06-10、6月10日17时、每月25日、notice后5个工作日内、及时；全部写法见 docs/dates.md",
                             "write for example 2023-06-10, 06-10 17:00, day 25, 5 working days after notice, timely; "
                             "docs/dates.md has all of them"};
constexpr Message no_such_day{"date.no_such_day", "“{0}”里有日历上没有的日子", "“{0}” names a day that no calendar has",
                              "核对月份和日期，例如 6 月只有 30 天", "check month and day: June, say, has 30 days"};
constexpr Message no_such_time{"date.no_such_time", "“{0}”里的钟点不存在", "“{0}” names a time that no day has",
                               "写 0:00 到 24:00 之间的时刻，例如 17:00 或 17时30分",
                               "write a time from 0:00 to 24:00, such as 17:00"};
constexpr Message reversed{"date.reversed", "“{0}”的起始日晚于截止日", "“{0}” ends before it begins",
                           "把两个日期对调，或给后一个写上年份", "exchange the two, or give the latter its year"};
constexpr Message before_or_by{"date.before_or_by", "“{0}”没有说明含不含当日",
                               "“{0}” leaves open whether that day itself is in time",
                               "含当日写“by 日期”或“日期前”，不含当日在后面加 exclusive 或“不含当日”",
                               "write “by DATE” if it is, “before DATE exclusive” if not"};
constexpr Message does_not_fit{"date.does_not_fit", "“{0}”里的“{1}”用在这里没有意义", "“{1}” has no meaning in “{0}”",
                               "删去这几个字，或改写成有确定日子的时间", "take it out, or write a date that has a certain day"};

// Full-width letters, digits and signs as half-width ones; commas and brackets as spaces.
std::string normalized(std::string_view text) {
  auto characters = to_utf32(text);
  for (auto& character : characters) {
    if (character >= U'！' && character <= U'～') character -= U'！' - U'!';
    if (character == U'\u3000' || character == U',' || character == U'(' || character == U')') character = U' ';
  }
  return std::string(trim(to_utf8(characters)));
}

std::string in_lower_case(std::string text) {
  for (auto& letter : text)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return text;
}

// A word at the end of the text, cut off with the space before it.
bool take_end(std::string_view& text, std::string_view word) {
  if (!text.ends_with(word)) return false;
  text = trim(text.substr(0, text.size() - word.size()));
  return true;
}

std::optional<int> take_chinese_digit(Scanner& scanner) {
  static constexpr std::array<std::string_view, 10> digits{"一", "二", "三", "四", "五", "六", "七", "八", "九", "两"};
  for (std::size_t at = 0; at < digits.size(); ++at)
    if (scanner.take(digits[at])) return at == 9 ? 2 : static_cast<int>(at) + 1;
  return std::nullopt;
}

// 5, 五, 十五, 二十
std::optional<int> take_number(Scanner& scanner) {
  if (const auto number = scanner.number(1, 4)) return number;
  const auto first = take_chinese_digit(scanner);
  if (!scanner.take("十")) return first;
  return first.value_or(1) * 10 + take_chinese_digit(scanner).value_or(0);
}

// One of the words and the spaces around it.
bool take_word(Scanner& scanner, std::initializer_list<std::string_view> words) {
  scanner.skip_spaces();
  if (!scanner.take_any(words)) return false;
  scanner.skip_spaces();
  return true;
}

constexpr int any_leap_year = 2024;

class DateRuleReader {
 public:
  DateRuleReader(std::string_view text, const Position& position)
      : normalized_(normalized(text)), lower_(in_lower_case(normalized_)) {
    rule_.text = std::string(trim(text));
    rule_.position = position;
  }

  Result<DateRule> read() {
    std::string_view text = lower_;
    take_tentative(text);
    take_changes(text);
    const bool before = take_bound(text);
    if (!read_words(text)) return failure(first_problem_.value_or(unreadable));
    if (before && !rule_.exclusive) return failure(before_or_by);
    if (const auto part = part_that_does_not_fit(); !part.empty())
      return Result<DateRule>::failure(rule_.position, does_not_fit, {rule_.text, std::string(part)});
    return std::move(rule_);
  }

 private:
  Result<DateRule> failure(const Message& message) const {
    return Result<DateRule>::failure(rule_.position, message, {rule_.text});
  }

  void take_tentative(std::string_view& text) {
    for (const std::string_view word : {"tentative ", "拟于", "拟定于", "暂定于", "暂定"})
      if (text.starts_with(word)) {
        text = trim(text.substr(word.size()));
        rule_.tentative = true;
        tentative_ = trim(word);
        return;
      }
  }

  void take_changes(std::string_view& text) {
    while (take_shift(text) || take_inclusion(text)) continue;
  }

  bool take_shift(std::string_view& text) {
    static constexpr std::string_view previous = " or previous working day";
    static constexpr std::string_view next = " or next working day";
    for (const std::string rest_day : {"遇休息日", "遇法定节假日", "遇节假日", "遇非工作日"}) {
      if (take_end(text, rest_day + "提前")) return set_shift(DateRule::Shift::previous_working_day, rest_day + "提前");
      if (take_end(text, rest_day + "顺延")) return set_shift(DateRule::Shift::next_working_day, rest_day + "顺延");
    }
    if (take_end(text, previous)) return set_shift(DateRule::Shift::previous_working_day, trim(previous));
    if (take_end(text, next)) return set_shift(DateRule::Shift::next_working_day, trim(next));
    return false;
  }

  bool set_shift(DateRule::Shift shift, std::string_view words) {
    rule_.shift = shift;
    shift_ = words;
    return true;
  }

  bool take_inclusion(std::string_view& text) {
    for (const std::string_view word : {" exclusive", "不含当日", "不含当天", "不含本日"})
      if (take_end(text, word)) {
        rule_.exclusive = true;
        exclusion_ = trim(word);
        return true;
      }
    return take_end(text, "含当日") || take_end(text, "含当天") || take_end(text, "含本日");
  }

  // Whether the text began with “before”, which alone is ambiguous.
  static bool take_bound(std::string_view& text) {
    for (const std::string_view word : {"by ", "no later than ", "不迟于", "不晚于", "before "})
      if (text.starts_with(word)) {
        text = trim(text.substr(word.size()));
        return word == "before ";
      }
    return false;
  }

  bool read_words(std::string_view text) {
    using Reader = DateRuleReader;
    return !text.empty() && (reads(&Reader::read_no_date, text) || reads(&Reader::read_fixed_days, text) ||
                             reads(&Reader::read_day_of_period, text) || reads(&Reader::read_offset, text) ||
                             reads(&Reader::read_chinese_anchor, text));
  }

  bool reads(bool (DateRuleReader::*reader)(std::string_view), std::string_view text) {
    problem_.reset();
    if ((this->*reader)(text) && !problem_) return true;
    if (!first_problem_) first_problem_ = problem_;
    return false;
  }

  // An optional clock time and 前, then nothing.
  bool finish(Scanner& scanner) {
    rule_.until = take_clock(scanner);
    take_word(scanner, {"之前", "以前", "前"});
    return scanner.done();
  }

  void tell(const Message& problem) { problem_ = problem; }

  // --- no date

  bool read_no_date(std::string_view text) {
    Scanner scanner(text);
    NoDate out;
    if (take_word(scanner, {"timely", "及时"}))
      out.kind = NoDate::Kind::timely;
    else if (take_word(scanner, {"unscheduled", "适时", "不定期"}))
      out.kind = NoDate::Kind::unscheduled;
    else if (take_word(scanner, {"late-bound", "另行通知", "待定"}))
      out.kind = NoDate::Kind::late_bound;
    else
      return false;
    if (out.kind == NoDate::Kind::timely && !scanner.done()) {
      out.service_target = take_duration(scanner);
      take_word(scanner, {"以内", "之内", "内"});
    }
    rule_.when = out;
    return scanner.done();
  }

  // --- 2023-06-10, 2022年1月—9月

  bool read_fixed_days(std::string_view text) {
    Scanner scanner(text);
    FixedDays days;
    const auto first = take_part(scanner);
    if (!first) return false;
    days.first = days.last = *first;
    auto clock = take_clock(scanner);
    if (take_word(scanner, {"to ", "至", "到", "——", "—", "–", "~", "-"})) {
      days.from = clock;
      if (!take_last_part(scanner, days)) return false;
      clock = take_clock(scanner);
    }
    take_word(scanner, {"之前", "以前", "前", "之内", "以内", "内", "期间"});
    if (!scanner.done()) return false;
    if (is_reversed(days) || (days.first == days.last && is_reversed(days.from, clock))) return tell(reversed), false;
    rule_.when = days;
    rule_.until = clock;
    return true;
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
    if (take_clock(ahead)) return true;
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

  // --- 17:00, 17时30分, 下午5时

  std::optional<ClockTime> take_clock(Scanner& scanner) {
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
    return checked(afternoon && *hour < 12 ? *hour + 12 : *hour, *minute);
  }

  std::optional<ClockTime> checked(int hour, int minute) {
    if (hour < 24 && minute < 60) return ClockTime{hour, minute};
    if (hour != 24 || minute != 0) tell(no_such_time);
    return std::nullopt;  // 24:00 is the day's end
  }

  // --- day 25, 每月25日, 次月5日

  bool read_day_of_period(std::string_view text) {
    Scanner scanner(text);
    DayOfPeriod out;
    const bool week = take_period(scanner, out);
    take_month(scanner, out);
    if (!take_day(scanner, out, week) || !finish(scanner)) return false;
    rule_.when = out;
    return true;
  }

  // The words for the period itself; true if it is a week.
  bool take_period(Scanner& scanner, DayOfPeriod& out) {
    if (take_word(scanner, {"每周", "每星期"})) return true;
    if (take_word(scanner, {"每日", "每天"})) return daily_ = true, false;
    if (take_word(scanner, {"每半个月", "每半月", "每个月", "每月", "每季度", "每季", "每半年"})) return false;
    if (take_word(scanner, {"每年"})) return in_year_ = true, false;
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
    if (daily_ && (scanner.done() || take_clock(ahead))) return set_day(out, DayOfPeriod::Kind::day, -1);
    if (take_word(scanner, {"最后一个工作日", "last working day"})) return set_day(out, DayOfPeriod::Kind::working_day, -1);
    if (take_word(scanner, {"首个工作日", "first working day"})) return set_day(out, DayOfPeriod::Kind::working_day, 1);
    if (take_word(scanner,
                  {"最后一天", "最后一日", "末日", "月底", "月末", "季度末", "季末", "年底", "年末", "last day", "month-end"}))
      return set_day(out, DayOfPeriod::Kind::day, -1);
    if (take_word(scanner, {"第一天", "首日", "first day"})) {
      if (!out.month) out.month = 1;
      return set_day(out, DayOfPeriod::Kind::day, 1);
    }
    if (take_word(scanner, {"次日", "翌日", "next day"})) {
      out.following = true;
      return set_day(out, DayOfPeriod::Kind::day, 1);
    }
    return take_weekday(scanner, out, week) || take_numbered_working_day(scanner, out) || take_numbered_day(scanner, out);
  }

  static bool set_day(DayOfPeriod& out, DayOfPeriod::Kind kind, int number) {
    out.kind = kind;
    out.number = number;
    return true;
  }

  static bool take_weekday(Scanner& scanner, DayOfPeriod& out, bool week) {
    static constexpr std::array<std::array<std::string_view, 2>, 8> days{{{"monday", "一"},
                                                                          {"tuesday", "二"},
                                                                          {"wednesday", "三"},
                                                                          {"thursday", "四"},
                                                                          {"friday", "五"},
                                                                          {"saturday", "六"},
                                                                          {"sunday", "日"},
                                                                          {"sunday", "天"}}};
    auto ahead = scanner;
    const bool chinese = ahead.take_any({"周", "星期"}) || week;
    for (std::size_t at = 0; at < days.size(); ++at)
      if (ahead.take(days[at][0]) || (chinese && ahead.take(days[at][1]))) {
        scanner = ahead;
        return set_day(out, DayOfPeriod::Kind::weekday, std::min(static_cast<int>(at) + 1, 7));
      }
    return false;
  }

  bool take_numbered_working_day(Scanner& scanner, DayOfPeriod& out) {
    auto ahead = scanner;
    const bool english = take_word(ahead, {"working day "});
    const bool backwards = english ? ahead.take("-") : ahead.take("倒数");
    if (!english && !ahead.take("第")) return false;
    const auto number = take_number(ahead);
    if (!number || (!english && !ahead.take("个工作日"))) return false;
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

  // --- 5 working days after notice, notice后5个工作日内

  bool read_offset(std::string_view text) {
    Scanner scanner(text);
    const bool within = take_word(scanner, {"within "});
    auto offset = take_duration(scanner);
    if (!offset) return false;
    offset->within = within;
    if (take_word(scanner, {"after "})) return take_english_anchor(scanner, *offset);
    if (take_word(scanner, {"before "})) return offset->before = true, take_english_anchor(scanner, *offset);
    offset->within = !take_word(scanner, {"之后", "以后", "后"});
    take_word(scanner, {"以内", "之内", "内"});
    rule_.when = *offset;
    return finish(scanner);
  }

  bool take_english_anchor(Scanner& scanner, Offset& offset) {
    const auto name = scanner.rest().substr(0, scanner.rest().find(' '));
    scanner.take(name);
    set_anchor(offset, as_written(name));
    rule_.when = offset;
    return !name.empty() && finish(scanner);
  }

  bool read_chinese_anchor(std::string_view text) {
    struct Link {
      std::string_view word;
      bool before;
    };
    static constexpr std::array<Link, 9> links{{{"之日起", false},
                                                {"之日后", false},
                                                {"起", false},
                                                {"之后", false},
                                                {"以后", false},
                                                {"后", false},
                                                {"之前", true},
                                                {"以前", true},
                                                {"前", true}}};
    for (const auto& link : links) {
      const auto at = text.rfind(link.word);
      if (at == text.npos || at == 0) continue;
      if (read_linked(trim(text.substr(0, at)), link.before, text.substr(at + link.word.size()))) return true;
    }
    return false;
  }

  bool read_linked(std::string_view name, bool before, std::string_view duration) {
    Scanner scanner(duration);
    auto offset = take_duration(scanner);
    if (!offset) return false;
    offset->before = before;
    offset->within = take_word(scanner, {"以内", "之内", "内"});
    if (name.starts_with("自")) name = trim(name.substr(std::string_view("自").size()));
    if (name.empty() || name.find(' ') != name.npos || is_date(name)) return false;
    set_anchor(*offset, as_written(name));
    rule_.when = *offset;
    return finish(scanner);
  }

  bool is_date(std::string_view name) {
    Scanner scanner(name);
    return take_part(scanner) && scanner.done();
  }

  // A part of lower_ with its capitals.
  std::string as_written(std::string_view part) const {
    return normalized_.substr(static_cast<std::size_t>(part.data() - lower_.data()), part.size());
  }

  static void set_anchor(Offset& offset, const std::string& name) {
    if (name == "opened" || name == "开始") return;
    if (name == "case" || name == "登记") {
      offset.anchor = Offset::Anchor::registration;
      return;
    }
    offset.anchor = Offset::Anchor::step;
    offset.step = name;
  }

  static std::optional<Offset> take_duration(Scanner& scanner) {
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

  // --- what goes together

  // The words of a change that needs a certain day, when there is none.
  std::string_view part_that_does_not_fit() const {
    const auto* offset = std::get_if<Offset>(&rule_.when);
    const bool has_day = !std::holds_alternative<NoDate>(rule_.when) && (offset == nullptr || offset->unit != Offset::Unit::hour);
    if (!has_day && rule_.shift != DateRule::Shift::none) return shift_;
    if ((!has_day || rule_.until) && rule_.exclusive) return exclusion_;
    if (rule_.tentative && std::holds_alternative<NoDate>(rule_.when)) return tentative_;
    return {};
  }

  std::string normalized_;
  std::string lower_;
  DateRule rule_;
  bool in_year_ = false;  // “6月” after it is a month of the period
  bool daily_ = false;
  std::string_view tentative_;
  std::string shift_;
  std::string_view exclusion_;
  std::optional<Message> problem_;        // of the reader at work
  std::optional<Message> first_problem_;  // more to the point than “unreadable”
};

}  // namespace

Result<DateRule> parse_date_rule(std::string_view text, const Position& position) {
  return DateRuleReader(text, position).read();
}

}  // namespace hongtou
