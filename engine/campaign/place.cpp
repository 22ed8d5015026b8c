#include "engine/campaign/place.h"

#include <algorithm>
#include <set>

#include "engine/campaign/ranking.h"
#include "engine/campaign/supervision.h"
#include "engine/definition/date_rule.h"

namespace hongtou {

namespace {

constexpr int office_opens = 9;

// What was announced for a date, as it stands in the journal.
std::optional<TimeSpan> announced(const std::string& text) {
  if (const auto days = parse_period(text)) return span_of(*days);
  if (const auto moment = parse_instant(text)) return TimeSpan{*moment, *moment};
  return std::nullopt;
}

std::optional<Instant> registered(const Scope& scope) {
  for (const auto* each = &scope; each->holder != nullptr; each = each->around.get())
    if (each->holder->kind == "case") return each->opened;
  return std::nullopt;
}

std::optional<Instant> late_since(const Scope& scope) {
  const auto* ladder = supervising(scope);
  return ladder == nullptr ? std::nullopt : ladder->opened;
}

// When a step that others are reckoned from was: its days if it has some, else when it settled.
std::optional<TimeSpan> time_of(const Place& place) {
  for (const auto* key : {"window", "on"})
    if (const auto days = place.span(key)) return days;
  if (const auto& settled = place.state().settled) return TimeSpan{*settled, *settled};
  return std::nullopt;
}

std::optional<TimeSpan> time_of_step(const Place& from, std::string_view name) {
  const auto* found = from.definition().place(name);
  if (found == nullptr) return std::nullopt;
  for (auto scope = from.scope(); scope != nullptr; scope = scope->around)
    if (scope->flow == found->flow)
      return time_of(Place(from.definition(), from.calendar(), from.campaign(), scope, *found->step));
  return std::nullopt;
}

const Submission* latest_report(const StepState& step) {
  const Submission* latest = nullptr;
  for (const auto& [unit, item] : step.items)
    if (const auto* report = item.accepted(); report != nullptr && (latest == nullptr || report->effective > latest->effective))
      latest = report;
  return latest;
}

// What a step before was told last, or what the case around was registered with; null when there is nothing yet.
const Value* data_of(const Place& place, const std::string& step) {
  for (auto scope = place.scope(); scope->holder != nullptr; scope = scope->around)
    if (scope->holder->id == step) return &scope_state(place.campaign(), scope->prefix)->data;
  const auto* report = latest_report(place.state_of(step));
  return report == nullptr ? nullptr : &report->data;
}

std::optional<TimeSpan> day_in(const Value* data, const std::string& field) {
  const auto day = data == nullptr ? std::nullopt : parse_date(data->at(field).text_or(""));
  return day ? std::optional(span_of({*day, *day})) : std::nullopt;
}

const LateMember* find_member(const std::vector<LateMember>& joined, std::string_view unit) {
  const auto found = std::find_if(joined.begin(), joined.end(), [&](const auto& member) { return member.id == unit; });
  return found == joined.end() ? nullptr : &*found;
}

// The id of the unit above, or "".
std::string parent_of(const Definition& definition, const std::vector<LateMember>& joined, std::string_view unit) {
  if (const auto* known = definition.units.find(unit)) return known->parent;
  const auto* member = find_member(joined, unit);
  return member == nullptr ? std::string() : member->parent;
}

// Whom an assessment that is seen from here singles out.
std::set<std::string> chosen_units(const Place& place, const RelativeUnits& relative) {
  std::set<std::string> out;
  for (const auto& each : relative.results) {
    const auto* step = place.definition().step(each.step);
    if (step == nullptr) continue;
    const auto& rules = place.definition().assessments.at(step->name("rules"));
    for (auto& unit : singled_out(place.definition(), rules, place.state_of(each.step).results, each))
      out.insert(std::move(unit));
  }
  return out;
}

bool is_known_meant(const Definition& definition, const RelativeUnits& relative, const Unit& unit,
                    const std::string& scope_unit) {
  if (relative.self && unit.id == scope_unit) return true;
  if (relative.direct && unit.parent == scope_unit) return true;
  if (!is_below(definition, {}, unit.id, scope_unit)) return false;
  const auto& classes = relative.classes;
  return relative.children || std::find(classes.begin(), classes.end(), unit.unit_class) != classes.end();
}

// Without those that have another of them above.
void keep_top(const Definition& definition, const std::vector<LateMember>& joined, std::vector<std::string>& units) {
  const std::set<std::string, std::less<>> named(units.begin(), units.end());
  std::erase_if(units, [&](const auto& id) {
    for (auto above = parent_of(definition, joined, id); !above.empty(); above = parent_of(definition, joined, above))
      if (named.contains(above)) return true;
    return false;
  });
}

}  // namespace

const StepState& Place::state_of(const Dependency& dependency) const {
  auto scope = scope_;
  for (std::size_t i = 0; i < dependency.up; ++i) scope = scope->around;
  return campaign_->step(scope->prefix + dependency.step);
}

const StepState& Place::state_of(std::string_view step) const {
  static const StepState waiting;
  const auto* found = definition_->place(step);
  if (found == nullptr) return waiting;
  for (auto scope = scope_; scope != nullptr; scope = scope->around)
    if (scope->flow == found->flow) return campaign_->step(scope->address_of(*found->step));
  return waiting;
}

std::optional<TimeSpan> Place::span(std::string_view key) const {
  const auto* setting = step_->setting(key);
  if (setting == nullptr) return std::nullopt;
  const auto& own = state();
  if (const auto told = own.dates.find(std::string(key)); told != own.dates.end()) return announced(told->second);
  if (!setting->from_step.empty()) return day_in(data_of(*this, setting->from_step), setting->from_field);
  if (!setting->rule) return std::nullopt;
  if (setting->rule->is_tentative() && step_->kind == "mark") return std::nullopt;
  DateContext context{*calendar_, definition_->period};
  context.scope_period = scope_->period;
  context.opened = own.opened;
  context.case_opened = registered(*scope_);
  context.late_since = late_since(*scope_);
  context.anchor = [this](std::string_view step) { return time_of_step(*this, step); };
  const auto resolved = resolve(*setting->rule, context);
  return resolved ? std::optional(resolved->span) : std::nullopt;
}

std::optional<Instant> Place::start(std::string_view key) const {
  const auto days = span(key);
  return days ? std::optional(days->first) : std::nullopt;
}

std::optional<Instant> Place::at_nine(std::string_view key) const {
  const auto days = span(key);
  if (!days) return std::nullopt;
  return days->first == days->end ? days->first : at_time(days->first_day(), office_opens);
}

std::optional<Instant> Place::end(std::string_view key) const {
  const auto days = span(key);
  return days ? std::optional(days->end) : std::nullopt;
}

bool Place::waits_for_date(std::string_view key) const {
  const auto* setting = step_->setting(key);
  if (setting == nullptr || !setting->rule || state().dates.contains(std::string(key))) return false;
  return setting->rule->is_late_bound() || (setting->rule->is_tentative() && step_->kind == "mark");
}

std::vector<std::string> Place::units(std::string_view key) const {
  auto out = units_ever(key);
  std::erase_if(out, [&](const auto& unit) { return campaign_->left.contains(unit); });
  return out;
}

std::vector<std::string> Place::units_ever(std::string_view key) const {
  const auto* setting = step_->setting(key);
  if (setting == nullptr) return {};
  const auto& own = scope_->unit.empty() ? definition_->lead : scope_->unit;
  std::vector<std::string> out;
  if (setting->relative.late) out = late_units(*campaign_, *scope_);
  if (setting->relative.by_unit() || !setting->relative.results.empty()) {
    const std::set<std::string> named(setting->names.begin(), setting->names.end());
    const auto chosen = chosen_units(*this, setting->relative);
    for (const auto& unit : definition_->units.all())
      if (named.contains(unit.id) && (chosen.contains(unit.id) || is_known_meant(*definition_, setting->relative, unit, own)))
        out.push_back(unit.id);
  } else if (!setting->relative.late) {
    out = setting->names;
  }
  for (const auto& member : campaign_->joined)
    if (is_meant(*definition_, campaign_->joined, member, *setting, own)) out.push_back(member.id);
  if (setting->type == KeyType::top_units) keep_top(*definition_, campaign_->joined, out);
  return out;
}

std::vector<std::string> Place::all_units() const {
  std::vector<std::string> out;
  for (const auto& unit : definition_->units.all())
    if (!campaign_->left.contains(unit.id)) out.push_back(unit.id);
  for (const auto& member : campaign_->joined)
    if (!campaign_->left.contains(member.id)) out.push_back(member.id);
  return out;
}

bool is_below(const Definition& definition, const std::vector<LateMember>& joined, std::string_view unit, std::string_view top) {
  auto above = parent_of(definition, joined, unit);
  for (; !above.empty(); above = parent_of(definition, joined, above))
    if (above == top) return true;
  return false;
}

bool is_meant(const Definition& definition, const std::vector<LateMember>& joined, const LateMember& member,
              const Setting& setting, const std::string& scope_unit) {
  const auto is_named_in = [&](const std::vector<std::string>& words) {
    return std::any_of(member.groups.begin(), member.groups.end(),
                       [&](const auto& group) { return std::find(words.begin(), words.end(), group) != words.end(); });
  };
  const auto& relative = setting.relative;
  if (is_named_in(setting.words) || (relative.self && member.id == scope_unit)) return true;
  if (relative.direct && member.parent == scope_unit) return true;
  return (relative.children || is_named_in(relative.classes)) && is_below(definition, joined, member.id, scope_unit);
}

std::string Place::unit_name(std::string_view unit) const { return hongtou::unit_name(*definition_, *campaign_, unit); }

std::string unit_name(const Definition& definition, const State& state, std::string_view unit) {
  for (const auto& member : state.joined)
    if (member.id == unit) return member.name;
  return definition.unit_name(unit);
}

}  // namespace hongtou
