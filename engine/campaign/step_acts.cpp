// Acts that every step takes; the others are for its kind.
#include <algorithm>

#include "engine/campaign/acts.h"
#include "engine/campaign/calling_off.h"
#include "engine/campaign/countersigning.h"
#include "engine/campaign/ending.h"
#include "engine/campaign/gate.h"
#include "engine/campaign/refusals.h"
#include "engine/campaign/returning.h"
#include "engine/campaign/staleness.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message before_opening{"refused.before_opening", "{2} 时步骤“{0}”还没有开始（开始于 {3}）",
                                 "at {2} the step “{1}” had not begun yet (it did at {3})", "改正发生时间", "mend the time"};
constexpr Message nothing_to_recompute{"refused.nothing_to_recompute", "步骤“{0}”没有需要重做的结果",
                                       "the step “{1}” has nothing to be made anew", "", ""};
constexpr Message no_date_key{"refused.no_date_key", "步骤“{0}”没有日期“{2}”", "the step “{1}” has no date “{2}”",
                              "可以宣布的：{3}", "one can announce: {3}"};
constexpr Message bad_announcement{"refused.bad_date", "“{0}”不是日期", "“{0}” is no date",
                                   "写一天如 2023-06-10、一段如 2023-06 或“2023-06-12 to 2023-06-18”",
                                   "write a day such as 2023-06-10, or days such as 2023-06 or 2023-06-12 to 2023-06-18"};
constexpr Message announced_above{"refused.announced_above", "这个日期已由上级宣布为 {0}",
                                  "the level above has announced {0} for this date",
                                  "请上级更改；要由各级自己宣布的，在层层部署的步骤里写 own",
                                  "ask the level above to change it; what each level is to announce stands in the cascade's own"};
constexpr Message has_left{"refused.has_left", "“{0}”已经退出活动", "“{0}” has left the campaign", "写还在活动中的单位",
                           "name a unit that takes part"};
constexpr Message settled_already{"refused.settled", "步骤“{0}”已经办结", "the step “{1}” has settled", "", ""};

// A person may go on without it: it is blocked, or its date was never announced.
bool waits_for_person(const Rules& rules, const Place& place) {
  if (place.state().is_blocked()) return true;
  return place.state().status == StepStatus::waiting && gates_of(place) == GateState::alive &&
         rules.kind(place.step().kind)->opens_at(place) == not_yet;
}

constexpr Message scope_is_over{"refused.scope_is_over", "“{0}”所在的一层已经办结", "what “{1}” stands in has settled",
                                "退回到“{2}”，整层重办", "go back to “{2}”, with all that is in it"};
constexpr Message not_countersigned{"refused.not_countersigned", "步骤“{0}”还在等会签：{2}",
                                    "the step “{1}” waits to be countersigned: {3}", "等会签完，或用 drop-signer 减签",
                                    "wait for them, or drop a signer"};

// What totals, targets and assessments are made from.
bool changes_data(const Event& event) {
  namespace t = event_type;
  return event.type == t::report_accepted || event.type == t::item_waived || event.type == t::items_closed ||
         event.type == t::receipt_confirmed || event.type == t::scopes_opened || event.type == t::case_corrected ||
         event.type == t::outcome_chosen || event.type == t::paper_received ||
         (event.type == t::report_returned && event.data.at("accepted").boolean_or(false));
}

void mark_stale(Course& course, const Located& origin) {
  const auto because = origin.scope->address_of(*origin.step);
  for (const auto& address : results_made_from(course.rules, course.state, origin))
    course.emit_as_engine(event_type::step_went_stale, Map{{"step", address}, {"because", because}});
}

// A step is called off, or done once more.
std::optional<Refusal> operate(Course& course, const Located& where, const Cancel& cancellation) {
  if (cancellation.reason.empty()) return course.refuse(RefusalKind::invalid_argument, refusals::no_reason);
  CourseTurn turn(course, where, course.at);
  call_off(turn, "called_off", cancellation.reason);
  mark_stale(course, where);
  return std::nullopt;
}

std::optional<Refusal> operate(Course& course, const Located& where, const GoBack& back) {
  if (const auto* settled = settled_around(*where.scope, course.state))
    return refusals::of_step(course.place(where.scope, *where.step), RefusalKind::invalid_state, scope_is_over,
                             {settled->holder_address()});
  if (back.reason.empty()) return course.refuse(RefusalKind::invalid_argument, refusals::no_reason);
  List steps;
  for (auto& address : steps_that_wait_again(course.place(where.scope, *where.step))) steps.push_back(std::move(address));
  course.emit_as_actor(event_type::flow_returned, Map{{"to", back.step}, {"reason", back.reason}, {"steps", std::move(steps)}});
  return std::nullopt;
}

// What was accepted last is reported once more.
std::optional<Refusal> operate(Course& course, const Located& where, const Reconfirm& reconfirm) {
  const auto& versions = course.state.step(reconfirm.step).items.at(reconfirm.unit).versions;
  const auto last = std::find_if(versions.rbegin(), versions.rend(), [](const auto& version) { return version.accepted; });
  Submit again{reconfirm.step, reconfirm.unit, last->data, {}};
  if (const auto* files = last->files.list())
    for (const auto& file : *files)
      again.files.push_back({file.at("kind").text_or(""), file.at("name").text_or(""), file.at("blob")});
  CourseTurn turn(course, where, course.at);
  return course.rules.kind(where.step->kind)->act(turn, again);
}

// As the campaign above announced it; "" when it did not.
std::string date_from_above(const State& state, const std::string& address, const std::string& key) {
  const auto step = state.inherited.dates.find(address);
  if (step == state.inherited.dates.end()) return {};
  const auto date = step->second.find(key);
  return date == step->second.end() ? std::string() : date->second;
}

std::optional<Refusal> announce(Course& course, const Located& where, const Announce& announcement) {
  const auto& step = *where.step;
  const auto address = where.scope->address_of(step);
  const auto* setting = step.setting(announcement.key);
  if (setting == nullptr || (setting->type != KeyType::date && setting->type != KeyType::period)) {
    std::vector<std::string> keys;
    for (const auto& [key, each] : step.settings)
      if (each.type == KeyType::date || each.type == KeyType::period) keys.push_back(key);
    return refusals::of_step(course.place(where.scope, step), RefusalKind::invalid_argument, no_date_key,
                             {announcement.key, join(keys, "、")});
  }
  if (!parse_period(announcement.value) && !parse_instant(announcement.value))
    return course.refuse(RefusalKind::invalid_argument, bad_announcement, {announcement.value});
  if (course.state.step(address).has_settled())
    return refusals::of_step(course.place(where.scope, step), RefusalKind::invalid_state, settled_already);
  if (const auto date = date_from_above(course.state, address, announcement.key); !date.empty())
    return course.refuse(RefusalKind::invalid_state, announced_above, {date});
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
    return refusals::of_step(course.place(where.scope, *where.step), RefusalKind::not_found, refusals::no_scope, {close.scope});
  if (close.reason.empty()) return course.refuse(RefusalKind::invalid_argument, refusals::no_reason);
  course.emit_as_actor(
      event_type::scope_settled,
      Map{{"step", address}, {"scope", close.scope}, {"how", "closed"}, {"reason", close.reason}, {"unit", close.unit}});
  mark_stale(course, where);
  return std::nullopt;
}

std::optional<Refusal> recompute(Course& course, const Located& where) {
  const auto address = where.scope->address_of(*where.step);
  if (!course.state.step(address).is_blocked())
    return refusals::of_step(course.place(where.scope, *where.step), RefusalKind::invalid_state, nothing_to_recompute);
  if (!course.state.step(address).incident.is_null()) course.emit_as_actor(event_type::incident_cleared, Map{{"step", address}});
  if (!course.state.step(address).stale) return std::nullopt;  // it has not settled: its turn comes by itself
  const auto before = course.state.step(address).results;
  CourseTurn turn(course, where, course.engine_time);
  course.rules.kind(where.step->kind)->remake(turn);
  if (course.state.step(address).results != before) mark_stale(course, where);
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

// Those who are still to agree stop the last signature, and the acceptance.
std::optional<Refusal> refuse_uncountersigned(const Course& course, const Located& where, const Act& act) {
  if (!std::holds_alternative<Accept>(act) && !std::holds_alternative<Sign>(act)) return std::nullopt;
  const auto place = course.place(where.scope, *where.step);
  const bool last = place.state().signed_by.size() + 1 == signers_of(place).size();
  if (std::holds_alternative<Sign>(act) && !last) return std::nullopt;
  std::vector<std::string> names;
  for (const auto& unit : awaited_signers(countersigning_of(subject_of(place, unit_of(act)))))
    names.push_back(place.unit_name(unit));
  if (names.empty()) return std::nullopt;
  return refusals::of_step(place, RefusalKind::invalid_state, not_countersigned, {join(names, "、"), join(names, ", ")});
}

// Its turn has not come: nobody has been asked, nothing is open.
std::optional<Refusal> refuse_too_early(const Place& place, const Act& act) {
  const auto& operation = operation_of(act);
  if (place.state().status != StepStatus::waiting || !is_for_kind(operation, place.step().kind)) return std::nullopt;
  const auto subject = subject_of(place, unit_of(act));
  if (operation.concern == Concern::item ? subject.item != nullptr : is_in_state(operation, subject)) return std::nullopt;
  return refusals::of_step(place, RefusalKind::invalid_state, refusals::not_open_yet);
}

// Nothing: the act is for the step's kind.
std::optional<std::optional<Refusal>> operate_if_ours(Course& course, const Located& where, const Act& act) {
  return std::visit(
      [&](const auto& each) -> std::optional<std::optional<Refusal>> {
        if constexpr (requires { operate(course, where, each); }) {
          if (auto refusal = refuse_by_state(course, where, act)) return refusal;
          return operate(course, where, each);
        } else {
          return std::nullopt;
        }
      },
      act);
}

}  // namespace

std::optional<Refusal> refuse_by_state(const Course& course, const Located& where, const Act& act) {
  const auto place = course.place(where.scope, *where.step);
  const auto subject = subject_of(place, unit_of(act));
  const auto& operation = operation_of(act);
  if (is_possible(operation, subject)) return std::nullopt;
  if (!is_for_kind(operation, place.step().kind)) return refusals::not_for_this_kind(place, operation);
  if (operation.concern == Concern::item && subject.item == nullptr)
    return refusals::of_item(place, subject.unit, refusals::no_item);
  return refusals::not_now(subject, operation);
}

std::string stranger_among(const Course& course, const std::vector<std::string>& units) {
  for (const auto& unit : units) {
    const bool late =
        std::any_of(course.state.joined.begin(), course.state.joined.end(), [&](const auto& each) { return each.id == unit; });
    if (!late && course.rules.definition.units.find(unit) == nullptr) return unit;
  }
  return {};
}

std::optional<Refusal> refuse_strangers(const Course& course, const std::vector<std::string>& units) {
  const auto stranger = stranger_among(course, units);
  if (!stranger.empty() || std::find(units.begin(), units.end(), "") != units.end())
    return course.refuse(RefusalKind::not_found, refusals::unknown_actor, {stranger});
  for (const auto& unit : units)
    if (course.state.left.contains(unit))
      return course.refuse(RefusalKind::invalid_state, has_left, {unit_name(course.rules.definition, course.state, unit)});
  return std::nullopt;
}

std::optional<Refusal> act_on_step(Course& course, const Located& where, const Act& act) {
  const auto place = course.place(where.scope, *where.step);
  const auto& step_state = place.state();
  if (step_state.opened && course.at < *step_state.opened)
    return refusals::of_step(place, RefusalKind::invalid_argument, before_opening,
                             {to_local_text(course.at), to_local_text(*step_state.opened)});
  if (std::holds_alternative<Recompute>(act)) return recompute(course, where);
  if (const auto* announcement = std::get_if<Announce>(&act)) return announce(course, where, *announcement);
  if (const auto* close = std::get_if<CloseScope>(&act)) return close_scope(course, where, *close);
  if (const auto* close = std::get_if<CloseStep>(&act); close != nullptr && waits_for_person(course.rules, place))
    return unblock(course, where, *close);
  if (const auto refusal = refuse_too_early(place, act)) return refusal;
  if (const auto refusal = refuse_uncountersigned(course, where, act)) return refusal;
  if (const auto refusal = operate_if_ours(course, where, act)) return *refusal;
  CourseTurn turn(course, where, course.at);
  const auto refusal = course.rules.kind(where.step->kind)->act(turn, act);
  if (!refusal && std::any_of(course.events.begin(), course.events.end(), changes_data)) mark_stale(course, where);
  return refusal;
}

}  // namespace hongtou
