#include "engine/engine/campaign_parts.h"

#include <algorithm>
#include <utility>

#include "engine/campaign/printing.h"

namespace hongtou {

namespace {

JournalEvent to_journal(const Event& event) {
  return {0, event.recorded, event.effective, event.actor, event.type, event.data, event.personal};
}

Event from_journal(JournalEvent event) {
  return {std::move(event.type),  event.recorded,        event.effective,
          std::move(event.actor), std::move(event.data), std::move(event.personal)};
}

}  // namespace

StepKinds kinds_of(const Definition& definition, const Registry& registry) {
  StepKinds kinds;
  for (const auto& place : definition.places()) kinds[place.step->kind] = registry.step_kind(place.step->kind);
  return kinds;
}

State replay(std::vector<JournalEvent> events) {
  State state;
  for (auto& event : events) apply(state, from_journal(std::move(event)));
  return state;
}

Campaign::Parts::Parts(Definition the_definition, Calendar the_calendar, std::shared_ptr<Store> the_store,
                       const std::string& stream, std::vector<const Format*> writers, const Registry& registry,
                       const Environment& the_environment)
    : definition(std::move(the_definition)),
      calendar(std::move(the_calendar)),
      store(std::move(the_store)),
      environment(the_environment),
      press(std::move(writers), *store, environment),
      journal(*store, stream, environment),
      audit(*store, stream + "/audit", environment),
      known(registry),
      kinds(kinds_of(definition, registry)),
      rules{definition, calendar, [this](std::string_view name) { return kinds.find(name)->second; }, press} {}

Status Campaign::Parts::reload() {
  unsure = true;
  auto events = journal.read();
  return events.ok() ? take(*std::move(events)) : Status(events.diagnostics());
}

Status Campaign::Parts::take(std::vector<JournalEvent> events) {
  pinned = pinned_references(events);
  if (!events.empty() && events.front().data.at("clock").text_or("") == "virtual") clock = Clock::virtual_;
  state = replay(std::move(events));
  const auto caught_up = audit.catch_up();
  unsure = !caught_up.ok();
  return caught_up;
}

Result<Decision> Campaign::Parts::perform(const Command& command, Instant now) {
  if (unsure)
    if (const auto reloaded = reload(); !reloaded.ok()) return reloaded.diagnostics();
  now = recorded_at(now);
  unsure = true;  // if a plugin throws, the state may be half changed
  press.prepare(documents_ahead(rules, state, command, now));
  auto decision = hongtou::perform(rules, state, command, now);
  unsure = !decision.ok() && !decision.events.empty();
  const auto written = !decision.ok()            ? write_refusal(command, *decision.refusal, now)
                       : decision.events.empty() ? Status(success)
                                                 : write(decision.events);
  if (!written.ok()) return written.diagnostics();
  return decision;
}

Result<Decision> Campaign::Parts::refuse(const Command& command, Refusal refusal, Instant now) {
  if (const auto written = write_refusal(command, refusal, recorded_at(now)); !written.ok()) return written.diagnostics();
  return Decision{{}, std::move(refusal)};
}

Diagnostics Campaign::Parts::refuse(const std::string& actor, const Refusal& refusal) {
  const auto written = write_refusal({actor, std::nullopt, PassTime{}}, refusal, recording_time());
  return written.ok() ? Diagnostics{{Severity::error, {}, refusal.message, refusal.arguments}} : written.diagnostics();
}

Instant Campaign::Parts::recording_time() const {
  return std::max(clock == Clock::virtual_ ? state.time : environment.now(), state.recorded);
}

Instant Campaign::Parts::recorded_at(Instant now) const { return state.catching_up ? recording_time() : now; }

// Another process may have written to the audit stream since: its end is looked up once more then.
Status Campaign::Parts::write_refusal(const Command& command, const Refusal& refusal, Instant now) {
  const Value data{
      Map{{"step", step_of(command.act)}, {"code", Value(refusal.message.code)}, {"text", refusal.text(Language::zh)}}};
  const JournalEvent event{0, now, command.effective.value_or(now), command.actor, "command_refused", data, {}};
  auto written = audit.append({event});
  if (!written.ok() && audit.catch_up().ok()) written = audit.append({event});
  return written.ok() ? Status(success) : Status(written.diagnostics());
}

Status Campaign::Parts::write(const std::vector<Event>& events) {
  std::vector<JournalEvent> records;
  records.reserve(events.size());
  for (const auto& event : events) records.push_back(to_journal(event));
  const auto blobs = press.blobs_of(events);
  const auto written = journal.append(std::move(records), blobs);
  if (written.ok()) {
    press.forget(blobs);
    return success;
  }
  auto failure = written.diagnostics();
  const auto reloaded = reload();
  failure.insert(failure.end(), reloaded.diagnostics().begin(), reloaded.diagnostics().end());
  return failure;
}

void Campaign::Parts::pin(Value& data, NamedTexts calendars) {
  const auto references = to_value(pinned_to(definition, std::move(calendars)),
                                   [&](const std::string& text) { return press.keep(text, "text/plain"); });
  pin(data, references);
}

void Campaign::Parts::pin(Value& data, const Value& to) {
  for (const auto* key : {"definition", "files", "calendars", "level"})
    if (!to.at(key).is_null()) data[key] = to.at(key);
  pinned = to;
}

}  // namespace hongtou
