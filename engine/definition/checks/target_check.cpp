// Targets held against forms, steps and each other.
#include <algorithm>
#include <set>

#include "engine/definition/data_schema.h"
#include "engine/definition/reading/loading.h"
#include "engine/definition/reading/suggestion.h"
#include "engine/text.h"

namespace hongtou {

namespace {

using Function = Measure::Function;

constexpr Message unreported{"workflow.target_unreported", "目标“{0}”取自表单“{1}”，但没有步骤收集它",
                             "the target “{0}” is read from the form “{1}”, which no step collects",
                             "加一个收集步骤：do collect  form {1}", "add a step: do collect  form {1}"};
constexpr Message not_asked{
    "workflow.target_unit_not_asked", "目标“{0}”适用于“{1}”，但收集表单“{2}”的步骤不向它收集",
    "the target “{0}” is set for “{1}”, but no step asks it for the form “{2}”",
    "把它加进收集步骤的 from，或改正 per；由别的单位填报它的情况的，加上 about 字段名（或 about self）",
    "add it to the step's from, or mend per; where others report about it, add: about FIELD (or about self)"};
constexpr Message step_collects_other{"workflow.measured_step", "目标“{0}”取自步骤“{1}”，但它不收集表单“{2}”",
                                      "the target “{0}” is read from the step “{1}”, which does not collect the form “{2}”",
                                      "写收集这张表的步骤", "name a step that collects this form"};
constexpr Message step_collects_nothing{"workflow.measured_step", "目标“{0}”取自步骤“{1}”，但它不用表单收集",
                                        "the target “{0}” is read from the step “{1}”, which collects no form",
                                        "写有表单的收集步骤，或写“表单.字段”", "name a step that collects a form, or FORM.FIELD"};
constexpr Message measured_twice{
    "workflow.measured_twice", "目标“{0}”取自表单“{1}”，{2}都向“{3}”收这张表，同一件事可能算两次",
    "the target “{0}” is read from the form “{1}”, which {4} each ask of “{3}”: the same may be counted twice",
    "只算一个步骤的，写“步骤.字段”，例如 measure {5}.{6}；都要算的，写明 steps \"{7}\"",
    "to count one step only, write STEP.FIELD, such as measure {5}.{6}; to count all of them, say so: steps \"{7}\""};
constexpr Message about_nobody{"workflow.about_nobody", "目标“{0}”写明计入本单位，但收集表单“{1}”的步骤不在逐个或案件里",
                               "the target “{0}” counts for the unit of the scope, but no step that collects the form “{1}” "
                               "stands in an each or a case",
                               "写表中填单位的那个字段，例如：about 单位名称，或把收集步骤放进 do each 的 steps 里",
                               "name the field of the form that holds the unit, or put the step into the steps of a do each"};
constexpr Message not_countable{"workflow.target_field", "目标“{0}”的字段“{1}”不是{2}",
                                "the field “{1}” of the target “{0}” is no {3}", "换一个字段", "choose another field"};
constexpr Message due_after_window{"workflow.due_after_window", "目标“{0}”到 {1} 就核定，而“{2}”{3} 才截止，届时可能还没有数据",
                                   "the target “{0}” is final on {1}, before “{2}” is due on {3}",
                                   "放宽目标的 within，或提前截止日", "widen the target's within, or move the due date"};
constexpr Message target_of_rows{"workflow.target_rows", "目标“{0}”取自表单“{1}”，但它的版式是 rows（行列），一项有几个数",
                                 "the target “{0}” is read from the form “{1}” of layout rows, where a field has several values",
                                 "换一张版式为 columns 或 fields 的表", "choose a form of layout columns or fields"};
constexpr Message covers_itself{"workflow.coverage_of_coverage", "目标“{0}”的覆盖率取自“{1}”，它本身也是覆盖率",
                                "the coverage “{0}” is of “{1}”, which is a coverage itself", "写下级单位要达到的那个目标",
                                "name the target that the units below are to meet"};
constexpr Message share_wanted{"workflow.coverage_in_percent", "覆盖率“{0}”的界限要写百分比",
                               "the bound of the coverage “{0}” wants a %", "例如：at-least 100%", "for example: at-least 100%"};

constexpr Message no_number{"workflow.target_formula", "目标“{0}”的算式得出的是{1}，不是数字或是否",
                            "the formula of the target “{0}” comes to {2}, neither a number nor yes or no",
                            "改成算出一个数，例如 count(表单名)", "make it come to a number, such as count(FORM)"};

bool adds_up(Function function) {
  switch (function) {
    case Function::count:
    case Function::distinct:
    case Function::concat:
    case Function::unite:
      return false;
    default:
      return true;
  }
}

class TargetCheck {
 public:
  TargetCheck(Loading& loading, Target& target, const Vocabulary& names)
      : loading_(loading), definition_(loading.definition), target_(target), names_(names) {}

  void check() {
    if (!target_.coverage.empty()) return check_coverage();
    if (const auto written = loading_.formulas.find(target_.id); written != loading_.formulas.end())
      return check_formula(written->second);
    if (target_.measure.form.empty()) return;  // told by the reader
    const auto form = definition_.forms.find(target_.measure.form);
    if (form == definition_.forms.end()) {
      loading_.unknown(target_.position, "表单", "form", target_.measure.form, form_names());
      return;
    }
    if (!form->second.fields().empty()) check_fields(form->second);
    check_about(form->second);
    check_units();
  }

 private:
  void check_about(const Form& form) {
    if (const auto* field = known_field(form, target_.about); field != nullptr && field->type != FieldType::unit_ref)
      complain(*field, "单位型字段", "unit field");
    if (!target_.about_scope) return;
    for (const auto& place : definition_.places())
      if (collects_it(*place.step) && stands_in_scope_of_unit(place)) return;
    loading_.error(target_.position, about_nobody, {target_.id, form.id});
  }

  bool stands_in_scope_of_unit(const StepPlace& place) const {
    for (const auto* holder = place.holder; holder != nullptr; holder = definition_.place(holder->id)->holder)
      if (holder->kind == "each" || holder->kind == "case") return true;
    return false;
  }

  bool collects_it(const Step& step) const {
    const auto& steps = target_.measure.steps;
    return step.name("form") == target_.measure.form && (step.collects() || step.kind == "case") &&
           (steps.empty() || std::find(steps.begin(), steps.end(), step.id) != steps.end());
  }

  std::vector<std::string> form_names() const {
    std::vector<std::string> names;
    for (const auto& [name, form] : definition_.forms) names.push_back(name);
    return names;
  }

  void check_coverage() {
    const auto& all = definition_.targets;
    const auto other = std::find_if(all.begin(), all.end(), [&](const Target& each) { return each.id == target_.coverage; });
    if (other == all.end()) {
      std::vector<std::string> names;
      for (const auto& each : all) names.push_back(each.id);
      loading_.unknown(target_.position, "目标", "target", target_.coverage, names);
      return;
    }
    if (!other->coverage.empty()) loading_.error(target_.position, covers_itself, {target_.id, other->id});
    for (const auto& bound : target_.bounds)
      if (!bound.low.share && !bound.low.number.is_null()) loading_.error(bound.low.position, share_wanted, {target_.id});
  }

  void check_formula(const WrittenExpression& written) {
    target_.formula = loading_.expression_of(written, names_);
    if (!target_.formula) return;
    const auto type = target_.formula->type(names_.schema());
    if (!type.may_be(kind::number | kind::boolean))
      loading_.error(written.position, no_number,
                     {target_.id, name_of_kinds(type.kinds, Language::zh), name_of_kinds(type.kinds, Language::en)});
  }

  void check_fields(const Form& form) {
    if (form.layout == FormLayout::rows && !target_.measure.field.empty())
      loading_.error(target_.position, target_of_rows, {target_.id, form.id});
    const bool yes_or_no = target_.op == Target::Operator::full;
    if (const auto* field = known_field(form, target_.measure.field)) {
      if (yes_or_no && field->type != FieldType::boolean) complain(*field, "“是否”型字段", "yes/no field");
      const bool may_be_boolean = target_.op == Target::Operator::forbidden && field->type == FieldType::boolean;
      if (!yes_or_no && !may_be_boolean && adds_up(target_.measure.function) && !is_number(field->type))
        complain(*field, "数量型字段", "count");
      const auto* other = form.field(target_.measure.other);
      target_.measure.cumulative =
          field->cumulative && adds_up(target_.measure.function) && (other == nullptr || other->cumulative);
    }
    if (const auto* field = known_field(form, target_.measure.other); field != nullptr && !is_number(field->type))
      complain(*field, "数量型字段", "count");
    if (const auto* field = known_field(form, target_.dated); field != nullptr && field->type != FieldType::date)
      complain(*field, "日期型字段", "date");
  }

  void complain(const Field& field, std::string_view zh, std::string_view en) {
    loading_.error(target_.position, not_countable, {target_.id, field.id, std::string(zh), std::string(en)});
  }

  const Field* known_field(const Form& form, const std::string& name) {
    if (name.empty()) return nullptr;
    const auto* field = form.field(name);
    if (field != nullptr) return field;
    std::vector<std::string> names;
    for (const auto* each : form.fields()) names.push_back(each->id);
    loading_.unknown(target_.position, "字段", "field", name, names);
    return nullptr;
  }

  void check_units() {
    std::set<std::string> asked;
    bool collected = false;
    for (const auto& place : definition_.places()) {
      const auto& step = *place.step;
      if (!collects_it(step)) continue;
      collected = true;
      for (const auto& unit : step.names("from")) asked.insert(unit);
      if (step.setting("from") == nullptr)  // anybody may
        for (const auto& unit : definition_.units.all()) asked.insert(unit.id);
    }
    if (!collected) return loading_.error(target_.position, unreported, {target_.id, target_.measure.form});
    check_window();
    check_counted_once();
    if (target_.roll_up || target_.about_scope || !target_.about.empty()) return;
    for (const auto& unit : target_.per)
      if (!asked.contains(unit)) {
        loading_.error(target_.position, not_asked, {target_.id, definition_.unit_name(unit), target_.measure.form});
        return;
      }
  }

  // Sums over several steps that each ask the same unit; what is voluntary stands for itself.
  void check_counted_once() {
    const auto function = target_.measure.function;
    if (!target_.measure.steps.empty() || (function != Function::sum && function != Function::count)) return;
    for (const auto& unit : target_.per) {
      std::vector<std::string> steps;
      for (const auto& place : definition_.places())
        if (const auto& step = *place.step; step.collects() && !step.flag("voluntary") && collects_it(step) && names(step, unit))
          steps.push_back(step.id);
      if (steps.size() < 2) continue;
      const auto field =
          target_.measure.field.empty() ? definition_.forms.at(target_.measure.form).fields().front()->id : target_.measure.field;
      loading_.warn(target_.position, measured_twice,
                    {target_.id, target_.measure.form, "步骤“" + join(steps, "”“") + "”", definition_.unit_name(unit),
                     "“" + join(steps, "”, “") + "”", steps.back(), field, join(steps, ", ")});
      return;
    }
  }

  static bool names(const Step& step, const std::string& unit) {
    const auto& from = step.names("from");
    return std::find(from.begin(), from.end(), unit) != from.end();
  }

  // A target is final at the end of its window: a report that is due later cannot count.
  void check_window() {
    if (!target_.within) return;
    for (const auto& place : definition_.places()) {
      const auto& step = *place.step;
      const auto due = step.date("due");
      if (collects_it(step) && due && *due > target_.within->last)
        loading_.warn(target_.position, due_after_window, {target_.id, to_text(target_.within->last), step.id, to_text(*due)});
    }
  }

  Loading& loading_;
  const Definition& definition_;
  Target& target_;
  const Vocabulary& names_;  // of formulas
};

// {form: [data, …]}, the parameters and the decision tables.
Schema names_of_formulas(const Definition& definition) {
  auto names = decisions_of(definition, "");
  for (const auto& [name, value] : definition.parameters) names[name] = type_of_parameter(value);
  Schema forms;
  for (const auto& [name, form] : definition.forms) forms[name] = Type::list_of(type_of(form));
  for (const auto& [name, type] : forms) names[name] = type;
  names[std::string(latest_name)] = Type::context(std::move(forms));
  return names;
}

}  // namespace

void link_targets(Loading& loading) {
  auto& definition = loading.definition;
  for (auto& target : definition.targets) {
    auto& measure = target.measure;
    const auto* step = definition.forms.contains(measure.form) ? nullptr : definition.step(measure.form);
    if (step != nullptr && step->name("form").empty())
      loading.error(target.position, step_collects_nothing, {target.id, step->id});
    if (step != nullptr) {
      measure.steps = {step->id};
      measure.form = step->name("form");
    }
    for (const auto& name : measure.steps) {
      const auto* named = definition.step(name);
      std::vector<std::string> all;
      for (const auto& place : definition.places()) all.push_back(place.step->id);
      if (named == nullptr)
        loading.unknown(target.position, "步骤", "step", name, all);
      else if (!target.formula && !measure.form.empty() && named->name("form") != measure.form)
        loading.error(target.position, step_collects_other, {target.id, name, measure.form});
    }
  }
}

void check_targets(Loading& loading) {
  const Vocabulary names(names_of_formulas(loading.definition));
  for (auto& target : loading.definition.targets) TargetCheck(loading, target, names).check();
}

}  // namespace hongtou
