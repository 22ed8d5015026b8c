#include "engine/campaign/state.h"

#include <array>
#include <functional>
#include <unordered_map>

namespace hongtou {

namespace {

template <class Change>
void for_items(StepState& step, const Event& event, Change&& change) {
  if (const auto* units = event.data.at("units").list())
    for (const auto& unit : *units) change(step.items[unit.text_or("")]);
}

WorkItem& item_of(StepState& step, const Event& event) { return step.items[event.data.at("unit").text_or("")]; }

std::optional<Instant> instant_at(const Value& value) {
  return value.text() == nullptr ? std::nullopt : parse_instant(*value.text());
}

void settle(StepState& step, const Event& event, StepStatus status) {
  step.status = status;
  step.settled = event.effective;
  step.how = event.data.at("how").text_or("");
  step.reason = event.data.at("reason").text_or("");
}

void open_items(StepState& step, const Event& event) {
  for_items(step, event, [&](WorkItem& item) {
    item = WorkItem{};
    item.opened = event.effective;
    item.due = instant_at(event.data.at("due"));
  });
}

void submit(StepState& step, const Event& event) {
  auto& item = item_of(step, event);
  Submission submission;
  submission.version = static_cast<int>(event.data.at("version").integer_or(1));
  submission.effective = event.effective;
  submission.actor = event.actor;
  submission.data = event.data.at("data");
  submission.files = event.data.at("files");
  submission.findings = event.data.at("findings");
  submission.late = event.data.at("late").boolean_or(false);
  item.late = submission.late;
  item.overdue = false;
  item.status = ItemStatus::submitted;
  item.versions.push_back(std::move(submission));
}

void add_document(StepState& step, const Event& event, bool issued) {
  IssuedDocument document;
  document.title = event.data.at("title").text_or("");
  document.at = event.effective;
  document.issued = issued;
  if (const auto* renditions = event.data.at("renditions").map())
    for (const auto& [format, blob] : *renditions) document.renditions[format] = blob.at("$blob").text_or("");
  step.documents.push_back(std::move(document));
  step.stale = false;
}

void set_item(StepState& step, const Event& event, ItemStatus status) {
  auto& item = item_of(step, event);
  item.status = status;
  item.reason = event.data.at("reason").text_or(item.reason);
}

using StepChange = void (*)(StepState&, const Event&);

const std::unordered_map<std::string_view, StepChange>& step_changes() {
  namespace t = event_type;
  static const std::unordered_map<std::string_view, StepChange> changes{
      {t::step_opened,
       [](StepState& step, const Event& event) {
         step.status = StepStatus::open;
         step.opened = event.effective;
       }},
      {t::step_skipped, [](StepState& step, const Event& event) { settle(step, event, StepStatus::skipped); }},
      {t::step_died, [](StepState& step, const Event& event) { settle(step, event, StepStatus::dead); }},
      {t::step_settled, [](StepState& step, const Event& event) { settle(step, event, StepStatus::done); }},
      {t::step_went_stale, [](StepState& step, const Event&) { step.stale = true; }},
      {t::result_kept, [](StepState& step, const Event&) { step.stale = false; }},
      {t::outcome_chosen, [](StepState& step, const Event& event) { step.outcome = event.data.at("outcome").text_or(""); }},
      {t::items_opened, open_items},
      {t::items_overdue,
       [](StepState& step, const Event& event) { for_items(step, event, [](WorkItem& item) { item.overdue = true; }); }},
      {t::items_missing,
       [](StepState& step, const Event& event) {
         for_items(step, event, [](WorkItem& item) { item.status = ItemStatus::missing; });
       }},
      {t::items_closed,
       [](StepState& step, const Event& event) {
         for_items(step, event, [&](WorkItem& item) {
           item.status = ItemStatus::closed;
           item.reason = event.data.at("reason").text_or("");
         });
       }},
      {t::item_waived, [](StepState& step, const Event& event) { set_item(step, event, ItemStatus::waived); }},
      {t::report_submitted, submit},
      {t::report_accepted,
       [](StepState& step, const Event& event) {
         set_item(step, event, ItemStatus::accepted);
         item_of(step, event).accepted_version = static_cast<int>(event.data.at("version").integer_or(0));
       }},
      {t::report_returned, [](StepState& step, const Event& event) { set_item(step, event, ItemStatus::returned); }},
      {t::receipt_confirmed, [](StepState& step, const Event& event) { set_item(step, event, ItemStatus::accepted); }},
      {t::document_signed,
       [](StepState& step, const Event& event) { step.signed_by.push_back(event.data.at("role").text_or("")); }},
      {t::document_issued, [](StepState& step, const Event& event) { add_document(step, event, true); }},
      {t::document_compiled, [](StepState& step, const Event& event) { add_document(step, event, false); }},
      {t::units_assessed,
       [](StepState& step, const Event& event) {
         step.results = event.data.at("results");
         if (event.data.at("complete").boolean_or(true)) step.stale = false;
       }},
      {t::step_noted, [](StepState& step, const Event& event) { step.note = event.data.at("note"); }},
      {t::incident_raised, [](StepState& step, const Event& event) { step.incident = event.data.at("problems"); }},
      {t::incident_cleared, [](StepState& step, const Event&) { step.incident = Value(); }},
  };
  return changes;
}

void start(State& state, const Event& event) {
  state.started = true;
  state.campaign = event.data.at("id").text_or("");
  state.supplied = event.data.at("supplied");
}

void remind(State& state, const Event& event) {
  const auto unit = event.data.at("unit").text_or("");
  if (const auto* items = event.data.at("items").list())
    for (const auto& item : *items) state.steps[item.at("step").text_or("")].items[unit].reminded = event.effective;
}

void measure(State& state, const Event& event) {
  if (!event.data.at("final").boolean_or(false)) return;
  if (const auto* targets = event.data.at("targets").list())
    for (const auto& target : *targets) state.final_targets[target.text_or("")] = event.data.at("results").at(target.text_or(""));
}

}  // namespace

std::string_view name_of(StepStatus status) {
  static constexpr std::array<std::string_view, 5> names{"waiting", "open", "done", "skipped", "dead"};
  return names[static_cast<std::size_t>(status)];
}

std::string_view name_of(ItemStatus status) {
  static constexpr std::array<std::string_view, 10> names{"open",   "draft",   "submitted", "returned",  "accepted",
                                                          "waived", "missing", "withdrawn", "suspended", "closed"};
  return names[static_cast<std::size_t>(status)];
}

const Submission* WorkItem::accepted() const {
  for (const auto& version : versions)
    if (version.version == accepted_version) return &version;
  return nullptr;
}

const StepState& State::step(const std::string& address) const {
  static const StepState waiting;
  const auto found = steps.find(address);
  return found == steps.end() ? waiting : found->second;
}

void apply(State& state, const Event& event) {
  ++state.events;
  state.recorded = event.recorded;
  if (event.effective > state.time) state.time = event.effective;
  namespace t = event_type;
  if (event.type == t::campaign_started) {
    start(state, event);
  } else if (event.type == t::campaign_closed) {
    state.closed = true;
  } else if (event.type == t::reminder_sent) {
    remind(state, event);
  } else if (event.type == t::targets_measured) {
    measure(state, event);
  } else if (const auto change = step_changes().find(event.type); change != step_changes().end()) {
    change->second(state.steps[event.data.at("step").text_or("")], event);
  }
}

}  // namespace hongtou
