#include "engine/campaign/views/over_periods.h"

#include <algorithm>

#include "engine/text.h"

namespace hongtou {

namespace {

bool is_made(const Field& field) { return field.type == FieldType::computed || field.type == FieldType::sum_of; }

bool is_prose(const Field& field) {
  return field.type == FieldType::text || field.type == FieldType::long_text || field.type == FieldType::one_sentence;
}

Value added(const Value& sum, const Value& more) {
  const auto a = number_in(sum);
  const auto b = number_in(more);
  if (!a || !b) return a ? sum : more;
  return Value(*a->number() + *b->number());
}

Value said_again(const Value& before, const Value& more) {
  const auto text = more.text_or("");
  if (text.empty() || before.text_or("").find(text) != std::string::npos) return before;
  return before.text_or("").empty() ? more : Value(before.text_or("") + "；" + text);
}

void add_report(const Form& form, Value& row, const Value& report) {
  for (const auto* field : form.fields()) {
    const auto& more = report.at(field->id);
    if (is_made(*field) || more.is_null()) continue;
    const auto before = row.at(field->id);
    if (is_number(field->type) && !field->cumulative && field->type != FieldType::percent)
      row[field->id] = added(before, more);
    else
      row[field->id] = is_prose(*field) ? said_again(before, more) : more;
  }
}

}  // namespace

bool spans_periods(const Form& form, const Collected& sums) {
  if (form.layout != FormLayout::columns && form.layout != FormLayout::fields) return false;
  const auto fields = form.fields();
  const bool has_numbers = std::any_of(fields.begin(), fields.end(), [](const Field* field) { return is_number(field->type); });
  const auto& records = sums.records;
  return has_numbers &&
         std::all_of(records.begin(), records.end(), [](const Record& record) { return record.period.has_value(); }) &&
         std::any_of(records.begin(), records.end(),
                     [&](const Record& record) { return record.period != records.front().period; });
}

std::vector<UnitData> over_periods(const Form& form, const Collected& sums, const EvaluationContext& context) {
  std::vector<UnitData> rows;
  for (std::size_t i = 0; i < sums.records.size(); ++i) {
    const auto& name = sums.rows[i].unit;
    auto row = std::find_if(rows.begin(), rows.end(), [&](const UnitData& each) { return each.unit == name; });
    if (row == rows.end()) row = rows.insert(rows.end(), {name, Value(Map{})});
    add_report(form, row->data, sums.rows[i].data);
  }
  for (auto& row : rows) row.data = completed(form, std::move(row.data), context);
  return rows;
}

}  // namespace hongtou
