#include "engine/rehearsal/made_up_data.h"

#include <algorithm>

#include "engine/definition/form_part.h"
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

// Within the field's limits: cut, or said again until it is long enough.
std::string fitted(const std::string& text, const Field& field) {
  auto characters = to_utf32(text);
  const auto unit = characters;
  while (!unit.empty() && characters.size() < static_cast<std::size_t>(field.min_length)) characters += unit;
  if (field.max_length > 0) characters = characters.substr(0, static_cast<std::size_t>(field.max_length));
  return to_utf8(characters);
}

std::int64_t bound_or(const std::string& bound, std::int64_t otherwise) {
  const auto number = number_in(bound);
  return number ? number->integer_or(otherwise) : otherwise;
}

class MadeUp {
 public:
  MadeUp(const Definition& definition, const Form& form, const std::string& unit, Random& random)
      : definition_(definition), form_(form), unit_(unit), random_(random) {}

  Value fields(const Fields& fields) {
    Value data{Map{}};
    for (const auto* field : fields)
      if (auto value = made_up(*field); !value.is_null()) data[field->id] = std::move(value);
    return data;
  }

  Value ledger() {
    List rows;
    const auto most = form_.max_rows > 0 ? form_.max_rows : form_.min_rows + 4;
    for (auto left = random_.between(form_.min_rows, most); left > 0; --left) rows.push_back(fields(form_.fields()));
    return Map{{std::string(ledger_rows), std::move(rows)}};
  }

 private:
  // One whose target counts what is reported about it, else the unit that reports.
  std::string reported_unit(const Field& field) {
    for (const auto& target : definition_.targets)
      if (target.measure.form == form_.id && target.about == field.id && !target.per.empty())
        return target.per[static_cast<std::size_t>(random_.between(0, static_cast<std::int64_t>(target.per.size()) - 1))];
    return unit_;
  }

  // Null for what the form fills in itself, and for files.
  Value made_up(const Field& field) {
    switch (field.type) {
      case FieldType::count:
        return within(field, made_up_count(field, target_of(definition_, form_, field, unit_), unit_, random_));
      case FieldType::decimal:
      case FieldType::money:
        return within(field, random_.between(0, 1000));
      case FieldType::percent:
        return within(field, random_.between(0, 100));
      case FieldType::date:
      case FieldType::date_range:
        return to_text(definition_.period.first);
      case FieldType::month:
        return to_text(definition_.period.first).substr(0, 7);
      case FieldType::year:
        return static_cast<int>(definition_.period.first.year());
      case FieldType::time:
        return "09:00";
      case FieldType::boolean:
        return random_.chance(85);
      case FieldType::phone:
        return "10000000000";
      case FieldType::mailbox:
        return "nobody@example.invalid";
      case FieldType::unit_ref:
        return definition_.unit_name(reported_unit(field));
      case FieldType::enumeration:
        return choice(field);
      case FieldType::multi_enumeration:
      case FieldType::target_group:
        return choices(field);
      case FieldType::list:
        return entries(field);
      case FieldType::sum_of:
      case FieldType::computed:
      case FieldType::attachment:
        return {};
      case FieldType::place:
        return field.choices.empty() ? words(field) : choice(field);
      case FieldType::text:
      case FieldType::long_text:
      case FieldType::one_sentence:
      case FieldType::person:
        return words(field);
    }
    return {};
  }

  Value within(const Field& field, std::int64_t number) {
    const auto low = bound_or(field.min, std::min<std::int64_t>(number, bound_or(field.max, number)));
    const auto high = bound_or(field.max, std::max(number, low));
    return low <= number && number <= high ? number : random_.between(low, std::max(low, high));
  }

  Value words(const Field& field) {
    return field.required || field.min_length > 0 ? Value(fitted("〔" + field.label + "〕", field)) : Value("");
  }

  Value choice(const Field& field) {
    return field.choices[static_cast<std::size_t>(random_.between(0, static_cast<std::int64_t>(field.choices.size()) - 1))];
  }

  std::int64_t number_of_entries(const Field& field, std::int64_t usual) {
    const auto least = bound_or(field.min, 1);
    return random_.between(least, std::max(least, bound_or(field.max, usual)));
  }

  // Some of the choices in their order.
  Value choices(const Field& field) {
    const auto size = static_cast<std::int64_t>(field.choices.size());
    auto wanted = std::min(number_of_entries(field, size), size);
    List chosen;
    for (std::int64_t i = 0; i < size && wanted > 0; ++i) {
      if (wanted < size - i && random_.chance(50)) continue;
      chosen.emplace_back(field.choices[static_cast<std::size_t>(i)]);
      --wanted;
    }
    return chosen;
  }

  Value entries(const Field& field) {
    List list;
    for (auto left = number_of_entries(field, 3); left > 0; --left)
      list.push_back(field.fields.empty() ? Value(fitted("〔" + field.label + "〕", field)) : fields(fields_of(field.fields)));
    return list;
  }

  const Definition& definition_;
  const Form& form_;
  const std::string& unit_;
  Random& random_;
};

Value made_up_data(const Definition& definition, const Form& form, const std::string& unit, Random& random) {
  MadeUp made_up(definition, form, unit, random);
  if (form.layout == FormLayout::ledger) return made_up.ledger();
  if (form.layout != FormLayout::rows) return made_up.fields(form.fields());
  Value data{Map{}};
  for (const auto& row : form.rows) data[row.id] = made_up.fields(form.fields());
  return data;
}

}  // namespace

Value made_up_report(const Definition& definition, const Form& form, const std::string& unit, Random& random) {
  Value best;
  std::size_t fewest = SIZE_MAX;
  for (int i = 0; i < tries && fewest > 0; ++i) {
    auto data = made_up_data(definition, form, unit, random);
    const auto findings = check_submission(form, data).size();
    if (findings >= fewest) continue;
    fewest = findings;
    best = std::move(data);
  }
  return best;
}

std::vector<AttachedFile> made_up_files(const Form& form) {
  std::vector<AttachedFile> files;
  for (const auto* field : form.fields()) {
    if (field->type != FieldType::attachment) continue;
    for (auto number = bound_or(field->min, field->required ? 1 : 0); number > 0; --number)
      files.push_back({field->id, "〔" + field->label + "〕" + std::to_string(number), ""});
  }
  return files;
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
