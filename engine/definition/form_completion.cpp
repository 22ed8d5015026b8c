// What a form fills in by itself: sums, computed fields, zero reports, defaults, what is known beforehand.
#include <algorithm>
#include <map>
#include <utility>

#include "engine/definition/data_schema.h"

namespace hongtou {

namespace {

// As the field is printed, so that what is reckoned from it agrees with what is seen.
Value rounded(const Field& field, const Value& value) {
  const auto number = value.number();
  return number && field.scale >= 0 ? Value(number->rounded(field.scale, Rounding::half_up)) : value;
}

constexpr std::size_t clock_size = 5;  // 09:30

// One value of a submission, given and not null.
Value expression_value(const Field& field, const Value& value) {
  const auto* text = value.text();
  if (!field.fields.empty() && value.list() != nullptr) {
    List entries;
    for (const auto& entry : *value.list()) entries.push_back(expression_data(fields_of(field.fields), entry));
    return entries;
  }
  if (text == nullptr) return value;
  const bool written = type_of(field).may_be(kind::text);
  if (is_blank(value)) return written ? value : Value();
  if (is_number(field.type)) return number_in(value).value_or(value);
  if (field.type == FieldType::time && text->size() < clock_size) return "0" + *text;
  if (field.type != FieldType::date_range && field.type != FieldType::year) return value;
  const auto period = parse_period(*text);
  if (!period) return value;
  if (field.type == FieldType::year) return static_cast<int>(period->first.year());
  return "[" + to_text(period->first) + ".." + to_text(period->last) + "]";
}

void complete_sum(const Field& field, const Fields& fields, Value& part) {
  if (!is_blank(part.at(field.id))) return;
  const auto numbers = expression_data(fields, part);
  List parts;
  for (const auto& id : field.parts)
    if (!is_blank(numbers.at(id))) parts.push_back(numbers.at(id));
  if (parts.empty()) return;
  auto sum = evaluate("sum(parts)", Map{{"parts", std::move(parts)}});
  if (!sum.is_null()) part[field.id] = std::move(sum);
}

// Computed fields, each after those it is computed from. The reader has refused cycles.
class Computation {
 public:
  Computation(const Fields& fields, Value& part, const EvaluationContext& context)
      : part_(part), data_(expression_data(fields, part)), context_(context) {
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
    auto value = rounded(*field, field->formula->evaluate(data_, context_));
    data_[field->id] = value;
    if (value.is_null())
      part_.map()->erase(field->id);
    else
      part_[field->id] = std::move(value);
  }

  Value& part_;
  Value data_;
  const EvaluationContext& context_;
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

// A clock time without its seconds, a range of dates as people write it.
Value as_filled_in(const Field& field, const Value& value) {
  const auto text = value.text_or("");
  if (field.type == FieldType::time && text.size() > clock_size) return text.substr(0, clock_size);
  const auto dots = text.find("..");
  if (field.type != FieldType::date_range || dots == std::string::npos) return value;
  return text.substr(1, dots - 1) + " to " + text.substr(dots + 2, text.size() - dots - 3);
}

void prefill(const Fields& fields, const Value& context, Value& part) {
  for (const auto* field : fields) {
    if (!is_asked(*field)) continue;
    if (!field->preset.is_null()) part[field->id] = field->preset;
    if (!field->prefill) continue;
    if (auto known = field->prefill->evaluate(context); !known.is_null()) part[field->id] = as_filled_in(*field, known);
  }
}

}  // namespace

Value evaluate(std::string_view expression, const Value& data) {
  const auto parsed = Expression::parse(expression);
  return parsed.ok() ? parsed->evaluate(data) : Value();
}

Value expression_data(const Fields& fields, const Value& part) {
  auto out = part;
  if (out.map() == nullptr) return out;
  for (const auto* field : fields)
    if (const auto& value = part.at(field->id); !value.is_null()) out[field->id] = expression_value(*field, value);
  return out;
}

Value expression_data(const Form& form, const Value& data) {
  auto out = data;
  for (const auto& part : parts_of(form, data))
    if (const auto& there = part_of(data, part); there.map() != nullptr)
      part_of(out, part) = expression_data(form.fields(), there);
  return out;
}

void complete(const Fields& fields, Value& part, const EvaluationContext& context) {
  if (part.map() == nullptr) return;
  for (const auto* field : fields)
    if (!field->fields.empty() && part.at(field->id).list() != nullptr)
      for (auto& entry : *part[field->id].list()) complete(fields_of(field->fields), entry, context);
  for (const auto* field : fields)
    if (field->type == FieldType::sum_of) complete_sum(*field, fields, part);
  const bool computes = std::any_of(fields.begin(), fields.end(), [](const Field* field) { return field->formula.has_value(); });
  if (computes) Computation(fields, part, context).run();
}

Value completed(const Form& form, Value data, const EvaluationContext& context) {
  const bool zero = is_zero_report(form, data);
  if (!zero && !any_field(form, is_derived)) return data;
  if (zero && form.layout == FormLayout::ledger) data[ledger_rows] = List{};
  for (const auto& part : parts_of(form, data)) {
    const auto& there = part_of(std::as_const(data), part);
    if (there.map() == nullptr && !(zero && there.is_null())) continue;
    auto& filled = part_of(data, part);
    if (zero) report_zero(form.fields(), filled);
    complete(form.fields(), filled, context);
  }
  return data;
}

Value prefilled(const Form& form, const Value& context) {
  Value data{Map{}};
  if (form.layout == FormLayout::ledger) data[ledger_rows] = List{};
  for (const auto& part : parts_of(form, data)) {
    auto known = context;
    known["previous"] = expression_data(form.fields(), part_of(context.at("previous"), part));
    auto& filled = part_of(data, part);
    if (filled.is_null()) filled = Map{};
    prefill(form.fields(), known, filled);
  }
  return data;
}

}  // namespace hongtou
