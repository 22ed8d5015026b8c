#include "engine/campaign/decide.h"

#include <algorithm>
#include <stdexcept>

#include "engine/campaign/gate.h"
#include "engine/campaign/reminder.h"
#include "engine/campaign/views.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr std::string_view engine_actor = "engine";

constexpr Message not_started{"refused.not_started", "活动还没有开始", "the campaign has not been started", "先启动活动",
                              "start it first"};
constexpr Message started_already{"refused.started_already", "活动已经开始", "the campaign has been started already", "", ""};
constexpr Message is_closed{"refused.closed", "活动已经结束", "the campaign is closed", "", ""};
constexpr Message no_such_step{"refused.no_such_step", "活动没有步骤“{0}”", "the campaign has no step “{0}”", "", ""};
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
constexpr Message no_reason{"refused.no_reason", "要写明理由", "a reason is wanted"};
constexpr Message nothing_to_recompute{"refused.nothing_to_recompute", "步骤“{0}”没有需要重做的结果",
                                       "the step “{0}” has nothing to be made anew", "", ""};

Value problems_of(const Diagnostics& diagnostics) {
  List problems;
  for (const auto& diagnostic : diagnostics)
    if (diagnostic.severity == Severity::error)
      problems.push_back(Map{{"code", Value(diagnostic.message.code)},
                             {"zh", to_text(diagnostic, Language::zh)},
                             {"en", to_text(diagnostic, Language::en)}});
  return problems;
}

const Value* find_path(const Value& data, std::string_view dotted) {
  const Value* value = &data;
  while (!dotted.empty()) {
    const auto dot = dotted.find('.');
    value = &value->at(dotted.substr(0, dot));
    dotted = dot == std::string_view::npos ? std::string_view() : dotted.substr(dot + 1);
  }
  return value->is_null() ? nullptr : value;
}

// Waits for a person: something went wrong, or its result is out of date.
bool is_blocked(const StepState& state) { return !state.incident.is_null() || state.stale; }

// What totals, targets and assessments are made from.
bool changes_data(const Event& event) {
  namespace t = event_type;
  return event.type == t::report_accepted || event.type == t::item_waived || event.type == t::items_closed ||
         event.type == t::receipt_confirmed;
}

bool nothing_open(const Definition& definition, const State& state) {
  return std::all_of(definition.steps.begin(), definition.steps.end(), [&](const Step& step) {
    const auto& step_state = state.step(step.id);
    return step_state.has_settled() && !is_blocked(step_state) &&
           std::none_of(step_state.items.begin(), step_state.items.end(), [](const auto& item) { return item.second.is_open(); });
  });
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

  void emit(std::string_view type, Value data, std::string actor, Instant effective, std::vector<std::string> personal = {}) {
    Event event{std::string(type), now_, effective, std::move(actor), std::move(data), std::move(personal)};
    apply(state_, event);
    decision_.events.push_back(std::move(event));
  }

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

  template <class AnyAct>
  std::optional<Refusal> take(const AnyAct& act) {
    const auto* step = rules_.definition.step(act.step);
    if (step == nullptr) return refuse(RefusalKind::not_found, no_such_step, {act.step});
    return act_on(*step, act);
  }

  std::optional<Refusal> act_on(const Step& step, const Act& act);
  std::optional<Refusal> recompute(const Step& step);
  std::optional<Refusal> unblock(const Step& step, const CloseStep& close);

  void mark_overdue() {
    for (const auto& step : rules_.definition.steps) {
      List units;
      for (const auto& [unit, item] : state_.step(step.id).items)
        if (item.is_owed() && !item.overdue && item.due && *item.due <= at_) units.push_back(unit);
      if (!units.empty())
        emit(event_type::items_overdue, Map{{"step", step.id}, {"units", std::move(units)}}, std::string(engine_actor), at_);
    }
  }

  void measure_finished_targets() {
    List names;
    Map results;
    for (const auto& target : rules_.definition.targets) {
      if (!target.within || end_of_day(target.within->last) > at_ || state_.final_targets.contains(target.id)) continue;
      names.push_back(target.id);
      results[target.id] = to_value(measure(rules_.definition, target, state_));
    }
    if (names.empty()) return;
    emit(event_type::targets_measured, Map{{"targets", std::move(names)}, {"results", std::move(results)}, {"final", true}},
         std::string(engine_actor), at_);
  }

  // Steps open, work and settle until nothing moves any more. Every turn that moves emits an event, and no step goes back.
  void turn_the_wheel() {
    std::size_t before = 0;
    do {
      before = decision_.events.size();
      for (const auto& step : rules_.definition.steps) turn(step);
    } while (decision_.events.size() != before);
    close_if_over();
  }

  void turn(const Step& step);
  void open(const Step& step);
  void cancel_rest(const Step& step);
  void mark_stale();

  void close_if_over() {
    if (engine_time_ < end_of_day(rules_.definition.period.last) || !nothing_open(rules_.definition, state_)) return;
    emit(event_type::campaign_closed, Map{}, std::string(engine_actor), engine_time_);
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
  StepTurn(Decider& decider, const Step& step, std::string actor, Instant at)
      : decider_(decider), step_(step), actor_(std::move(actor)), at_(at) {}

  const Definition& definition() const override { return decider_.rules_.definition; }
  const Step& step() const override { return step_; }
  const State& campaign() const override { return decider_.state_; }
  Instant now() const override { return at_; }
  const std::string& actor() const override { return actor_; }

  void emit(std::string_view type, Value data, std::vector<std::string> personal) override {
    data["step"] = step_.id;
    decider_.emit(type, std::move(data), actor_, at_, std::move(personal));
  }
  void emit_as_engine(std::string_view type, Value data) override {
    data["step"] = step_.id;
    decider_.emit(type, std::move(data), std::string(engine_actor), at_);
  }

  bool publish(const std::string& text_name, std::string_view type, Value more) override {
    const auto& text = definition().texts.at(text_name);
    const auto data = campaign_data(definition(), campaign(), date_of(at_));
    const auto document = text.compose(data, block_source(definition(), campaign(), data));
    if (!document.ok()) return fail(document.diagnostics());
    const auto renditions = decider_.rules_.press.print(step_.id, *document);
    if (!renditions.ok()) return fail(renditions.diagnostics());
    more["title"] = join(document->title, "");
    Value references{Map{}};
    for (const auto& [format, blob] : *renditions) references[format] = blob;
    more["renditions"] = std::move(references);
    emit_as_engine(type, std::move(more));
    return true;
  }

 private:
  bool fail(const Diagnostics& diagnostics) {
    emit_as_engine(event_type::incident_raised, Map{{"problems", problems_of(diagnostics)}});
    return false;
  }

  Decider& decider_;
  const Step& step_;
  std::string actor_;
  Instant at_;
};

std::optional<Refusal> Decider::act_on(const Step& step, const Act& act) {
  const auto& step_state = state_.step(step.id);
  if (step_state.opened && at_ < *step_state.opened)
    return refuse(RefusalKind::invalid_argument, before_opening,
                  {to_local_text(at_), step.id, to_local_text(*step_state.opened)});
  if (std::holds_alternative<Recompute>(act)) return recompute(step);
  if (const auto* close = std::get_if<CloseStep>(&act); close != nullptr && is_blocked(step_state)) return unblock(step, *close);
  StepTurn turn(*this, step, command_.actor, at_);
  const auto refusal = rules_.kind(step.kind)->act(turn, act);
  if (!refusal && std::any_of(decision_.events.begin(), decision_.events.end(), changes_data)) mark_stale();
  return refusal;
}

std::optional<Refusal> Decider::recompute(const Step& step) {
  const auto& step_state = state_.step(step.id);
  if (!is_blocked(step_state)) return refuse(RefusalKind::invalid_state, nothing_to_recompute, {step.id});
  if (!step_state.incident.is_null()) emit(event_type::incident_cleared, Map{{"step", step.id}}, command_.actor, at_);
  if (!state_.step(step.id).stale) return std::nullopt;  // it has not settled: its turn comes by itself
  StepTurn turn(*this, step, command_.actor, engine_time_);
  rules_.kind(step.kind)->remake(turn);
  return std::nullopt;
}

// A person goes on without a step that cannot go on, or lets a stale result stand.
std::optional<Refusal> Decider::unblock(const Step& step, const CloseStep& close) {
  if (close.reason.empty()) return refuse(RefusalKind::invalid_argument, no_reason);
  if (!state_.step(step.id).incident.is_null()) emit(event_type::incident_cleared, Map{{"step", step.id}}, command_.actor, at_);
  const bool settled = state_.step(step.id).has_settled();
  if (!settled || state_.step(step.id).stale)
    emit(settled ? event_type::result_kept : event_type::step_skipped,
         Map{{"step", step.id}, {"how", "closed"}, {"reason", close.reason}}, command_.actor, at_);
  return std::nullopt;
}

// Results made from data that has changed since: everything that follows and was made from it.
void Decider::mark_stale() {
  const auto& definition = rules_.definition;
  const auto origin = step_of(command_.act);
  for (const auto index : definition.graph.followers(definition.step_index(origin))) {
    const auto& step = definition.steps[index];
    const auto& step_state = state_.step(step.id);
    if (step_state.status != StepStatus::done || step_state.stale || !rules_.kind(step.kind)->has_result()) continue;
    emit(event_type::step_went_stale, Map{{"step", step.id}, {"because", origin}}, std::string(engine_actor), engine_time_);
  }
}

void Decider::turn(const Step& step) {
  const auto& step_state = state_.step(step.id);
  if (step_state.has_settled() || !step_state.incident.is_null()) return;
  StepTurn turn(*this, step, std::string(engine_actor), engine_time_);
  if (step_state.status == StepStatus::open) {
    rules_.kind(step.kind)->work(turn);
    return;
  }
  switch (gates_of(step, state_)) {
    case GateState::pending:
      return;
    case GateState::dead:
      turn.emit_as_engine(event_type::step_died, Map{{"how", "dead"}});
      return;
    case GateState::alive:
      open(step);
      return;
  }
}

void Decider::open(const Step& step) {
  StepTurn turn(*this, step, std::string(engine_actor), engine_time_);
  if (step.switched_off) {
    turn.emit_as_engine(event_type::step_skipped, Map{{"how", "switched_off"}});
    return;
  }
  const auto* kind = rules_.kind(step.kind);
  if (const auto opens = kind->opens_at(step); opens && *opens > engine_time_) return;
  Value opened{Map{}};
  if (step.when) {
    const auto data = campaign_data(rules_.definition, state_, date_of(engine_time_));
    const auto holds = step.when->evaluate(data);
    opened["inputs"] = step.when->inputs(data);
    if (holds.boolean() == nullptr) {
      static constexpr Message unknown{"guard.unknown", "条件“{0}”无法判断：{1}", "the condition “{0}” cannot be judged: {1}",
                                       "补齐数据后重做本步骤", "complete the data, then recompute the step"};
      const Diagnostics problem{{Severity::error, step.position, unknown, {step.when->text(), to_json(opened.at("inputs"))}}};
      turn.emit_as_engine(event_type::incident_raised, Map{{"problems", problems_of(problem)}});
      return;
    }
    if (!*holds.boolean()) {
      opened["how"] = "when";
      turn.emit_as_engine(event_type::step_skipped, std::move(opened));
      return;
    }
  }
  turn.emit_as_engine(event_type::step_opened, std::move(opened));
  if (step.cancel_rest) cancel_rest(step);
  kind->open(turn);
}

// The branches that lost the race: not dead, since no outcome ruled them out, but over.
void Decider::cancel_rest(const Step& step) {
  for (const auto& gate : step.gates) {
    if (gate.kind != Gate::Kind::any && gate.kind != Gate::Kind::count) continue;
    for (const auto& dependency : gate.on) {
      const auto* other = rules_.definition.step(dependency.step);
      const auto& other_state = state_.step(other->id);
      if (other_state.has_settled()) continue;
      StepTurn turn(*this, *other, std::string(engine_actor), engine_time_);
      List units;
      for (const auto& [unit, item] : other_state.items)
        if (item.is_open()) units.push_back(unit);
      if (!units.empty())
        turn.emit_as_engine(event_type::items_closed, Map{{"units", std::move(units)}, {"reason", "cancelled"}});
      turn.emit_as_engine(event_type::step_skipped, Map{{"how", "cancelled"}, {"reason", step.id}});
    }
  }
}

void take_earlier(std::optional<Instant>& earliest, std::optional<Instant> other) {
  if (other && (!earliest || *other < *earliest)) earliest = other;
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
  return Refusal{RefusalKind::invalid_state, not_for_this, {turn.step().id}, {}};
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
  for (const auto& step : rules.definition.steps) {
    const auto& step_state = state.step(step.id);
    for (const auto& [unit, item] : step_state.items)
      if (item.is_owed() && !item.overdue) take_earlier(earliest, item.due);
    if (step_state.has_settled() || !step_state.incident.is_null()) continue;
    const auto* kind = rules.kind(step.kind);
    if (step_state.status == StepStatus::open)
      take_earlier(earliest, kind->wakes_at(rules.definition, step, step_state));
    else if (gates_of(step, state) == GateState::alive)
      take_earlier(earliest, kind->opens_at(step));
  }
  take_earlier(earliest, next_reminder(rules, state));
  for (const auto& target : rules.definition.targets)
    if (target.within && !state.final_targets.contains(target.id)) take_earlier(earliest, end_of_day(target.within->last));
  if (nothing_open(rules.definition, state)) take_earlier(earliest, end_of_day(rules.definition.period.last));
  return earliest;
}

}  // namespace hongtou
