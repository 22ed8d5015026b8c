// The data and the tables of a campaign's texts.
#include <algorithm>

#include "engine/campaign/views.h"
#include "engine/document/template.h"
#include "engine/text.h"

namespace hongtou {

namespace {

// A value that was erased by law is named as such wherever it would have been printed.
void merge(Value& into, const Value& more) {
  if (more.map() == nullptr) return;
  for (const auto& [key, value] : *more.map()) {
    if (value.at("$erased").boolean_or(false))
      into[key] = "（已依法删除）";
    else if (value.map() != nullptr)
      merge(into[key], value);
    else
      into[key] = value;
  }
}

Value name_list(const Definition& definition, const std::vector<std::string>& units) {
  List names;
  for (const auto& unit : units) names.push_back(Map{{"name", definition.unit_name(unit)}});
  return names;
}

// Keep in step with add_samples() of the definition.
Value step_data(const Definition& definition, const Step& step, const StepState& state) {
  Value data{Map{}};
  data["outcome"] = state.outcome;
  data["status"] = name_of(state.status);
  if (step.kind == "issue") {
    std::vector<std::string> open;
    std::vector<std::string> received;
    for (const auto& unit : step.names("to")) {
      const auto item = state.items.find(unit);
      const bool accepted = item != state.items.end() && item->second.status == ItemStatus::accepted;
      (accepted ? received : open).push_back(unit);
    }
    data["units"] = step.names("to").size();
    data["accepted"] = received.size();
    data["late"] = 0;
    data["reported"] = name_list(definition, received);
    data["missing"] = name_list(definition, open);
    data["missing_count"] = open.size();
    data["late_units"] = List{};
    data["unjudged"] = List{};
    data["incomplete"] = !open.empty();
  }
  if (step.kind == "collect") {
    const auto sums = collected(definition, step, state);
    data["total"] = sums.totals;
    data["units"] = step.names("from").size();
    data["accepted"] = sums.reported.size();
    data["late"] = sums.late.size();
    data["reported"] = name_list(definition, sums.reported);
    data["missing"] = name_list(definition, sums.missing);
    data["unjudged"] = name_list(definition, sums.unjudged);
    data["missing_count"] = sums.missing.size();
    data["late_units"] = name_list(definition, sums.late);
    data["incomplete"] = sums.incomplete();
  }
  return data;
}

Value target_data(const Definition& definition, const Target& target, const State& state) {
  std::vector<std::string> unmet;
  std::size_t met = 0;
  for (const auto& result : measure(definition, target, state)) {
    if (result.status == TargetStatus::met)
      ++met;
    else if (result.status != TargetStatus::not_applicable)
      unmet.push_back(result.unit);
  }
  return Map{{"label", target.label}, {"units", target.per.size()}, {"met", met}, {"unmet", name_list(definition, unmet)}};
}

constexpr Message no_table{"text.no_table", "“::{0} {1}”现在没有内容可列", "“::{0} {1}” has nothing to list now",
                           "该步骤应先于本文稿完成", "that step has to come before this text"};

class Blocks {
 public:
  Blocks(const Definition& definition, const State& state, const Value& data)
      : definition_(definition), state_(state), data_(data) {}

  Result<std::vector<Block>> operator()(const BlockRequest& request) const {
    if (request.kind == "form") {
      if (const auto form = definition_.forms.find(request.argument); form != definition_.forms.end())
        return blank_form(request, form->second);
    } else if (const auto* step = definition_.step(request.argument)) {
      if (step->kind == "assess") return one(request, results_table(*step));
      if (const auto form = definition_.forms.find(step->name("form")); form != definition_.forms.end())
        return one(request, report_table(*step, form->second));
    }
    return Result<std::vector<Block>>::failure(request.position, no_table, {request.kind, request.argument});
  }

 private:
  // The form's note is a template like the text it stands in.
  Result<std::vector<Block>> blank_form(const BlockRequest& request, const Form& form) const {
    auto table = form_table(form);
    const auto note = Template::parse(table.note, form.position.file);
    if (!note.ok()) return note.diagnostics();
    auto printed = note->render(data_, escape_nothing);
    if (!printed.ok()) return printed.diagnostics();
    table.note = *std::move(printed);
    return one(request, std::move(table));
  }

  static std::vector<Block> one(const BlockRequest& request, Table table) { return {Block{request.position, std::move(table)}}; }

  Table report_table(const Step& step, const Form& form) const {
    const auto sums = collected(definition_, step, state_.step(step.id));
    auto table = collected_table(form, sums.rows, sums.totals);
    table.note.clear();
    std::vector<std::string> gaps;
    if (!sums.missing.empty()) gaps.push_back("未报送单位" + names_of(sums.missing));
    if (!sums.unjudged.empty()) gaps.push_back("待审核单位" + names_of(sums.unjudged));
    if (sums.incomplete()) table.note = "注：合计不完整，" + join(gaps, "；") + "。";
    return table;
  }

  // （2个）：甲、乙
  std::string names_of(const std::vector<std::string>& units) const {
    std::vector<std::string> names;
    for (const auto& unit : units) names.push_back(definition_.unit_name(unit));
    return "（" + std::to_string(units.size()) + "个）：" + join(names, "、");
  }

  Table results_table(const Step& step) const {
    return assessment_table(definition_, definition_.assessments.at(step.name("rules")), state_.step(step.id).results);
  }

  const Definition& definition_;
  const State& state_;
  const Value& data_;
};

}  // namespace

Value campaign_data(const Definition& definition, const State& state, Date today) {
  auto data = definition_data(definition);
  merge(data, state.supplied);
  for (const auto& step : definition.steps) merge(data[step.id], step_data(definition, step, state.step(step.id)));
  Value targets{Map{}};
  for (const auto& target : definition.targets) targets[target.id] = target_data(definition, target, state);
  data["targets"] = std::move(targets);
  data["today"] = to_chinese(today);
  return data;
}

BlockSource block_source(const Definition& definition, const State& state, const Value& data) {
  return Blocks(definition, state, data);
}

}  // namespace hongtou
