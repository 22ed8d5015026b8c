// What a form fills in by itself: sums, computed fields, zero reports, defaults, what is known beforehand.
#include <algorithm>
#include <map>
#include <utility>

#include "engine/definition/form_part.h"

namespace hongtou {

namespace {

// 75.0, as a division leaves it, is 75.
Value whole_if_possible(Value number) {
  if (number.integer() != nullptr || !number_in(number) || number.text() != nullptr) return number;
  auto digits = number.print();
  const auto point = digits.find('.');
  if (point == std::string::npos || digits.find_last_not_of('0') != point) return number;
  return number_in(digits.substr(0, point)).value_or(number);
}

void complete_sum(const Field& field, const Fields& fields, Value& part) {
  if (!is_blank(part.at(field.id))) return;
  const auto numbers = with_numbers(fields, part);
  List parts;
  for (const auto& id : field.parts)
    if (!is_blank(numbers.at(id))) parts.push_back(numbers.at(id));
  if (parts.empty()) return;
  auto sum = whole_if_possible(evaluate("sum(parts)", Map{{"parts", std::move(parts)}}));
  if (!sum.is_null()) part[field.id] = std::move(sum);
}

// Computed fields, each after those it is computed from. The reader has refused cycles.
class Computation {
 public:
  Computation(const Fields& fields, Value& part) : part_(part), numbers_(with_numbers(fields, part)) {
    for (const auto* field : fields)
      if (field->formula) waiting_.emplace(field->id, field);
  }

  void run() {
    while (!waiting_.empty()) compute(waiting_.begin()->second);
  }

 private:
  void compute(const Field* field) {
    waiting_.erase(field->id);
    for (const auto& name : field->formula->names()) {
      const auto before = waiting_.find(name.path.substr(0, name.path.find('.')));
      if (before != waiting_.end()) compute(before->second);
    }
    auto value = whole_if_possible(field->formula->evaluate(numbers_));
    numbers_[field->id] = value;
    if (value.is_null())
      part_.map()->erase(field->id);
    else
      part_[field->id] = std::move(value);
  }

  Value& part_;
  Value numbers_;
  std::map<std::string, const Field*> waiting_;
};

void report_zero(const Fields& fields, Value& part) {
  for (const auto* field : fields)
    if (field->type == FieldType::count || field->type == FieldType::sum_of) part[field->id] = 0;
}

// Fields that somebody fills in.
bool is_asked(const Field& field) {
  return field.type != FieldType::computed && field.type != FieldType::sum_of && field.type != FieldType::attachment;
}

void prefill(const Fields& fields, const Value& context, Value& part) {
  for (const auto* field : fields) {
    if (!is_asked(*field)) continue;
    if (!field->preset.is_null()) part[field->id] = field->preset;
    if (!field->prefill) continue;
    if (auto known = field->prefill->evaluate(context); !known.is_null()) part[field->id] = std::move(known);
  }
}

}  // namespace

Value evaluate(std::string_view expression, const Value& data) {
  const auto parsed = Expression::parse(expression);
  return parsed.ok() ? parsed->evaluate(data) : Value();
}

Value with_numbers(const Fields& fields, const Value& part) {
  auto out = part;
  if (out.map() == nullptr) return out;
  for (const auto* field : fields) {
    const auto& value = part.at(field->id);
    if (is_number(field->type) && value.text() != nullptr)
      if (auto number = number_in(value)) out[field->id] = *std::move(number);
    if (field->fields.empty() || value.list() == nullptr) continue;
    for (auto& entry : *out[field->id].list()) entry = with_numbers(fields_of(field->fields), entry);
  }
  return out;
}

void complete(const Fields& fields, Value& part) {
  if (part.map() == nullptr) return;
  for (const auto* field : fields)
    if (!field->fields.empty() && part.at(field->id).list() != nullptr)
      for (auto& entry : *part[field->id].list()) complete(fields_of(field->fields), entry);
  for (const auto* field : fields)
    if (field->type == FieldType::sum_of) complete_sum(*field, fields, part);
  const bool computes = std::any_of(fields.begin(), fields.end(), [](const Field* field) { return field->formula.has_value(); });
  if (computes) Computation(fields, part).run();
}

Value completed(const Form& form, Value data) {
  const bool zero = is_zero_report(form, data);
  if (zero && form.layout == FormLayout::ledger) data[ledger_rows] = List{};
  for (const auto& part : parts_of(form, data)) {
    const auto& there = part_of(std::as_const(data), part);
    if (there.map() == nullptr && !(zero && there.is_null())) continue;
    auto& filled = part_of(data, part);
    if (zero) report_zero(form.fields(), filled);
    complete(form.fields(), filled);
  }
  return data;
}

Value prefilled(const Form& form, const Value& context) {
  Value data{Map{}};
  if (form.layout == FormLayout::ledger) data[ledger_rows] = List{};
  for (const auto& part : parts_of(form, data)) {
    auto known = context;
    known["previous"] = part_of(context.at("previous"), part);
    auto& filled = part_of(data, part);
    if (filled.is_null()) filled = Map{};
    prefill(form.fields(), known, filled);
  }
  return data;
}

}  // namespace hongtou
