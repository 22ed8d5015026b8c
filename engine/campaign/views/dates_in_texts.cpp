#include "engine/campaign/views/dates_in_texts.h"

#include "engine/campaign/due_dates.h"
#include "engine/campaign/returning.h"
#include "engine/campaign/views.h"

namespace hongtou {

namespace {

// Of the units that are asked here.
std::optional<Instant> last_of_levels(const Place& place) {
  const DueDates dates(place);
  std::optional<Instant> last;
  for (const auto& unit : place.units("from")) last = std::max(last, dates.of(unit));
  return last;
}

// Of a step whose units are asked late, or would be if they were asked today; else nothing. Of a campaign that has not begun the
// dates are those planned, whatever the day.
std::optional<Instant> due_when_late(const Place& place, Date today) {
  if (!place.campaign().started) return std::nullopt;
  if (any_asked_late(place)) return units_due(place);
  const auto due = due_of(place);
  const bool has_passed = due && *due <= start_of_day(today) && place.state().status == StepStatus::waiting;
  return has_passed ? std::optional(due_after_asking(start_of_day(today), place.calendar())) : std::nullopt;
}

}  // namespace

void add_dates(Value& data, const Place& place, Date today, Reader reader) {
  for (const auto& [key, setting] : place.step().settings) {
    const auto days = setting.rule || !setting.from_step.empty() ? place.span(key) : std::nullopt;
    if (!days) continue;
    if (setting.type == KeyType::period) {
      set_day(data, "first", days->first_day(), reader);
      set_day(data, "last", days->last_day(), reader);
    } else {
      set_day(data, key, days->last_day(), reader);
    }
  }
  if (!place.step().collects()) return;
  if (const auto due = due_when_late(place, today))
    set_day(data, "due", day_due(*due), reader);
  else if (const auto last = place.step().setting("levels") == nullptr ? std::nullopt : last_of_levels(place))
    set_day(data, "due", day_due(*last), reader);
}

}  // namespace hongtou
