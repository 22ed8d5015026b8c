// Recurrence: the periods of a repeat, each with a key that stays the same whatever comes before it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar.h"
#include "engine/result.h"

namespace hongtou {

enum class Frequency { day, week, half_month, month, quarter, half_year, year };

// every month, 每月; errors: recurrence.unknown.
Result<Frequency> parse_frequency(std::string_view text, const Position& position);

// A whole period of the calendar. Weeks are those of GB/T 7408 (ISO 8601): from Monday; week 1 holds 4 January.
struct Occurrence {
  std::string key;  // 2023-06-15, 2023-W25, 2023-06-H1, 2023-06, 2023-Q2, 2023-H1, 2023; sorted as text they are in order
  std::string label;  // 2023年6月15日, 2023年第25周, 2023年6月上半月, 2023年6月, 2023年第2季度, 2023年上半年, 2023年
  Period period;
};

Occurrence occurrence_on(Frequency every, Date day);  // the one that holds the day
std::optional<Occurrence> occurrence_named(Frequency every, std::string_view key);

struct Recurrence {
  Frequency every = Frequency::month;
  std::optional<Date> first = {};  // in the first period; none: the campaign's first day
  std::optional<Date> until = {};  // in the last period; none: the campaign's last day
  bool skip_rest_days = false;     // a period without any working day is left out
};

struct RecurrenceContext {
  const Calendar& calendar;
  Period campaign;
  std::optional<Instant> not_before = {};                         // the first period is the one that is due then or later
  std::function<std::optional<Instant>(const Period&)> due = {};  // none: the end of the period
};

std::vector<Occurrence> occurrences(const Recurrence& recurrence, const RecurrenceContext& context);
// The one after the one of this key; the first one after "". Nothing when the repeat is over.
std::optional<Occurrence> next_occurrence(const Recurrence& recurrence, const RecurrenceContext& context, std::string_view after);

}  // namespace hongtou
