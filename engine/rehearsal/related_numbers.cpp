#include "engine/rehearsal/related_numbers.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/text.h"

namespace hongtou {

namespace {

constexpr int passes = 3;  // one relation may undo another

struct Comparison {
  std::string_view sign;
  Relation::Kind kind;
  bool whole_first;
};
constexpr std::array<Comparison, 5> comparisons{{{"<=", Relation::Kind::at_most, false},
                                                 {">=", Relation::Kind::at_most, true},
                                                 {"<", Relation::Kind::at_most, false},
                                                 {">", Relation::Kind::at_most, true},
                                                 {"=", Relation::Kind::equals, true}}};

bool is_drawn(const Form& form, std::string_view id) {
  const auto* field = form.field(id);
  return field != nullptr && (field->type == FieldType::count || is_decimal(field->type));
}

// a + b: the fields that are added up; empty if it is anything else.
std::vector<std::string> summands(const Form& form, std::string_view side) {
  auto terms = split(side, {"+"});
  const bool all = std::all_of(terms.begin(), terms.end(), [&](const auto& term) { return is_drawn(form, term); });
  return all ? terms : std::vector<std::string>();
}

std::optional<Relation> relation_in(const Form& form, std::string_view words) {
  for (const auto& comparison : comparisons) {
    const auto at = words.find(comparison.sign);
    if (at == std::string_view::npos) continue;
    auto whole = summands(form, words.substr(0, at));
    auto parts = summands(form, words.substr(at + comparison.sign.size()));
    const bool swapped = !comparison.whole_first || (comparison.kind == Relation::Kind::equals && whole.size() > 1);
    if (swapped) std::swap(whole, parts);
    if (whole.size() != 1 || parts.empty()) return std::nullopt;
    return Relation{comparison.kind, std::move(parts), whole.front()};
  }
  return std::nullopt;
}

void add_comparisons(const Form& form, const std::string& condition, std::vector<Relation>& relations) {
  for (const auto& words : split(replace_all(condition, " and ", ";"), {";"}))
    if (auto relation = relation_in(form, words)) relations.push_back(*std::move(relation));
}

bool is_rate(const Field& field) {
  const auto says = [&](std::string_view word) { return field.label.find(word) != std::string::npos; };
  return field.unit == "%" || says("率") || says("比例") || says("占比") || says("%");
}

// The word at the end of a text, or at its beginning.
std::string_view last_word(std::string_view text) {
  text = trim(text);
  return text.substr(text.find_last_of(" (+-*/,") + 1);
}
std::string_view first_word(std::string_view text) {
  text = trim(text);
  return text.substr(0, text.find_first_of(" )+-*/,"));
}

void add_rate(const Form& form, const Field& rate, std::vector<Relation>& relations) {
  if (!rate.formula || !is_rate(rate)) return;
  const std::string_view formula = rate.formula->text();
  const auto at = formula.find('/');
  if (at == std::string_view::npos) return;
  const auto part = last_word(formula.substr(0, at));
  const auto whole = first_word(formula.substr(at + 1));
  if (is_drawn(form, part) && is_drawn(form, whole))
    relations.push_back({Relation::Kind::share, {std::string(part)}, std::string(whole)});
}

void add_target(const Form& form, const Target& target, std::vector<Relation>& relations) {
  const auto& measure = target.measure;
  if (measure.function != Measure::Function::ratio || measure.form != form.id || target.bounds.empty()) return;
  if (!is_drawn(form, measure.field) || !is_drawn(form, measure.other)) return;
  const auto bound = number_of(target.bounds.front().low.number);
  if (!bound || *bound > Decimal(1)) return;
  const auto percent = static_cast<int>(Value(*bound * Decimal(100)).integer_or(0));
  Relation relation{Relation::Kind::share, {measure.field}, measure.other};
  if (target.op == Target::Operator::at_least)
    relation.low = percent;
  else
    relation = {Relation::Kind::share, {measure.field}, measure.other, 0, percent};
  relations.push_back(std::move(relation));
}

// 其中 fields are parts of the last one before them that is none.
void add_named_parts(const Form& form, std::vector<Relation>& relations) {
  Relation relation;
  const auto add = [&] {
    if (!relation.whole.empty() && !relation.parts.empty()) relations.push_back(relation);
    relation.parts.clear();
  };
  for (const auto* field : form.fields()) {
    if (!is_drawn(form, field->id)) continue;
    if (field->label.starts_with("其中")) {
      relation.parts.push_back(field->id);
      continue;
    }
    add();
    relation.whole = field->id;
  }
  add();
}

std::int64_t number_at(const Value& data, const std::string& id) { return data.at(id).integer_or(-1); }

void mend(Value& data, const Relation& relation) {
  const auto whole = number_at(data, relation.whole);
  std::int64_t sum = 0;
  for (const auto& part : relation.parts) {
    if (number_at(data, part) < 0) return;
    sum += number_at(data, part);
  }
  if (whole < 0) return;
  if (relation.kind == Relation::Kind::equals) {
    data[relation.whole] = sum;
  } else if (sum > whole) {
    for (const auto& part : relation.parts) data[part] = number_at(data, part) * whole / sum;
  }
}

}  // namespace

std::vector<Relation> relations_of(const Definition& definition, const Form& form) {
  std::vector<Relation> relations;
  for (const auto& target : definition.targets) add_target(form, target, relations);
  for (const auto* field : form.fields()) add_rate(form, *field, relations);
  for (const auto& check : form.checks) add_comparisons(form, check.that.text(), relations);
  for (const auto* field : form.fields())
    if (field->validation) add_comparisons(form, field->validation->text(), relations);
  add_named_parts(form, relations);
  return relations;
}

void relate(Value& data, const std::vector<Relation>& relations, Random& random) {
  std::vector<std::string> drawn;
  for (const auto& relation : relations) {
    if (relation.kind != Relation::Kind::share) continue;
    const auto& part = relation.parts.front();
    const auto whole = number_at(data, relation.whole);
    if (whole < 0 || number_at(data, part) < 0 || std::find(drawn.begin(), drawn.end(), part) != drawn.end()) continue;
    data[part] = (whole * random.between(relation.low, relation.high) + 50) / 100;
    drawn.push_back(part);
  }
  for (int pass = 0; pass < passes; ++pass)
    for (const auto& relation : relations)
      if (relation.kind != Relation::Kind::share) mend(data, relation);
}

}  // namespace hongtou
