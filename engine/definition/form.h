// Forms: what a unit is asked to fill in, and whether what it filled in will do.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/calendar.h"
#include "engine/definition/field.h"
#include "engine/document/document.h"
#include "engine/expression.h"
#include "engine/result.h"
#include "engine/value.h"

namespace hongtou {

// One printed column (or label): usually one field; several print in one cell as a；b；c.
struct FormCell {
  std::string label;
  std::vector<Field> fields;
  std::string separator = "；";

  bool printed() const;  // some field of it is
};

// Columns under a common heading; label "" for columns that stand alone.
struct FormGroup {
  std::string label;
  std::vector<FormCell> cells;
};

struct FormRow {
  std::string id;
  std::string label;
};

// A rule across fields. Errors stop a submission, warnings are kept with it.
struct FormCheck {
  std::string id;
  Expression that;
  Severity level = Severity::warning;
  std::string message;
};

enum class FormLayout {
  columns,   // grouped columns, one row a unit; adds up into a table of units. Data is {field: value}
  rows,      // fixed rows × columns; data is {row: {field: value}}
  fields,    // label and value, one below the other
  ledger,    // 台账: as many rows as there are, numbered; data is {"rows": [{field: value}]}
  document,  // free text in sections; each field is a section
};

struct Form {
  std::string id;
  std::string title;  // a Mustache template
  FormLayout layout = FormLayout::columns;
  std::string header;  // 填报单位（盖章）：
  std::string note;    // 填表说明：…
  bool landscape = false;
  bool zero_report = false;  // {"zero": true} says that nothing was done: every count is 0
  int min_rows = 0;          // of a ledger
  int max_rows = 0;          // 0: no limit
  std::vector<FormRow> rows;
  std::vector<FormGroup> groups;
  std::vector<FormCheck> checks;
  Position position;

  std::vector<const Field*> fields() const;  // in print order
  const Field* field(std::string_view field_id) const;
  bool adds_up_over_time() const;  // a field of it is cumulative: what was reported before matters
  // JSON pointers of the personal values that `data` holds.
  std::vector<std::string> personal_paths(const Value& data) const;
};

// The personal fields of a form, those within lists too: none of them may stand in a published document.
std::vector<const Field*> personal_fields(const Form& form);

// The same form with no personal field, as tables for everybody print it.
Form without_personal_fields(Form form);

// What is wrong with, or odd about, a filled-in form: bound to a field ("leader.phone", "rows.2.name" counted from 1), kept with
// the submission.
struct Finding {
  Severity severity = Severity::error;
  std::string field;
  Message message;
  std::vector<std::string> arguments;
};

// A file that came with a submission. `kind` says what it is for: the id or label of an attachment field, or a kind of file.
struct AttachedFile {
  std::string kind;
  std::string name;
  std::string media_type;  // "" when not known
};

// What a submission is held against; what is not given is not judged.
struct SubmissionContext {
  const Value* previous = nullptr;                          // the last accepted submission of the same unit
  std::optional<Period> window;                             // the days that dates should lie in
  std::optional<std::vector<AttachedFile>> files;           // what came with it
  std::function<bool(std::string_view)> is_unit = {};       // whether a word names a unit of the campaign
  std::function<bool(std::string_view)> is_submitter = {};  // whether a unit, class, group or role is the submitter's
  EvaluationContext evaluation = {};                        // what rules and computed fields may ask beside the data
};

// V01 form.required. V02 form.blank_count. V03 form.not_a_count, form.not_a_number, form.scale. V04 form.below, form.above.
// V05 the form's own checks: form.check, form.check_unknown; a field's: form.validation. V06 form.sum_differs,
// form.computed_differs. V07 form.file_too_few, form.file_too_many, form.file_wrong_type. V08 form.seal_scan_missing.
// V10 form.outside_window. V11 form.went_down. V12 form.too_long, form.too_short, form.line_break. V16 form.phone, form.mailbox.
// Besides: form.not_a_date, form.not_a_period, form.not_a_month, form.not_a_year, form.not_a_time, form.not_yes_or_no,
// form.not_a_choice, form.not_a_unit, form.not_a_list, form.not_text, form.not_filled, form.unknown_field, form.too_few,
// form.too_many, form.not_yours, form.zero_with_figures.
// Whether the unit is asked at all, and which of its submissions counts (V09), is the collecting step's to say.
std::vector<Finding> check_submission(const Form& form, const Value& data, const SubmissionContext& context);
std::vector<Finding> check_submission(const Form& form, const Value& data);

// A submission with what need not be given: a zero report's counts, sums, computed fields. Doing it twice changes nothing.
Value completed(const Form& form, Value data, const EvaluationContext& context = {});

// What submissions come to together 合计: {field: sum}, in fixed rows {row: {field: sum}}, of a ledger over its rows. Of a
// cumulative field only `latest` count, the last submission of each unit. A computed field that is a rate (the same if all
// numbers were ten times as large) is reckoned again from the sums, any other adds up; null where neither can be said.
Value totals(const Form& form, const std::vector<const Value*>& reports, const std::vector<const Value*>& latest);

// What the form holds before anybody writes: defaults, and over them `prefill`. `context` is {"previous": the last accepted
// submission, "unit": {"id", "name", "class", "parent"}, STEP: that step's data}; in fixed rows `previous` is the row's.
Value prefilled(const Form& form, const Value& context);

// A submission as expressions reckon with it: digits are numbers, a range of dates is [2023-06-10..2023-06-12], 2023年 is 2023,
// what is blank is null unless it is a text.
Value expression_data(const Form& form, const Value& data);

// Without the fields that a reader may not see, those within lists too.
Value visible_part(const Form& form, const Value& data, const std::function<bool(const Field&)>& may_see);

// The blank form as a table, to be filled in by hand or, where a format can, at its blanks. With `data` the filled one.
Table form_table(const Form& form);
Table filled_table(const Form& form, const Value& data);

// Several units' data in one table: for columns and fields a row a unit and, with `totals`, a last row 合计; for rows and ledgers
// the units' rows one after the other, led by the unit's name.
struct UnitData {
  std::string unit;  // its name
  Value data;
};
Table collected_table(const Form& form, const std::vector<UnitData>& units, const std::optional<Value>& totals);
// Totals of groups of units, a row a group, and a last row 合计: only what adds up has a column. `head` stands over the names.
Table totals_table(const Form& form, const std::string& head, const std::vector<UnitData>& groups, const Value& totals);

}  // namespace hongtou
