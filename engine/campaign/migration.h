// Migration: what a new version of its definition would do to a running campaign.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/calendar.h"
#include "engine/campaign/event.h"
#include "engine/campaign/state.h"
#include "engine/definition/definition.h"
#include "engine/diagnostic.h"

namespace hongtou {

// A due date that moves for those who still owe something.
struct Rescheduled {
  std::string step;  // its address
  std::vector<std::string> units;
  Instant from;
  std::optional<Instant> to;  // nothing: none any longer
};

struct Migration {
  // Notes tell what changes, warnings what to look at, errors why it cannot be. All are migration.*, at their places in the new
  // files.
  Diagnostics findings;
  std::vector<Rescheduled> rescheduled;
  std::vector<Event> at_once;  // what it makes happen as soon as it holds, as far as is known
  bool same = false;           // nothing differs, which is an error of its own
  bool possible() const { return !has_errors(findings); }
};

// A definition with the calendar it reckons with.
struct Version {
  const Definition& definition;
  const Calendar& calendar;
};

// Work that has begun stays as it is: steps that began must still be there, of their kind and in their place; units that owe or
// gave something, and fields that were filled in, must still be what they were. What was filled in is kept in any case.
Migration plan_migration(const Version& from, const Version& to, const State& state);

}  // namespace hongtou
