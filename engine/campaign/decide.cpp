#include "engine/campaign/decide.h"

#include <algorithm>
#include <stdexcept>

#include "engine/campaign/gate.h"
#include "engine/campaign/incident.h"
#include "engine/campaign/refusals.h"
#include "engine/campaign/reminder.h"
#include "engine/campaign/staleness.h"
#include "engine/campaign/views.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr std::string_view engine_actor = "engine";

constexpr Message not_started{"refused.not_started", "活动还没有开始", "the campaign has not been started", "先启动活动",
                              "start it first"};
constexpr Message started_already{"refused.started_already", "活动已经开始", "the campaign has been started already", "", ""};
constexpr Message is_closed{"refused.closed", "活动已经结束", "the campaign is closed", "", ""};
constexpr Message no_such_step{"refused.no_such_step", "活动没有步骤“{0}”", "the campaign has no step “{0}”",
                               "循环、逐个或案件里的步骤要写全，例如 monthly[2021-07]/report",
                               "within a repeat, an each or a case, write it in full: monthly[2021-07]/report"};
constexpr Message time_went_back{"refused.time_went_back", "时间 {0} 早于上一条记录 {1}",
                                 "the time {0} lies before the last record, {1}", "检查这台机器的时钟",
                                 "look at this machine's clock"};
constexpr Message in_the_future{"refused.in_the_future", "发生时间 {0} 还没有到", "the effective time {0} has not come yet", "",
                                ""};
constexpr Message not_supplied{"refused.not_supplied", "启动时没有填写“{0}”（{1}）", "“{0}” ({1}) was not supplied at the start",
                               "补上这个值", "supply it"};
constexpr Message not_asked{"refused.not_asked", "活动没有要求填写“{0}”", "the campaign does not ask for “{0}”",
                            "删去它，或在活动文件的 supply 中加上", "leave it out, or add it to supply in the campaign"};
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
constexpr Message joined_already{"refused.joined", "“{0}”已经在活动中", "“{0}” takes part already", "", ""};
constexpr Message no_member{"refused.no_member", "“{0}”不在活动中", "“{0}” does not take part", "", ""};
constexpr Message not_a_unit{"refused.unit_without_name", "新单位要有编号、名称和类别或分组",
                             "a unit that joins wants an id, a name and a class or group", "", ""};
constexpr Message no_parameter{"refused.no_parameter", "活动没有参数“{0}”", "the campaign has no parameter “{0}”", "", ""};
constexpr Message no_number{"refused.no_number", "文号序列“{0}”{1} 年没有用过第 {2} 号",
                            "the series “{0}” has not used number {2} of {1}", "", ""};

const Value* find_path(const Value& data, std::string_view dotted) {
  const Value* value = &data;
  while (!dotted.empty()) {
    const auto dot = dotted.find('.');
    value = &value->at(dotted.substr(0, dot));
    dotted = dot == std::string_view::npos ? std::string_view() : dotted.substr(dot + 1);
  }
  return value->is_null() ? nullptr : value;
}

// Something went wrong, or its result is out of date.
bool is_blocked(const StepState& state) { return !state.incident.is_null() || state.stale; }

// A person may go on without it: it is blocked, or its date was never announced.
bool waits_for_person(const Rules& rules, const Place& place) {
  if (is_blocked(place.state())) return true;
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

// The scope, or one around it, has settled or was closed by name: nothing in it is waited for.
bool is_over(const Scope& scope, const State& state) {
  for (const auto* each = &scope; each->holder != nullptr; each = each->around.get()) {
    const auto& scopes = state.step(each->holder_address()).scopes;
    if (const auto found = scopes.find(each->key); found != scopes.end() && found->second.how == "closed") return true;
  }
  return false;
}

bool nothing_open(const Definition& definition, const State& state) {
  bool open = false;
  for_each_step(definition, state, [&](const ScopePtr& scope, const Step& step) {
    if (open || is_over(*scope, state)) return;
    const auto& step_state = state.step(scope->address_of(step));
    open = !step_state.has_settled() || is_blocked(step_state) ||
           std::any_of(step_state.items.begin(), step_state.items.end(), [](const auto& item) { return item.second.is_open(); });
  });
  return !open;
}

// Carries one command through: its own events, then whatever follows from them by the rules.
class Decider {
 public:
  Decider(const Rules& rules, State& state, const Command& command, Instant now)
      : rules_(rules), state_(state), command_(command), now_(now), at_(command.effective.value_or(now)), engine_time_(now) {
    // What is due happens when it was due, but never before what has happened already.
    if (std::holds_alternative<PassTime>(command.act)) engine_time_ = at_ = std::max(at_, state.time);
  }

  Decision run() {
    decision_.refusal = refuse_early();
    if (decision_.ok()) decision_.refusal = std::visit([&](const auto& act) { return take(act); }, command_.act);
    if (decision_.ok() && state_.started && !state_.closed) turn_the_wheel();
    return std::move(decision_);
  }

 private:
  class StepTurn;

  Place place(const ScopePtr& scope, const Step& step) const { return {rules_.definition, rules_.calendar, state_, scope, step}; }

  void emit(std::string_view type, Value data, std::string actor, Instant effective, std::vector<std::string> personal = {}) {
    Event event{std::string(type), now_, effective, std::move(actor), std::move(data), std::move(personal)};
    apply(state_, event);
    decision_.events.push_back(std::move(event));
  }
  void emit_as_engine(std::string_view type, Value data) { emit(type, std::move(data), std::string(engine_actor), engine_time_); }

  std::optional<Refusal> refuse(RefusalKind kind, Message message, std::vector<std::string> arguments = {}) const {
    return Refusal{kind, message, std::move(arguments), {}};
  }

  std::optional<Refusal> refuse_early() const {
    const bool starts = std::holds_alternative<Start>(command_.act);
    if (now_ < state_.recorded)
      return refuse(RefusalKind::invalid_argument, time_went_back, {to_local_text(now_), to_local_text(state_.recorded)});
    if (at_ > now_) return refuse(RefusalKind::invalid_argument, in_the_future, {to_local_text(at_)});
    if (starts && state_.started) return refuse(RefusalKind::already_exists, started_already);
    if (!starts && !state_.started) return refuse(RefusalKind::invalid_state, not_started);
    if (state_.closed) return refuse(RefusalKind::invalid_state, is_closed);
    return std::nullopt;
  }

  std::optional<Refusal> take(const Start& start) {
    std::vector<std::string> personal;
    for (const auto& wanted : rules_.definition.supplied) {
      if (find_path(start.supplied, wanted.name) == nullptr)
        return refuse(RefusalKind::invalid_argument, not_supplied, {wanted.name, wanted.label});
      if (wanted.is_public) continue;
      auto pointer = "/supplied/" + wanted.name;
      std::replace(pointer.begin(), pointer.end(), '.', '/');
      personal.push_back(std::move(pointer));
    }
    if (const auto name = unknown_supply(start.supplied, ""); !name.empty())
      return refuse(RefusalKind::invalid_argument, not_asked, {name});
    emit(event_type::campaign_started,
         Map{{"id", rules_.definition.id}, {"title", rules_.definition.title}, {"supplied", start.supplied}}, command_.actor, at_,
         personal);
    return std::nullopt;
  }

  // The first supplied value that the definition does not ask for: it would stand in the chain for ever.
  std::string unknown_supply(const Value& value, const std::string& name) const {
    const auto& wanted = rules_.definition.supplied;
    if (std::any_of(wanted.begin(), wanted.end(), [&](const auto& each) { return each.name == name; })) return {};
    if (value.map() == nullptr) return name;
    for (const auto& [key, inner] : *value.map())
      if (auto unknown = unknown_supply(inner, name.empty() ? key : name + "." + key); !unknown.empty()) return unknown;
    return {};
  }

  std::optional<Refusal> take(const PassTime&) {
    mark_overdue();
    for (auto& reminder : due_reminders(rules_, state_, at_))
      emit(event_type::reminder_sent, std::move(reminder), std::string(engine_actor), at_);
    measure_finished_targets();
    return std::nullopt;
  }

  std::optional<Refusal> take(const Join& join) {
    const bool known = rules_.definition.units.find(join.unit) != nullptr;
    const bool late =
        std::any_of(state_.joined.begin(), state_.joined.end(), [&](const auto& each) { return each.id == join.unit; });
    if ((known || late) && !state_.left.contains(join.unit))
      return refuse(RefusalKind::already_exists, joined_already, {join.unit});
    if (!known && !late && (join.unit.empty() || join.name.empty() || join.groups.empty()))
      return refuse(RefusalKind::invalid_argument, not_a_unit);
    List groups;
    for (const auto& group : join.groups) groups.push_back(group);
    const auto name = known || late ? std::string() : join.name;  // it comes back
    emit(event_type::unit_joined, Map{{"id", join.unit}, {"name", name}, {"parent", join.parent}, {"groups", std::move(groups)}},
         command_.actor, at_);
    return std::nullopt;
  }

  std::optional<Refusal> take(const Leave& leave);

  std::optional<Refusal> take(const VoidNumber& number) {
    if (number.reason.empty()) return refuse(RefusalKind::invalid_argument, refusals::no_reason);
    const auto taken = state_.numbers.find(number.series + "/" + std::to_string(number.year));
    if (taken == state_.numbers.end() || number.serial >= taken->second.next || number.serial < 1 ||
        taken->second.voided.contains(number.serial))
      return refuse(RefusalKind::not_found, no_number,
                    {number.series, std::to_string(number.year), std::to_string(number.serial)});
    emit(event_type::number_voided,
         Map{{"series", number.series}, {"year", number.year}, {"serial", number.serial}, {"reason", number.reason}},
         command_.actor, at_);
    return std::nullopt;
  }

  // Of the campaign's parameters, or of what an assessment leaves to be set.
  bool is_parameter(const std::string& name) const {
    if (rules_.definition.parameters.contains(name.substr(0, name.find('.')))) return true;
    const auto parameters = parameters_of(rules_.definition, state_);
    return std::any_of(rules_.definition.assessments.begin(), rules_.definition.assessments.end(), [&](const auto& each) {
      const auto unset = unset_parameters(each.second, parameters);
      return std::find(unset.begin(), unset.end(), name) != unset.end();
    });
  }

  // Steps that could not go on without a parameter try again.
  std::optional<Refusal> take(const SetParameter& set) {
    if (set.reason.empty()) return refuse(RefusalKind::invalid_argument, refusals::no_reason);
    if (!is_parameter(set.name)) return refuse(RefusalKind::not_found, no_parameter, {set.name});
    emit(event_type::parameter_set, Map{{"name", set.name}, {"value", set.value}, {"reason", set.reason}}, command_.actor, at_);
    std::vector<std::string> waiting;
    for (const auto& [address, step] : state_.steps)
      if (!step.incident.is_null()) waiting.push_back(address);
    for (const auto& address : waiting) emit_as_engine(event_type::incident_cleared, Map{{"step", address}});
    return std::nullopt;
  }

  template <class AnyAct>
  std::optional<Refusal> take(const AnyAct& act) {
    const auto found = locate(rules_.definition, state_, act.step);
    if (!found) return refuse(RefusalKind::not_found, no_such_step, {act.step});
    return act_on(*found, act);
  }

  std::optional<Refusal> act_on(const Located& where, const Act& act);
  std::optional<Refusal> announce(const Located& where, const Announce& announcement);
  std::optional<Refusal> close_scope(const Located& where, const CloseScope& close);
  std::optional<Refusal> recompute(const Located& where);
  std::optional<Refusal> unblock(const Located& where, const CloseStep& close);

  void mark_overdue() {
    std::vector<std::pair<std::string, List>> overdue;
    for_each_step(rules_.definition, state_, [&](const ScopePtr& scope, const Step& step) {
      const auto address = scope->address_of(step);
      List units;
      for (const auto& [unit, item] : state_.step(address).items)
        if (item.is_owed() && !item.overdue && item.due && *item.due <= at_) units.push_back(unit);
      if (!units.empty()) overdue.emplace_back(address, std::move(units));
    });
    for (auto& [address, units] : overdue)
      emit(event_type::items_overdue, Map{{"step", address}, {"units", std::move(units)}}, std::string(engine_actor), at_);
  }

  void measure_finished_targets() {
    List names;
    Map results;
    for (const auto& target : rules_.definition.targets) {
      const auto window = window_of(rules_.definition, target, state_);
      if (!window || end_of_day(window->last) > at_ || state_.final_targets.contains(target.id)) continue;
      names.push_back(target.id);
      results[target.id] = to_value(measure(rules_.definition, target, state_));
    }
    if (names.empty()) return;
    emit(event_type::targets_measured, Map{{"targets", std::move(names)}, {"results", std::move(results)}, {"final", true}},
         std::string(engine_actor), at_);
  }

  // Steps open, work and settle until nothing moves any more. Every turn that moves emits an event; only people send a flow back.
  void turn_the_wheel() {
    std::size_t before = 0;
    do {
      before = decision_.events.size();
      turn_flow(root_scope(rules_.definition));
    } while (decision_.events.size() != before);
    close_if_over();
  }

  void turn_flow(const ScopePtr& scope) {
    for (const auto& step : scope->flow->steps) {
      turn(scope, step);
      if (step.flow != nullptr) turn_scopes(scope, step);
    }
  }

  void turn_holders(const ScopePtr& scope) {
    for (const auto& step : scope->flow->steps)
      if (step.flow != nullptr) turn_scopes(scope, step);
  }

  void turn_scopes(const ScopePtr& around, const Step& holder);
  bool all_settled(const ScopePtr& scope) const;
  void turn(const ScopePtr& scope, const Step& step);
  void open(const ScopePtr& scope, const Step& step);
  bool passes_guard(StepTurn& turn, Value& opened);
  void cancel_rest(const ScopePtr& scope, const Step& step);
  void cancel(const ScopePtr& scope, const Step& step, const std::string& because);
  void mark_stale(const Located& origin);

  void close_if_over() {
    if (engine_time_ < end_of_day(rules_.definition.period.last) || !nothing_open(rules_.definition, state_)) return;
    emit_as_engine(event_type::campaign_closed, Map{});
  }

  const Rules& rules_;
  State& state_;
  const Command& command_;
  Instant now_;
  Instant at_;           // when the command's act happened
  Instant engine_time_;  // when what follows from it happens: entering late does not make the consequences early
  Decision decision_;
};

class Decider::StepTurn final : public Turn {
 public:
  StepTurn(Decider& decider, const ScopePtr& scope, const Step& step, std::string actor, Instant at)
      : Turn(decider.place(scope, step)), decider_(decider), actor_(std::move(actor)), at_(at) {}
  // In the engine's own name.
  StepTurn(Decider& decider, const ScopePtr& scope, const Step& step)
      : StepTurn(decider, scope, step, std::string(engine_actor), decider.engine_time_) {}

  Instant now() const override { return at_; }
  const std::string& actor() const override { return actor_; }

  void emit(std::string_view type, Value data, std::vector<std::string> personal) override {
    data["step"] = address();
    decider_.emit(type, std::move(data), actor_, at_, std::move(personal));
  }
  void emit_as_engine(std::string_view type, Value data) override {
    data["step"] = address();
    decider_.emit(type, std::move(data), std::string(engine_actor), at_);
  }

  bool publish(const std::string& text_name, std::string_view type, Value more) override {
    const auto& text = definition().texts.at(text_name);
    const auto data = campaign_data(*this, date_of(at_), Reader::text);
    const auto document = text.compose(data, block_source(*this, data));
    if (!document.ok()) return fail(document.diagnostics());
    const auto renditions = decider_.rules_.press.print(address(), *document);
    if (!renditions.ok()) return fail(renditions.diagnostics());
    more["title"] = join(document->title, "");
    Value references{Map{}};
    for (const auto& [format, blob] : *renditions) references[format] = blob;
    more["renditions"] = std::move(references);
    emit_as_engine(type, std::move(more));
    return true;
  }

  void return_to(const std::string& step, const std::string& reason) override {
    const auto& flow = *scope()->flow;
    const auto* target = definition().place(step);
    auto indexes = flow.graph.followers(target->index);
    indexes.push_back(target->index);
    List steps;
    for (const auto index : indexes) {
      const auto from = scope()->address_of(flow.steps[index]);
      for (auto each = campaign().steps.lower_bound(from); each != campaign().steps.end() && each->first.starts_with(from);
           ++each) {
        const auto rest = std::string_view(each->first).substr(from.size());
        if (rest.empty() || rest.front() == '[' || rest.front() == '/') steps.push_back(each->first);
      }
    }
    emit_as_engine(event_type::flow_returned,
                   Map{{"to", scope()->prefix + step}, {"reason", reason}, {"steps", std::move(steps)}});
  }

 private:
  bool fail(const Diagnostics& diagnostics) {
    emit_as_engine(event_type::incident_raised, Map{{"problems", problems_of(diagnostics)}});
    return false;
  }

  Decider& decider_;
  std::string actor_;
  Instant at_;
};

std::optional<Refusal> Decider::act_on(const Located& where, const Act& act) {
  const auto address = where.scope->address_of(*where.step);
  const auto& step_state = state_.step(address);
  if (step_state.opened && at_ < *step_state.opened)
    return refuse(RefusalKind::invalid_argument, before_opening,
                  {to_local_text(at_), address, to_local_text(*step_state.opened)});
  if (std::holds_alternative<Recompute>(act)) return recompute(where);
  if (const auto* announcement = std::get_if<Announce>(&act)) return announce(where, *announcement);
  if (const auto* close = std::get_if<CloseScope>(&act)) return close_scope(where, *close);
  if (const auto* close = std::get_if<CloseStep>(&act);
      close != nullptr && waits_for_person(rules_, place(where.scope, *where.step)))
    return unblock(where, *close);
  StepTurn turn(*this, where.scope, *where.step, command_.actor, at_);
  const auto refusal = rules_.kind(where.step->kind)->act(turn, act);
  if (!refusal && std::any_of(decision_.events.begin(), decision_.events.end(), changes_data)) mark_stale(where);
  return refusal;
}

std::optional<Refusal> Decider::announce(const Located& where, const Announce& announcement) {
  const auto& step = *where.step;
  const auto address = where.scope->address_of(step);
  const auto* setting = step.setting(announcement.key);
  if (setting == nullptr || (setting->type != KeyType::date && setting->type != KeyType::period)) {
    std::vector<std::string> keys;
    for (const auto& [key, each] : step.settings)
      if (each.type == KeyType::date || each.type == KeyType::period) keys.push_back(key);
    return refuse(RefusalKind::invalid_argument, no_date_key, {address, announcement.key, join(keys, "、")});
  }
  if (!parse_period(announcement.value) && !parse_instant(announcement.value))
    return refuse(RefusalKind::invalid_argument, bad_announcement, {announcement.value});
  if (state_.step(address).has_settled()) return refuse(RefusalKind::invalid_state, settled_already, {address});
  emit(event_type::date_announced,
       Map{{"step", address}, {"key", announcement.key}, {"value", announcement.value}, {"reason", announcement.reason}},
       command_.actor, at_);
  List units;
  for (const auto& [unit, item] : state_.step(address).items)
    if (item.is_owed()) units.push_back(unit);
  if (announcement.key != "due" || units.empty()) return std::nullopt;
  emit_as_engine(event_type::items_rescheduled,
                 Map{{"step", address}, {"units", std::move(units)}, {"due", to_text(*place(where.scope, step).end("due"))}});
  return std::nullopt;
}

// Ends a scope by name: what is open in it is closed with the same reason.
std::optional<Refusal> Decider::close_scope(const Located& where, const CloseScope& close) {
  const auto address = where.scope->address_of(*where.step);
  const auto& scopes = state_.step(address).scopes;
  const auto found = scopes.find(close.scope);
  if (found == scopes.end() || found->second.settled) return refuse(RefusalKind::not_found, no_scope, {address, close.scope});
  if (close.reason.empty()) return refuse(RefusalKind::invalid_argument, refusals::no_reason);
  emit(event_type::scope_settled,
       Map{{"step", address}, {"scope", close.scope}, {"how", "closed"}, {"reason", close.reason}, {"unit", close.unit}},
       command_.actor, at_);
  mark_stale(where);
  return std::nullopt;
}

// A unit leaves: what it still owes is closed.
std::optional<Refusal> Decider::take(const Leave& leave) {
  const bool late =
      std::any_of(state_.joined.begin(), state_.joined.end(), [&](const auto& each) { return each.id == leave.unit; });
  if ((rules_.definition.units.find(leave.unit) == nullptr && !late) || state_.left.contains(leave.unit))
    return refuse(RefusalKind::not_found, no_member, {leave.unit});
  if (leave.reason.empty()) return refuse(RefusalKind::invalid_argument, refusals::no_reason);
  emit(event_type::unit_left, Map{{"unit", leave.unit}, {"reason", leave.reason}}, command_.actor, at_);
  std::vector<std::string> owing;
  std::vector<std::pair<std::string, std::string>> scopes;
  for_each_step(rules_.definition, state_, [&](const ScopePtr& scope, const Step& step) {
    const auto address = scope->address_of(step);
    const auto& step_state = state_.step(address);
    if (const auto item = step_state.items.find(leave.unit); item != step_state.items.end() && item->second.is_open())
      owing.push_back(address);
    for (const auto& [key, inner] : step_state.scopes)
      if (inner.unit == leave.unit && !inner.settled && step.kind == "each") scopes.emplace_back(address, key);
  });
  for (const auto& address : owing)
    emit_as_engine(event_type::items_closed, Map{{"step", address}, {"units", List{leave.unit}}, {"reason", leave.reason}});
  for (const auto& [address, key] : scopes)
    emit_as_engine(event_type::scope_settled,
                   Map{{"step", address}, {"scope", key}, {"how", "closed"}, {"reason", leave.reason}});
  return std::nullopt;
}

std::optional<Refusal> Decider::recompute(const Located& where) {
  const auto address = where.scope->address_of(*where.step);
  if (!is_blocked(state_.step(address))) return refuse(RefusalKind::invalid_state, nothing_to_recompute, {address});
  if (!state_.step(address).incident.is_null()) emit(event_type::incident_cleared, Map{{"step", address}}, command_.actor, at_);
  if (!state_.step(address).stale) return std::nullopt;  // it has not settled: its turn comes by itself
  StepTurn turn(*this, where.scope, *where.step, command_.actor, engine_time_);
  rules_.kind(where.step->kind)->remake(turn);
  return std::nullopt;
}

// A person goes on without a step that cannot go on, or lets a stale result stand.
std::optional<Refusal> Decider::unblock(const Located& where, const CloseStep& close) {
  const auto address = where.scope->address_of(*where.step);
  if (close.reason.empty()) return refuse(RefusalKind::invalid_argument, refusals::no_reason);
  if (!state_.step(address).incident.is_null()) emit(event_type::incident_cleared, Map{{"step", address}}, command_.actor, at_);
  const bool settled = state_.step(address).has_settled();
  if (!settled || state_.step(address).stale)
    emit(settled ? event_type::result_kept : event_type::step_skipped,
         Map{{"step", address}, {"how", "closed"}, {"reason", close.reason}}, command_.actor, at_);
  return std::nullopt;
}

void Decider::mark_stale(const Located& origin) {
  const auto because = origin.scope->address_of(*origin.step);
  for (const auto& address : results_made_from(rules_, state_, origin))
    emit_as_engine(event_type::step_went_stale, Map{{"step", address}, {"because", because}});
}

bool Decider::all_settled(const ScopePtr& scope) const {
  return std::all_of(scope->flow->steps.begin(), scope->flow->steps.end(),
                     [&](const Step& step) { return state_.step(scope->address_of(step)).has_settled(); });
}

// A phase or an intake may end before what runs in it, and with it the scope around: what runs goes on.
void Decider::turn_scopes(const ScopePtr& around, const Step& holder) {
  const auto address = around->address_of(holder);
  std::vector<std::string> running;
  for (const auto& [key, scope] : state_.step(address).scopes)
    if (scope.how != "closed") running.push_back(key);
  for (const auto& key : running) {
    const auto& scope = state_.step(address).scopes.at(key);
    const auto inner = inner_scope(around, holder, key, scope);
    if (scope.settled) {
      turn_holders(inner);
      continue;
    }
    turn_flow(inner);
    if (all_settled(inner))
      emit_as_engine(event_type::scope_settled, Map{{"step", address}, {"scope", key}, {"how", "complete"}});
  }
}

void Decider::turn(const ScopePtr& scope, const Step& step) {
  const auto& step_state = state_.step(scope->address_of(step));
  if (step_state.has_settled() || !step_state.incident.is_null()) return;
  StepTurn turn(*this, scope, step);
  if (step_state.status == StepStatus::open) {
    rules_.kind(step.kind)->work(turn);
    return;
  }
  switch (gates_of(turn)) {
    case GateState::pending:
      return;
    case GateState::dead:
      turn.emit_as_engine(event_type::step_died, Map{{"how", "dead"}});
      return;
    case GateState::alive:
      open(scope, step);
      return;
  }
}

void Decider::open(const ScopePtr& scope, const Step& step) {
  StepTurn turn(*this, scope, step);
  if (step.switched_off) {
    turn.emit_as_engine(event_type::step_skipped, Map{{"how", "switched_off"}});
    return;
  }
  const auto* kind = rules_.kind(step.kind);
  if (const auto opens = kind->opens_at(turn); opens && *opens > engine_time_) return;
  Value opened{Map{}};
  if (step.when && !passes_guard(turn, opened)) return;
  turn.emit_as_engine(event_type::step_opened, std::move(opened));
  if (step.cancel_rest) cancel_rest(scope, step);
  kind->open(turn);
}

// A guard that cannot be judged is for a person, never false.
bool Decider::passes_guard(StepTurn& turn, Value& opened) {
  const auto& step = turn.step();
  const auto data = campaign_data(turn, date_of(engine_time_), Reader::condition);
  const auto holds = step.when->evaluate(data);
  opened["inputs"] = step.when->inputs(data);
  if (holds.boolean() == nullptr) {
    static constexpr Message unknown{"guard.unknown", "条件“{0}”无法判断：{1}", "the condition “{0}” cannot be judged: {1}",
                                     "补齐数据后重做本步骤", "complete the data, then recompute the step"};
    const Diagnostics problem{{Severity::error, step.position, unknown, {step.when->text(), to_json(opened.at("inputs"))}}};
    turn.emit_as_engine(event_type::incident_raised, Map{{"problems", problems_of(problem)}});
    return false;
  }
  if (*holds.boolean()) return true;
  opened["how"] = "when";
  turn.emit_as_engine(event_type::step_skipped, std::move(opened));
  return false;
}

// The branches that lost the race: not dead, since no outcome ruled them out, but over.
void Decider::cancel_rest(const ScopePtr& scope, const Step& step) {
  for (const auto& gate : step.gates) {
    if (gate.kind != Gate::Kind::any && gate.kind != Gate::Kind::count) continue;
    for (const auto& dependency : gate.on) {
      if (place(scope, step).state_of(dependency).has_settled()) continue;
      auto where = scope;
      for (std::size_t i = 0; i < dependency.up; ++i) where = where->around;
      cancel(where, *rules_.definition.step(dependency.step), step.id);
    }
  }
}

void Decider::cancel(const ScopePtr& scope, const Step& step, const std::string& because) {
  StepTurn turn(*this, scope, step);
  List units;
  for (const auto& [unit, item] : turn.state().items)
    if (item.is_open()) units.push_back(unit);
  if (!units.empty()) turn.emit_as_engine(event_type::items_closed, Map{{"units", std::move(units)}, {"reason", "cancelled"}});
  std::vector<std::string> running;
  for (const auto& [key, inner] : turn.state().scopes)
    if (!inner.settled) running.push_back(key);
  for (const auto& key : running)
    turn.emit_as_engine(event_type::scope_settled, Map{{"scope", key}, {"how", "closed"}, {"reason", "cancelled"}});
  turn.emit_as_engine(event_type::step_skipped, Map{{"how", "cancelled"}, {"reason", because}});
}

void take_earlier(std::optional<Instant>& earliest, std::optional<Instant> other) {
  if (other && *other != not_yet && (!earliest || *other < *earliest)) earliest = other;
}

std::optional<Instant> next_work(const Rules& rules, const Place& place) {
  const auto& state = place.state();
  if (state.has_settled() || !state.incident.is_null()) return std::nullopt;
  const auto* kind = rules.kind(place.step().kind);
  if (state.status == StepStatus::open) return kind->wakes_at(place);
  return gates_of(place) == GateState::alive ? kind->opens_at(place) : std::nullopt;
}

}  // namespace

void Turn::settle(std::string_view how, const std::string& reason) {
  if (state().has_settled()) return;
  Value data{Map{{"how", Value(how)}}};
  if (!reason.empty()) data["reason"] = reason;
  emit(event_type::step_settled, std::move(data));
}

std::optional<Refusal> StepKind::act(Turn& turn, const Act&) const {
  static constexpr Message not_for_this{"refused.not_for_this_step", "步骤“{0}”不能这样办理",
                                        "that cannot be done with the step “{0}”", "", ""};
  return Refusal{RefusalKind::invalid_state, not_for_this, {turn.address()}, {}};
}

std::string step_of(const Act& act) {
  return std::visit(
      [](const auto& each) -> std::string {
        if constexpr (requires { each.step; })
          return each.step;
        else
          return {};
      },
      act);
}

std::string Refusal::text(Language language) const {
  auto out = fill(language == Language::zh ? message.zh : message.en, arguments);
  const auto hint = fill(language == Language::zh ? message.hint_zh : message.hint_en, arguments);
  if (!hint.empty()) out += (language == Language::zh ? "。" : ". ") + hint;
  for (const auto& finding : findings)
    out += "\n  " + finding.field + ": " +
           fill(language == Language::zh ? finding.message.zh : finding.message.en, finding.arguments);
  return out;
}

Decision perform(const Rules& rules, State& state, const Command& command, Instant now) {
  return Decider(rules, state, command, now).run();
}

Decision decide(const Rules& rules, const State& state, const Command& command, Instant now) {
  State copy = state;
  return perform(rules, copy, command, now);
}

std::optional<Instant> next_timer(const Rules& rules, const State& state) {
  std::optional<Instant> earliest;
  if (!state.started || state.closed) return earliest;
  for_each_step(rules.definition, state, [&](const ScopePtr& scope, const Step& step) {
    const Place place(rules.definition, rules.calendar, state, scope, step);
    for (const auto& [unit, item] : place.state().items)
      if (item.is_owed() && !item.overdue) take_earlier(earliest, item.due);
    if (!is_over(*scope, state)) take_earlier(earliest, next_work(rules, place));
  });
  take_earlier(earliest, next_reminder(rules, state));
  for (const auto& target : rules.definition.targets)
    if (const auto window = window_of(rules.definition, target, state); window && !state.final_targets.contains(target.id))
      take_earlier(earliest, end_of_day(window->last));
  if (nothing_open(rules.definition, state)) take_earlier(earliest, end_of_day(rules.definition.period.last));
  return earliest;
}

}  // namespace hongtou
