// State: where a campaign stands. Rebuilt from its events alone, in any year, by any version.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/calendar.h"
#include "engine/campaign/event.h"
#include "engine/value.h"

namespace hongtou {

enum class StepStatus { waiting, open, done, skipped, dead };
enum class ItemStatus { open, draft, submitted, returned, accepted, waived, missing, withdrawn, suspended, closed };
inline constexpr std::size_t item_statuses = 10;

// Of an item that somebody has still to act on.
constexpr bool is_open(ItemStatus status) {
  return status == ItemStatus::open || status == ItemStatus::draft || status == ItemStatus::submitted ||
         status == ItemStatus::returned || status == ItemStatus::suspended;
}

std::string_view name_of(StepStatus status);
std::string_view name_of(ItemStatus status);

struct Submission {
  int version = 0;  // from 1
  Instant effective;
  std::string actor;
  Value data;
  Value files;                 // [{kind, name, blob}]
  Value findings;              // [{severity, field, code, zh, en}]
  Value level;                 // of the total of a unit's level: {number, units, accepted, missing, complete, sources}
  std::optional<Instant> due;  // as it stood then: an extension changes the item's
  bool late = false;
  bool accepted = false;

  bool operator==(const Submission&) const = default;
};

// One who is asked to agree to a draft or a report.
struct Countersigner {
  std::string unit;
  std::optional<bool> agrees;  // nothing: no answer yet
  std::string opinion;

  bool operator==(const Countersigner&) const = default;
};
struct Countersigning {
  std::string way;                     // all, any, in-turn, or how many
  std::vector<Countersigner> signers;  // in turn

  bool is_asked() const { return !signers.empty(); }
  bool operator==(const Countersigning&) const = default;
};

// A copy to read 传阅.
struct Copy {
  Instant sent;
  std::optional<Instant> read;

  bool operator==(const Copy&) const = default;
};

// The day up to which something counts that is due at this moment: the day that ends then.
Date day_due(Instant due);

// Where a late item stands on a ladder of supervision 督办.
struct Supervision {
  std::string scope;          // prefix of the scope it runs in: "chase[1]/"; "": none
  std::string rung;           // the last step of it that told the unit, or ""
  std::optional<Instant> at;  // the last time anything of the kind happened to the item

  bool operator==(const Supervision&) const = default;
};

// What one unit owes to one step.
struct WorkItem {
  ItemStatus status = ItemStatus::open;
  Instant opened;
  std::optional<Instant> due;
  bool overdue = false;  // marks, not states
  bool late = false;
  std::vector<Submission> versions;       // of all rounds
  int round_begins = 1;                   // the version with which this round begins
  int accepted_version = 0;               // the last accepted one of this round
  std::map<std::string, Instant> papers;  // kind of paper that came by hand → when
  std::optional<Instant> reminded;        // the last reminder that named it
  std::string reason;                     // of the last return, waiver or closing
  Value draft;                            // what is filled in but not submitted; null: nothing
  std::optional<Instant> extended;        // up to when time was given it by hand
  std::string responsible;                // another unit that it was transferred to, or ""
  std::string delegate;                   // a unit or person that does it for the unit, or ""
  int urged = 0;                          // times
  ItemStatus before_suspension = ItemStatus::open;
  std::optional<Instant> suspended;   // since when
  std::optional<ItemStatus> left_as;  // its unit has left: what it was then
  Countersigning countersigning;      // of its report
  Supervision supervision;
  bool runs_level = false;  // the unit runs its level; its report is the total of that

  // Somebody has still to act on it.
  bool is_open() const { return hongtou::is_open(status); }
  // The unit owes something: nothing in, or returned.
  bool is_owed() const { return status == ItemStatus::open || status == ItemStatus::draft || status == ItemStatus::returned; }
  // The date it has when its step's is `by`: an extension that goes beyond that stands.
  std::optional<Instant> due_by(std::optional<Instant> by) const;
  const Submission* accepted() const;
  // The version of this round by which it is punctual or late; null: nothing in yet.
  const Submission* first_of_round() const;
  // How many days that came after it was due then.
  int days_late() const;
  bool operator==(const WorkItem&) const = default;
};

// What brings time to bear on an item that is owed: items alike in this are overdue, and reminded of, at the same moments.
struct Expectation {
  std::optional<Instant> due;
  bool overdue = false;
  Instant reminded;  // the last reminder, else when the item was opened

  auto operator<=>(const Expectation&) const = default;
};
// Nothing: the item is not owed.
std::optional<Expectation> expectation_of(const WorkItem& item);

// The items of a step, by unit id; how many are in which state, and expected when, is known without looking at each.
class WorkItems {
 public:
  using const_iterator = std::map<std::string, WorkItem>::const_iterator;

  const_iterator begin() const { return items_.begin(); }
  const_iterator end() const { return items_.end(); }
  const_iterator find(const std::string& unit) const { return items_.find(unit); }
  const WorkItem& at(const std::string& unit) const { return items_.at(unit); }
  bool contains(const std::string& unit) const { return items_.contains(unit); }
  bool empty() const { return items_.empty(); }
  std::size_t size() const { return items_.size(); }
  std::size_t count(ItemStatus status) const { return counts_[static_cast<std::size_t>(status)]; }
  std::size_t open() const;  // that somebody has still to act on
  std::size_t owed() const;  // of these, those whose unit has
  // Of the owed ones, and how many are so.
  const std::map<Expectation, std::size_t>& expected() const { return expected_; }

  // Calls `change` with the unit's item, which is made if there is none. `at`: where it may stand, so that many in their order
  // are found at once; what follows on it is returned.
  template <class Change>
  const_iterator change(const_iterator at, const std::string& unit, Change&& change) {
    const auto before = items_.size();
    const auto item = items_.try_emplace(at, unit);
    if (items_.size() == before) take_out(item->second);
    change(item->second);
    put_in(item->second);
    return std::next(item);
  }
  template <class Change>
  void change(const std::string& unit, Change&& change_it) {
    change(items_.end(), unit, change_it);
  }
  template <class Change>
  void change_all(Change&& change) {
    for (auto& [unit, item] : items_) {
      take_out(item);
      change(item);
      put_in(item);
    }
  }

  bool operator==(const WorkItems&) const = default;

 private:
  // Of what is known of all.
  void put_in(const WorkItem& item);
  void take_out(const WorkItem& item);

  std::map<std::string, WorkItem> items_;
  std::array<std::size_t, item_statuses> counts_{};
  std::map<Expectation, std::size_t> expected_;
};

// What the campaign above has said of a step whose total goes up to it.
struct FromAbove {
  std::string due;   // day
  int returned = 0;  // the number of the last total that was returned
  bool over = false;

  bool operator==(const FromAbove&) const = default;
};

struct IssuedDocument {
  std::string title;
  std::map<std::string, std::string> renditions;  // format → SM3 of the frozen bytes
  Instant at;
  bool issued = false;  // has left the house: never made anew

  bool operator==(const IssuedDocument&) const = default;
};

// A running copy of a step's flow: one unit, one period, one case, or the only one.
struct ScopeState {
  std::string unit;              // whose it is, or ""
  std::optional<Period> period;  // of a repeat
  std::string title;             // of a case
  Value data;                    // of a case: what it was registered with
  Instant opened;
  std::optional<Instant> settled;
  std::string how;  // it settled: complete, closed
  std::string reason;
  std::string handed_to;  // the unit that goes on with a case that was closed

  bool operator==(const ScopeState&) const = default;
};

// Keys of scopes in the order people count: 2 before 10, 2021-07 before 2021-08.
struct ByLength {
  bool operator()(const std::string& a, const std::string& b) const { return a.size() != b.size() ? a.size() < b.size() : a < b; }
};

struct StepState {
  StepStatus status = StepStatus::waiting;
  int round = 1;  // counted up by each return
  std::optional<Instant> opened;
  std::optional<Instant> settled;
  std::string how;  // it settled
  std::string reason;
  std::string outcome;
  WorkItems items;
  bool all_asked = false;                              // nobody has joined or left since its units were asked
  std::map<std::string, ScopeState, ByLength> scopes;  // by key: of a step that holds a flow
  bool intake_shut = false;                            // of a step whose scopes are cases
  std::map<std::string, std::string> dates;            // key → what was announced for it: a day, a period or an instant
  std::vector<std::string> signed_by;                  // roles, in order
  Countersigning countersigning;                       // of its draft
  std::map<std::string, Copy> copies;                  // by unit id
  std::string number;                                  // 发文字号, once taken
  std::vector<IssuedDocument> documents;               // the last is the current one
  Value results;                                       // of an assessment
  Value awards;                                        // likewise
  List entries;                                        // what people entered for an assessment
  FromAbove above;
  Value rolled_up;  // the total that went up last: {number, data, units, accepted, missing, complete, sources}
  Value note;
  bool stale = false;
  Value incident;  // null: none

  bool settled_alive() const { return status == StepStatus::done || status == StepStatus::skipped; }
  bool has_settled() const { return settled_alive() || status == StepStatus::dead; }
  // Something went wrong, or its result is out of date.
  bool is_blocked() const { return !incident.is_null() || stale; }
  bool operator==(const StepState&) const = default;
};

// Document numbers of one series in one year.
struct NumbersTaken {
  int next = 0;  // 0: none has been taken yet
  std::set<int> voided;

  bool operator==(const NumbersTaken&) const = default;
};

// A unit that joined while the campaign runs.
struct LateMember {
  std::string id;
  std::string name;
  std::string parent;
  std::vector<std::string> groups;  // its class and the groups it joined

  bool operator==(const LateMember&) const = default;
};

// Of a lower campaign: what holds in it because the one above has set it.
struct Inheritance {
  Map parameters;                                                   // by dotted name
  std::map<std::string, std::map<std::string, std::string>> dates;  // address → key → as announced
  std::vector<LateMember> joined;                                   // below the unit whose level it is
  std::set<std::string> left;                                       // likewise
  bool over = false;                                                // the unit itself takes part no longer
  bool catching_up = false;                                         // what was done on paper is being entered

  bool operator==(const Inheritance&) const = default;
};

struct State {
  std::string campaign;  // id
  bool started = false;
  bool closed = false;
  Instant time;      // up to which things have happened
  Instant recorded;  // of the last event
  // Of one that began on paper. While what was done there is entered, time stands where that has come to; what was to be sent
  // before it went live is nobody's to send any more.
  bool catching_up = false;
  std::optional<Instant> live_since;
  Value supplied;
  Map parameters;                               // that got their value while the campaign runs, by dotted name
  std::map<std::string, StepState> steps;       // by address; a step of which nothing has happened is absent
  std::map<std::string, Value> final_targets;   // target → its results after its window
  std::map<std::string, NumbersTaken> numbers;  // by series and year: "阳矿处非办发/2023"
  std::vector<LateMember> joined;               // in the order they came
  std::set<std::string> left;                   // units that take part no longer
  Inheritance inherited;                        // taken from the campaign above so far
  std::uint64_t events = 0;

  const StepState* find(const std::string& address) const;  // null when absent; a step that is there stays, where it is
  const StepState& step(const std::string& address) const;  // a waiting one when absent
  bool operator==(const State&) const = default;
};

// state := state + event. Calls nothing outside; an event of an unknown type leaves the state as it is but for the count.
void apply(State& state, const Event& event);

}  // namespace hongtou
