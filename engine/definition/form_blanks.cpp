#include "engine/definition/form_blanks.h"

#include "engine/definition/form_part.h"

namespace hongtou {

namespace {

BlankKind kind_of(const Field& field) {
  switch (field.type) {
    case FieldType::long_text:
    case FieldType::list:
      return BlankKind::lines;
    case FieldType::date:
      return BlankKind::date;
    case FieldType::boolean:
    case FieldType::enumeration:
      return BlankKind::choice;
    case FieldType::multi_enumeration:
    case FieldType::target_group:
      return BlankKind::open_choice;
    case FieldType::place:
      return field.choices.empty() ? BlankKind::line : BlankKind::open_choice;
    case FieldType::attachment:
      return BlankKind::file;
    default:
      return BlankKind::line;
  }
}

std::vector<std::string> choices_of(const Field& field) {
  return field.type == FieldType::boolean ? std::vector<std::string>{"是", "否"} : field.choices;
}

// A row of a form: where its values lie in a submission, and what goes before the names of its fields.
struct FormLine {
  std::string path;   // "leader.", "rows.1."
  std::string title;  // "负责人 ", "第1行 "
};

FormLine line_of(const Form& form, std::size_t row) {
  if (form.layout == FormLayout::rows) return {form.rows[row].id + ".", form.rows[row].label + " "};
  if (form.layout != FormLayout::ledger) return {};
  const auto number = std::to_string(row + 1);
  return {std::string(ledger_rows) + "." + number + ".", "第" + number + "行 "};
}

std::vector<Blank> blanks_of(const Form& form, const FormCell& cell, const FormLine& line) {
  std::vector<Blank> blanks;
  for (const auto& field : cell.fields)
    if (field.printed && !field.formula)
      blanks.push_back({form.id + "." + line.path + field.id, line.title + field.label, kind_of(field), choices_of(field)});
  return blanks;
}

}  // namespace

void add_blanks(const Form& form, Table& table) {
  const auto cells = printed_cells(form);
  const bool one_below_the_other = form.layout == FormLayout::fields || form.layout == FormLayout::document;
  const std::size_t labels = form.layout == FormLayout::columns ? 0 : 1;  // cells before those to be filled in
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    for (std::size_t i = labels; i < table.rows[row].size(); ++i)
      table.rows[row][i].blanks = blanks_of(form, *cells[one_below_the_other ? row : i - labels], line_of(form, row));
}

}  // namespace hongtou
