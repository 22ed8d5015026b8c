#include "engine/calendar.h"

#include <algorithm>

#include "engine/scanner.h"
#include "engine/text.h"

namespace hongtou {

namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::sys_days;

constexpr auto shanghai = 8h;  // ahead of UTC

constexpr Message bad_line{"calendar.line", "这一行“{0}”不是“日期,off或work,名称”", "the line “{0}” is not “date,off|work,name”",
                           "写成例如“2023-06-22,off,端午节”，或“2023-06-25,work,端午节”；off、work 也可写成休、班",
                           "write for example “2023-06-22,off,端午节” or “2023-06-25,work,端午节”"};
constexpr Message twice{"calendar.twice", "{0} 在这个文件里既写了休息又写了上班", "{0} is both off and work in this file",
                        "删去一行；现在以后一行为准", "remove one of the lines; as it is, the latter counts"};
constexpr Message bad_date{"calendar.date", "“{0}”不是日历上的一天", "“{0}” is no day of the calendar",
                           "日期写成“2023-06-22”，并核对该月有没有这一天",
                           "write it as 2023-06-22, and see that the month has such a day"};
constexpr Message not_utf8{"calendar.not_utf8", "这个文件不是 UTF-8 编码", "this file is not UTF-8 text",
                           "另存为“CSV UTF-8”后再用", "save it as “CSV UTF-8”"};

std::string padded(std::int64_t number, std::size_t width) {
  auto digits = std::to_string(number);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

// A year, a month or a day, as far as it is given.
struct CalendarUnit {
  std::chrono::year year{};
  std::optional<std::chrono::month> month;
  std::optional<std::chrono::day> day;

  Period period() const {
    using std::chrono::last;
    if (day) return {year / *month / *day, year / *month / *day};
    if (month) return {year / *month / 1, Date(year / *month / last)};
    return {year / 1 / 1, year / 12 / 31};
  }
};

std::optional<CalendarUnit> take_unit(Scanner& scanner) {
  CalendarUnit unit;
  const auto year = scanner.number(4, 4);
  if (!year) return std::nullopt;
  unit.year = std::chrono::year(*year);
  const bool chinese = scanner.take("年");
  const std::size_t least = chinese ? 1 : 2;
  const auto next = [&] { return chinese || scanner.take("-"); };

  if (!next()) return unit;
  const auto month = scanner.number(least, 2);
  if (!month) return chinese ? std::optional(unit) : std::nullopt;
  if (*month < 1 || *month > 12 || (chinese && !scanner.take("月"))) return std::nullopt;
  unit.month = std::chrono::month(static_cast<unsigned>(*month));

  if (!next()) return unit;
  const auto day = scanner.number(least, 2);
  if (!day) return chinese ? std::optional(unit) : std::nullopt;
  unit.day = std::chrono::day(static_cast<unsigned>(*day));
  if (!(unit.year / *unit.month / *unit.day).ok() || (chinese && !scanner.take("日"))) return std::nullopt;
  return unit;
}

std::optional<Date> take_date(Scanner& scanner) {
  const auto unit = take_unit(scanner);
  return unit && unit->day ? std::optional(unit->period().first) : std::nullopt;
}

// hh:mm[:ss[.ffffff]]
std::optional<std::chrono::microseconds> take_time(Scanner& scanner) {
  const auto hour = scanner.number(2, 2);
  if (!hour || *hour > 23 || !scanner.take(":")) return std::nullopt;
  const auto minute = scanner.number(2, 2);
  if (!minute || *minute > 59) return std::nullopt;
  std::optional<int> second = 0;
  std::optional<int> fraction = 0;
  if (scanner.take(":")) {
    second = scanner.number(2, 2);
    if (!second || *second > 59) return std::nullopt;
    if (scanner.take(".")) fraction = scanner.number(6, 6);
    if (!fraction) return std::nullopt;
  }
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second) +
         std::chrono::microseconds(*fraction);
}

bool take_period_mark(Scanner& scanner) {
  scanner.skip_spaces();
  const bool taken = scanner.take("to ") || scanner.take("至") || scanner.take("—");
  scanner.skip_spaces();
  return taken;
}

struct LocalTime {
  Date date;
  std::chrono::hh_mm_ss<std::chrono::microseconds> time;
};

LocalTime local(Instant instant) {
  const auto there = instant + shanghai;
  const auto midnight = floor<days>(there);
  return {midnight, std::chrono::hh_mm_ss(there - midnight)};
}

std::string hours_and_minutes(const LocalTime& local) {
  return padded(local.time.hours().count(), 2) + ":" + padded(local.time.minutes().count(), 2);
}

bool is_weekend(Date day) {
  const std::chrono::weekday weekday{sys_days(day)};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

// The year a file is named after.
std::optional<std::chrono::year> year_of_file(std::string_view name) {
  name.remove_prefix(std::min(name.size(), name.find_last_of('/') + 1));
  Scanner scanner(name);
  const auto year = scanner.number(4, 4);
  if (!year || !scanner.take(".") || !name.ends_with(".csv")) return std::nullopt;
  return std::chrono::year(*year);
}

std::string_view without_byte_order_mark(std::string_view text) {
  static constexpr std::string_view mark = "\uFEFF";
  return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

bool is_comment(std::string_view line) {
  line = trim(line);
  return line.empty() || line.front() == '#';
}

struct Line {
  Date date;
  bool off = false;
  std::string name;
};

Result<Line> parse_line(std::string_view line, const Position& where) {
  const auto failure = [&](Message message, std::string_view what) {
    return Result<Line>::failure(where, message, {std::string(trim(what))});
  };
  const auto date_end = line.find(',');
  if (date_end == line.npos) return failure(bad_line, line);
  const auto kind_end = line.find(',', date_end + 1);
  if (kind_end == line.npos) return failure(bad_line, line);
  const auto kind = trim(line.substr(date_end + 1, kind_end - date_end - 1));
  const bool off = kind == "off" || kind == "休";
  if (!off && kind != "work" && kind != "班") return failure(bad_line, line);
  const auto date = parse_date(line.substr(0, date_end));
  if (!date) return failure(bad_date, line.substr(0, date_end));
  return Line{*date, off, std::string(trim(line.substr(kind_end + 1)))};
}

}  // namespace

namespace {

bool is_first_of_month(Date day) { return unsigned(day.day()) == 1; }
bool is_last_of_month(Date day) { return is_first_of_month(add_days(day, 1)); }

}  // namespace

Period following(const Period& period) {
  using std::chrono::last;
  using std::chrono::year_month;
  const auto next = add_days(period.last, 1);
  const year_month month(next.year(), next.month());
  if (is_first_of_month(period.first) && is_last_of_month(period.last)) {
    const auto count = month - year_month(period.first.year(), period.first.month());
    return {next, Date((month + count - std::chrono::months(1)) / last)};
  }
  if (is_first_of_month(period.first) && unsigned(next.day()) == 16) return {next, Date(month / last)};
  if (unsigned(period.first.day()) == 16 && is_last_of_month(period.last)) return {next, add_days(next, 14)};
  return {next, add_days(next, days_between(period.first, period.last))};
}

Date add_days(Date day, int count) { return sys_days(day) + days(count); }

int days_between(Date from, Date to) { return static_cast<int>((sys_days(to) - sys_days(from)).count()); }

Instant start_of_day(Date day) { return sys_days(day) - shanghai; }

Instant end_of_day(Date day) { return start_of_day(add_days(day, 1)); }

Instant at_time(Date day, int hour, int minute) {
  return start_of_day(day) + std::chrono::hours(hour) + std::chrono::minutes(minute);
}

Date date_of(Instant instant) { return local(instant).date; }

std::string to_text(Date day) {
  return padded(int(day.year()), 4) + "-" + padded(unsigned(day.month()), 2) + "-" + padded(unsigned(day.day()), 2);
}

std::string to_chinese(Date day) {
  return std::to_string(int(day.year())) + "年" + std::to_string(unsigned(day.month())) + "月" +
         std::to_string(unsigned(day.day())) + "日";
}

std::string to_text(Instant instant) {
  const auto there = local(instant);
  auto out = to_text(there.date) + "T" + hours_and_minutes(there) + ":" + padded(there.time.seconds().count(), 2);
  if (const auto fraction = there.time.subseconds().count(); fraction != 0) out += "." + padded(fraction, 6);
  return out + "+08:00";
}

std::string to_local_text(Instant instant) {
  const auto there = local(instant);
  return to_text(there.date) + " " + hours_and_minutes(there);
}

std::optional<Date> parse_date(std::string_view text) {
  Scanner scanner(text);
  const auto date = take_date(scanner);
  return scanner.done() ? date : std::nullopt;
}

std::optional<Instant> parse_instant(std::string_view text) {
  Scanner scanner(text);
  const auto date = take_date(scanner);
  if (!date) return std::nullopt;
  if (scanner.done()) return start_of_day(*date);
  const bool iso = scanner.take("T");
  if (!iso && !scanner.take(" ")) return std::nullopt;
  const auto time = take_time(scanner);
  if (!time || (iso && !scanner.take("+08:00")) || !scanner.done()) return std::nullopt;
  return start_of_day(*date) + *time;
}

std::optional<Period> parse_period(std::string_view text) {
  Scanner scanner(text);
  const auto first = take_unit(scanner);
  if (!first) return std::nullopt;
  if (scanner.done()) return first->period();
  if (!take_period_mark(scanner)) return std::nullopt;
  const auto last = take_unit(scanner);
  if (!last || !scanner.done()) return std::nullopt;
  const Period period{first->period().first, last->period().last};
  return period.first <= period.last ? std::optional(period) : std::nullopt;
}

Result<Calendar> Calendar::read(const std::vector<std::pair<std::string, std::string>>& name_and_text) {
  Result<Calendar> calendar{Calendar()};
  for (const auto& [name, text] : name_and_text) {
    if (first_invalid_utf8(text)) {
      calendar.fail({name, 0, 0}, not_utf8);
      continue;
    }
    if (const auto year = year_of_file(name)) calendar->years_.insert(*year);
    Position where{name, 0, 1};
    std::map<Date, bool> off_in_file;
    for (const auto line : lines(without_byte_order_mark(text))) {
      ++where.line;
      if (is_comment(line)) continue;
      const auto entry = parse_line(line, where);
      calendar.add(entry.diagnostics());
      if (!entry.ok()) continue;
      if (const auto [first, is_new] = off_in_file.emplace(entry->date, entry->off); !is_new && first->second != entry->off)
        calendar.warn(where, twice, {to_text(entry->date)});
      calendar->entries_[entry->date] = {entry->off, entry->name};
    }
  }
  return calendar;
}

Calendar Calendar::with(const Calendar& own) const {
  auto calendar = *this;
  for (const auto& [day, entry] : own.entries_) calendar.entries_[day] = entry;
  return calendar;
}

bool Calendar::is_working_day(Date day) const {
  const auto entry = entries_.find(day);
  return entry == entries_.end() ? !is_weekend(day) : !entry->second.off;
}

Date Calendar::add_working_days(Date day, int n) const {
  const int step = n < 0 ? -1 : 1;
  while (n != 0) {
    day = add_days(day, step);
    if (is_working_day(day)) n -= step;
  }
  return day;
}

Date Calendar::this_or_previous_working_day(Date day) const { return is_working_day(day) ? day : add_working_days(day, -1); }

Date Calendar::this_or_next_working_day(Date day) const { return is_working_day(day) ? day : add_working_days(day, 1); }

int Calendar::working_days_between(Date from, Date to) const {
  const int step = to < from ? -1 : 1;
  int count = 0;
  while (from != to) {
    from = add_days(from, step);
    if (is_working_day(from)) count += step;
  }
  return count;
}

bool Calendar::knows(std::chrono::year year) const { return years_.contains(year); }

std::string Calendar::name_of(Date day) const {
  const auto entry = entries_.find(day);
  return entry == entries_.end() ? std::string() : entry->second.name;
}

}  // namespace hongtou
