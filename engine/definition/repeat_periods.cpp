#include "engine/definition/repeat_periods.h"

#include <algorithm>

namespace hongtou {

RepeatPeriods::RepeatPeriods(const Step& repeat, const DateContext& campaign, std::optional<Instant> opened,
                             std::optional<Date> first, std::optional<Date> until)
    : repeat_(repeat), context_{campaign.calendar, campaign.campaign} {
  recurrence_.every = repeat.setting("every")->every.value_or(Frequency::month);
  recurrence_.first = first;
  recurrence_.until = until;
  recurrence_.skip_rest_days = repeat.setting("rest-days") != nullptr && repeat.setting("rest-days")->text == "skip";
  context_.not_before = opened;
}

std::optional<Occurrence> RepeatPeriods::after(std::string_view key) const {
  auto context = context_;
  context.due = [this](const Period& period) { return due_within(period); };
  return next_occurrence(recurrence_, context, key);
}

std::optional<Instant> RepeatPeriods::due_within(const Period& period) const {
  DateContext context{context_.calendar, context_.campaign};
  context.scope_period = period;
  std::optional<Instant> last;
  for (const auto& step : repeat_.flow->steps)
    for (const auto* key : {"due", "on"}) {
      const auto* setting = step.setting(key);
      if (setting == nullptr || !setting->rule || !setting->rule->needs_period()) continue;
      const auto by = resolve(*setting->rule, context);
      if (by && (!last || by->due() > *last)) last = by->due();
    }
  return last ? last : std::optional(end_of_day(period.last));
}

bool recurs(const DateRule& rule) {
  const auto* days = std::get_if<FixedDays>(&rule.when);
  return rule.needs_period() || (days != nullptr && !days->first.year);
}

Period within(const Period& campaign, const Period& period) {
  return {std::max(campaign.first, period.first), std::min(campaign.last, period.last)};
}

}  // namespace hongtou
