#include "engine/campaign/due_dates.h"

#include "engine/campaign/views.h"
#include "engine/definition/deadline_cascade.h"

namespace hongtou {

std::optional<Instant> due_of(const Place& place) {
  const auto* setting = place.step().setting("due");
  if (setting == nullptr) return std::nullopt;
  return !setting->rule || setting->rule->is_binding() || place.state().dates.contains("due") ? place.end("due") : std::nullopt;
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
  if (!own || place.step().setting("levels") == nullptr) return own;
  std::optional<Instant> owed, first;
  const auto take = [](std::optional<Instant>& earliest, const std::optional<Instant>& due) {
    if (due && (!earliest || *due < *earliest)) earliest = due;
  };
  for (const auto& [unit, item] : place.state().items) {
    take(first, item.due);
    if (item.is_owed()) take(owed, item.due);
  }
  const DueDates dates(place);
  if (place.state().items.empty())
    for (const auto& unit : place.units("from")) take(first, dates.of(unit));
  return owed ? owed : first ? first : own;
}

}  // namespace hongtou
