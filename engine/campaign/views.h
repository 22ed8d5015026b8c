// Views: what can be read off a campaign's state. All of them can be thrown away and made anew.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/campaign/measuring.h"
#include "engine/campaign/record.h"
#include "engine/campaign/scoring.h"
#include "engine/campaign/state.h"
#include "engine/definition/definition.h"
#include "engine/document/document.h"
#include "engine/document/official_text.h"

namespace hongtou {

// What a collecting step's units sent in, added up. Missing units are listed, never counted as zero.
struct Collected {
  std::vector<UnitData> rows;         // accepted ones, in list order
  std::vector<std::string> reported;  // unit ids
  std::vector<std::string>
      missing;  // unit ids asked but without an accepted report; voluntary, waived and closed ones are not missing
  std::vector<std::string> unjudged;  // unit ids whose report is in but not yet accepted
  std::vector<std::string> late;
  std::map<std::string, int> versions;  // unit id → the version that was counted
  Value totals;                         // field id → sum of every count field; null where the sum leaves 64 bits
  bool incomplete() const { return !missing.empty() || !unjudged.empty(); }
};
Collected collected(const Definition& definition, const Step& step, const StepState& state);

// Every accepted submission of the campaign: its present version.
std::vector<Record> accepted_records(const Definition& definition, const State& state);
// form → units that were excused from it.
std::map<std::string, std::set<std::string>> exempt_units(const Definition& definition, const State& state);

// The campaign's parameters and what was supplied at its start.
Value parameters_of(const Definition& definition, const State& state);

// One result a unit of the target: from the accepted reports at this moment, or after its window what was measured at its end.
std::vector<TargetResult> measure(const Definition& definition, const Target& target, const State& state);

// What the campaign itself knows: deadlines, receipts and targets; entries are for the caller to add.
Evidence evidence_of(const Definition& definition, const Assessment& assessment, const State& state);
std::vector<AssessedUnit> assess(const Definition& definition, const Assessment& assessment, const State& state);
// A row a unit, of results as to_value() writes them: √ and × for a plain checklist, else points, score, rank and grade.
Table assessment_table(const Definition& definition, const Assessment& rules, const Value& results);

// The data of the campaign's texts: parameters, supplied values, campaign.*, targets.*, today, and of each step its dates and
// what was collected. The names are those of sample_data().
Value campaign_data(const Definition& definition, const State& state, Date today);

// Tables for `::form NAME` and `::table STEP`.
// The three must outlive it.
BlockSource block_source(const Definition& definition, const State& state, const Value& data);

// Everything a board or a status command shows, as JSON-ready data.
Value status(const Definition& definition, const State& state, Instant now);

}  // namespace hongtou
