#include <algorithm>

#include "engine/board/schedule.h"
#include "engine/board/sections.h"
#include "engine/campaign/steps/built_in.h"

namespace hongtou {

namespace {

constexpr std::size_t shown = 8;

// Whom a step waits for, now; nothing: nobody but time, or the units that stand in the other tables.
std::optional<std::pair<std::string, std::string>> waiting_for(const Sight& sight, const Place& place) {
  const auto& step = place.step();
  const auto& state = place.state();
  if (state.status != StepStatus::open && step.kind != "collect") return std::nullopt;
  if (step.kind == "issue" && state.signed_by.size() < step.names("sign-off").size()) {
    const auto& role = step.names("sign-off")[state.signed_by.size()];
    return std::pair(sight.definition.unit_name(sight.definition.roles.at(role)),
                     sight.say({"签批（{0}）", "sign ({0})"}, {role}));
  }
  if (step.kind == "decision") {
    const auto units = place.units("by");
    return std::pair(units.empty() ? sight.definition.unit_name(sight.definition.lead) : place.unit_name(units.front()),
                     sight.say({"作出决定", "decide"}));
  }
  const auto judged = static_cast<std::size_t>(std::count_if(
      state.items.begin(), state.items.end(), [](const auto& item) { return item.second.status == ItemStatus::submitted; }));
  if (judged == 0) return std::nullopt;
  const auto reviewers = place.units("review");
  return std::pair(reviewers.empty() ? sight.definition.unit_name(sight.definition.lead) : place.unit_name(reviewers.front()),
                   sight.say({"审核{0}份", "judge {0} reports"}, {sight.number(judged)}));
}

struct Coming {
  Date day;
  std::string step;
  std::string what;
};

std::optional<Instant> next_period(const Place& repeat) {
  for (const auto& kind : built_in_step_kinds())
    if (kind->info().name == repeat.step().kind) return kind->wakes_at(repeat);
  return std::nullopt;
}

void add_coming(const Sight& sight, const ScheduledStep& each, std::vector<Coming>& out) {
  const auto today = date_of(sight.now);
  const auto& state = each.place.state();
  if (state.has_settled()) return;
  const auto label = label_of(sight.definition, each.place.address(), sight.language);
  if (each.due) {
    const auto owed = static_cast<std::size_t>(
        std::count_if(state.items.begin(), state.items.end(), [](const auto& item) { return item.second.is_owed(); }));
    if (*each.due >= today && !(state.status == StepStatus::open && owed == 0))
      out.push_back({*each.due, label,
                     owed == 0 ? sight.say({"截止", "due"})
                               : sight.say({"截止，还有{0}份未报", "due, {0} still owed"}, {sight.number(owed)})});
    return;
  }
  if (const auto next =
          each.place.step().kind == "repeat" && state.status == StepStatus::open ? next_period(each.place) : std::nullopt)
    out.push_back({date_of(*next), label, sight.say({"下一期开始", "next period begins"})});
  if (state.status == StepStatus::waiting && each.first >= today)
    out.push_back({each.first, label, sight.say({"开始", "begins"})});
  if (state.status == StepStatus::open && each.last > today) out.push_back({each.last, label, sight.say({"结束", "ends"})});
}

std::string days_left(const Sight& sight, Date day) {
  const auto days = days_between(date_of(sight.now), day);
  if (days == 0) return sight.say({"今天", "today"});
  return days == 1 ? sight.say({"明天", "tomorrow"}) : sight.say({"还有{0}天", "in {0} days"}, {std::to_string(days)});
}

}  // namespace

Value waiting(const Sight& sight) {
  List out;
  for_each_step(sight.definition, sight.state, [&](const ScopePtr& scope, const Step& step) {
    const Place place(sight.definition, sight.calendar, sight.state, scope, step);
    if (const auto who = waiting_for(sight, place))
      out.push_back(Map{{"waiting_unit", who->first},
                        {"waiting_act", who->second},
                        {"waiting_step", label_of(sight.definition, place.address(), sight.language)}});
  });
  return out;
}

Value coming(const Sight& sight) {
  std::vector<Coming> all;
  for (const auto& each : schedule(sight.definition, sight.calendar, sight.state, date_of(sight.now)))
    add_coming(sight, each, all);
  std::stable_sort(all.begin(), all.end(), [](const Coming& a, const Coming& b) { return a.day < b.day; });
  if (all.size() > shown) all.resize(shown);
  List out;
  for (const auto& each : all)
    out.push_back(Map{{"coming_day", month_and_day(each.day, sight.language)},
                      {"coming_left", days_left(sight, each.day)},
                      {"coming_step", each.step},
                      {"coming_what", each.what}});
  return out;
}

}  // namespace hongtou
