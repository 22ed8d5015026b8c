#include "engine/rehearsal/made_up_data.h"

#include <algorithm>

#include "engine/text.h"

namespace hongtou {

namespace {

constexpr int tries = 30;

struct Range {
  std::string_view unit;
  std::int64_t low;
  std::int64_t high;
};
// What one unit does in a month, by what is counted.
constexpr Range ranges[] = {{"天", 10, 30},      {"块", 1, 12},     {"次", 5, 160},  {"场", 5, 160},
                            {"人次", 300, 9000}, {"份", 200, 6000}, {"条", 0, 3000}, {"篇", 1, 40}};

const Target* target_of(const Definition& definition, const Form& form, const Field& field, const std::string& unit) {
  const auto found = std::find_if(definition.targets.begin(), definition.targets.end(), [&](const Target& target) {
    return target.measure.form == form.id && target.measure.field == field.id &&
           std::find(target.per.begin(), target.per.end(), unit) != target.per.end();
  });
  return found == definition.targets.end() ? nullptr : &*found;
}

std::int64_t made_up_count(const Field& field, const Target* target, const std::string& unit, Random& random) {
  if (target != nullptr) {  // most reach it, some just fail
    const auto aim = target->aim(unit);
    const bool reached = random.chance(85);
    return reached ? aim + random.between(0, aim / 2 + 1) : std::max<std::int64_t>(0, aim - random.between(1, aim / 10 + 1));
  }
  for (const auto& range : ranges)
    if (range.unit == field.unit) return random.chance(8) ? 0 : random.between(range.low, range.high);
  return random.between(0, 500);
}

std::string shortened(const std::string& text, int limit) {
  return limit <= 0 ? text : to_utf8(to_utf32(text).substr(0, static_cast<std::size_t>(limit)));
}

Value made_up_value(const Definition& definition, const Form& form, const Field& field, const std::string& unit, Random& random) {
  switch (field.type) {
    case FieldType::count:
      return made_up_count(field, target_of(definition, form, field, unit), unit, random);
    case FieldType::decimal:
      return random.between(0, 1000);
    case FieldType::date:
      return to_text(definition.period.first);
    case FieldType::boolean:
      return random.chance(85);
    case FieldType::phone:
      return "10000000000";
    case FieldType::enumeration:
      return field.choices[static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(field.choices.size()) - 1))];
    case FieldType::text:
    case FieldType::long_text:
      return field.required ? Value(shortened("〔" + field.label + "〕", field.max_length)) : Value("");
  }
  return {};
}

Value made_up_fields(const Definition& definition, const Form& form, const std::string& unit, Random& random) {
  Value data{Map{}};
  for (const auto* field : form.fields()) data[field->id] = made_up_value(definition, form, *field, unit, random);
  return data;
}

}  // namespace

Value made_up_report(const Definition& definition, const Form& form, const std::string& unit, Random& random) {
  Value best;
  std::size_t fewest = SIZE_MAX;
  for (int i = 0; i < tries && fewest > 0; ++i) {
    Value data{Map{}};
    if (form.layout == FormLayout::rows)
      for (const auto& row : form.rows) data[row.id] = made_up_fields(definition, form, unit, random);
    else
      data = made_up_fields(definition, form, unit, random);
    const auto findings = check_submission(form, data).size();
    if (findings >= fewest) continue;
    fewest = findings;
    best = std::move(data);
  }
  return best;
}

Value made_up_supplied(const Definition& definition) {
  Value supplied{Map{}};
  for (const auto& wanted : definition.supplied) {
    Value* place = &supplied;
    std::string_view rest = wanted.name;
    for (auto dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
      place = &(*place)[rest.substr(0, dot)];
      rest.remove_prefix(dot + 1);
    }
    (*place)[rest] = "〔" + wanted.label + "〕";
  }
  return supplied;
}

}  // namespace hongtou
