#include "engine/definition/recurrence.h"

#include <algorithm>
#include <array>

#include "engine/scanner.h"

namespace hongtou {

namespace {

using std::chrono::days;
using std::chrono::last;
using std::chrono::sys_days;

constexpr Message unknown{"recurrence.unknown", "“{0}”不是重复的周期", "“{0}” is no period to repeat by",
                          "写每日、每周、每半月、每月、每季、每半年、每年之一",
                          "write one of day, week, half-month, month, quarter, half-year, year"};

struct FrequencyWords {
  Frequency frequency;
  std::array<std::string_view, 3> words;
};
constexpr std::array<FrequencyWords, 7> frequencies{{{Frequency::day, {"day", "日", "天"}},
                                                     {Frequency::week, {"week", "周", "星期"}},
                                                     {Frequency::half_month, {"half-month", "半月", "半个月"}},
                                                     {Frequency::month, {"month", "月", "个月"}},
                                                     {Frequency::quarter, {"quarter", "季", "季度"}},
                                                     {Frequency::half_year, {"half-year", "半年", "半年度"}},
                                                     {Frequency::year, {"year", "年", "年度"}}}};

// From Monday; the year of a week is the one its Thursday lies in (GB/T 7408).
struct Week {
  Date monday;
  int year = 0;
  int number = 0;
};

Date monday_of(Date day) { return add_days(day, 1 - static_cast<int>(std::chrono::weekday(sys_days(day)).iso_encoding())); }

Week week_of(Date day) {
  const auto monday = monday_of(day);
  const auto thursday = add_days(monday, 3);
  return {monday, int(thursday.year()), days_between(thursday.year() / 1 / 1, thursday) / 7 + 1};
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }
std::string four_digits(int number) { return std::to_string(10000 + number).substr(1); }

// Year and month of a day as numbers.
struct YearAndMonth {
  explicit YearAndMonth(Date day) : year(int(day.year())), month(static_cast<int>(unsigned(day.month()))) {}
  int year;
  int month;
};

Period months(std::chrono::year year, int first, int count) {
  const auto month = [&](int number) { return year / std::chrono::month(static_cast<unsigned>(number)); };
  return {month(first) / 1, Date(month(first + count - 1) / last)};
}

// 2023年6月19日至25日, 2023年6月26日至7月2日: the last day without what it shares with the first.
std::string days_of(const Period& period) {
  const auto from = to_chinese(period.first);
  const auto to = to_chinese(period.last);
  std::size_t shared = 0;
  for (const std::string_view end : {"年", "月"}) {
    const auto at = from.find(end, shared);
    if (at != to.find(end, shared) || from.compare(0, at, to, 0, at) != 0) break;
    shared = at + end.size();
  }
  return from + "至" + to.substr(shared);
}

Occurrence week_on(Date day) {
  const auto week = week_of(day);
  const Period period{week.monday, add_days(week.monday, 6)};
  return {four_digits(week.year) + "-W" + two_digits(week.number), days_of(period), period};
}

Occurrence half_month_on(Date day) {
  const YearAndMonth at(day);
  const auto month = months(day.year(), at.month, 1);
  const auto key = four_digits(at.year) + "-" + two_digits(at.month);
  const auto label = std::to_string(at.year) + "年" + std::to_string(at.month) + "月";
  if (unsigned(day.day()) <= 15) return {key + "-H1", label + "上半月", {month.first, add_days(month.first, 14)}};
  return {key + "-H2", label + "下半月", {add_days(month.first, 15), month.last}};
}

Occurrence month_on(Date day) {
  const YearAndMonth at(day);
  return {four_digits(at.year) + "-" + two_digits(at.month), std::to_string(at.year) + "年" + std::to_string(at.month) + "月",
          months(day.year(), at.month, 1)};
}

Occurrence quarter_on(Date day) {
  const YearAndMonth at(day);
  const int quarter = (at.month + 2) / 3;
  return {four_digits(at.year) + "-Q" + std::to_string(quarter),
          std::to_string(at.year) + "年第" + std::to_string(quarter) + "季度", months(day.year(), 3 * quarter - 2, 3)};
}

Occurrence half_year_on(Date day) {
  const YearAndMonth at(day);
  const bool upper = at.month <= 6;
  return {four_digits(at.year) + (upper ? "-H1" : "-H2"), std::to_string(at.year) + (upper ? "年上半年" : "年下半年"),
          months(day.year(), upper ? 1 : 7, 6)};
}

Occurrence year_on(Date day) {
  const YearAndMonth at(day);
  return {four_digits(at.year), std::to_string(at.year) + "年", months(day.year(), 1, 12)};
}

// A day of the period that the key seems to name; whether it really does is seen by naming it again.
std::optional<Date> day_named(Frequency every, std::string_view key) {
  if (every == Frequency::day) return parse_date(key);
  Scanner scanner(key);
  const auto year = scanner.number(4, 4);
  if (!year) return std::nullopt;
  const auto in_month = [&](int month, int day) {
    return Date(std::chrono::year(*year) / std::chrono::month(static_cast<unsigned>(month)) /
                std::chrono::day(static_cast<unsigned>(day)));
  };
  if (every == Frequency::year) return in_month(1, 1);
  if (!scanner.take("-")) return std::nullopt;
  scanner.take_any({"W", "Q", "H"});
  const auto number = scanner.number(1, 2);
  if (!number) return std::nullopt;
  switch (every) {
    case Frequency::week:
      return add_days(monday_of(in_month(1, 4)), 7 * (*number - 1));
    case Frequency::half_month:
      return in_month(*number, scanner.take("-H1") ? 1 : 16);
    case Frequency::quarter:
      return in_month(3 * *number - 2, 1);
    case Frequency::half_year:
      return in_month(6 * *number - 5, 1);
    default:
      return in_month(*number, 1);
  }
}

class Repeat {
 public:
  Repeat(const Recurrence& recurrence, const RecurrenceContext& context) : recurrence_(recurrence), context_(context) {}

  std::optional<Occurrence> first() const {
    auto occurrence = kept(recurrence_.first.value_or(context_.campaign.first));
    while (occurrence && is_over(*occurrence)) occurrence = next(*occurrence);
    return occurrence;
  }
  std::optional<Occurrence> next(const Occurrence& after) const { return kept(add_days(after.period.last, 1)); }

 private:
  // The period that holds the day or, if that one is left out, the next.
  std::optional<Occurrence> kept(Date day) const {
    const auto until = recurrence_.until.value_or(context_.campaign.last);
    while (true) {
      auto occurrence = occurrence_on(recurrence_.every, day);
      if (occurrence.period.first > until) return std::nullopt;
      if (!recurrence_.skip_rest_days || has_working_day(occurrence.period)) return occurrence;
      day = add_days(occurrence.period.last, 1);
    }
  }

  bool has_working_day(const Period& period) const {
    return period.contains(context_.calendar.this_or_next_working_day(period.first));
  }

  bool is_over(const Occurrence& occurrence) const {
    if (!context_.not_before) return false;
    const auto due = context_.due ? context_.due(occurrence.period) : std::optional(end_of_day(occurrence.period.last));
    return due && *due < *context_.not_before;
  }

  const Recurrence& recurrence_;
  const RecurrenceContext& context_;
};

}  // namespace

Result<Frequency> parse_frequency(std::string_view text, const Position& position) {
  auto word = trim(text);
  for (const std::string_view every : {"every ", "每"})
    if (word.starts_with(every)) word = trim(word.substr(every.size()));
  for (const auto& known : frequencies)
    if (std::find(known.words.begin(), known.words.end(), word) != known.words.end()) return known.frequency;
  return Result<Frequency>::failure(position, unknown, {std::string(text)});
}

Occurrence occurrence_on(Frequency every, Date day) {
  switch (every) {
    case Frequency::day:
      return {to_text(day), to_chinese(day), {day, day}};
    case Frequency::week:
      return week_on(day);
    case Frequency::half_month:
      return half_month_on(day);
    case Frequency::month:
      return month_on(day);
    case Frequency::quarter:
      return quarter_on(day);
    case Frequency::half_year:
      return half_year_on(day);
    case Frequency::year:
      return year_on(day);
  }
  throw std::logic_error("a frequency that does not exist");
}

std::optional<Occurrence> occurrence_named(Frequency every, std::string_view key) {
  const auto day = day_named(every, key);
  if (!day || !day->ok()) return std::nullopt;
  auto occurrence = occurrence_on(every, *day);
  return occurrence.key == key ? std::optional(std::move(occurrence)) : std::nullopt;
}

std::vector<Occurrence> occurrences(const Recurrence& recurrence, const RecurrenceContext& context) {
  const Repeat repeat(recurrence, context);
  std::vector<Occurrence> out;
  for (auto occurrence = repeat.first(); occurrence; occurrence = repeat.next(out.back())) out.push_back(*std::move(occurrence));
  return out;
}

std::optional<Occurrence> next_occurrence(const Recurrence& recurrence, const RecurrenceContext& context,
                                          std::string_view after) {
  const Repeat repeat(recurrence, context);
  if (after.empty()) return repeat.first();
  const auto before = occurrence_named(recurrence.every, after);
  return before ? repeat.next(*before) : std::nullopt;
}

}  // namespace hongtou
