// Forms: what a unit is asked to fill in, and whether what it filled in will do.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/document/document.h"
#include "engine/expression.h"
#include "engine/result.h"
#include "engine/value.h"

namespace hongtou {

enum class FieldType { text, long_text, count, decimal, date, boolean, phone, enumeration };

struct Field {
  std::string id;
  std::string label;  // as printed
  FieldType type = FieldType::text;
  std::string unit;  // 次, 份
  bool required = false;
  bool personal = false;             // kept beside the journal's chain, may be erased by law
  int max_length = 0;                // characters; 0: no limit
  std::vector<std::string> choices;  // of an enumeration
  Position position;
};

// One printed column (or label): usually one field; several print in one cell as a；b；c.
struct FormCell {
  std::string label;
  std::vector<Field> fields;
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
  columns,  // grouped columns, one row a unit; adds up into a table of units
  rows,     // fixed rows × columns; data is {row: {field: value}}
  fields,   // label and value, one below the other
};

struct Form {
  std::string id;
  std::string title;  // a Mustache template
  FormLayout layout = FormLayout::columns;
  std::string header;  // 填报单位（盖章）：
  std::string note;    // 填表说明：…
  bool landscape = false;
  std::vector<FormRow> rows;
  std::vector<FormGroup> groups;
  std::vector<FormCheck> checks;
  Position position;

  std::vector<const Field*> fields() const;  // in print order
  const Field* field(std::string_view field_id) const;
  // JSON pointers of the personal values that `data` holds.
  std::vector<std::string> personal_paths(const Value& data) const;
};

// What is wrong with, or odd about, a filled-in form: bound to a field ("leader.phone"), kept with the submission.
struct Finding {
  Severity severity = Severity::error;
  std::string field;
  Message message;
  std::vector<std::string> arguments;
};

// V01 form.required, V02 form.blank_count (a count left blank is no zero), V03 form.not_a_count, form.not_a_number,
// form.not_a_date, form.not_yes_or_no, form.not_a_choice, V12 form.too_long and form.line_break, V16 form.phone (warning),
// form.unknown_field, form.not_text, form.not_filled, and the form's own checks (form.check, form.check_unknown).
std::vector<Finding> check_submission(const Form& form, const Value& data);

// The blank form as a table, to be filled in by hand. With `data` the filled one.
Table form_table(const Form& form);
Table filled_table(const Form& form, const Value& data);

// Several units' data in one table: for columns a row a unit and, with `totals`, a last row 合计; for rows and fields the units'
// rows one after the other, led by the unit's name.
struct UnitData {
  std::string unit;  // its name
  Value data;
};
Table collected_table(const Form& form, const std::vector<UnitData>& units, const std::optional<Value>& totals);

}  // namespace hongtou
