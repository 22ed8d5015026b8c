// Late steps: what was not done by its day by whoever leads, signs or decides. What units owe to a step is told of its items.
#pragma once

#include <string>
#include <vector>

#include "engine/campaign/place.h"
#include "engine/value.h"

namespace hongtou {

struct LateStep {
  std::string step;                         // address
  Date due;                                 // its own; of one without a date the first of those it holds up
  int days = 0;                             // since then, or up to when it was done
  bool done = false;                        // by now
  std::string unit;                         // whose turn it is, an id; "": nobody's, or it is done
  std::vector<std::string> waits_for = {};  // addresses of what has to settle before it can be done
  std::vector<std::string> holds_up = {};   // addresses of what could not begin although its date has passed

  bool operator==(const LateStep&) const = default;
};

// What is still to be done first, each by its day.
std::vector<LateStep> late_steps(const Definition& definition, const Calendar& calendar, const State& state, Instant now);

// The day by which what one party does at once is to be done: a document, a result, a decision. Nothing: none, or of another
// kind.
std::optional<Date> day_to_be_done(const Place& place);
// The id of whose turn such a step is; "": nobody's yet.
std::string whose_turn(const Place& place);
// Addresses of the steps that one waits for before it can begin.
std::vector<std::string> awaited_steps(const Place& place);

// [{step, label, due, days, done, unit, name, waits_for, holds_up}]
Value to_value(const std::vector<LateStep>& late, const Definition& definition, const State& state);

}  // namespace hongtou
