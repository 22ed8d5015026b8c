// Definition: a campaign as its workflow file says it. Immutable once loaded; may be shared between threads.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar.h"
#include "engine/decision_model.h"
#include "engine/definition/assessment.h"
#include "engine/definition/flow.h"
#include "engine/definition/form.h"
#include "engine/definition/people.h"
#include "engine/definition/target.h"
#include "engine/definition/unit.h"
#include "engine/document/official_text.h"
#include "engine/environment.h"
#include "engine/result.h"
#include "engine/value.h"

namespace hongtou {

// A value that is known only when a real campaign starts, such as the contact's name.
struct SuppliedValue {
  std::string name;   // contact.name
  std::string label;  // 联系人姓名
  Position position;
  bool is_public = false;  // meant to be printed for everybody: not personal, never erased
};

// Document numbers 发文字号 of one kind, counted from the start of each year (GB/T 9704—2012, 7.2.5).
struct NumberSeries {
  std::string name;
  std::string pattern;  // 阳矿处非办发〔{year}〕{serial}号
  int first = 1;        // the serial the campaign begins with, in its first year
  Position position;
};

// Of a campaign that one unit runs for the units below it, made by at_level().
struct Level {
  std::string above;                           // the id of the campaign above
  std::vector<Unit> leads;                     // of this level and those above it but the top, the highest first
  std::string file;                            // where the campaign at the top was read
  bool same_file = true;                       // the one above has the same steps
  std::map<std::string, std::string> results;  // steps whose total goes up → address above; "": the same as its own
  std::set<std::string> own;                   // parameters and steps (their dates) that no level takes from the one above
};

struct Definition {
  std::string id;
  std::string file;  // where it was read
  std::string title;
  std::string theme;
  std::string lead;  // a unit's id, or ""
  std::optional<Level> level;
  Period period;
  Calendar own_calendar;  // the office's own days, laid over the State Council's arrangements
  Map parameters;
  std::vector<SuppliedValue> supplied;
  Units units;
  People people;
  std::vector<std::string> supervisors;                                 // units that see all, by id
  std::map<std::string, std::vector<std::string>, std::less<>> groups;  // name → unit ids in list order
  std::map<std::string, std::string, std::less<>> roles;                // name → unit id
  std::map<std::string, Form, std::less<>> forms;
  std::map<std::string, OfficialText, std::less<>> texts;                              // by file name as written
  std::map<std::string, std::shared_ptr<const Image>, std::less<>> pictures;           // of texts, by file name as written
  std::map<std::string, Assessment, std::less<>> assessments;                          // by file name as written
  std::map<std::string, NumberSeries, std::less<>> series;                             // of document numbers
  std::map<std::string, std::shared_ptr<const DecisionModel>, std::less<>> decisions;  // tables that expressions may call
  std::vector<Target> targets;
  std::shared_ptr<const Flow> flow = std::make_shared<Flow>();  // the campaign's own; shared between copies
  std::map<std::string, std::string> files;  // every file that was read, by path: what a running campaign is pinned to

  // Steps have one name each, in whatever flow they stand.
  const Step* step(std::string_view step_id) const;                 // null when there is none
  const StepPlace* place(std::string_view step_id) const;           // null when there is none
  const std::vector<StepPlace>& places() const { return places_; }  // of all steps, in file order, holders before what they hold
  bool takes_dates_from_reports() const { return takes_dates_from_reports_; }  // a step of it does
  void set_flow(std::shared_ptr<const Flow> the_flow);
  const Unit& unit(std::string_view unit_id) const;       // std::logic_error when there is none
  std::string unit_name(std::string_view unit_id) const;  // the word itself when there is none

 private:
  std::vector<StepPlace> places_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  bool takes_dates_from_reports_ = false;
};

// Reads a workflow file with all it names, and checks it. Every complaint at once, with its place; the checks are listed in
// docs/checks.md. `kinds` are the step kinds that exist.
Result<Definition> load_definition(const std::string& path, const std::vector<StepKindInfo>& kinds,
                                   const Environment& environment);

// Whom data is for: texts print 6月25日 and what was left blank as nothing, conditions reckon with 2023-06-25 and null.
enum class Reader { text, condition };

// The words every text of the campaign may use, filled with samples: what templates are checked against before any data exists.
// data_schema() names them all.
Value sample_data(const Definition& definition);

// Names that only a text of a step within scopes may use, filled with samples: of each scope around it, key, title, unit, dates.
void add_scope_samples(Value& data, const Definition& definition, const Step& step);

// The part of the data that the definition alone gives: parameters, campaign.*, and each step's dates.
Value definition_data(const Definition& definition, Reader reader = Reader::text);

// The part of a text's data that a dotted name stands for: plan.notice is notice within plan.
Value& at_name(Value& data, std::string_view dotted);
const Value& value_named(const Value& data, std::string_view dotted);  // null when there is none
// 待定: a parameter that gets its value only while the campaign runs.
bool is_unset(const Value& parameter);
// The parameters that a step's text prints and that are still unset: {channel.phone, …}.
std::vector<std::string> unset_words(const Definition& definition, const Step& step, const Value& parameters);
// A day: for texts {{report.due}} 6月25日 and {{report.due_full}} 2023年6月25日, for conditions report.due.
void set_day(Value& data, const std::string& name, Date day, Reader reader = Reader::text);

}  // namespace hongtou
