// Going back: what a return does, and what it leaves alone. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/campaign/decide.h"

namespace hongtou {

// Addresses of what waits again when the flow goes back to this step: it and what follows from it in its flow, with the scopes
// they hold.
std::vector<std::string> steps_that_wait_again(const Place& target);

struct MovedDeadline {
  std::string step;  // address
  std::string unit;
  std::optional<Instant> before;
  std::optional<Instant> after;  // nothing: reckoned anew when the step opens again

  bool operator==(const MovedDeadline&) const = default;
};

// A report that goes back to its unit.
struct SentBack {
  std::string step;  // address
  std::string unit;
  std::optional<Instant> due;  // when it is wanted again; nothing: no day is set
  bool overdue = false;        // it shows as overdue at once

  bool operator==(const SentBack&) const = default;
};

// What a return would do. Addresses, in file order.
struct Consequences {
  std::optional<SentBack> sent_back;    // of the Return of a report
  std::vector<std::string> stops;       // runs now and waits again
  std::vector<std::string> done_again;  // has settled and is done once more
  std::vector<std::string> goes_on;     // runs now and is left alone
  std::vector<std::string> stays;       // has settled and stands
  std::vector<std::string> stands;      // what it issued has left the house and stays issued, although the step is done again
  std::vector<std::string> goes_stale;  // its result is to be made anew
  std::vector<MovedDeadline> moves;

  bool operator==(const Consequences&) const = default;
};

// Of a GoBack, or of the Return of a report; of any other act nothing.
Consequences consequences_of(const Rules& rules, const State& state, const Act& act, Instant at);

// When a report is wanted again that came in time and is returned after its due date: so many working days after the return.
inline constexpr int days_to_report_again = 3;
// Its due date by that; nothing: the date it has stands.
std::optional<Instant> due_again(const WorkItem& item, Instant returned, const Calendar& calendar);
// {sent_back: null or {step, label, unit, name, due, overdue}, stops: [{step, label}], …, moves: [{step, unit, name, before,
// after}]}
Value to_value(const Consequences& consequences, const Definition& definition, const State& state);

}  // namespace hongtou
