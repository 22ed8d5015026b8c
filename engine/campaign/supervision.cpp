#include "engine/campaign/supervision.h"

#include <algorithm>

#include "engine/campaign/ending.h"
#include "engine/campaign/views.h"

namespace hongtou {

namespace {

constexpr int office_opens = 9;

bool owes(const WorkItem& item) { return item.is_owed() || item.status == ItemStatus::missing; }

bool any_may_be_late(const WorkItems& items, Instant now) {
  const auto& expected = items.expected();
  return items.count(ItemStatus::missing) > 0 || std::any_of(expected.begin(), expected.end(), [&](const auto& each) {
           return each.first.due && *each.first.due <= now;
         });
}

// The holder of the watched step, or the step itself, that stands in the ladder's own flow or in one around it.
const Step* outermost_in_sight(const Place& ladder, const Step& watched) {
  const auto& definition = ladder.definition();
  for (const auto* place = definition.place(watched.id); place != nullptr;
       place = place->holder == nullptr ? nullptr : definition.place(place->holder->id))
    for (auto scope = ladder.scope(); scope != nullptr; scope = scope->around)
      if (scope->flow == place->flow) return place->step;
  return nullptr;
}

}  // namespace

bool is_late(const WorkItem& item, Instant now) { return owes(item) && item.due && *item.due <= now && item.opened < *item.due; }

std::vector<LateItem> late_items(const Place& ladder, Instant now) {
  const auto exempt = ladder.units("except");
  const auto& state = ladder.campaign();
  std::vector<LateItem> late;
  for (const auto& name : ladder.step().names("of")) {
    const auto& watched = *ladder.definition().step(name);
    for (const auto& scope : scopes_seen(ladder, watched)) {
      if (is_over(*scope, state)) continue;
      const auto address = scope->address_of(watched);
      const auto& items = state.step(address).items;
      if (!any_may_be_late(items, now)) continue;
      for (const auto& [unit, item] : items) {
        const LateItem each{address, unit, &item};
        if (is_late(item, now) && std::find(exempt.begin(), exempt.end(), each.responsible()) == exempt.end())
          late.push_back(each);
      }
    }
  }
  return late;
}

bool is_wanted_again(const Place& ladder, Instant now) {
  const auto late = late_items(ladder, now);
  return std::any_of(late.begin(), late.end(), [](const auto& each) { return each.item->supervision.scope.empty(); });
}

bool watched_is_over(const Place& ladder) {
  const auto& names = ladder.step().names("of");
  return std::all_of(names.begin(), names.end(), [&](const auto& name) {
    const auto& watched = *ladder.definition().step(name);
    const auto* outermost = outermost_in_sight(ladder, watched);
    const auto scopes = scopes_seen(ladder, watched);
    return (outermost == nullptr || ladder.state_of(outermost->id).has_settled()) &&
           std::all_of(scopes.begin(), scopes.end(), [&](const auto& scope) {
             return is_over(*scope, ladder.campaign()) || ladder.campaign().step(scope->address_of(watched)).has_settled();
           });
  });
}

const Scope* supervising(const Scope& scope) {
  for (const auto* each = &scope; each->holder != nullptr; each = each->around.get())
    if (each->holder->kind == "supervise") return each;
  return nullptr;
}

std::vector<std::string> late_units(const State& state, const Scope& scope) {
  std::vector<std::string> units;
  const auto* ladder = supervising(scope);
  const auto* own = ladder == nullptr ? nullptr : scope_state(state, ladder->prefix);
  if (own == nullptr) return units;
  for (const auto& [unit, item] : state.step(own->data.at("of").text_or("")).items)
    if (item.supervision.scope == ladder->prefix && owes(item))
      units.push_back(item.responsible.empty() ? unit : item.responsible);
  return units;
}

Instant cooled_down(const Place& ladder, Instant last) {
  const auto* days = ladder.step().setting("cool-down");
  if (days == nullptr || !days->number) return last;
  return at_time(ladder.calendar().add_working_days(date_of(last), *days->number), office_opens);
}

std::optional<Instant> rung_begins_at(const Place& place) {
  const auto& scope = *place.scope();
  if (scope.holder == nullptr || scope.holder->kind != "supervise") return std::nullopt;
  auto begins = place.at_nine("on");
  const Place ladder(place.definition(), place.calendar(), place.campaign(), scope.around, *scope.holder);
  for (const auto& step : scope.flow->steps) {
    const auto& before = place.campaign().step(scope.address_of(step));
    if (before.status != StepStatus::done || !before.settled) continue;
    const auto cooled = cooled_down(ladder, *before.settled);
    begins = begins ? std::max(*begins, cooled) : cooled;
  }
  return begins;
}

std::string rung_of(const Definition& definition, const WorkItem& item, Language language) {
  if (!owes(item)) return {};
  if (const auto* rung = definition.step(item.supervision.rung)) return rung->label;
  const bool zh = language == Language::zh;
  if (item.urged > 0) return zh ? "催办" : "urged";
  return !item.reminded ? std::string() : zh ? "提醒" : "reminded";
}

}  // namespace hongtou
