// The periods of a repeat: which one is the first, and which follow.
#pragma once

#include <optional>
#include <string_view>

#include "engine/definition/flow.h"
#include "engine/definition/recurrence.h"

namespace hongtou {

// Refers to the step and the calendar it was made with.
class RepeatPeriods {
 public:
  // `opened`: when the step opens. `first` and `until`: a day of the first and of the last period, as they stand.
  RepeatPeriods(const Step& repeat, const DateContext& campaign, std::optional<Instant> opened, std::optional<Date> first,
                std::optional<Date> until);

  // The one after the one of this key; the first one after "". Nothing when the repeat is over.
  std::optional<Occurrence> after(std::string_view key) const;

 private:
  // A period counts as long as something is still due in it.
  std::optional<Instant> due_within(const Period& period) const;

  const Step& repeat_;
  Recurrence recurrence_;
  RecurrenceContext context_;
};

// A day without a year, or one of a period: another one in each period of a repeat.
bool recurs(const DateRule& rule);

// What of a period lies within the campaign: what its steps see.
Period within(const Period& campaign, const Period& period);

}  // namespace hongtou
