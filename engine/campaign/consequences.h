// What an act would do to the rest of the campaign, foreseen by trying it on a copy. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/campaign/decide.h"

namespace hongtou {

struct MovedDeadline {
  std::string step;  // address
  std::string unit;
  std::optional<Instant> before;
  std::optional<Instant> after;  // nothing: reckoned anew when the step opens again

  bool operator==(const MovedDeadline&) const = default;
};

// What a unit is to report once more.
struct AskedAgain {
  std::string step;  // address
  std::string unit;
  std::optional<Instant> due;  // when it is wanted again; nothing: no day is set
  bool overdue = false;        // it shows as overdue at once

  bool operator==(const AskedAgain&) const = default;
};

// What a unit had still to do for a step that goes on or stands, and has not any more.
struct ItemEnded {
  std::string step;  // address
  std::string unit;

  bool operator==(const ItemEnded&) const = default;
};

// A unit that runs its level for a step: what is done there goes on.
struct LevelBelow {
  std::string step;  // address
  std::string unit;

  bool operator==(const LevelBelow&) const = default;
};

// A unit of a step that is done again, of whom nothing is wanted now.
struct AskedAnew {
  std::string step;  // address
  std::string unit;
  ItemStatus before = ItemStatus::waived;  // waived, closed or suspended

  bool operator==(const AskedAnew&) const = default;
};

// A period, a case or a group of late ones.
struct ScopeBegun {
  std::string scope;               // chase[2]
  std::vector<std::string> units;  // that are late, of a ladder of supervision

  bool operator==(const ScopeBegun&) const = default;
};

// The total of a unit's level that comes up at once.
struct TotalUp {
  std::string step;  // address
  std::string unit;
  int version = 0;          // of the unit's report
  std::size_t missing = 0;  // units that it lacks
  bool accepted = false;    // nobody has to judge it

  bool operator==(const TotalUp&) const = default;
};

// Addresses, in file order. A step that ran or had settled stands in one of the first nine, or begins.
struct Consequences {
  std::vector<std::string> stops;           // runs now and waits again, or begins anew
  std::vector<std::string> done_again;      // is done and waits again, or begins anew
  std::vector<std::string> decided_again;   // was skipped or ruled out, and waits again whether it is done
  std::vector<std::string> off_again;       // likewise, and is so again at once
  std::vector<std::string> goes_on;         // runs now and is left alone
  std::vector<std::string> stays;           // has settled and stands
  std::vector<std::string> goes_stale;      // has settled, and its result is to be made anew
  std::vector<std::string> settles;         // runs now and is done by this
  std::vector<std::string> called_off;      // ran, was done or was to come, and is not done any more
  std::vector<std::string> begins;          // was to come, skipped or ruled out
  std::vector<std::string> closes;          // scopes that end: chase[2]
  std::vector<ScopeBegun> opens;            // of holders that have begun before
  std::vector<std::string> stands;          // what it issued has left the house and stays issued, although it is done again
  std::vector<LevelBelow> levels_go_on;     // of steps that wait again
  std::vector<AskedAgain> overdue_at_once;  // of steps that begin again
  std::vector<AskedAnew> asked_anew;        // of steps that begin or wait again
  std::vector<ItemEnded> items_end;
  std::vector<MovedDeadline> moves;
  std::vector<TotalUp> totals_up;
  std::optional<AskedAgain> sent_back;  // of the Return of a report

  // Something is different, be it only a date.
  bool tell_anything() const;
  bool operator==(const Consequences&) const = default;
};

struct Foresight {
  std::optional<Refusal> refusal;
  Consequences consequences;  // none of what is refused

  bool ok() const { return !refusal.has_value(); }
};

// What is due by `now` has happened before. Nothing is printed.
Foresight foresee(const Rules& rules, const State& state, const Command& command, Instant now);

// What has become of one state in another that follows from it.
Consequences consequences_of(const Definition& definition, const Calendar& calendar, const State& before, const State& after,
                             Instant now);

// {sent_back: null or {step, label, unit, name, due, overdue}, stops: [{step, label}], …, closes: [{step, label, title}],
// opens: [{step, label, units: [{unit, name}]}], levels_go_on: [{step, label, unit, name}], overdue_at_once: [as sent_back],
// asked_anew: [{step, label, unit, name, before}], items_end: [{step, label, unit, name}], moves: [{step, unit, name, before,
// after}], totals_up: [{step, label, unit, name, version, missing, accepted}]}
Value to_value(const Consequences& consequences, const Definition& definition, const State& state);

}  // namespace hongtou
