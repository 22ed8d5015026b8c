// decide: the rules of a campaign (order, outcomes, windows, reminders) as a pure function of state, command and time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/calendar.h"
#include "engine/campaign/command.h"
#include "engine/campaign/state.h"
#include "engine/campaign/step_kind.h"
#include "engine/definition/definition.h"
#include "engine/document/document.h"

namespace hongtou {

// Prints a document in the campaign's formats and keeps the bytes until the events are written.
class Press {
 public:
  virtual ~Press() = default;
  // format → reference to the bytes, {"$blob": SM3, "media_type": …}. `name` is the step's.
  virtual Result<std::map<std::string, Value>> print(const std::string& name, const Document& document) = 0;
  // The bytes of a file that was handed in. Errors: store.*
  virtual Result<std::string> bytes(const Value& reference) const = 0;
};

// What decides: all immutable but the press.
struct Rules {
  const Definition& definition;
  const Calendar& calendar;
  std::function<const StepKind*(std::string_view name)> kind;
  Press& press;
};

// What the command leads to at `now`; the state is left as it was.
Decision decide(const Rules& rules, const State& state, const Command& command, Instant now);
// The same, and the events are applied to `state`. A refusal changes nothing.
Decision perform(const Rules& rules, State& state, const Command& command, Instant now);

// The next moment at which something happens by itself: PassTime then lets it happen. Nothing: never.
std::optional<Instant> next_timer(const Rules& rules, const State& state);

// The kinds that belong to the language: issue, collect, cascade, compile, mark, decision, assess; and those that hold steps:
// each, repeat, case, call, supervise.
std::vector<std::unique_ptr<StepKind>> built_in_step_kinds();

}  // namespace hongtou
