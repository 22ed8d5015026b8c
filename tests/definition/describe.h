// A definition as text, without its places: two files that say the same are described the same.
#pragma once

#include <sstream>

#include "engine/definition/definition.h"
#include "engine/text.h"

namespace hongtou::test {

inline std::string describe(const Setting& setting) {
  std::ostringstream out;
  out << static_cast<int>(setting.type) << " [" << join(setting.names, " ") << "]";
  for (const auto offset : setting.offsets) out << " " << offset;
  for (const auto& level : setting.levels) out << " " << level.name << " " << level.buffer;
  if (setting.date) out << " " << to_text(*setting.date);
  if (setting.period) out << " " << to_text(setting.period->first) << ".." << to_text(setting.period->last);
  if (setting.expression) out << " " << setting.expression->text();
  if (setting.number) out << " " << *setting.number;
  out << " " << setting.flag;
  return out.str();
}

inline std::string describe(const Gate& gate) {
  std::ostringstream out;
  out << static_cast<int>(gate.kind) << " " << gate.count;
  for (const auto& on : gate.on) out << " " << on.step << "=" << join(on.outcomes, "|");
  return out.str();
}

inline std::string describe(const Field& field) {
  std::ostringstream out;
  const auto text = [](const std::optional<Expression>& expression) { return expression ? expression->text() : ""; };
  out << field.id << " " << field.label << " " << static_cast<int>(field.type) << " " << field.unit << " " << field.hint << " "
      << field.owner << " " << join(field.visible_to, "|") << " " << field.required << field.personal << field.printed
      << field.cumulative << field.any_time << field.hard_bounds << " " << field.min << " " << field.max << " "
      << field.min_length << " " << field.max_length << " " << field.scale << " " << field.file_kind << " "
      << join(field.choices, "|") << " " << join(field.parts, "|") << " " << text(field.formula) << " " << text(field.validation)
      << " " << field.message << " " << text(field.prefill) << " " << to_json(field.preset);
  for (const auto& inner : field.fields) out << "\n  " << describe(inner);
  return out.str();
}

inline std::string describe(const Form& form) {
  std::ostringstream out;
  out << "form " << form.id << " " << form.title << " " << static_cast<int>(form.layout) << " " << form.header << " " << form.note
      << " " << form.landscape << form.zero_report << " " << form.min_rows << " " << form.max_rows << "\n";
  for (const auto& row : form.rows) out << " row " << row.id << " " << row.label << "\n";
  for (const auto& group : form.groups)
    for (const auto& cell : group.cells)
      for (const auto& field : cell.fields)
        out << " field " << group.label << "/" << cell.label << cell.separator << "/" << describe(field) << "\n";
  for (const auto& check : form.checks)
    out << " check " << check.id << " " << check.that.text() << " " << static_cast<int>(check.level) << " " << check.message
        << "\n";
  return out.str();
}

inline std::string describe(const std::optional<Amount>& amount) {
  if (!amount) return "-";
  return amount->number.print() + amount->parameter + (amount->share ? "%" : "");
}

inline std::string describe(const std::optional<Period>& period) {
  return period ? to_text(period->first) + ".." + to_text(period->last) : "-";
}

inline std::string describe(const Target& target) {
  std::ostringstream out;
  const auto& measure = target.measure;
  out << "target " << target.id << " " << target.label << " " << static_cast<int>(measure.function) << " " << measure.form << "."
      << measure.field << "," << measure.other << " " << join(measure.steps, " ") << " " << target.about << target.about_scope
      << " " << target.coverage << " " << join(target.among, " ") << " " << (target.formula ? target.formula->text() : "") << " "
      << static_cast<int>(target.op);
  for (const auto& bound : target.bounds)
    out << " [" << join(bound.units, " ") << " " << describe(bound.low) << " " << describe(bound.high) << "]";
  out << " " << join(target.per, " ") << " " << describe(target.within) << " " << static_cast<int>(target.to_date) << " "
      << describe(target.against) << " " << target.dated << " " << target.roll_up << " " << static_cast<int>(target.strength)
      << " " << target.source << "\n";
  return out.str();
}

inline std::string describe(const std::vector<Band>& bands) {
  std::string out;
  for (const auto& band : bands) out += " " + band.name + "=" + band.range.low.print() + ".." + band.range.high.print();
  return out;
}

inline std::string describe(const std::vector<UnitAmount>& amounts) {
  std::string out;
  for (const auto& each : amounts) out += join(each.units, " ") + "=" + describe(std::optional(each.amount)) + " ";
  return out;
}

inline std::string describe(const AssessmentItem& item) {
  std::ostringstream out;
  out << " item " << item.id << " " << item.label << " " << static_cast<int>(item.kind) << " " << item.subject << " "
      << item.by_target << " " << join(item.parts, " ");
  for (const auto* amount : {&item.points, &item.each, &item.late_day, &item.late_report, &item.missing, &item.floor,
                             &item.ceiling, &item.cap, &item.total})
    out << " " << describe(*amount);
  out << describe(item.bands) << " " << static_cast<int>(item.combine);
  for (const auto& rater : item.raters) out << " " << rater.unit << "=" << describe(rater.weight);
  out << " " << item.all_or_nothing << " " << item.indicator << " " << item.grade << " " << join(item.units, " ") << "\n";
  for (const auto& inner : item.items) out << " " << describe(inner);
  return out.str();
}

inline std::string describe(const Assessment& assessment) {
  std::ostringstream out;
  out << "assessment " << assessment.title << " " << join(assessment.judged, " ") << " " << describe(assessment.total) << " "
      << assessment.scale << " " << assessment.precision.decimals << " " << static_cast<int>(assessment.precision.rounding) << " "
      << (assessment.ties ? static_cast<int>(*assessment.ties) : -1) << " " << assessment.rank_within_class
      << describe(assessment.grades) << " " << assessment.external << " " << describe(assessment.external_points) << "\n";
  for (const auto& item : assessment.items) out << describe(item);
  for (const auto& award : assessment.awards)
    out << " award " << award.id << " " << award.label << " " << join(award.nominators, " ") << " " << award.decided_by << " "
        << describe(award.quota) << " " << describe(award.per_nominator) << "\n";
  return out.str();
}

inline std::string describe(const Definition& definition) {
  std::ostringstream out;
  out << definition.id << " " << definition.title << " " << definition.theme << " " << definition.lead << " "
      << to_text(definition.period.first) << " " << to_text(definition.period.last) << " "
      << to_json(Value(definition.parameters)) << "\n";
  for (const auto& value : definition.supplied)
    out << "supply " << value.name << " " << value.label << " " << value.is_public << "\n";
  for (const auto& unit : definition.units.all()) out << "unit " << unit.id << " " << unit.parent << "\n";
  for (const auto& [name, ids] : definition.groups) out << "group " << name << " " << join(ids, " ") << "\n";
  for (const auto& [name, unit] : definition.roles) out << "role " << name << " " << unit << "\n";
  for (const auto& [name, decision] : definition.decisions) out << "decision " << name << "\n";
  for (const auto& [name, form] : definition.forms) out << describe(form);
  for (const auto& [name, text] : definition.texts) out << "text " << name << "\n";
  for (const auto& [name, assessment] : definition.assessments) out << describe(assessment);
  for (const auto& target : definition.targets) out << describe(target);
  for (const auto& place : definition.places()) {
    const auto& step = *place.step;
    out << "step " << step.id << " " << step.label << " " << step.kind << " " << step.cancel_rest << step.switched_off << " "
        << (step.when ? step.when->text() : "") << "\n";
    for (const auto& gate : step.gates) out << "  gate " << describe(gate) << "\n";
    for (const auto& [key, setting] : step.settings) out << "  " << key << " " << describe(setting) << "\n";
  }
  return out.str();
}

}  // namespace hongtou::test
