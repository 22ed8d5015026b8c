// Forms as tables of a document: blank, filled in, and the data of many units together.
#include <algorithm>

#include "engine/definition/form_blanks.h"
#include "engine/definition/form_part.h"
#include "engine/document/table_grid.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr double blank_row_height = 12;  // mm: room to write by hand
constexpr int blank_ledger_rows = 5;

// A column is as wide as its label wants, within reason; the label may take three lines.
double width_of(const FormCell& cell) { return std::clamp(static_cast<double>(half_width_count(cell.label)) / 2 / 3, 3.0, 9.0); }

// Several fields of one cell: a；b；c.
std::string print(const FormCell& cell, const Value& data) {
  std::vector<std::string> parts;
  bool any = false;
  for (const auto& field : cell.fields) {
    if (!field.printed) continue;
    parts.push_back(print(field, data.at(field.id)));
    any = any || !parts.back().empty();
  }
  return any ? join(parts, cell.separator) : std::string();
}

Align align_of(const FormCell& cell) {
  const auto type = cell.fields.front().type;
  return type == FieldType::long_text || type == FieldType::list ? Align::left : Align::center;
}

int printed_count(const FormGroup& group) {
  return static_cast<int>(std::count_if(group.cells.begin(), group.cells.end(), [](const FormCell& c) { return c.printed(); }));
}

// Group labels over column labels; a column without a group, or a group of its own name, stretches over both rows.
void add_column_head(const Form& form, Table& table, const std::vector<std::string>& lead) {
  const bool grouped = std::any_of(form.groups.begin(), form.groups.end(),
                                   [](const FormGroup& g) { return !g.label.empty() && printed_count(g) > 0; });
  const int height = grouped ? 2 : 1;
  std::vector<Cell> top;
  std::vector<Cell> bottom;
  for (const auto& label : lead) top.push_back({label, 1, height, Align::center});
  for (const auto& group : form.groups) {
    if (!group.label.empty() && printed_count(group) > 0) top.push_back({group.label, printed_count(group), 1, Align::center});
    for (const auto& cell : group.cells) {
      if (!cell.printed()) continue;
      if (group.label.empty())
        top.push_back({cell.label, 1, height, Align::center});
      else
        bottom.push_back({cell.label, 1, 1, Align::center});
    }
  }
  table.header.push_back(std::move(top));
  if (grouped) table.header.push_back(std::move(bottom));
}

Table empty_table(const Form& form) {
  Table table;
  table.caption = form.header;
  table.note = form.note;
  table.landscape = form.landscape;
  return table;
}

std::vector<Cell> data_cells(const Form& form, const Value& data) {
  std::vector<Cell> cells;
  for (const auto* cell : printed_cells(form)) cells.push_back({print(*cell, data), 1, 1, align_of(*cell)});
  return cells;
}

Table columns_table(const Form& form, const Value& data) {
  auto table = empty_table(form);
  for (const auto* cell : printed_cells(form)) table.widths.push_back(width_of(*cell));
  add_column_head(form, table, {});
  table.rows.push_back(data_cells(form, data));
  table.row_height = blank_row_height;
  return table;
}

Table rows_table(const Form& form, const Value& data) {
  auto table = empty_table(form);
  table.widths.push_back(4);
  for (const auto* cell : printed_cells(form)) table.widths.push_back(width_of(*cell) + 1);
  add_column_head(form, table, {""});
  for (const auto& row : form.rows) {
    std::vector<Cell> cells{{row.label, 1, 1, Align::center}};
    const auto filled = data_cells(form, data.at(row.id));
    cells.insert(cells.end(), filled.begin(), filled.end());
    table.rows.push_back(std::move(cells));
  }
  table.row_height = blank_row_height;
  return table;
}

Table fields_table(const Form& form, const Value& data) {
  auto table = empty_table(form);
  table.widths = {2, 3};
  for (const auto* cell : printed_cells(form))
    table.rows.push_back({{cell->label, 1, 1, Align::center}, {print(*cell, data), 1, 1, align_of(*cell)}});
  table.row_height = blank_row_height;
  return table;
}

// Numbered rows; a blank one has room for some.
Table ledger_table(const Form& form, const Value& data) {
  auto table = empty_table(form);
  table.widths.push_back(2);
  for (const auto* cell : printed_cells(form)) table.widths.push_back(width_of(*cell));
  add_column_head(form, table, {"序号"});
  const auto* rows = data.at(ledger_rows).list();
  const auto number = rows == nullptr ? static_cast<std::size_t>(std::max(form.min_rows, blank_ledger_rows)) : rows->size();
  for (std::size_t i = 0; i < number; ++i) {
    std::vector<Cell> cells{{std::to_string(i + 1), 1, 1, Align::center}};
    const auto filled = data_cells(form, rows == nullptr ? Value() : (*rows)[i]);
    cells.insert(cells.end(), filled.begin(), filled.end());
    table.rows.push_back(std::move(cells));
  }
  table.row_height = blank_row_height;
  return table;
}

// Sections one below the other: the heading, then its text.
Table document_table(const Form& form, const Value& data) {
  auto table = empty_table(form);
  table.widths = {1, 4};
  for (const auto* cell : printed_cells(form))
    table.rows.push_back({{cell->label, 1, 1, Align::center}, {print(*cell, data), 1, 1, Align::left}});
  table.row_height = blank_row_height;
  return table;
}

Table collected_columns(const Form& form, const std::string& head, const std::vector<UnitData>& units,
                        const std::optional<Value>& totals) {
  auto table = empty_table(form);
  table.caption.clear();
  add_column_head(form, table, {head});
  const auto add_row = [&](const std::string& name, const Value& data) {
    std::vector<Cell> row{{name, 1, 1, Align::center}};
    const auto cells = data_cells(form, data);
    row.insert(row.end(), cells.begin(), cells.end());
    table.rows.push_back(std::move(row));
  };
  for (const auto& unit : units) add_row(unit.unit, unit.data);
  if (totals) add_row("合计", *totals);
  table.widths = fitted_widths(table);
  return table;
}

Table collected_rows(const Form& form, const std::string& head, const std::vector<UnitData>& units) {
  auto table = empty_table(form);
  table.caption.clear();
  add_column_head(form, table, {head, ""});
  for (const auto& unit : units)
    for (std::size_t i = 0; i < form.rows.size(); ++i) {
      std::vector<Cell> cells;
      if (i == 0) cells.push_back({unit.unit, 1, static_cast<int>(form.rows.size()), Align::center});
      cells.push_back({form.rows[i].label, 1, 1, Align::center});
      const auto filled = data_cells(form, unit.data.at(form.rows[i].id));
      cells.insert(cells.end(), filled.begin(), filled.end());
      table.rows.push_back(std::move(cells));
    }
  table.widths = fitted_widths(table);
  return table;
}

// The ledgers of all units as one, numbered through.
Table collected_ledger(const Form& form, const std::vector<UnitData>& units) {
  auto table = empty_table(form);
  table.caption.clear();
  add_column_head(form, table, {"序号", "单位"});
  for (const auto& unit : units) {
    const auto* rows = unit.data.at(ledger_rows).list();
    for (std::size_t i = 0; rows != nullptr && i < rows->size(); ++i) {
      std::vector<Cell> cells{{std::to_string(table.rows.size() + 1), 1, 1, Align::center}};
      if (i == 0) cells.push_back({unit.unit, 1, static_cast<int>(rows->size()), Align::center});
      const auto filled = data_cells(form, (*rows)[i]);
      cells.insert(cells.end(), filled.begin(), filled.end());
      table.rows.push_back(std::move(cells));
    }
  }
  table.widths = fitted_widths(table);
  return table;
}

}  // namespace

std::vector<const FormCell*> printed_cells(const Form& form) {
  std::vector<const FormCell*> cells;
  for (const auto& group : form.groups)
    for (const auto& cell : group.cells)
      if (cell.printed()) cells.push_back(&cell);
  return cells;
}

Table filled_table(const Form& form, const Value& data) {
  switch (form.layout) {
    case FormLayout::columns:
      return columns_table(form, data);
    case FormLayout::rows:
      return rows_table(form, data);
    case FormLayout::fields:
      return fields_table(form, data);
    case FormLayout::ledger:
      return ledger_table(form, data);
    case FormLayout::document:
      return document_table(form, data);
  }
  return {};
}

Table form_table(const Form& form) {
  auto table = filled_table(form, Value());
  add_blanks(form, table);
  return table;
}

Table collected_table(const Form& form, const std::vector<UnitData>& units, const std::optional<Value>& totals) {
  if (form.layout == FormLayout::rows) return collected_rows(form, "单位", units);
  if (form.layout == FormLayout::ledger) return collected_ledger(form, units);
  return collected_columns(form, "单位", units, totals);
}

Table totals_table(const Form& form, const std::string& head, const std::vector<UnitData>& groups, const Value& totals) {
  const auto what_adds_up = without_fields(form, [](const Field& field) { return !has_total(field); });
  if (form.layout != FormLayout::rows) return collected_columns(what_adds_up, head, groups, totals);
  auto rows = groups;
  rows.push_back({"合计", totals});
  return collected_rows(what_adds_up, head, rows);
}

}  // namespace hongtou
