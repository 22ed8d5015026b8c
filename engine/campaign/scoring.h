// Scoring 考核: evidence held against the rules of an assessment. Pure: everything it goes by is in the evidence.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/campaign/measuring.h"
#include "engine/definition/assessment.h"
#include "engine/definition/definition.h"

namespace hongtou {

// How one report that was owed turned out. A step that repeats has several.
struct DeadlineOutcome {
  enum class Status { punctual, late, missing, waived };
  Status status = Status::missing;
  std::string scope;  // monthly[2021-07]/, or ""
  int days_late = 0;
  std::string why_zh;
  std::string why_en;
};

// What a person puts in: a score, a deduction, a bonus, a veto, a tick of a checklist, or the correction of any result.
struct ScoreEntry {
  std::string rule;   // the item's id
  std::string part;   // of a checklist
  std::string unit;   // who is judged
  std::string rater;  // who says so
  Value points;       // null with deduct and bonus: as the rule says; of a tick: 0 for not fulfilled
  std::string reason;
  bool corrects = false;  // replaces what the rule gives; both stay visible
};

struct Objection {
  std::string rule;
  std::string unit;
  std::string reason;
  std::string answer;  // "" while it is open
};

struct Evidence {
  template <class T>
  using ByUnit = std::map<std::string, T>;
  std::map<std::string, ByUnit<std::vector<DeadlineOutcome>>> deadlines;  // step → unit → its reports
  std::map<std::string, ByUnit<DeadlineOutcome>> receipts;                // step → unit
  std::map<std::string, ByUnit<TargetResult>> targets;                    // target → unit
  std::vector<ScoreEntry> entries;                                        // in the order they were made
  std::vector<Objection> objections;
  Value parameters{Map{}};
};

struct AssessedItem {
  std::string item;
  std::optional<bool> fulfilled;  // nothing: does not apply, or waits for an entry
  std::string why_zh;
  std::string why_en;
  Value points;          // null: does not apply, or waits
  Value possible;        // null: does not apply, or brings nothing by itself (deduct, bonus, veto)
  bool waiting = false;  // for somebody's entry, or a parameter
  std::string by;        // who entered it; "" when it was reckoned
  Value corrected_from;  // the points before a correction
  std::vector<AssessedItem> items;
};

// A line in another assessment.
struct ExternalLine {
  std::string indicator;
  Value points;
};

struct AssessedUnit {
  std::string unit;
  std::vector<AssessedItem> items;
  Value points;    // of all items that apply
  Value possible;  // of those
  Value score;     // points, scaled if so asked, rounded
  int rank = 0;    // 0: none
  std::string grade;
  bool vetoed = false;
  std::vector<ExternalLine> external;
  std::vector<Objection> objections;
};

// In list order. Everybody whom an item concerns, or whom the rules name.
std::vector<AssessedUnit> assess(const Definition& definition, const Assessment& assessment, const Evidence& evidence);
Value to_value(const std::vector<AssessedUnit>& units);

struct Nomination {
  std::string award;
  std::string candidate;  // a unit's id or a name
  std::string by;
  std::string reason;
  std::optional<bool> granted;  // nothing: not decided yet
  std::string decided_by;
};

// Why an entry, a nomination or a decision cannot be taken; empty when it can.
Diagnostics check_entry(const Assessment& assessment, const ScoreEntry& entry, const Value& parameters);
// `before`: what has been nominated already; a decision is a nomination again, with `granted`.
Diagnostics check_nomination(const Assessment& assessment, const std::vector<Nomination>& before, const Nomination& nomination,
                             const Value& parameters);

// 获奖名单: per award its nominations, each once as it stands last. {award: {label, nominated: […], granted: […], quota}}
Value awards(const Assessment& assessment, const std::vector<Nomination>& nominations, const Value& parameters);

}  // namespace hongtou
