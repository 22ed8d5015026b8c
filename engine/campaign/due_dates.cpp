#include "engine/campaign/due_dates.h"

#include <algorithm>
#include <vector>

#include "engine/campaign/views.h"
#include "engine/definition/deadline_cascade.h"

namespace hongtou {

namespace {

// Of those that still owe; when nobody does of all, and before they are asked as it will be.
std::vector<Instant> dues_of_units(const Place& place) {
  std::vector<Instant> owed, all;
  for (const auto& [unit, item] : place.state().items) {
    if (!item.due || item.status == ItemStatus::withdrawn) continue;
    all.push_back(*item.due);
    if (item.is_owed()) owed.push_back(*item.due);
  }
  if (!all.empty()) return owed.empty() ? all : owed;
  const DueDates dates(place);
  for (const auto& unit : place.units("from"))
    if (const auto due = dates.of(unit)) all.push_back(*due);
  return all;
}

// Of two that are as frequent the later one.
Instant most_frequent(const std::vector<Instant>& dues) {
  std::map<Instant, std::size_t> times;
  for (const auto due : dues) ++times[due];
  const auto rarer = [](const auto& a, const auto& b) { return a.second < b.second; };
  return std::max_element(times.rbegin(), times.rend(), rarer)->first;
}

}  // namespace

std::optional<Instant> binding_end(const Place& place, const std::string& key) {
  const auto* setting = place.step().setting(key);
  if (setting == nullptr) return std::nullopt;
  return !setting->rule || setting->rule->is_binding() || place.state().dates.contains(key) ? place.end(key) : std::nullopt;
}

std::optional<Instant> due_of(const Place& place) { return binding_end(place, "due"); }

bool any_asked_late(const Place& place) {
  const auto due = due_of(place);
  const auto& items = place.state().items;
  return due && std::any_of(items.begin(), items.end(), [&](const auto& item) { return item.second.opened >= *due; });
}

DueDates::DueDates(const Place& place) : definition_(place.definition()), joined_(place.campaign().joined), top_(due_of(place)) {
  const auto* levels = place.step().setting("levels");
  if (levels == nullptr || !top_) return;
  const auto last = day_due(*top_);
  const auto deadlines = reckon_deadlines(last, levels->levels, last, place.calendar(), levels->position);
  for (const auto& level : *deadlines) by_class_[level.name] = end_of_day(level.due);
}

std::optional<Instant> DueDates::of(const std::string& unit) const {
  if (by_class_.empty()) return top_;
  const auto level = by_class_.find(class_of(unit));
  return level == by_class_.end() ? top_ : level->second;
}

std::string DueDates::level_of(const std::string& unit) const {
  const auto unit_class = class_of(unit);
  return by_class_.contains(unit_class) ? unit_class : std::string();
}

std::string DueDates::class_of(const std::string& unit) const {
  if (const auto* known = definition_.units.find(unit)) return known->unit_class;
  for (const auto& member : joined_)
    for (const auto& group : member.groups)
      if (member.id == unit && by_class_.contains(group)) return group;
  return {};
}

std::optional<Instant> units_due(const Place& place) {
  const auto own = place.end("due");
  const bool in_levels = place.step().setting("levels") != nullptr;
  if (!own || (!in_levels && place.state().round == 1 && !any_asked_late(place))) return own;
  const auto dues = dues_of_units(place);
  if (dues.empty()) return own;
  return in_levels ? *std::min_element(dues.begin(), dues.end()) : most_frequent(dues);
}

}  // namespace hongtou
