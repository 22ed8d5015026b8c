// Command: what somebody asks for. It becomes events, or a refusal.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/campaign/event.h"
#include "engine/definition/form.h"
#include "engine/diagnostic.h"
#include "engine/value.h"

namespace hongtou {

struct Start {
  Value supplied;  // the values the definition asks for at the start: {"contact": {"name": …}}
};
struct PassTime {};  // let happen what is due
struct Sign {
  std::string step, role, opinion;
};
struct ConfirmReceipt {
  std::string step, unit;
};
struct SubmittedFile {
  std::string kind;  // summary, media_disc: a name of the step's `require`
  std::string name;
  Value blob;  // reference to its bytes, {"$blob": SM3, "media_type": …}; null for paper that was handed in
};
struct Submit {
  std::string step, unit;
  Value data;
  std::vector<SubmittedFile> files;
};
struct Accept {
  std::string step, unit;
};
struct Return {
  std::string step, unit, reason;
};
struct Waive {
  std::string step, unit, reason;
};
struct CloseItem {
  std::string step, unit, reason;
};
struct CloseStep {
  std::string step, reason;
};
struct Choose {
  std::string step, outcome, reason;
};
// Makes a stale or failed step's result anew.
struct Recompute {
  std::string step;
};

using Act =
    std::variant<Start, PassTime, Sign, ConfirmReceipt, Submit, Accept, Return, Waive, CloseItem, CloseStep, Choose, Recompute>;

struct Command {
  std::string actor;                 // a unit's id, a role, or "engine"
  std::optional<Instant> effective;  // earlier than now: done on paper before; nothing: now
  Act act;
};

// The step an act is for, or "".
std::string step_of(const Act& act);

enum class RefusalKind { invalid_argument, not_found, already_exists, invalid_state };

// The command may not happen now; nothing has changed.
struct Refusal {
  RefusalKind kind = RefusalKind::invalid_state;
  Message message;
  std::vector<std::string> arguments;
  std::vector<Finding> findings;  // of a submission

  std::string text(Language language) const;  // with findings, one a line
};

struct Decision {
  std::vector<Event> events;
  std::optional<Refusal> refusal;

  bool ok() const { return !refusal.has_value(); }
};

}  // namespace hongtou
