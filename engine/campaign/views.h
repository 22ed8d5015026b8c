// Views: what can be read off a campaign's state. All of them can be thrown away and made anew.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/campaign/measuring.h"
#include "engine/campaign/place.h"
#include "engine/campaign/record.h"
#include "engine/campaign/scoring.h"
#include "engine/campaign/state.h"
#include "engine/definition/definition.h"
#include "engine/document/document.h"
#include "engine/document/official_text.h"

namespace hongtou {

// What collecting steps took in, added up. Missing units are listed, never counted as zero.
struct Collected {
  std::size_t asked = 0;              // items
  std::size_t accepted = 0;           // items
  std::vector<UnitData> rows;         // accepted reports, in list order
  std::vector<Record> records;        // the same with where they come from
  std::vector<std::string> reported;  // unit ids
  std::vector<std::string>
      missing;  // unit ids asked but without an accepted report; voluntary, waived and closed ones are not missing
  std::vector<std::string> unjudged;  // unit ids whose report is in but not yet accepted
  std::vector<std::string> partial;   // unit ids whose level lacks reports
  std::vector<std::string> late;
  std::map<std::string, std::map<std::string, int>> versions;  // address → unit id → the version that was counted
  Value totals;                                                // as totals() of the form makes them
  bool incomplete() const { return !missing.empty() || !unjudged.empty() || !partial.empty(); }
};
// What came from some of the units together.
struct CollectedGroup {
  std::string name;
  Collected sums;
};
enum class Grouping { parent, unit_class, group, unit };     // unit: one over all its periods
std::optional<Grouping> grouping_of(std::string_view word);  // parent, class, group, unit

// One step in one scope.
Collected collected(const Place& place);
// A step as seen from another place: in its own flow or one around it that one; else all scopes of it that the place sees.
Collected collected(const Place& here, const Step& step);
// The same apart for each parent, class, group or unit, in the order in which the units stand in the list.
std::vector<CollectedGroup> collected_by(Grouping by, const Place& here, const Step& step);
std::vector<ScopePtr> scopes_seen(const Place& here, const Step& step);

// When a step's units are due: the step's own; where its levels have days of their own the next that anybody still owes by, and
// when nobody does the first; of a step that is done again, or asks after its date, the day most of those have who still owe.
std::optional<Instant> units_due(const Place& place);

// Whether a version is one of the accepted reports: of a voluntary step each that was accepted, of others the last one.
bool counts(const Step& step, const WorkItem& item, const Submission& version);
Record record_of(const Place& place, const std::string& unit, const Submission& report);
// All accepted reports of the campaign, by step and scope in file order, then by unit id.
std::vector<Record> accepted_records(const Definition& definition, const State& state);

// Which version of whose report a result is made from: {address: {unit: version}}.
Value sources_of(const Place& place);

// The days within which a target counts: its own, or those of a step as they stand now. Nothing: any time.
std::optional<Period> window_of(const Definition& definition, const Target& target, const State& state);

// form → units that were excused from it.
std::map<std::string, std::set<std::string>> exempt_units(const Definition& definition, const State& state);

// The campaign's parameters and what was supplied at its start.
Value parameters_of(const Definition& definition, const State& state);

// One result a unit of the target: from the accepted reports at this moment, or after its window what was measured at its end.
std::vector<TargetResult> measure(const Definition& definition, const Target& target, const State& state);
// From the reports that are seen from a scope.
std::vector<TargetResult> measure(const Definition& definition, const Target& target, const State& state, const Scope& here);

// Deadlines, receipts and targets as far as they are seen from `here` (a quarter sees its own months), and what people entered
// for an assess step.
Evidence evidence_of(const Definition& definition, const Assessment& assessment, const State& state, const Scope& here,
                     const List& entries);
std::vector<AssessedUnit> assess(const Place& place);  // an assess step
// What an assess step came to as seen from a place, as to_value() writes results: of several periods each unit with the average
// of its scores, ranked by it.
Value results_seen(const Place& here, const Step& step);
// A row a unit with its score in each period, the average and the rank.
Table table_of_periods(const Place& here, const Step& step);
// A row a unit, ranked ones in the order of their ranks, of results as to_value() writes them: √ and × for a plain checklist,
// else points, score, rank and grade.
Table assessment_table(const Definition& definition, const Assessment& rules, const Value& results);

// A row each honour that was granted, of awards as the state holds them.
Table awards_table(const Definition& definition, const Assessment& rules, const Value& awards);

// The data of texts and conditions as seen from a step: parameters, supplied values, campaign.*, targets.*, today, and of each
// step its dates and what was collected. The names are those of sample_data(), for conditions of data_schema().
// Texts stop at a parameter that is still 待定.
Value campaign_data(const Place& here, Date today, Reader reader = Reader::text);

// The bytes that a reference {"$blob": …} of a report stands for.
using BlobSource = std::function<Result<std::string>(const Value& reference)>;

// Tables for `::form NAME` and `::table STEP`, photos out of reports for `::pictures`, of which there are none without `blobs`.
// `data` must outlive it, and what `here` refers to.
BlockSource block_source(const Place& here, const Value& data, BlobSource blobs = {});

// What a step that has settled still waits for: receipts of its document, reports that were returned or not judged since.
struct Unfinished {
  std::string step;                // address
  std::vector<std::string> units;  // ids
};
// In file order.
std::vector<Unfinished> unfinished(const Definition& definition, const State& state);
// The same where nothing else keeps the campaign from ending; else nothing.
std::vector<Unfinished> last_awaited(const Definition& definition, const State& state);

// Everything a board or a status command shows, as JSON-ready data.
Value status(const Definition& definition, const Calendar& calendar, const State& state, Instant now);

}  // namespace hongtou
