// A campaign goes on with a new version of its files.
#include <utility>

#include "engine/engine/campaign_parts.h"

namespace hongtou {

namespace {

Value to_value(const Rescheduled& moved) {
  Value data{Map{{"step", moved.step}, {"units", List(moved.units.begin(), moved.units.end())}}};
  if (moved.to) data["due"] = to_text(*moved.to);
  return data;
}

// The state takes up a new version, whose rules these are. What happened, the change itself first.
std::vector<Event> take_up(const Rules& rules, State& state, const Migration& migration, Event change) {
  const auto recorded = change.recorded, effective = change.effective;
  std::vector<Event> events{std::move(change)};
  for (const auto& moved : migration.rescheduled)
    events.push_back({std::string(event_type::items_rescheduled), recorded, effective, "engine", to_value(moved), {}});
  for (const auto& event : events) apply(state, event);
  auto opened = perform(rules, state, {"engine", effective, PassTime{}}, recorded);
  std::move(opened.events.begin(), opened.events.end(), std::back_inserter(events));
  return events;
}

}  // namespace

Result<std::vector<Event>> Campaign::Parts::change_to(NewVersion to, const Migration& migration, Event change,
                                                      const std::function<void(Value& data)>& write_pinned) {
  const auto former_calendar = std::exchange(calendar, to.days.with(to.definition.own_calendar));
  unsure = true;  // until it is written
  const auto former = replace(std::move(to.definition));
  write_pinned(change.data);
  const auto events = take_up(rules, state, migration, std::move(change));
  if (const auto written = write(events); !written.ok()) {
    calendar = former_calendar;
    replace(former);
    return written.diagnostics();
  }
  unsure = false;
  return events;
}

std::vector<Event> Campaign::Parts::foresee(const Definition& to, const Calendar& days, const Migration& migration,
                                            Instant now) const {
  const auto recorded = recorded_at(now);
  auto later = state;
  NoPress no_press;
  const Rules before{definition, calendar, rules.kind, no_press};
  for (auto next = hongtou::next_timer(before, later); next && *next <= now; next = hongtou::next_timer(before, later))
    if (!hongtou::perform(before, later, {"engine", *next, PassTime{}}, std::max(recorded, later.recorded)).ok()) break;
  const auto kinds_then = kinds_of(to, known);
  const Rules after{to, days, [&](std::string_view name) { return kinds_then.find(name)->second; }, no_press};
  auto events =
      take_up(after, later, migration, {std::string(event_type::definition_changed), recorded, now, "engine", Map{}, {}});
  events.erase(events.begin());
  return events;
}

Definition Campaign::Parts::replace(Definition other) {
  kinds = kinds_of(other, known);
  return std::exchange(definition, std::move(other));
}

Result<Migration> Campaign::plan_migration(Definition definition) const {
  const auto calendars = installed_calendars(parts_->environment);
  if (!calendars.ok()) return calendars.diagnostics();
  const auto days = read_calendar(*calendars);
  if (!days.ok()) return days.diagnostics();
  if (definition.id == parts_->own_id) definition.id = parts_->definition.id;
  const auto calendar = days->with(definition.own_calendar);
  auto migration = hongtou::plan_migration({parts_->definition, parts_->calendar}, {definition, calendar}, parts_->state);
  if (migration.possible()) migration.at_once = parts_->foresee(definition, calendar, migration, now());
  return migration;
}

Result<std::vector<Event>> Campaign::migrate(Definition definition, const std::string& actor, const std::string& reason) {
  const auto at = now();
  auto passed = advance_to(at, !goes_by_itself());
  if (!passed.ok()) return passed.diagnostics();
  const auto permission = permission_of(parts_->definition, parts_->state, migration_operation(), actor);
  if (permission.refusal) return parts_->refuse(actor, *permission.refusal);
  const auto migration = plan_migration(definition);
  if (!migration.ok()) return migration.diagnostics();
  if (!migration->possible()) return migration->findings;
  auto calendars = installed_calendars(parts_->environment);
  if (!calendars.ok()) return calendars.diagnostics();
  const auto days = read_calendar(*calendars);
  if (!days.ok()) return days.diagnostics();

  Event change{std::string(event_type::definition_changed),
               parts_->recorded_at(at),
               at,
               permission.standing.actor,
               Map{{"reason", reason}},
               {}};
  definition.id = parts_->definition.id;
  const auto changed = parts_->change_to({std::move(definition), *days}, *migration, std::move(change),
                                         [&](Value& data) { parts_->pin(data, *std::move(calendars)); });
  if (!changed.ok()) return changed.diagnostics();
  passed->insert(passed->end(), changed->begin(), changed->end());
  return passed;
}

bool Campaign::is_pinned_as(const Campaign& above) const {
  const auto& upper = above.parts_->pinned;
  return parts_->pinned.at("files") == upper.at("files") && parts_->pinned.at("calendars") == upper.at("calendars");
}

Result<std::vector<Event>> Campaign::follow(const Campaign& above, Definition own, const Event& change) {
  const auto& upper = *above.parts_;
  const auto calendar = upper.calendar.with(own.own_calendar);
  const auto migration = hongtou::plan_migration({parts_->definition, parts_->calendar}, {own, calendar}, parts_->state);
  if (!migration.possible() && !migration.same) return std::vector<Event>{};
  auto pinned = upper.pinned;
  pinned["level"] = level_value(own);
  return parts_->change_to({std::move(own), upper.calendar}, migration, change, [&](Value& data) { parts_->pin(data, pinned); });
}

}  // namespace hongtou
