// State: where a campaign stands. Rebuilt from its events alone, in any year, by any version.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/calendar.h"
#include "engine/campaign/event.h"
#include "engine/value.h"

namespace hongtou {

enum class StepStatus { waiting, open, done, skipped, dead };
enum class ItemStatus { open, draft, submitted, returned, accepted, waived, missing, withdrawn, suspended, closed };

std::string_view name_of(StepStatus status);
std::string_view name_of(ItemStatus status);

struct Submission {
  int version = 0;  // from 1
  Instant effective;
  std::string actor;
  Value data;
  Value files;     // [{kind, name, blob}]
  Value findings;  // [{severity, field, code, zh, en}]
  bool late = false;

  bool operator==(const Submission&) const = default;
};

// What one unit owes to one step.
struct WorkItem {
  ItemStatus status = ItemStatus::open;
  Instant opened;
  std::optional<Instant> due;
  bool overdue = false;  // marks, not states
  bool late = false;
  std::vector<Submission> versions;
  int accepted_version = 0;
  std::optional<Instant> reminded;  // the last reminder that named it
  std::string reason;               // of the last return, waiver or closing

  // Somebody has still to act on it.
  bool is_open() const {
    return status == ItemStatus::open || status == ItemStatus::draft || status == ItemStatus::submitted ||
           status == ItemStatus::returned;
  }
  // The unit owes something: nothing in, or returned.
  bool is_owed() const { return status == ItemStatus::open || status == ItemStatus::draft || status == ItemStatus::returned; }
  const Submission* accepted() const;
  bool operator==(const WorkItem&) const = default;
};

struct IssuedDocument {
  std::string title;
  std::map<std::string, std::string> renditions;  // format → SM3 of the frozen bytes
  Instant at;
  bool issued = false;  // has left the house: never made anew

  bool operator==(const IssuedDocument&) const = default;
};

struct StepState {
  StepStatus status = StepStatus::waiting;
  int round = 1;
  std::optional<Instant> opened;
  std::optional<Instant> settled;
  std::string how;  // it settled
  std::string reason;
  std::string outcome;
  std::map<std::string, WorkItem> items;  // by unit id
  std::vector<std::string> signed_by;     // roles, in order
  std::vector<IssuedDocument> documents;  // the last is the current one
  Value results;                          // of an assessment
  Value note;
  bool stale = false;
  Value incident;  // null: none

  bool settled_alive() const { return status == StepStatus::done || status == StepStatus::skipped; }
  bool has_settled() const { return settled_alive() || status == StepStatus::dead; }
  bool operator==(const StepState&) const = default;
};

struct State {
  std::string campaign;  // id
  bool started = false;
  bool closed = false;
  Instant time;      // up to which things have happened
  Instant recorded;  // of the last event
  Value supplied;
  std::map<std::string, StepState> steps;      // by address; a step that never opened may be absent
  std::map<std::string, Value> final_targets;  // target → its results after its window
  std::uint64_t events = 0;

  const StepState& step(const std::string& address) const;  // a waiting one when absent
  bool operator==(const State&) const = default;
};

// state := state + event. Calls nothing outside; an event of an unknown type leaves the state as it is but for the count.
void apply(State& state, const Event& event);

}  // namespace hongtou
