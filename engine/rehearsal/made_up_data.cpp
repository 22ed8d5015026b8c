#include "engine/rehearsal/made_up_data.h"

#include <algorithm>

#include "engine/definition/form_part.h"
#include "engine/definition/recurrence.h"
#include "engine/rehearsal/related_numbers.h"
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
constexpr Range ranges[] = {{"天", 10, 30},      {"块", 1, 12},   {"次", 4, 60},     {"场", 4, 60},   {"场次", 4, 60},
                            {"人次", 200, 3000}, {"人", 30, 600}, {"份", 150, 3000}, {"条", 20, 500}, {"篇", 1, 20},
                            {"家次", 20, 120},   {"家", 10, 80},  {"户", 50, 600},   {"万元", 1, 60}, {"元", 500, 20000}};
constexpr Range anything{"", 2, 60};

// 宣传活动（场）: what a field counts, if it says so.
std::string unit_of(const Field& field) {
  if (!field.unit.empty()) return field.unit;
  const auto open = field.label.rfind("（");
  const std::string_view close = "）";
  if (open == std::string::npos || !field.label.ends_with(close)) return {};
  const auto begin = open + std::string_view("（").size();
  return field.label.substr(begin, field.label.size() - close.size() - begin);
}

const Range& range_of(const Field& field) {
  const auto counted = unit_of(field);
  const auto* found =
      std::find_if(std::begin(ranges), std::end(ranges), [&](const Range& range) { return range.unit == counted; });
  return found == std::end(ranges) ? anything : *found;
}

// The repeat around the step that a form is collected in; null when it is collected once.
const Step* repeat_of(const Definition& definition, const Form& form) {
  for (const auto& place : definition.places()) {
    if (place.step->name("form") != form.id) continue;
    for (const auto* holder = place.holder; holder != nullptr; holder = definition.place(holder->id)->holder)
      if (holder->setting("every") != nullptr && holder->setting("every")->every) return holder;
  }
  return nullptr;
}

std::int64_t days_in_a_period(const Definition& definition, const Step& repeat) {
  const auto period = occurrence_on(*repeat.setting("every")->every, definition.period.first).period;
  return days_between(period.first, period.last) + 1;
}

std::int64_t number_of_periods(const Definition& definition, const Step& repeat) {
  const auto last = repeat.date("until").value_or(definition.period.last);
  std::int64_t count = 0;
  for (auto day = repeat.date("first").value_or(definition.period.first); day <= last; ++count)
    day = add_days(occurrence_on(*repeat.setting("every")->every, day).period.last, 1);
  return std::max<std::int64_t>(count, 1);
}

bool is_of(const Target& target, const Form& form, const Field& field, const std::string& unit) {
  return target.measure.form == form.id && target.measure.field == field.id &&
         target.measure.function != Measure::Function::ratio &&
         std::find(target.per.begin(), target.per.end(), unit) != target.per.end();
}

// What the unit's target wants of one report; nothing where there is no target.
std::optional<std::int64_t> aim_of(const Definition& definition, const Form& form, const Field& field, const std::string& unit) {
  const auto found = std::find_if(definition.targets.begin(), definition.targets.end(),
                                  [&](const Target& target) { return is_of(target, form, field, unit); });
  if (found == definition.targets.end()) return std::nullopt;
  const auto* repeat = repeat_of(definition, form);
  const bool adds_up = found->measure.function == Measure::Function::sum && found->to_date == ToDate::none;
  const auto reports = repeat != nullptr && adds_up ? number_of_periods(definition, *repeat) : 1;
  return (found->aim(unit) + reports - 1) / reports;
}

std::int64_t made_up_count(const Definition& definition, const Form& form, const Field& field, const std::string& unit,
                           Random& random) {
  if (const auto aim = aim_of(definition, form, field, unit)) {  // most reach it, some just fail
    const bool reached = random.chance(85);
    return reached ? *aim + random.between(0, *aim / 2 + 1) : std::max<std::int64_t>(0, *aim - random.between(1, *aim / 10 + 1));
  }
  constexpr std::int64_t days_of_a_month = 30;
  const auto& range = range_of(field);
  const auto* repeat = repeat_of(definition, form);
  const auto days = repeat == nullptr ? days_of_a_month : days_in_a_period(definition, *repeat);
  const auto in_time = [&](std::int64_t number) { return (number * days + days_of_a_month - 1) / days_of_a_month; };
  return random.chance(8) ? 0 : random.between(in_time(range.low), in_time(range.high));
}

// A day that is still to come: another step is due by it, or it is called so.
bool is_deadline(const Definition& definition, const Form& form, const Field& field) {
  for (const auto& place : definition.places())
    for (const auto& [key, setting] : place.step->settings) {
      const auto* given = setting.from_step.empty() ? nullptr : definition.step(setting.from_step);
      if (given != nullptr && given->name("form") == form.id && setting.from_field == field.id) return true;
    }
  constexpr std::string_view words[] = {"期限", "时限", "限期", "截止", "到期", "预计", "计划", "拟", "下次", "下一步"};
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return field.label.find(word) != std::string::npos; });
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
  MadeUp(const Definition& definition, const Form& form, const std::string& unit, Date day, Random& random)
      : definition_(definition),
        form_(form),
        unit_(unit),
        day_(std::clamp(day, definition.period.first, definition.period.last)),
        random_(random),
        relations_(relations_of(definition, form)) {}

  Value fields(const Fields& fields) {
    Value data{Map{}};
    for (const auto* field : fields)
      if (auto value = made_up(*field); !value.is_null()) data[field->id] = std::move(value);
    relate(data, relations_, random_);
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
      case FieldType::decimal:
      case FieldType::money:
        return within(field, made_up_count(definition_, form_, field, unit_, random_));
      case FieldType::percent:
        return within(field, random_.between(60, 100));
      case FieldType::date:
        return to_text(day(field));
      case FieldType::date_range:
        return days(field);
      case FieldType::month:
        return to_text(day_).substr(0, 7);
      case FieldType::year:
        return static_cast<int>(day_.year());
      case FieldType::time:
        return random_.chance(50) ? "09:00" : "14:30";
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

  // Shortly before the report, or after it if it is still to come; within the campaign.
  Date day(const Field& field) {
    if (is_deadline(definition_, form_, field))
      return std::min(definition_.period.last, add_days(day_, static_cast<int>(random_.between(5, 15))));
    return std::max(definition_.period.first, add_days(day_, -static_cast<int>(random_.between(0, 4))));
  }

  std::string days(const Field& field) {
    const auto last = day(field);
    const auto first = std::max(definition_.period.first, add_days(last, -static_cast<int>(random_.between(0, 4))));
    return to_text(first) + " to " + to_text(last);
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
  const Date day_;
  Random& random_;
  const std::vector<Relation> relations_;
};

Value made_up_data(const Definition& definition, const Form& form, const std::string& unit, Date day, Random& random) {
  MadeUp made_up(definition, form, unit, day, random);
  if (form.layout == FormLayout::ledger) return made_up.ledger();
  if (form.layout != FormLayout::rows) return made_up.fields(form.fields());
  Value data{Map{}};
  for (const auto& row : form.rows) data[row.id] = made_up.fields(form.fields());
  return data;
}

// An error keeps a report out, a warning does not.
using Faults = std::pair<std::size_t, std::size_t>;  // errors, all findings
Faults faults_of(const Form& form, const Value& data) {
  const auto findings = check_submission(form, data);
  const auto errors =
      std::count_if(findings.begin(), findings.end(), [](const Finding& finding) { return finding.severity == Severity::error; });
  return {static_cast<std::size_t>(errors), findings.size()};
}

}  // namespace

Value made_up_report(const Definition& definition, const Form& form, const std::string& unit, Date day, Random& random) {
  Value best;
  Faults fewest{SIZE_MAX, SIZE_MAX};
  for (int i = 0; i < tries && fewest > Faults{}; ++i) {
    auto data = made_up_data(definition, form, unit, day, random);
    const auto faults = faults_of(form, data);
    if (faults >= fewest) continue;
    fewest = faults;
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
