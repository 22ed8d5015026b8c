#include "engine/campaign/written_time.h"

#include "engine/definition/date_rule.h"

namespace hongtou {

namespace {

struct WrittenTime {
  TimeSpan span;
  bool has_clock_time = false;
};

std::optional<WrittenTime> read(std::string_view text, const Period& campaign) {
  const auto rule = parse_date_rule(text, {});
  if (!rule.ok() || !rule->is_absolute() || rule->is_tentative()) return std::nullopt;
  const Calendar calendar;
  const auto resolved = resolve(*rule, {calendar, campaign});
  return resolved ? std::optional(WrittenTime{resolved->span, rule->until.has_value()}) : std::nullopt;
}

bool is_one_day(const TimeSpan& span) { return span.first_day() == span.last_day(); }

}  // namespace

std::optional<Instant> read_moment(std::string_view text, const Period& campaign) {
  if (const auto moment = parse_instant(text)) return moment;
  const auto written = read(text, campaign);
  if (!written || !is_one_day(written->span)) return std::nullopt;
  return written->has_clock_time ? written->span.end : written->span.first;
}

std::string plain_time(std::string_view text, const Period& campaign) {
  const auto written = parse_period(text) || parse_instant(text) ? std::nullopt : read(text, campaign);
  if (!written) return std::string(text);
  if (written->has_clock_time) return to_text(written->span.end);
  const auto first = to_text(written->span.first_day());
  return is_one_day(written->span) ? first : first + " to " + to_text(written->span.last_day());
}

}  // namespace hongtou
