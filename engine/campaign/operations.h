// Operations: what people may do, who may, in which state. One table, which refusals, tasks and docs/operations.md are made from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/campaign/command.h"
#include "engine/campaign/place.h"

namespace hongtou {

// Who may do something, seen from a step and the unit whose item it is.
enum class Party {
  unit,           // whose item it is: who answers for it, after a transfer the other one
  delegate,       // the unit or person it was delegated to
  above,          // a unit above it
  reviewer,       // `review`; without it the receivers
  receiver,       // `to` of a collect; without it the lead
  decider,        // `by`; without it the lead
  signer,         // the role whose turn it is to sign; of a step without `sign-off` the lead
  drafter,        // the first role that signs
  countersigner,  // who is asked to agree, in their turn
  registrar,      // who may register a case
  reader,         // who got a copy
  lead,           // of the campaign
  supervisor,     // `supervise`: sees all
  anybody
};

// either: a step's draft, or a unit's report; level: what one level of a cascade tells another, which is nobody's to judge.
enum class Concern { campaign, step, item, either, level };

// What an operation is done to: a step, and the item of a unit if it is about one.
struct Subject {
  const Place& place;
  std::string unit;                // "": the step as a whole
  const WorkItem* item = nullptr;  // null: none
};
Subject subject_of(const Place& place, const std::string& unit);

struct Operation {
  std::string_view name;     // submit: what commands and scenarios call it
  std::string_view chinese;  // 报送
  Concern concern = Concern::step;
  std::vector<std::string_view> kinds = {};  // of steps; empty: every kind
  std::vector<Party> by = {};                // who may
  bool on_behalf = false;                    // others may enter it from paper, with a reason
  std::vector<StepStatus> steps = {};        // in which states of the step; empty: any
  std::vector<ItemStatus> items = {};        // in which states of the item; empty: it is not about an item
  bool (*when)(const Subject&) = nullptr;    // what else must be so; null: nothing
  bool (*waited)(const Subject&) = nullptr;  // somebody waits for it then; null: never
  std::string_view when_zh = {};             // `when` in words, of the holders or the reports too; "": nothing to say
  std::string_view when_en = {};
  std::string_view leads_to = {};  // as docs/operations.md says it
};

// In the order of Act, and then migrate, which is no act: it changes the rules that acts are decided by.
const std::vector<Operation>& operations();
const Operation& migration_operation();
const Operation& operation_of(const Act& act);
// Whether steps of the kind take it at all.
bool is_for_kind(const Operation& operation, std::string_view kind);
// Whether step and item are in one of its states.
bool is_in_state(const Operation& operation, const Subject& subject);
// Whether the state allows it now, whoever asks.
bool is_possible(const Operation& operation, const Subject& subject);

// 待报, 待审; waiting for review. Of an issue step what is open is 待签收.
std::string state_word(ItemStatus status, Language language);
std::string state_word(ItemStatus status, std::string_view kind, Language language);
std::string state_word(StepStatus status, Language language);
// The states in which it is possible: 待报、草稿; "" when any will do.
std::string states_of(const Operation& operation, Language language);
// The kinds of step that take it: 收集、层层部署; "" when any does.
std::string kinds_of(const Operation& operation, Language language);
// What else must be so; "" when nothing.
std::string when_words(const Operation& operation, Language language);

// The unit an act is about, or "".
std::string unit_of(const Act& act);

struct Signer {
  std::string role;
  std::string unit;
};
// What the lead signs as where a step has no `sign-off`: nothing is issued unsigned.
inline constexpr std::string_view issuing_role = "签发";
// Who signs an issue step, in turn.
std::vector<Signer> signers_of(const Place& place);
// Whose turn it is; nothing when it is signed, or not open.
std::optional<Signer> next_signer(const Place& place);

}  // namespace hongtou
