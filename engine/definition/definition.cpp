#include "engine/definition/definition.h"

#include <algorithm>
#include <stdexcept>

#include "engine/definition/form_part.h"
#include "engine/definition/reading/loading.h"
#include "engine/text.h"

namespace hongtou {

namespace {

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

Value sample_fields(const Fields& fields) {
  Value data{Map{}};
  for (const auto* field : fields)
    data[field->id] = field->type == FieldType::list && !field->fields.empty()
                          ? Value(List{sample_fields(fields_of(field->fields))})
                      : takes_several(field->type) ? Value(List{Value("")})
                                                   : Value(0);
  return data;
}

// What a report of the step's form holds: rows for fixed rows and ledgers.
Value sample_of(const Definition& definition, const Step& step) {
  const auto found = definition.forms.find(step.name("form"));
  if (found == definition.forms.end()) return Map{};
  const auto& form = found->second;
  auto fields = sample_fields(form.fields());
  if (form.layout == FormLayout::ledger) return Map{{"rows", List{std::move(fields)}}};
  if (form.layout != FormLayout::rows) return fields;
  Value rows{Map{}};
  for (const auto& row : form.rows) rows[row.id] = fields;
  return rows;
}

void add_sample_reports(Value& data, const Definition& definition, const Step& step) {
  if (const auto form = definition.forms.find(step.name("form")); form != definition.forms.end()) {
    Value total{Map{}};
    for (const auto* field : form->second.fields())
      if (is_number(field->type)) total[field->id] = 0;
    data["total"] = std::move(total);
  }
  const auto fields = sample_of(definition, step);
  data["record_count"] = 0;
  data["data"] = fields;
  data["records"] =
      List{Value(Map{{"name", ""}, {"unit", ""}, {"period", ""}, {"at", ""}, {"version", 1}, {"late", true}, {"data", fields}})};
}

void add_sample_scopes(Value& data, const Definition& definition, const Step& step) {
  const auto fields = sample_of(definition, step);
  for (const auto* count : {"count", "open_count", "closed_count"}) data[count] = 0;
  data["scopes"] = List{Value(Map{
      {"key", ""}, {"title", ""}, {"unit", ""}, {"opened", ""}, {"open", true}, {"how", ""}, {"reason", ""}, {"data", fields}})};
}

// Keep in step with step_data() of the campaign, which fills the same names with what was collected.
void add_samples(Value& data, const Definition& definition, const Step& step) {
  for (const auto* text : {"outcome", "reason", "status"}) data[text] = "";
  if (step.collects() || step.kind == "issue") {
    for (const auto* count : {"units", "accepted", "late"}) data[count] = 0;
    for (const auto* list : {"reported", "missing", "unjudged", "late_units"}) data[list] = sample_unit_list();
    data["missing_count"] = 0;
    data["incomplete"] = true;
  }
  if (step.kind == "issue") data["number"] = "";
  if (step.kind == "assess")
    data["awards"] =
        List{Map{{"award", ""}, {"count", 0}, {"granted", List{Map{{"name", "某单位"}, {"unit", "某单位"}, {"reason", ""}}}}}};
  if (step.collects()) add_sample_reports(data, definition, step);
  if (step.flow != nullptr) add_sample_scopes(data, definition, step);
  for (const auto& [key, setting] : step.settings) {
    if (!setting.rule && setting.from_step.empty()) continue;
    const std::string first = setting.type == KeyType::period ? "first" : key;
    for (const auto& name : {first, first + "_full"}) data[name] = data.at(name).text_or("1月1日");
    if (setting.type == KeyType::period)
      for (const auto* name : {"last", "last_full"}) data[name] = data.at(name).text_or("1月1日");
  }
  if (const auto* outcomes = step.setting("outcomes")) {
    Value chosen{Map{}};
    for (const auto& outcome : outcomes->outcomes) chosen[outcome.name] = 0;
    data["chosen"] = std::move(chosen);
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

bool Step::flag(std::string_view key) const {
  const auto* found = setting(key);
  return found != nullptr && found->flag;
}

const Gate* Step::each_gate() const {
  const auto found = std::find_if(gates.begin(), gates.end(), [](const Gate& gate) { return gate.kind == Gate::Kind::each; });
  return found == gates.end() ? nullptr : &*found;
}

bool Step::collects() const { return kind == "collect" || kind == "cascade"; }

const StepPlace* Definition::place(std::string_view step_id) const {
  const auto found = by_name_.find(step_id);
  return found == by_name_.end() ? nullptr : &places_[found->second];
}

const Step* Definition::step(std::string_view step_id) const {
  const auto* found = place(step_id);
  return found == nullptr ? nullptr : found->step;
}

void Definition::set_flow(std::shared_ptr<const Flow> the_flow) {
  flow = std::move(the_flow);
  places_.clear();
  by_name_.clear();
  const auto add = [&](const auto& self, const Flow& of, const Step* holder) -> void {
    for (std::size_t i = 0; i < of.steps.size(); ++i) {
      const auto& step = of.steps[i];
      by_name_.emplace(step.id, places_.size());
      places_.push_back({&step, &of, holder, i});
      if (step.flow != nullptr) self(self, *step.flow, &step);
    }
  };
  add(add, *flow, nullptr);
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

Value& at_name(Value& data, std::string_view dotted) {
  const auto dot = dotted.find('.');
  return dot == std::string_view::npos ? data[dotted] : at_name(data[dotted.substr(0, dot)], dotted.substr(dot + 1));
}

const Value& value_named(const Value& data, std::string_view dotted) {
  const auto dot = dotted.find('.');
  return dot == std::string_view::npos ? data.at(dotted) : value_named(data.at(dotted.substr(0, dot)), dotted.substr(dot + 1));
}

bool is_unset(const Value& parameter) {
  const auto* text = parameter.text();
  return text != nullptr && language::unset.is(*text);
}

std::vector<std::string> unset_words(const Definition& definition, const Step& step, const Value& parameters) {
  std::vector<std::string> unset;
  const auto text = definition.texts.find(step.name("text"));
  if (text == definition.texts.end()) return unset;
  for (const auto& tag : text->second.tags())
    for (const auto& name : {step.within + tag.name, tag.name})
      if (is_unset(value_named(parameters, name)) && std::find(unset.begin(), unset.end(), name) == unset.end())
        unset.push_back(name);
  return unset;
}

void set_day(Value& data, const std::string& name, Date day) {
  const auto full = to_chinese(day);
  data[name + "_full"] = full;
  data[name] = full.substr(full.find("年") + std::string_view("年").size());
}

Value definition_data(const Definition& definition) {
  Value data{definition.parameters};
  Value campaign{Map{}};
  campaign["id"] = definition.id;
  campaign["title"] = definition.title;
  campaign["theme"] = definition.theme;
  campaign["lead"] = definition.unit_name(definition.lead);
  data["campaign"] = std::move(campaign);
  for (const auto& place : definition.places()) {
    auto& own = at_name(data, place.step->id);  // may hold the parameters of a called workflow
    for (const auto dates = step_dates(*place.step); const auto& [name, value] : *dates.map()) own[name] = value;
  }
  return data;
}

Value sample_data(const Definition& definition) {
  auto data = definition_data(definition);
  for (const auto& value : definition.supplied) at_name(data, value.name) = value.label;
  for (const auto& place : definition.places()) add_samples(at_name(data, place.step->id), definition, *place.step);
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
  data["self"] = Map{{"name", "某单位"}};
  return data;
}

void add_scope_samples(Value& data, const Definition& definition, const Step& step) {
  for (const auto* holder = definition.place(step.id)->holder; holder != nullptr; holder = definition.place(holder->id)->holder) {
    auto& own = at_name(data, holder->id);
    for (const auto* text : {"key", "title", "unit", "opened"}) own[text] = "";
    own["data"] = sample_of(definition, *holder);
    if (holder->setting("every") == nullptr && holder->setting("window") == nullptr) continue;
    for (const auto* day : {"first", "first_full", "last", "last_full"}) own[day] = own.at(day).text_or("1月1日");
  }
}

Result<Definition> load_definition(const std::string& path, const std::vector<StepKindInfo>& kinds,
                                   const Environment& environment) {
  return load_definition(path, kinds, environment, {});
}

Result<Definition> load_definition(const std::string& path, const std::vector<StepKindInfo>& kinds,
                                   const Environment& environment, const std::vector<std::string>& callers) {
  Loading loading(path, kinds, environment);
  loading.callers = callers;
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
