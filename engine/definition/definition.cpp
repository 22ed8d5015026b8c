#include "engine/definition/definition.h"

#include <algorithm>
#include <stdexcept>

#include "engine/definition/data_schema.h"
#include "engine/definition/reading/loading.h"
#include "engine/text.h"

namespace hongtou {

namespace {

Value step_dates(const Step& step, Reader reader) {
  Value dates{Map{}};
  for (const auto& [key, setting] : step.settings) {
    if (setting.date) set_day(dates, key, *setting.date, reader);
    if (setting.period) {
      set_day(dates, "first", setting.period->first, reader);
      set_day(dates, "last", setting.period->last, reader);
    }
  }
  dates["label"] = step.label;
  return dates;
}

// Texts print a day in two ways.
void add_day_samples(Value& data, const std::vector<std::string>& days) {
  for (const auto& day : days)
    for (const auto& name : {day, day + "_full"}) data[name] = data.at(name).text_or("1月1日");
}

// What is known already stays.
void add_samples(Value& data, const Schema& names) {
  for (const auto& [name, type] : names) {
    if (type.model) continue;
    if (data.at(name).is_null())
      data[name] = sample_of(type);
    else if (data.at(name).map() != nullptr && type.members)
      add_samples(data[name], *type.members);
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
  takes_dates_from_reports_ = std::any_of(places_.begin(), places_.end(), [](const StepPlace& place) {
    return std::any_of(place.step->settings.begin(), place.step->settings.end(),
                       [](const auto& each) { return !each.second.from_step.empty(); });
  });
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

void set_day(Value& data, const std::string& name, Date day, Reader reader) {
  if (reader == Reader::condition) {
    data[name] = to_text(day);
    return;
  }
  const auto full = to_chinese(day);
  data[name + "_full"] = full;
  data[name] = full.substr(full.find("年") + std::string_view("年").size());
}

Value definition_data(const Definition& definition, Reader reader) {
  Value data{definition.parameters};
  Value campaign{Map{}};
  campaign["id"] = definition.id;
  campaign["title"] = definition.title;
  campaign["theme"] = definition.theme;
  campaign["lead"] = definition.unit_name(definition.lead);
  data["campaign"] = std::move(campaign);
  for (const auto& place : definition.places()) {
    auto& own = at_name(data, place.step->id);  // may hold the parameters of a called workflow
    for (const auto dates = step_dates(*place.step, reader); const auto& [name, value] : *dates.map()) own[name] = value;
  }
  return data;
}

Value sample_data(const Definition& definition) {
  auto data = definition_data(definition);
  for (const auto& value : definition.supplied) at_name(data, value.name) = value.label;
  for (const auto& place : definition.places()) add_day_samples(at_name(data, place.step->id), day_names(*place.step));
  data["today"] = "2023年1月1日";
  add_samples(data, data_schema(definition));
  return data;
}

void add_scope_samples(Value& data, const Definition& definition, const Step& step) {
  for (const auto* holder = definition.place(step.id)->holder; holder != nullptr; holder = definition.place(holder->id)->holder) {
    auto& own = at_name(data, holder->id);
    const auto names = scope_schema(definition, *holder);
    if (names.contains("first")) add_day_samples(own, {"first", "last"});
    if (names.contains("due")) add_day_samples(own, {"due"});
    add_samples(own, names);
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
  const auto block = loading.read_tree_file(path, {language::campaign_file}, language::campaign, &loading.definition.id);
  if (block) {
    read_campaign(loading, *block);
    if (loading.braces_match) check_definition(loading);
  }
  auto found = loading.finish();
  if (has_errors(found)) return found;
  return {std::move(loading.definition), std::move(found)};
}

}  // namespace hongtou
