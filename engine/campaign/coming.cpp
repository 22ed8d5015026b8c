#include "engine/campaign/coming.h"

#include <algorithm>

#include "engine/campaign/reminder.h"
#include "engine/campaign/steps/built_in.h"
#include "engine/campaign/supervision.h"
#include "engine/campaign/views.h"

namespace hongtou {

namespace {

bool reminds_at(const Place& place, const WorkItem& item, Instant at) {
  const auto* remind = place.step().setting("remind");
  if (remind == nullptr || !item.due || !item.is_owed()) return false;
  const auto times = reminder_times(remind->offsets, day_due(*item.due), place.calendar());
  return std::find(times.begin(), times.end(), at) != times.end();
}

bool any_item(const Place& place, auto&& wanted) {
  const auto& items = place.state().items;
  return std::any_of(items.begin(), items.end(), [&](const auto& item) { return wanted(item.second); });
}

std::optional<Instant> next_period(const Place& repeat) {
  for (const auto& kind : built_in_step_kinds())
    if (kind->info().name == repeat.step().kind) return kind->wakes_at(repeat);
  return std::nullopt;
}

std::vector<Coming::Kind> kinds_at(const Place& place, Instant at) {
  using Kind = Coming::Kind;
  std::vector<Kind> kinds;
  if (any_item(place, [&](const WorkItem& item) { return reminds_at(place, item, at); })) kinds.push_back(Kind::reminder);
  if (any_item(place, [&](const WorkItem& item) { return item.is_owed() && !item.overdue && item.due == at; }))
    kinds.push_back(Kind::due);
  if (place.state().has_settled()) return kinds;
  const bool open = place.state().status == StepStatus::open;
  if (open && place.step().kind == "issue" && place.at_nine("on") == at) kinds.push_back(Kind::issued);
  const bool begins = place.start("opens") == at || place.start("window") == at || place.start("first") == at;
  if (!open && (begins || rung_begins_at(place) == at)) kinds.push_back(Kind::begins);
  if (open && place.step().kind == "repeat" && next_period(place) == at) kinds.push_back(Kind::next_period);
  if (open && (place.end("window") == at || place.end("settles") == at)) kinds.push_back(Kind::ends);
  return kinds;
}

bool any_target_ends(const Definition& definition, const State& state, Instant at) {
  return std::any_of(definition.targets.begin(), definition.targets.end(), [&](const Target& target) {
    const auto window = window_of(definition, target, state);
    return window && end_of_day(window->last) == at && !state.final_targets.contains(target.id);
  });
}

}  // namespace

std::vector<Coming> coming_at(const Definition& definition, const Calendar& calendar, const State& state, Instant at) {
  std::vector<Coming> out;
  for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
    const Place place(definition, calendar, state, scope, step);
    for (const auto kind : kinds_at(place, at)) out.push_back({kind, place.address()});
  });
  if (any_target_ends(definition, state, at)) out.push_back({Coming::Kind::measured, ""});
  if (at == end_of_day(definition.period.last)) out.push_back({Coming::Kind::ends, ""});
  return out;
}

}  // namespace hongtou
