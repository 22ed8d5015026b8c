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

// What another assessment, or one period of it, gave a unit.
struct EarlierScore {
  std::string scope;  // 季度[2023-Q1]/, or ""
  std::string title;  // of the period, or ""
  Value score;        // null: it waits
  Value possible;
  bool vetoed = false;
};

struct Evidence {
  template <class T>
  using ByUnit = std::map<std::string, T>;
  std::map<std::string, ByUnit<std::vector<DeadlineOutcome>>> deadlines;  // step → unit → its reports
  std::map<std::string, ByUnit<DeadlineOutcome>> receipts;                // step → unit
  std::map<std::string, ByUnit<TargetResult>> targets;                    // target → unit
  std::map<std::string, ByUnit<std::vector<EarlierScore>>> scores;        // assess step → unit → its periods
  std::vector<ScoreEntry> entries;                                        // in the order they were made
  std::vector<Objection> objections;
  Value parameters{Map{}};
};

struct AssessedItem {
  std::string item;
  std::optional<bool> fulfilled;  // nothing: does not apply, or waits for an entry
  std::string why_zh;
  std::string why_en;
  Value points;                 // null: does not apply, or waits
  Value possible;               // null: does not apply, or brings nothing by itself (deduct, bonus, veto)
  bool waiting = false;         // for somebody's entry, or a parameter
  std::string by;               // who entered it; "" when it was reckoned
  Value corrected_from;         // the points before a correction
  std::vector<Source> sources;  // the reports it was measured from, the assessments it was taken from
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
// Gives ranks by scores, if the rules rank; a vetoed unit and one that still waits have none.
void rank_units(const Definition& definition, const Assessment& assessment, std::vector<AssessedUnit>& units);

// Why an entry cannot be taken; empty when it can. `assessor` ticks what no rater is named for, and corrects.
Diagnostics check_entry(const Assessment& assessment, const ScoreEntry& entry, const std::string& assessor,
                        const Value& parameters);

}  // namespace hongtou
