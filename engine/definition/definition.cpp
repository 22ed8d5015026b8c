#include "engine/definition/definition.h"

#include <algorithm>
#include <stdexcept>

#include "engine/definition/reading/loading.h"
#include "engine/text.h"

namespace hongtou {

namespace {

// Sets a dotted name.
void set(Value& data, std::string_view name, Value value) {
  const auto dot = name.find('.');
  if (dot == std::string_view::npos)
    data[name] = std::move(value);
  else
    set(data[name.substr(0, dot)], name.substr(dot + 1), std::move(value));
}

// A day as texts print it: {{report.due}} 6月25日, {{report.due_full}} 2023年6月25日.
void set_day(Value& data, const std::string& name, Date day) {
  const auto full = to_chinese(day);
  data[name + "_full"] = full;
  data[name] = full.substr(full.find("年") + std::string_view("年").size());
}

Value step_dates(const Step& step) {
  Value dates{Map{}};
  for (const auto& [key, setting] : step.settings) {
    if (setting.date) set_day(dates, key, *setting.date);
    if (setting.period) {
      set_day(dates, "first", setting.period->first);
      set_day(dates, "last", setting.period->last);
    }
  }
  dates["label"] = step.label;
  return dates;
}

Value sample_unit_list() { return List{Value(Map{{"name", Value("某单位")}})}; }

// Keep in step with step_data() of the campaign, which fills the same names with what was collected.
void add_samples(Value& data, const Definition& definition, const Step& step) {
  data["outcome"] = "";
  data["status"] = "";
  if (const auto form = definition.forms.find(step.name("form")); form != definition.forms.end()) {
    Value total{Map{}};
    for (const auto* field : form->second.fields())
      if (field->type == FieldType::count) total[field->id] = 0;
    data["total"] = std::move(total);
  }
  if (step.kind == "collect" || step.kind == "issue") {
    for (const auto* count : {"units", "accepted", "late"}) data[count] = 0;
    for (const auto* list : {"reported", "missing", "unjudged", "late_units"}) data[list] = sample_unit_list();
    data["missing_count"] = 0;
    data["incomplete"] = true;
  }
}

}  // namespace

const Setting* Step::setting(std::string_view key) const {
  const auto found = settings.find(key);
  return found == settings.end() ? nullptr : &found->second;
}

std::optional<Date> Step::date(std::string_view key) const {
  const auto* found = setting(key);
  return found == nullptr ? std::nullopt : found->date;
}

std::optional<Period> Step::period(std::string_view key) const {
  const auto* found = setting(key);
  return found == nullptr ? std::nullopt : found->period;
}

const std::vector<std::string>& Step::names(std::string_view key) const {
  static const std::vector<std::string> none;
  const auto* found = setting(key);
  return found == nullptr ? none : found->names;
}

std::string Step::name(std::string_view key) const {
  const auto* found = setting(key);
  return found == nullptr || found->names.empty() ? std::string() : found->names.front();
}

const Gate* Step::each_gate() const {
  const auto found = std::find_if(gates.begin(), gates.end(), [](const Gate& gate) { return gate.kind == Gate::Kind::each; });
  return found == gates.end() ? nullptr : &*found;
}

const Step* Definition::step(std::string_view step_id) const {
  const auto index = step_index(step_id);
  return index == steps.size() ? nullptr : &steps[index];
}

std::size_t Definition::step_index(std::string_view step_id) const {
  const auto found = std::find_if(steps.begin(), steps.end(), [&](const Step& step) { return step.id == step_id; });
  return static_cast<std::size_t>(found - steps.begin());
}

const Unit& Definition::unit(std::string_view unit_id) const {
  const auto* found = units.find(unit_id);
  if (found == nullptr) throw std::logic_error("no unit " + std::string(unit_id));
  return *found;
}

std::string Definition::unit_name(std::string_view unit_id) const {
  const auto* found = units.find(unit_id);
  return found == nullptr ? std::string(unit_id) : found->name;
}

Value definition_data(const Definition& definition) {
  Value data{definition.parameters};
  Value campaign{Map{}};
  campaign["id"] = definition.id;
  campaign["title"] = definition.title;
  campaign["theme"] = definition.theme;
  campaign["lead"] = definition.unit_name(definition.lead);
  data["campaign"] = std::move(campaign);
  for (const auto& step : definition.steps) data[step.id] = step_dates(step);
  return data;
}

Value sample_data(const Definition& definition) {
  auto data = definition_data(definition);
  for (const auto& value : definition.supplied) set(data, value.name, value.label);
  for (const auto& step : definition.steps) add_samples(data[step.id], definition, step);
  Value targets{Map{}};
  for (const auto& target : definition.targets) {
    Value one{Map{}};
    for (const auto* count : {"met", "units"}) one[count] = 0;
    one["label"] = target.label;
    one["unmet"] = sample_unit_list();
    targets[target.id] = std::move(one);
  }
  data["targets"] = std::move(targets);
  data["today"] = "2023年1月1日";
  return data;
}

Result<Definition> load_definition(const std::string& path, const std::vector<StepKindInfo>& kinds,
                                   const Environment& environment) {
  Loading loading(path, kinds, environment);
  const auto block = loading.read_tree_file(path, language::campaign_file, language::campaign, &loading.definition.id);
  if (block) {
    read_campaign(loading, *block);
    check_definition(loading);
  }
  auto found = loading.finish();
  if (has_errors(found)) return found;
  return {std::move(loading.definition), std::move(found)};
}

}  // namespace hongtou
