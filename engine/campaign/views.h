// Views: what can be read off a campaign's state. All of them can be thrown away and made anew.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/campaign/state.h"
#include "engine/definition/definition.h"
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

enum class TargetStatus { met, not_met, no_data };
struct TargetResult {
  std::string unit;
  TargetStatus status = TargetStatus::no_data;
  Value value;      // what was measured
  int version = 0;  // of the submission it was read from
};
std::string_view name_of(TargetStatus status);
// One result a unit of the target: from the accepted reports at this moment, or after its window what was measured at its end.
std::vector<TargetResult> measure(const Definition& definition, const Target& target, const State& state);
Value to_value(const std::vector<TargetResult>& results);  // {unit: {status, value, version}}

// One unit's assessment: each item fulfilled, failed or not applicable, with what it was judged by.
struct AssessedItem {
  std::string item;
  std::optional<bool> fulfilled;  // nothing: does not apply to this unit
  std::string why_zh;
  std::string why_en;
};
struct AssessedUnit {
  std::string unit;
  std::vector<AssessedItem> items;
  int points = 0;    // weights of the fulfilled items
  int possible = 0;  // weights of those that apply
};
std::vector<AssessedUnit> assess(const Definition& definition, const Assessment& assessment, const State& state);
Value to_value(const std::vector<AssessedUnit>& units);

// The data of the campaign's texts: parameters, supplied values, campaign.*, targets.*, today, and of each step its dates and
// what was collected. The names are those of sample_data().
Value campaign_data(const Definition& definition, const State& state, Date today);

// Tables for `::form NAME` and `::table STEP`.
// The three must outlive it.
BlockSource block_source(const Definition& definition, const State& state, const Value& data);

// Everything a board or a status command shows, as JSON-ready data.
Value status(const Definition& definition, const State& state, Instant now);

}  // namespace hongtou
