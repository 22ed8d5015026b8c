// DMN 1.3, 10.3.4.1 and 10.3.4.2.
#include "engine/feel/functions.h"
#include "engine/feel/operations.h"

namespace hongtou::feel {

namespace {

constexpr Message not_read{"expression.conversion", "“{0}”不能读作{1}", "“{0}” cannot be read as {2}", "例如 {3}",
                           "for example {3}"};

template <class Content>
Value or_fail(const Arguments& arguments, const std::optional<Content>& content, unsigned kind, const char* example) {
  if (content) return special(*content);
  return arguments.fail(not_read,
                        {arguments.text(0), name_of_kinds(kind, Language::zh), name_of_kinds(kind, Language::en), example});
}

Value date_from(const Arguments& arguments) {
  if (const auto* moment = as<DateTime>(arguments[0])) return special(moment->date);
  if (arguments[0].text() == nullptr) return arguments[0];
  return or_fail(arguments, parse_date(arguments.text(0)), kind::date, "date(\"2023-06-10\")");
}

Value date_of_parts(const Arguments& arguments) {
  const auto year = arguments.whole(0, 30'000);
  const auto month = arguments.whole(1, 12);
  const auto day = arguments.whole(2, 31);
  if (!year || !month || !day || *month < 1 || *day < 1) return {};
  const Date date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                  std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? special(date) : Value();
}

Value time_from(const Arguments& arguments) {
  if (const auto* moment = as<DateTime>(arguments[0])) return special(moment->time);
  if (as<Date>(arguments[0]) != nullptr) return special(Time{0, Zone{}});
  if (arguments[0].text() == nullptr) return arguments[0];
  return or_fail(arguments, parse_time(arguments.text(0)), kind::time, "time(\"09:30:00\")");
}

Value time_of_parts(const Arguments& arguments) {
  const auto hour = arguments.whole(0, 23);
  const auto minute = arguments.whole(1, 59);
  const auto second = (arguments.number(2) * Decimal(second_ns)).rounded(0, Rounding::down).integer();
  if (!hour || !minute || !second || *hour < 0 || *minute < 0) return {};
  if (*second < 0 || *second >= 60 * second_ns) return {};
  Time time{(*hour * 3600 + *minute * 60) * second_ns + *second};
  if (const auto* offset = as<DaysDuration>(arguments[3])) {
    const auto seconds = offset->seconds.integer();
    constexpr std::int64_t most_s = 14 * 3600;
    if (!seconds || *seconds > most_s || *seconds < -most_s) return {};
    time.zone = Zone{{}, static_cast<int>(*seconds)};
  }
  return special(time);
}

Value date_time_from(const Arguments& arguments) {
  if (const auto* date = as<Date>(arguments[0])) return special(DateTime{*date, {}});
  if (arguments[0].text() == nullptr) return arguments[0];
  return or_fail(arguments, parse_date_time(arguments.text(0)), kind::date_time, "date and time(\"2023-06-10T09:30:00\")");
}

Value date_time_of_parts(const Arguments& arguments) {
  const auto* moment = as<DateTime>(arguments[0]);
  return special(DateTime{moment != nullptr ? moment->date : *as<Date>(arguments[0]), *as<Time>(arguments[1])});
}

Value number_from(const Arguments& arguments) {
  if (arguments[0].number()) return arguments[0];
  const auto grouping = arguments[1].text_or("");
  const auto point = arguments[2].text_or(".");
  const bool known_grouping = grouping.empty() || grouping == " " || grouping == "," || grouping == ".";
  if (!known_grouping || (point != "." && point != ",") || grouping == point) return {};
  auto text = arguments.text(0);
  if (!grouping.empty()) text = replace_all(std::move(text), grouping, "");
  if (point != ".") {
    if (text.find('.') != std::string::npos) return {};
    text = replace_all(std::move(text), point, ".");
  }
  const auto number = Decimal::parse(text);
  if (number) return *number;
  return arguments.fail(not_read, {arguments.text(0), name_of_kinds(kind::number, Language::zh),
                                   name_of_kinds(kind::number, Language::en), "number(\"1,234.5\", \",\", \".\")"});
}

Value string_from(const Arguments& arguments) {
  const auto text = plain(arguments[0]);
  return text.is_null() ? Value() : Value(text.print());
}

Value duration_from(const Arguments& arguments) {
  if (arguments[0].text() == nullptr) return arguments[0];
  if (const auto days = parse_days_duration(arguments.text(0))) return special(*days);
  return or_fail(arguments, parse_months_duration(arguments.text(0)), kind::duration,
                 "duration(\"P1DT2H\"), duration(\"P1Y2M\")");
}

Date date_at(const Value& value) {
  const auto* moment = as<DateTime>(value);
  return moment != nullptr ? moment->date : *as<Date>(value);
}

Value months_duration(const Arguments& arguments) {
  return special(months_between(date_at(arguments[0]), date_at(arguments[1])));
}

Value logical_not(const Arguments& arguments) { return negation(arguments[0]); }

}  // namespace

const std::vector<Function>& conversion_functions() {
  constexpr unsigned day = kind::date | kind::date_time;
  constexpr Parameter no_separator{"", kind::text | kind::null, kind::any, true};
  auto grouping = no_separator;
  grouping.name = "grouping separator";
  auto point = no_separator;
  point.name = "decimal separator";
  static const std::vector<Function> table{
      {"date", "日期", {{"from", kind::text | day}}, kind::date, date_from},
      {"date", "日期", {{"year", kind::number}, {"month", kind::number}, {"day", kind::number}}, kind::date, date_of_parts},
      {"time", "时刻", {{"from", kind::text | kind::temporal}}, kind::time, time_from},
      {"time",
       "时刻",
       {{"hour", kind::number},
        {"minute", kind::number},
        {"second", kind::number},
        {"offset", kind::days_duration | kind::null, kind::any, true}},
       kind::time,
       time_of_parts},
      {"date and time", "日期时间", {{"from", kind::text | day}}, kind::date_time, date_time_from},
      {"date and time", "日期时间", {{"date", day}, {"time", kind::time}}, kind::date_time, date_time_of_parts},
      {"number", "数字", {{"from", kind::text | kind::number}, grouping, point}, kind::number, number_from},
      {"string", "文本", {{"from", kind::any}}, kind::text, string_from},
      {"duration", "时长", {{"from", kind::text | kind::duration}}, kind::duration, duration_from},
      {"years and months duration", "", {{"from", day}, {"to", day}}, kind::months_duration, months_duration},
      {"not", "非", {{"negand", kind::any}}, kind::boolean, logical_not},
  };
  return table;
}

}  // namespace hongtou::feel
