#include "engine/feel/special.h"

#include <algorithm>
#include <array>

namespace hongtou::feel {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

Value number(std::integral auto value) { return static_cast<std::int64_t>(value); }

Value property(const Date& date, std::string_view key) {
  if (key == "year") return number(static_cast<int>(date.year()));
  if (key == "month") return number(static_cast<unsigned>(date.month()));
  if (key == "day") return number(static_cast<unsigned>(date.day()));
  if (key == "weekday") return number(std::chrono::weekday(date).iso_encoding());
  return {};
}

Value offset_property(std::optional<int> offset_s) {
  return offset_s ? special(DaysDuration{Decimal(std::int64_t{*offset_s})}) : Value();
}

Value property(const Time& time, std::string_view key) {
  const auto seconds = time.nanoseconds / second_ns;
  if (key == "hour") return number(seconds / 3600);
  if (key == "minute") return number(seconds / 60 % 60);
  if (key == "second") return Decimal(time.nanoseconds % (60 * second_ns)) / Decimal(second_ns);
  if (key == "timezone") return time.zone && !time.zone->id.empty() ? Value(time.zone->id) : Value();
  if (key == "time offset") return offset_property(offset_of({Date(std::chrono::sys_days{}), time}));
  return {};
}

Value property(const DateTime& moment, std::string_view key) {
  if (key == "time offset") return offset_property(offset_of(moment));
  const auto of_date = property(moment.date, key);
  return of_date.is_null() ? property(moment.time, key) : of_date;
}

Value property(const DaysDuration& duration, std::string_view key) {
  const auto part = [&](std::int64_t unit, std::int64_t limit) -> Value {
    const auto count = (duration.seconds / Decimal(unit)).rounded(0, Rounding::down).integer();
    if (!count) return {};
    return limit == 0 ? *count : *count % limit;
  };
  if (key == "days") return part(day_s, 0);
  if (key == "hours") return part(3600, 24);
  if (key == "minutes") return part(60, 60);
  if (key == "seconds") {
    const auto minutes = (duration.seconds / 60).rounded(0, Rounding::down);
    return duration.seconds - minutes * 60;
  }
  return {};
}

Value property(const MonthsDuration& duration, std::string_view key) {
  if (key == "years") return duration.months / 12;
  if (key == "months") return duration.months % 12;
  return {};
}

Value property(const Range& range, std::string_view key) {
  if (key == "start") return range.low;
  if (key == "end") return range.high;
  if (key == "start included") return range.low_included;
  if (key == "end included") return range.high_included;
  return {};
}

Value property(const FunctionValue&, std::string_view) { return {}; }

std::string end_text(const Value& end) { return end.text() != nullptr ? to_json(end) : plain(end).print(); }

std::string range_text(const Range& range) {
  return (range.low_included ? "[" : "(") + end_text(range.low) + ".." + end_text(range.high) + (range.high_included ? "]" : ")");
}

template <class Content>
Value or_null(const std::optional<Content>& content) {
  return content ? special(*content) : Value();
}

Value lifted_text(std::string_view text, unsigned kinds) {
  if (kinds == kind::date) return or_null(parse_date(text));
  if (kinds == kind::time) return or_null(parse_time(text));
  if (kinds == kind::date_time) return or_null(parse_date_time(text));
  if (kinds == kind::days_duration) return or_null(parse_days_duration(text));
  if (kinds == kind::months_duration) return or_null(parse_months_duration(text));
  return parse_temporal(text);
}

// [2023-06-10..2023-06-12), as range_text() writes it.
Value lifted_range(std::string_view text, const Type& type) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos || dots == 0 || dots + 3 > text.size()) return {};
  const Type element = type.element ? *type.element : Type::any();
  auto low = lifted(text.substr(1, dots - 1), element);
  auto high = lifted(text.substr(dots + 2, text.size() - dots - 3), element);
  return low.is_null() || high.is_null()
             ? Value()
             : special(Range{std::move(low), std::move(high), text.front() == '[', text.back() == ']'});
}

}  // namespace

unsigned kind_of(const Value& value) {
  if (value.is_null()) return kind::null;
  if (value.boolean() != nullptr) return kind::boolean;
  if (value.integer() != nullptr || value.decimal() != nullptr) return kind::number;
  if (value.text() != nullptr) return kind::text;
  if (value.list() != nullptr) return kind::list;
  if (value.map() != nullptr) return kind::context;
  static constexpr std::array kinds{kind::date,  kind::time,    kind::date_time, kind::days_duration, kind::months_duration,
                                    kind::range, kind::function};
  return kinds[value.special()->content.index()];
}

bool conforms(const Value& value, const Type& type) {
  if (!type.may_be(kind_of(value))) return false;
  if (const auto* list = value.list(); list != nullptr && type.element)
    return std::all_of(list->begin(), list->end(), [&](const auto& one) { return conforms(one, *type.element); });
  if (const auto* range = as<Range>(value); range != nullptr && type.element)
    return conforms(range->low, *type.element) && conforms(range->high, *type.element);
  if (value.map() != nullptr && type.members)
    return std::all_of(type.members->begin(), type.members->end(), [&](const auto& one) {
      return value.map()->contains(one.first) && conforms(value.at(one.first), one.second);
    });
  return true;
}

std::string to_text(const Special& value) {
  return std::visit(
      Overloaded{[](const Date& date) { return hongtou::to_text(date); }, [](const Range& range) { return range_text(range); },
                 [](const FunctionValue&) { return std::string(); }, [](const auto& other) { return to_text(other); }},
      value.content);
}

Value plain(Value value) {
  if (const auto* it = value.special()) {
    if (std::holds_alternative<FunctionValue>(it->content)) return {};
    return to_text(*it);
  }
  if (auto* list = value.list())
    for (auto& element : *list) element = plain(std::move(element));
  if (auto* map = value.map())
    for (auto& [key, element] : *map) element = plain(std::move(element));
  return value;
}

Value lifted(const Value& value, const Type& type) {
  if (const auto* text = value.text()) {
    const auto kinds = type.kinds & ~kind::null;
    if (kinds == kind::range) return lifted_range(*text, type);
    const bool wanted = kinds != kind::any && (kinds & (kind::temporal | kind::duration)) != 0 && (kinds & kind::text) == 0;
    return wanted ? lifted_text(*text, kinds) : value;
  }
  if (const auto* list = value.list()) {
    List out;
    for (const auto& element : *list) out.push_back(lifted(element, type.element ? *type.element : type));
    return out;
  }
  if (value.map() == nullptr || !type.members) return value;
  auto out = *value.map();
  for (const auto& [key, member_type] : *type.members)
    if (const auto found = out.find(key); found != out.end()) found->second = lifted(found->second, member_type);
  return out;
}

Value member(const Value& value, std::string_view key) {
  if (const auto* list = value.list()) {
    List out;
    for (const auto& element : *list) out.push_back(member(element, key));
    return out;
  }
  if (value.map() != nullptr) return value.at(key);
  if (const auto* it = value.special())
    return std::visit([&](const auto& content) { return property(content, key); }, it->content);
  return {};
}

const std::vector<std::string>& property_names() {
  static const std::vector<std::string> names{
      "year",  "month",   "day",     "weekday", "hour",   "minute", "second", "timezone",       "time offset", "days",
      "hours", "minutes", "seconds", "years",   "months", "start",  "end",    "start included", "end included"};
  return names;
}

bool is_property(std::string_view key) {
  const auto& names = property_names();
  return std::find(names.begin(), names.end(), key) != names.end();
}

}  // namespace hongtou::feel
