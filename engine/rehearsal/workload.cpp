#include "engine/rehearsal/workload.h"

#include <algorithm>
#include <map>

#include "engine/wording.h"

namespace hongtou {

namespace {

bool lies_in_case(const Scope& scope) {
  for (const auto* at = &scope; at->holder != nullptr; at = at->around.get())
    if (at->holder->kind == "case") return true;
  return false;
}

bool is_routine(const Scope& scope) {
  constexpr int days_of_a_week = 7;
  return scope.repeat && days_between(scope.repeat->first, scope.repeat->last) < days_of_a_week;
}

}  // namespace

std::vector<Duty> duties(const Definition& definition, const Calendar& calendar, const State& state) {
  std::vector<Duty> out;
  std::map<std::string, std::vector<Date>> due_days;
  for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
    if (step.kind != "collect" || is_voluntary(step) || lies_in_case(*scope)) return;
    const auto address = scope->address_of(step);
    const Place place(definition, calendar, state, scope, step);
    for (const auto& unit : place.all_units()) {
      const auto item = place.state().items.find(unit);
      if (item == place.state().items.end() || !item->second.due) continue;
      const auto opened = date_of(item->second.opened), due = day_due(*item->second.due);
      out.push_back({unit, address, opened, due, calendar.working_days_between(opened, due), is_routine(*scope)});
      if (!out.back().routine) due_days[unit].push_back(due);
    }
  });
  for (auto& duty : out) {
    const auto from = calendar.add_working_days(duty.due, -crowd_days);
    const auto& days = due_days[duty.unit];
    duty.crowd = static_cast<std::size_t>(
        std::count_if(days.begin(), days.end(), [&](Date day) { return from < day && day <= duty.due; }));
  }
  std::stable_sort(out.begin(), out.end(), [](const Duty& a, const Duty& b) { return a.due < b.due; });
  return out;
}

}  // namespace hongtou
