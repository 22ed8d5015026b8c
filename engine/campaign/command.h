// Command: what somebody asks for. It becomes events, or a refusal.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/campaign/event.h"
#include "engine/campaign/state.h"
#include "engine/definition/form.h"
#include "engine/diagnostic.h"
#include "engine/value.h"

namespace hongtou {

struct Start {
  Value supplied;                              // the values the definition asks for at the start: {"contact": {"name": …}}
  std::map<std::string, FromAbove> said = {};  // of a lower campaign: by address, what the one above says of its steps
  Inheritance inherited = {};                  // likewise: of the campaign as a whole
};
struct PassTime {};  // let happen what is due
struct GoLive {};    // what was done on paper before has been entered: time goes by the clock from now on
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
// The one whose turn it is to sign sends a draft back to the first.
struct SendBack {
  std::string step, role, reason;
};
// Something has turned up: a case begins.
struct OpenCase {
  std::string step, unit;
  Value data;         // by the step's form
  std::string title;  // what it is about
};
// What a case was registered with was wrong: the fields that are given replace those of the form.
struct CorrectCase {
  std::string step, scope;
  Value data;
  std::string reason;
};
// Ends one scope by name, whatever is open in it; `unit` goes on with it outside the campaign.
struct CloseScope {
  std::string step, scope, reason, unit;
};
// Sets, confirms or moves a date of a step that is still to come: a day, a period, or an instant as text.
struct Announce {
  std::string step, key, value, reason;
};
struct ReserveNumber {
  std::string step;
};
struct VoidNumber {
  std::string series;
  int year = 0;
  int serial = 0;
  std::string reason;
};
// Paper that belongs to a report has come in.
struct ReceivePaper {
  std::string step, unit, kind;
};
struct Join {
  std::string unit, name, parent;
  std::vector<std::string> groups;  // its class and groups
};
struct Leave {
  std::string unit, reason;
};
// What a person enters for an assess step. kind: score (also a deduction, bonus, veto or tick), correction, objection, answer,
// nomination, grant, decided (nothing more is to be granted of this award).
struct Enter {
  std::string step, kind;
  std::string rule;  // the item's id; of nominations and grants the award's
  std::string part;  // of a checklist
  std::string unit;  // who is judged; of nominations the candidate
  Value points;
  std::string reason;
  bool granted = true;
};
// Gives a parameter of the campaign its value.
struct SetParameter {
  std::string name;
  Value value;
  std::string reason;
};
// The total of a unit's level has come up; `total` is as rolled_up has it.
struct TakeTotal {
  std::string step, unit;
  Value total;
};
// What the campaign above says of a step whose total goes up to it.
struct HearFromAbove {
  std::string step;
  FromAbove said;
  std::string reason;
};
// What the campaign above has set for the whole campaign.
struct Inherit {
  Inheritance said;
  std::string reason;
};
// Makes a stale or failed step's result anew.
struct Recompute {
  std::string step;
};
// Keeps what is filled in so far; nothing is checked and nobody has reported by it.
struct SaveDraft {
  std::string step, unit;
  Value data;
};
// The submitter takes a report back that nobody has accepted.
struct Withdraw {
  std::string step, unit, reason;
};
// Reports once more what was accepted before.
struct Reconfirm {
  std::string step, unit;
};
// A new due date for one unit: a day, which counts, or an instant.
struct Extend {
  std::string step, unit, due, reason;
};
// Somebody else does it, a unit or a person; the unit goes on answering for it. `to` "": taken back.
struct Delegate {
  std::string step, unit, to, reason;
};
// Another unit answers for it.
struct Transfer {
  std::string step, unit, to, reason;
};
// A reminder by hand.
struct Urge {
  std::string step, unit, text;
};
// The clock of one unit's item stands still.
struct Suspend {
  std::string step, unit, reason;
};
struct Resume {
  std::string step, unit, reason;
};
// Calls a step off: nobody owes anything to it, what follows goes on.
struct Cancel {
  std::string step, reason;
};
// Back to a step that has begun: it and all that follows from it wait again.
struct GoBack {
  std::string step, reason;
};
// `unit`: whose report they are to agree to; "": to the draft of an issue step. way: all, any, in-turn, or how many.
struct AskCountersign {
  std::string step, unit;
  std::vector<std::string> signers;
  std::string way;
};
struct AddSigner {
  std::string step, unit, signer, reason;
};
struct DropSigner {
  std::string step, unit, signer, reason;
};
struct Countersign {
  std::string step, unit;
  bool agrees = true;
  std::string opinion;
};
// Copies to read, whatever becomes of the step.
struct Circulate {
  std::string step;
  std::vector<std::string> to;
  std::string text;
};
struct ConfirmReading {
  std::string step;
};

using Act = std::variant<Start, PassTime, GoLive, Sign, SendBack, ConfirmReceipt, Submit, Accept, Return, Waive, CloseItem,
                         CloseStep, Choose, Recompute, OpenCase, CorrectCase, CloseScope, Announce, ReserveNumber, VoidNumber,
                         ReceivePaper, Join, Leave, Enter, SetParameter, SaveDraft, Withdraw, Reconfirm, Extend, Delegate,
                         Transfer, Urge, Suspend, Resume, Cancel, GoBack, AskCountersign, AddSigner, DropSigner, Countersign,
                         Circulate, ConfirmReading, TakeTotal, HearFromAbove, Inherit>;

struct Command {
  std::string actor;                 // a unit's id, a role, a person, person@unit, or "engine"
  std::optional<Instant> effective;  // earlier than now: done on paper before; nothing: now
  Act act;
  std::string on_behalf = {};  // why it is entered for another, or later: it came on paper
};

// The address of the step an act is for, such as monthly[2021-07]/report, or "".
std::string step_of(const Act& act);

enum class RefusalKind { invalid_argument, not_found, already_exists, invalid_state, not_allowed };

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
