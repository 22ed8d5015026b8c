#include "engine/feel/temporal.h"

#include <unicode/timezone.h>

#include <array>
#include <charconv>
#include <memory>

#include "engine/feel/special.h"

namespace hongtou::feel {

namespace {

using Days = std::chrono::sys_days;

// Takes parts off the front of a text.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool empty() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::string_view take_digits() {
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
    const auto digits = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return digits;
  }
  // Exactly two digits, below `limit`.
  std::optional<int> take_two(int limit) {
    const auto digits = take_digits();
    if (digits.size() != 2) return std::nullopt;
    const int number = (digits[0] - '0') * 10 + digits[1] - '0';
    return number < limit ? std::optional<int>(number) : std::nullopt;
  }

 private:
  std::string_view rest_;
};

std::unique_ptr<icu::TimeZone> time_zone(const std::string& id) {
  return std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(id)));
}

std::optional<Zone> parse_zone(Reader& reader) {
  if (reader.take('Z')) return Zone{};
  if (reader.take('@')) {
    Zone zone{std::string(reader.rest()), 0};
    reader = Reader({});
    return is_zone(zone.id) ? std::optional<Zone>(zone) : std::nullopt;
  }
  const bool negative = reader.take('-');
  if (!negative && !reader.take('+')) return std::nullopt;
  const auto hours = reader.take_two(15);
  if (!hours || !reader.take(':')) return std::nullopt;
  const auto minutes = reader.take_two(60);
  if (!minutes) return std::nullopt;
  const auto seconds = reader.take(':') ? reader.take_two(60) : std::optional<int>(0);
  if (!seconds) return std::nullopt;
  const int offset = *hours * 3600 + *minutes * 60 + *seconds;
  return Zone{{}, negative ? -offset : offset};
}

std::string two(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string to_text(const Zone& zone) {
  if (!zone.id.empty()) return "@" + zone.id;
  if (zone.offset_s == 0) return "Z";
  const auto size = std::abs(zone.offset_s);
  const auto seconds = size % 60 == 0 ? "" : ":" + two(size % 60);
  return (zone.offset_s < 0 ? "-" : "+") + two(size / 3600) + ":" + two(size / 60 % 60) + seconds;
}

// The offset of a moment whose clock shows `local_s` seconds since 1970.
int offset_at(const Zone& zone, std::int64_t local_s) {
  if (zone.id.empty()) return zone.offset_s;
  std::int32_t raw = 0;
  std::int32_t saving = 0;
  auto status = U_ZERO_ERROR;
  time_zone(zone.id)->getOffset(static_cast<double>(local_s) * 1000, true, raw, saving, status);
  return (raw + saving) / 1000;
}

std::int64_t days_of(Date date) { return Days(date).time_since_epoch().count(); }

std::optional<Date> date_of_days(std::int64_t days) {
  constexpr std::int64_t limit = 11'000'000;  // about 30,000 years
  if (days < -limit || days > limit) return std::nullopt;
  return Date(Days(std::chrono::days(days)));
}

Decimal seconds_of_day(const Time& time) { return Decimal(time.nanoseconds) / Decimal(second_ns); }

std::int64_t floor_to_integer(const Decimal& value, std::int64_t fallback) {
  return value.rounded(0, Rounding::floor).integer().value_or(fallback);
}

// Number and unit letter of a part of a duration: 12D.
struct Part {
  Decimal amount;
  char unit;
  bool has_fraction;
};

std::optional<Part> take_part(Reader& reader) {
  std::string digits(reader.take_digits());
  if (digits.empty()) return std::nullopt;
  const bool has_fraction = reader.take('.');
  if (has_fraction) digits += "." + std::string(reader.take_digits());
  const auto amount = Decimal::parse(digits);
  if (!amount || reader.empty()) return std::nullopt;
  const char unit = reader.rest().front();
  reader.take(unit);
  return Part{*amount, unit, has_fraction};
}

struct Unit {
  char letter;
  std::int64_t size;
};

// The sum of parts whose units come in the order of `units`; nothing if there is none.
std::optional<Decimal> take_parts(Reader& reader, std::initializer_list<Unit> units) {
  std::optional<Decimal> sum;
  const auto* next = units.begin();
  while (!reader.empty() && reader.rest().front() != 'T') {
    const auto part = take_part(reader);
    if (!part) return std::nullopt;
    while (next != units.end() && next->letter != part->unit) ++next;
    if (next == units.end() || (part->has_fraction && part->unit != 'S')) return std::nullopt;
    sum = sum.value_or(Decimal(0)) + part->amount * Decimal(next->size);
    ++next;
  }
  return sum;
}

}  // namespace

bool is_zone(const std::string& id) { return !id.empty() && *time_zone(id) != icu::TimeZone::getUnknown(); }

std::optional<Time> parse_time(std::string_view text) {
  Reader reader(text);
  const auto hour = reader.take_two(24);
  if (!hour || !reader.take(':')) return std::nullopt;
  const auto minute = reader.take_two(60);
  if (!minute) return std::nullopt;
  const auto second = reader.take(':') ? reader.take_two(60) : std::optional<int>(0);
  if (!second) return std::nullopt;
  Time time{(*hour * 3600 + *minute * 60 + *second) * second_ns};
  if (reader.take('.')) {
    auto fraction = std::string(reader.take_digits());
    if (fraction.empty()) return std::nullopt;
    fraction.resize(9, '0');
    time.nanoseconds += std::stol(fraction);
  }
  if (reader.empty()) return time;
  time.zone = parse_zone(reader);
  return time.zone && reader.empty() ? std::optional<Time>(time) : std::nullopt;
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  const auto mark = text.find_first_of("T ");
  const auto date = parse_date(text.substr(0, mark));
  if (!date) return std::nullopt;
  if (mark == std::string_view::npos) return DateTime{*date, {}};
  const auto time = parse_time(text.substr(mark + 1));
  return time ? std::optional<DateTime>({*date, *time}) : std::nullopt;
}

std::optional<DaysDuration> parse_days_duration(std::string_view text) {
  Reader reader(text);
  const bool negative = reader.take('-');
  if (!reader.take('P')) return std::nullopt;
  auto sum = take_parts(reader, {{'D', day_s}});
  if (reader.take('T')) {
    const auto time = take_parts(reader, {{'H', 3600}, {'M', 60}, {'S', 1}});
    if (!time) return std::nullopt;
    sum = sum.value_or(Decimal(0)) + *time;
  }
  if (!sum || !reader.empty()) return std::nullopt;
  return DaysDuration{negative ? -*sum : *sum};
}

std::optional<MonthsDuration> parse_months_duration(std::string_view text) {
  Reader reader(text);
  const bool negative = reader.take('-');
  if (!reader.take('P')) return std::nullopt;
  const auto sum = take_parts(reader, {{'Y', 12}, {'M', 1}});
  const auto months = sum ? sum->integer() : std::nullopt;
  if (!months || *months > most_months || !reader.empty()) return std::nullopt;
  return MonthsDuration{negative ? -*months : *months};
}

Value parse_temporal(std::string_view text) {
  if (const auto date = parse_date(text)) return special(*date);
  if (const auto time = parse_time(text)) return special(*time);
  if (const auto moment = parse_date_time(text)) return special(*moment);
  if (const auto days = parse_days_duration(text)) return special(*days);
  if (const auto months = parse_months_duration(text)) return special(*months);
  return {};
}

std::string to_text(const Time& time) {
  const auto seconds = time.nanoseconds / second_ns;
  auto text = two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
  if (const auto fraction = time.nanoseconds % second_ns; fraction != 0) {
    auto digits = std::to_string(second_ns + fraction).substr(1);
    digits.erase(digits.find_last_not_of('0') + 1);
    text += "." + digits;
  }
  return time.zone ? text + to_text(*time.zone) : text;
}

std::string to_text(const DateTime& moment) { return hongtou::to_text(moment.date) + "T" + to_text(moment.time); }

std::string to_text(const DaysDuration& duration) {
  const auto size = duration.seconds.absolute();
  const auto whole = floor_to_integer(size, 0);
  const auto fraction = size - Decimal(whole);
  const auto seconds = Decimal(whole % 60) + fraction;
  std::string text = duration.seconds < 0 ? "-P" : "P";
  if (whole >= day_s) text += std::to_string(whole / day_s) + "D";
  std::string time;
  if (whole % day_s >= 3600) time += std::to_string(whole % day_s / 3600) + "H";
  if (whole % 3600 >= 60) time += std::to_string(whole % 3600 / 60) + "M";
  if (seconds != 0 || size == 0) time += seconds.text() + "S";
  return time.empty() ? text : text + "T" + time;
}

std::string to_text(const MonthsDuration& duration) {
  const auto size = std::abs(duration.months);
  std::string text = duration.months < 0 ? "-P" : "P";
  if (size >= 12) text += std::to_string(size / 12) + "Y";
  return size % 12 != 0 || size == 0 ? text + std::to_string(size % 12) + "M" : text;
}

std::optional<int> offset_of(const DateTime& moment) {
  if (!moment.time.zone) return std::nullopt;
  return offset_at(*moment.time.zone, days_of(moment.date) * day_s + moment.time.nanoseconds / second_ns);
}

Decimal seconds_of(const DateTime& moment) {
  return Decimal(days_of(moment.date) * day_s - offset_of(moment).value_or(campaign_offset_s)) + seconds_of_day(moment.time);
}

Decimal seconds_of(const Time& time) {
  const auto offset = time.zone ? offset_at(*time.zone, 0) : campaign_offset_s;
  return seconds_of_day(time) - Decimal(offset);
}

DateTime from_instant(Instant instant) {
  const auto date = date_of(instant);
  const std::chrono::nanoseconds of_day = instant - start_of_day(date);
  return {date, {of_day.count(), Zone{{}, campaign_offset_s}}};
}

std::optional<DateTime> plus(const DateTime& moment, const DaysDuration& duration) {
  const auto clock = Decimal(days_of(moment.date) * day_s) + seconds_of_day(moment.time) + duration.seconds;
  const auto days = (clock / Decimal(day_s)).rounded(0, Rounding::floor).integer();
  const auto date = days ? date_of_days(*days) : std::nullopt;
  if (!date) return std::nullopt;
  const auto of_day = (clock - Decimal(*days * day_s)) * Decimal(second_ns);
  return DateTime{*date, {floor_to_integer(of_day, 0), moment.time.zone}};
}

std::optional<Date> plus(Date date, const MonthsDuration& duration) {
  constexpr std::int64_t limit = 12 * 30'000;
  if (std::abs(duration.months) > limit) return std::nullopt;
  auto moved = date + std::chrono::months(duration.months);
  if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
  return std::abs(static_cast<int>(moved.year())) < 30'000 ? std::optional<Date>(moved) : std::nullopt;
}

Time plus(const Time& time, const DaysDuration& duration) {
  const auto moved = plus(DateTime{Date(Days{}), time}, duration);
  return moved ? moved->time : time;
}

MonthsDuration months_between(Date from, Date to) {
  if (to < from) return {-months_between(to, from).months};
  const auto whole = (to.year() / to.month() - from.year() / from.month()).count();
  return {whole - (to.day() < from.day() ? 1 : 0)};
}

}  // namespace hongtou::feel
