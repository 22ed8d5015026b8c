// Assessment rules 考核规则: what a unit is judged by, how many points it brings, and what becomes of the points.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/definition/amount.h"
#include "engine/result.h"

namespace hongtou {

struct AssessmentItem {
  enum class Kind {
    // Judged by the campaign's own records.
    deadline,      // the unit's reports to a collecting step came in on time
    receipt,       // the receipt of an issued document is confirmed
    target,        // a target is reached
    proportional,  // points by the share of a target that is reached
    bands,         // points by the band that a target's value falls into
    score,         // what another assessment gave, the average of all its periods
    // By records when the subject is a target, by an entry of the named unit otherwise.
    checklist,  // points for each fulfilled part
    deduct,     // points are taken off
    bonus,      // points come on top
    veto,       // one event makes the whole result fail
    // By entries alone.
    expert,  // points by one or several raters
    // An indicator with indicators below it.
    branch,
  };
  enum class Combine {
    average,
    trimmed_average,
    weighted_average
  };  // trimmed: without the highest and the lowest of three or more
  struct Rater {
    std::string unit;
    Amount weight;
  };

  std::string id;
  std::string label;
  Kind kind = Kind::deadline;
  std::string subject;                // step, target or unit; of a branch ""
  bool by_target = false;             // of deduct, bonus and veto: the subject is a target
  std::vector<std::string> parts;     // of a checklist: targets, or what somebody ticks
  std::optional<Amount> points;       // nothing: 1; of bands the most a band brings; of a branch what its items bring
  std::optional<Amount> each;         // deduct, bonus: for every piece
  std::optional<Amount> late_day;     // deadline: off for every day late
  std::optional<Amount> late_report;  // deadline: off for every late report
  std::optional<Amount> missing;      // deadline: off for every missing report
  std::optional<Amount> floor;        // the least the item can bring
  std::optional<Amount> ceiling;      // the most
  std::optional<Amount> cap;          // proportional: the share that counts at most
  std::optional<Amount> total;        // branch: what the points of its items add up to
  std::vector<Band> bands;
  Combine combine = Combine::average;
  std::vector<Rater> raters;
  bool all_or_nothing = false;     // checklist, branch
  std::string indicator;           // the points go to this indicator of another assessment, not into this one
  std::string grade;               // of a veto: the grade that is left
  std::vector<std::string> units;  // unit ids; empty: all it concerns
  std::vector<AssessmentItem> items;
  Position position;
  Position subject_position;
};

enum class Ties { competition, dense };  // 1 2 2 4, 1 2 2 3

// 荣誉: who is nominated and chosen.
struct Award {
  std::string id;
  std::string label;
  std::vector<std::string> nominators;  // unit ids
  std::string decided_by;               // unit id
  std::optional<Amount> quota;          // nothing: without a limit
  std::vector<UnitAmount> per_nominator;
  Position position;

  const Amount* places_of(const std::string& nominator) const;  // null: without a limit
};

struct Assessment {
  std::string title;
  std::vector<std::string> judged;  // unit ids; empty: all whom an item concerns
  std::optional<Amount> total;      // what the points of the items add up to
  bool scale = false;               // items that do not apply are left out, the score is reckoned as if they were not there
  Precision precision;
  std::optional<Ties> ties;  // nothing: no ranks
  bool rank_within_class = false;
  std::vector<Band> grades;
  std::vector<AssessmentItem> items;
  std::vector<Award> awards;
  std::string external;  // the assessment of a higher level in which the result is one line
  std::optional<Amount> external_points;
  Position position;
};

// The parameters that points, weights, quotas and limits are taken from, each once.
std::vector<std::string> parameters_used(const Assessment& assessment);
// The parameters that have to get a number before the assessment can be done: {分值.报送, lectures.points, …}.
std::vector<std::string> unset_parameters(const Assessment& assessment, const Value& parameters);

}  // namespace hongtou
