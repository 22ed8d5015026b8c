#include "engine/campaign/course.h"

#include <algorithm>

#include "engine/campaign/incident.h"
#include "engine/campaign/refusals.h"
#include "engine/campaign/returning.h"
#include "engine/campaign/views.h"
#include "engine/document/elements.h"

namespace hongtou {

namespace {

std::optional<Located> located_step(const Definition& definition, const State& state, const std::string& address) {
  return address.empty() ? std::nullopt : locate(definition, state, address);
}

}  // namespace

Course::Course(const Rules& the_rules, State& the_state, const Command& the_command, Instant the_time)
    : rules(the_rules),
      state(the_state),
      command(the_command),
      now(the_time),
      where(located_step(the_rules.definition, the_state, step_of(the_command.act))),
      standing{the_command.actor, the_command.actor},
      at(the_command.effective.value_or(the_time)),
      engine_time(the_time) {
  // What is due happens when it was due, what another level tells when it happened there, and what follows from what was done on
  // paper before the campaign was live, or from a level that was handed down before, when that was done; but never before what
  // has happened already.
  if (std::holds_alternative<PassTime>(command.act) || operation_of(command.act).concern == Concern::level)
    engine_time = at = std::max(at, state.time);
  else if (std::holds_alternative<Start>(command.act) || state.catching_up)
    engine_time = std::max(at, state.time);
}

void Course::emit(std::string_view type, Value data, std::string actor, Instant effective, std::vector<std::string> personal) {
  events.push_back({std::string(type), now, effective, std::move(actor), std::move(data), std::move(personal)});
  apply(state, events.back());
}

void Course::emit_as_actor(std::string_view type, Value data, std::vector<std::string> personal) {
  if (!command.on_behalf.empty()) data["on_behalf"] = command.on_behalf;
  emit(type, std::move(data), standing.actor, at, std::move(personal));
}

void Course::emit_as_engine(std::string_view type, Value data) {
  emit(type, std::move(data), std::string(engine_actor), engine_time);
}

CourseTurn::CourseTurn(Course& course, const ScopePtr& scope, const Step& step)
    : Turn(course.place(scope, step)),
      course_(course),
      standing_{std::string(engine_actor), std::string(engine_actor)},
      at_(course.engine_time) {}

CourseTurn::CourseTurn(Course& course, const Located& where, Instant at)
    : Turn(course.place(where.scope, *where.step)), course_(course), standing_(course.standing), at_(at) {}

void CourseTurn::emit(std::string_view type, Value data, std::vector<std::string> personal) {
  data["step"] = address();
  if (standing_.actor != engine_actor && !course_.command.on_behalf.empty()) data["on_behalf"] = course_.command.on_behalf;
  course_.emit(type, std::move(data), standing_.actor, at_, std::move(personal));
}

void CourseTurn::emit_as_engine(std::string_view type, Value data) {
  data["step"] = address();
  course_.emit(type, std::move(data), std::string(engine_actor), at_);
}

bool CourseTurn::publish(const std::string& text_name, std::string_view type, Value more) {
  const auto& text = definition().texts.at(text_name);
  const auto data = campaign_data(*this, date_of(at_), Reader::text);
  const auto& press = course_.rules.press;
  const auto document =
      text.compose(data, block_source(*this, data, [&](const Value& reference) { return press.bytes(reference); }));
  if (!document.ok()) return fail(document.diagnostics());
  const auto renditions = course_.rules.press.print(address(), *document);
  if (!renditions.ok()) return fail(renditions.diagnostics());
  more["title"] = name_of(*document);
  Value references{Map{}};
  for (const auto& [format, blob] : *renditions) references[format] = blob;
  more["renditions"] = std::move(references);
  emit_as_engine(type, std::move(more));
  return true;
}

void CourseTurn::return_to(const std::string& step, const std::string& reason) {
  const Place target(definition(), calendar(), campaign(), scope(), *definition().step(step));
  List steps;
  for (auto& address : steps_that_wait_again(target)) steps.push_back(std::move(address));
  emit_as_engine(event_type::flow_returned, Map{{"to", target.address()}, {"reason", reason}, {"steps", std::move(steps)}});
}

bool CourseTurn::fail(const Diagnostics& diagnostics) {
  emit_as_engine(event_type::incident_raised, Map{{"problems", problems_of(diagnostics)}});
  return false;
}

void Turn::settle(std::string_view how, const std::string& reason) {
  if (state().has_settled()) return;
  Value data{Map{{"how", Value(how)}}};
  if (!reason.empty()) data["reason"] = reason;
  emit(event_type::step_settled, std::move(data));
}

std::optional<Refusal> StepKind::act(Turn& turn, const Act& act) const {
  return refusals::not_for_this_kind(turn, operation_of(act));
}

}  // namespace hongtou
