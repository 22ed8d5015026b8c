// Acts that every step takes; the others are for its kind.
#include <algorithm>

#include "engine/campaign/acts.h"
#include "engine/campaign/gate.h"
#include "engine/campaign/refusals.h"
#include "engine/campaign/staleness.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message before_opening{"refused.before_opening", "{0} 时步骤“{1}”还没有开始（开始于 {2}）",
                                 "at {0} the step “{1}” had not opened yet (it did at {2})", "改正发生时间", "mend the time"};
constexpr Message nothing_to_recompute{"refused.nothing_to_recompute", "步骤“{0}”没有需要重做的结果",
                                       "the step “{0}” has nothing to be made anew", "", ""};
constexpr Message no_scope{"refused.no_scope", "步骤“{0}”没有进行中的“{1}”", "the step “{0}” has no “{1}” that is running", "",
                           ""};
constexpr Message no_date_key{"refused.no_date_key", "步骤“{0}”没有日期“{1}”", "the step “{0}” has no date “{1}”",
                              "可以宣布的：{2}", "one can announce: {2}"};
constexpr Message bad_announcement{"refused.bad_date", "“{0}”不是日期", "“{0}” is no date",
                                   "写一天如 2023-06-10、一段如 2023-06 或“2023-06-12 to 2023-06-18”",
                                   "write a day such as 2023-06-10, or days such as 2023-06 or 2023-06-12 to 2023-06-18"};
constexpr Message settled_already{"refused.settled", "步骤“{0}”已经办结", "the step “{0}” has settled", "", ""};

// A person may go on without it: it is blocked, or its date was never announced.
bool waits_for_person(const Rules& rules, const Place& place) {
  if (place.state().is_blocked()) return true;
  return place.state().status == StepStatus::waiting && gates_of(place) == GateState::alive &&
         rules.kind(place.step().kind)->opens_at(place) == not_yet;
}

// What totals, targets and assessments are made from.
bool changes_data(const Event& event) {
  namespace t = event_type;
  return event.type == t::report_accepted || event.type == t::item_waived || event.type == t::items_closed ||
         event.type == t::receipt_confirmed || event.type == t::scopes_opened || event.type == t::outcome_chosen ||
         event.type == t::paper_received;
}

void mark_stale(Course& course, const Located& origin) {
  const auto because = origin.scope->address_of(*origin.step);
  for (const auto& address : results_made_from(course.rules, course.state, origin))
    course.emit_as_engine(event_type::step_went_stale, Map{{"step", address}, {"because", because}});
}

std::optional<Refusal> announce(Course& course, const Located& where, const Announce& announcement) {
  const auto& step = *where.step;
  const auto address = where.scope->address_of(step);
  const auto* setting = step.setting(announcement.key);
  if (setting == nullptr || (setting->type != KeyType::date && setting->type != KeyType::period)) {
    std::vector<std::string> keys;
    for (const auto& [key, each] : step.settings)
      if (each.type == KeyType::date || each.type == KeyType::period) keys.push_back(key);
    return course.refuse(RefusalKind::invalid_argument, no_date_key, {address, announcement.key, join(keys, "、")});
  }
  if (!parse_period(announcement.value) && !parse_instant(announcement.value))
    return course.refuse(RefusalKind::invalid_argument, bad_announcement, {announcement.value});
  if (course.state.step(address).has_settled()) return course.refuse(RefusalKind::invalid_state, settled_already, {address});
  course.emit_as_actor(
      event_type::date_announced,
      Map{{"step", address}, {"key", announcement.key}, {"value", announcement.value}, {"reason", announcement.reason}});
  CourseTurn turn(course, where.scope, step);
  course.rules.kind(step.kind)->date_moved(turn, announcement.key);
  return std::nullopt;
}

// Ends a scope by name: what is open in it is closed with the same reason.
std::optional<Refusal> close_scope(Course& course, const Located& where, const CloseScope& close) {
  const auto address = where.scope->address_of(*where.step);
  const auto& scopes = course.state.step(address).scopes;
  const auto found = scopes.find(close.scope);
  if (found == scopes.end() || found->second.settled)
    return course.refuse(RefusalKind::not_found, no_scope, {address, close.scope});
  if (close.reason.empty()) return course.refuse(RefusalKind::invalid_argument, refusals::no_reason);
  course.emit_as_actor(
      event_type::scope_settled,
      Map{{"step", address}, {"scope", close.scope}, {"how", "closed"}, {"reason", close.reason}, {"unit", close.unit}});
  mark_stale(course, where);
  return std::nullopt;
}

std::optional<Refusal> recompute(Course& course, const Located& where) {
  const auto address = where.scope->address_of(*where.step);
  if (!course.state.step(address).is_blocked()) return course.refuse(RefusalKind::invalid_state, nothing_to_recompute, {address});
  if (!course.state.step(address).incident.is_null()) course.emit_as_actor(event_type::incident_cleared, Map{{"step", address}});
  if (!course.state.step(address).stale) return std::nullopt;  // it has not settled: its turn comes by itself
  CourseTurn turn(course, where.scope, *where.step, course.command.actor, course.engine_time);
  course.rules.kind(where.step->kind)->remake(turn);
  return std::nullopt;
}

// A person goes on without a step that cannot go on, or lets a stale result stand.
std::optional<Refusal> unblock(Course& course, const Located& where, const CloseStep& close) {
  const auto address = where.scope->address_of(*where.step);
  if (close.reason.empty()) return course.refuse(RefusalKind::invalid_argument, refusals::no_reason);
  if (!course.state.step(address).incident.is_null()) course.emit_as_actor(event_type::incident_cleared, Map{{"step", address}});
  const bool settled = course.state.step(address).has_settled();
  if (!settled || course.state.step(address).stale)
    course.emit_as_actor(settled ? event_type::result_kept : event_type::step_skipped,
                         Map{{"step", address}, {"how", "closed"}, {"reason", close.reason}});
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> act_on_step(Course& course, const Located& where, const Act& act) {
  const auto address = where.scope->address_of(*where.step);
  const auto& step_state = course.state.step(address);
  if (step_state.opened && course.at < *step_state.opened)
    return course.refuse(RefusalKind::invalid_argument, before_opening,
                         {to_local_text(course.at), address, to_local_text(*step_state.opened)});
  if (std::holds_alternative<Recompute>(act)) return recompute(course, where);
  if (const auto* announcement = std::get_if<Announce>(&act)) return announce(course, where, *announcement);
  if (const auto* close = std::get_if<CloseScope>(&act)) return close_scope(course, where, *close);
  if (const auto* close = std::get_if<CloseStep>(&act);
      close != nullptr && waits_for_person(course.rules, course.place(where.scope, *where.step)))
    return unblock(course, where, *close);
  CourseTurn turn(course, where.scope, *where.step, course.command.actor, course.at);
  const auto refusal = course.rules.kind(where.step->kind)->act(turn, act);
  if (!refusal && std::any_of(course.events.begin(), course.events.end(), changes_data)) mark_stale(course, where);
  return refusal;
}

}  // namespace hongtou
