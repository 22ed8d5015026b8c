// Tasks: what an actor can do now, from the table of operations.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/campaign/place.h"
#include "engine/value.h"

namespace hongtou {

struct Task {
  std::string step;                     // address
  std::string label;                    // of the step
  std::string unit;                     // whose item it is; "": the step as a whole
  std::string acts_for;                 // the unit as which the actor does it
  std::vector<std::string> operations;  // their names, what is waited for first
  std::string what_zh;                  // what is waited for, in words; "": nothing, it only may be done
  std::string what_en;
  std::optional<Instant> due;
  bool overdue = false;
  std::string detail = {};  // the role that signs; what is to be entered of whom; who does not agree and why; why it was returned
  std::string rung_zh = {};  // what has been done about its being late; "": nothing
  std::string rung_en = {};

  bool operator==(const Task&) const = default;
};

// In order of due date, those without one last. When the campaign's time is over and it waits for single units alone, whoever may
// end these has that to do. `actor` is one of Command::actor. With `everything` also what nobody waits for:
// a lead may then extend every open item, a supervisor sees all that is owed.
std::vector<Task> tasks(const Definition& definition, const Calendar& calendar, const State& state, std::string_view actor,
                        Instant now, bool everything = false);
// [{step, label, unit, name, acts_for, operations, what: {zh, en}, detail, due, overdue, rung: {zh, en}}]
Value to_value(const std::vector<Task>& tasks, const Definition& definition, const State& state);

}  // namespace hongtou
