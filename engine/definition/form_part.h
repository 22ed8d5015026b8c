// The parts of a submission: each a map of field values. One for most layouts, one a row for fixed rows and ledgers. Private to
// the definition layer.
#pragma once

#include <string>
#include <vector>

#include "engine/definition/form.h"

namespace hongtou {

using Fields = std::vector<const Field*>;

struct FormPart {
  std::vector<std::string> place;  // where it lies in the data: {}, {"leader"}, {"rows", "0"}
  std::string path;                // for findings: "", "leader.", "rows.1."
  std::string label;               // before a field's label: "", "承办单位负责人 ", "第1行 "
};

inline constexpr std::string_view ledger_rows = "rows";
inline constexpr std::string_view zero_key = "zero";

std::vector<FormPart> parts_of(const Form& form, const Value& data);
// Null where there is nothing.
const Value& part_of(const Value& data, const FormPart& part);
// The map of the part, made where there is none.
Value& part_of(Value& data, const FormPart& part);

Fields fields_of(const std::vector<Field>& fields);                                 // pointers to them
std::vector<Field*> fields_of(Form& form);                                          // in print order
bool any_field(const Form& form, bool (*is)(const Field&));                         // one within a list too
bool any_field(const std::vector<Field>& fields, bool (*is)(const Field&));         // likewise
Form without_fields(Form form, const std::function<bool(const Field&)>& unwanted);  // those within lists too
bool is_blank(const Value& value);                                                  // null or white space
bool is_blank(const Field& field, const Value& value);                              // an empty list too
std::vector<const FormCell*> printed_cells(const Form& form);                       // in print order
bool is_zero_report(const Form& form, const Value& data);

bool is_derived(const Field& field);  // a sum, or computed
// Fills in the sums and computed fields that are blank; entries of lists first.
void complete(const Fields& fields, Value& part, const EvaluationContext& context = {});
Value expression_data(const Fields& fields, const Value& part);
// An expression of the field's own making over `data`.
Value evaluate(std::string_view expression, const Value& data);

}  // namespace hongtou
