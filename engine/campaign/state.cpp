#include "engine/campaign/state.h"

#include <functional>
#include <unordered_map>

#include "engine/campaign/scope.h"

namespace hongtou {

namespace {

// "" where there is none.
const std::string& text_of(const Value& value) {
  static const std::string none;
  return value.text() == nullptr ? none : *value.text();
}

template <class Change>
void for_items(StepState& step, const Event& event, Change&& change) {
  auto next = step.items.begin();
  if (const auto* units = event.data.at("units").list())
    for (const auto& unit : *units) next = step.items.change(next, text_of(unit), change);
}

template <class Change>
void for_item(StepState& step, const Event& event, Change&& change) {
  step.items.change(text_of(event.data.at("unit")), change);
}

std::optional<Instant> instant_at(const Value& value) {
  return value.text() == nullptr ? std::nullopt : parse_instant(*value.text());
}

void settle(StepState& step, const Event& event, StepStatus status) {
  step.status = status;
  step.settled = event.effective;
  step.how = event.data.at("how").text_or("");
  step.reason = event.data.at("reason").text_or(step.reason);
}

// An item that opens again keeps what was handed in before; one that was late when the flow went back is so since it was asked
// first.
void open_items(StepState& step, const Event& event) {
  const auto due = instant_at(event.data.at("due"));
  for_items(step, event, [&](WorkItem& item) {
    const bool late_still = item.status == ItemStatus::withdrawn && item.late && due && *due <= event.effective;
    WorkItem fresh;
    fresh.versions = std::move(item.versions);
    fresh.draft = std::move(item.draft);
    fresh.responsible = std::move(item.responsible);
    fresh.delegate = std::move(item.delegate);
    fresh.extended = item.extended;
    fresh.round_begins = static_cast<int>(fresh.versions.size()) + 1;
    fresh.runs_level = item.runs_level;
    fresh.supervision.at = item.supervision.at;
    fresh.reminded = late_still ? item.reminded : std::nullopt;
    fresh.opened = late_still ? item.opened : event.effective;
    fresh.due = due;
    item = std::move(fresh);
  });
  step.all_asked = true;
}

// It is not late any more, or has another date; when it was bothered last is not forgotten.
void leave_ladder(WorkItem& item) { item.supervision = {"", "", item.supervision.at}; }

void reschedule_items(StepState& step, const Event& event) {
  const auto due = instant_at(event.data.at("due"));
  const bool is_extension = !event.data.at("reason").is_null();
  for_items(step, event, [&](WorkItem& item) {
    item.due = due;
    if (is_extension) item.extended = due;
    item.overdue = false;
    leave_ladder(item);
  });
}

std::optional<Period> period_at(const Value& value) {
  const auto first = parse_date(value.at("first").text_or(""));
  const auto last = parse_date(value.at("last").text_or(""));
  return first && last ? std::optional(Period{*first, *last}) : std::nullopt;
}

void open_scopes(StepState& step, const Event& event) {
  const auto* scopes = event.data.at("scopes").list();
  if (scopes == nullptr) return;
  for (const auto& each : *scopes) {
    auto& scope = step.scopes[each.at("key").text_or("")];
    scope = ScopeState{};
    scope.unit = each.at("unit").text_or("");
    scope.period = period_at(each);
    scope.title = each.at("title").text_or("");
    scope.data = each.at("data");
    scope.opened = event.effective;
  }
}

void settle_scope(StepState& step, const Event& event) {
  auto& scope = step.scopes[event.data.at("scope").text_or("")];
  scope.settled = event.effective;
  scope.how = event.data.at("how").text_or("");
  scope.reason = event.data.at("reason").text_or("");
  scope.handed_to = event.data.at("unit").text_or("");
}

void correct_case(StepState& step, const Event& event) {
  step.scopes[event.data.at("scope").text_or("")].data = event.data.at("data");
}

// Its report was late, or is not in although it is due.
bool has_been_late(const WorkItem& item, Instant at) {
  if (item.status == ItemStatus::withdrawn) return item.late;
  if (const auto* first = item.first_of_round()) return first->late;
  const bool owes = item.is_owed() || item.status == ItemStatus::missing;
  return owes && item.due && *item.due <= at && item.opened < *item.due;
}

// As before its turn, but nothing that was handed in or has left the house is lost.
void wait_again(StepState& step, Instant at) {
  StepState fresh;
  fresh.round = step.round + 1;
  fresh.dates = std::move(step.dates);
  fresh.documents = std::move(step.documents);
  fresh.items = std::move(step.items);
  fresh.copies = std::move(step.copies);
  fresh.entries = std::move(step.entries);
  fresh.above = std::move(step.above);
  fresh.rolled_up = std::move(step.rolled_up);
  fresh.items.change_all([&](WorkItem& item) {
    item.late = has_been_late(item, at);
    item.status = ItemStatus::withdrawn;
    item.accepted_version = 0;
    item.overdue = false;
    item.left_as.reset();
  });
  fresh.scopes = std::move(step.scopes);
  step = std::move(fresh);
}

// The scopes that the step at the address stands in are not settled any more, but for those that were closed by name.
void go_on_around(State& state, const std::string& address) {
  std::string prefix;
  for (const auto& [step, key] : parts_of(address)) {
    const auto holder = prefix + std::string(step);
    prefix = holder + (key.empty() ? "/" : "[" + std::string(key) + "]/");
    if (prefix.size() > address.size()) return;  // the step itself
    auto& scopes = state.steps[holder].scopes;
    const auto scope = scopes.find(std::string(key));
    if (scope == scopes.end() || scope->second.how == "closed") continue;
    scope->second.settled.reset();
    scope->second.how.clear();
  }
}

void go_back(State& state, const Event& event) {
  const auto* steps = event.data.at("steps").list();
  if (steps == nullptr) return;
  for (const auto& address : *steps) wait_again(state.steps[text_of(address)], event.effective);
  for (const auto& address : *steps) go_on_around(state, text_of(address));
}

void take_number(State& state, const Event& event) {
  const auto year = std::to_string(event.data.at("year").integer_or(0));
  auto& taken = state.numbers[event.data.at("series").text_or("") + "/" + year];
  taken.next = static_cast<int>(event.data.at("serial").integer_or(0)) + 1;
  state.steps[event.data.at("step").text_or("")].number = event.data.at("text").text_or("");
}

void void_number(State& state, const Event& event) {
  const auto year = std::to_string(event.data.at("year").integer_or(0));
  state.numbers[event.data.at("series").text_or("") + "/" + year].voided.insert(
      static_cast<int>(event.data.at("serial").integer_or(0)));
}

// Steps look again whom they have to ask.
void change_members(State& state) {
  for (auto& [address, step] : state.steps) step.all_asked = false;
}

void close_items(StepState& step, const Event& event) {
  const bool leaves = event.data.at("left").boolean_or(false);
  for_items(step, event, [&](WorkItem& item) {
    if (leaves) item.left_as = item.status;
    item.status = ItemStatus::closed;
    item.reason = event.data.at("reason").text_or("");
  });
}

// What is owed to a step that has been done meanwhile is missing. A level that ended stays ended.
void take_up_items(State& state, const std::string& unit) {
  for (auto& [address, step] : state.steps) {
    const auto found = step.items.find(unit);
    if (found == step.items.end() || !found->second.left_as) continue;
    const bool is_done = step.status == StepStatus::done;
    const bool is_over = !is_done && step.status != StepStatus::open;
    step.items.change(unit, [&](WorkItem& item) {
      const auto before = *item.left_as;
      item.left_as.reset();
      if (item.runs_level || is_over) return;
      item.status = before;
      if (is_done && item.is_owed()) item.status = ItemStatus::missing;
    });
  }
}

bool is_from_above(const Event& event) { return event.data.at("above").boolean_or(false); }

void join(State& state, const Event& event) {
  LateMember member;
  member.id = event.data.at("id").text_or("");
  member.name = event.data.at("name").text_or("");
  member.parent = event.data.at("parent").text_or("");
  if (const auto* groups = event.data.at("groups").list())
    for (const auto& group : *groups) member.groups.push_back(group.text_or(""));
  state.left.erase(member.id);
  take_up_items(state, member.id);
  if (is_from_above(event)) {
    state.inherited.left.erase(member.id);
    if (!member.name.empty()) state.inherited.joined.push_back(member);
  }
  if (!member.name.empty()) state.joined.push_back(std::move(member));
  change_members(state);
}

void leave(State& state, const Event& event) {
  const auto unit = event.data.at("unit").text_or("");
  state.left.insert(unit);
  if (is_from_above(event)) state.inherited.left.insert(unit);
  change_members(state);
}

void set_parameter(State& state, const Event& event) {
  const auto name = event.data.at("name").text_or("");
  state.parameters[name] = event.data.at("value");
  if (is_from_above(event)) state.inherited.parameters[name] = event.data.at("value");
}

void announce_date(State& state, const Event& event) {
  const auto address = event.data.at("step").text_or("");
  const auto key = event.data.at("key").text_or("");
  state.steps[address].dates[key] = event.data.at("value").text_or("");
  if (is_from_above(event)) state.inherited.dates[address][key] = event.data.at("value").text_or("");
}

void close(State& state, const Event& event) {
  state.closed = true;
  state.inherited.over = is_from_above(event);
}

void set_item(StepState& step, const Event& event, ItemStatus status) {
  for_item(step, event, [&](WorkItem& item) {
    item.status = status;
    item.reason = event.data.at("reason").text_or(item.reason);
  });
}

// Another version wants other answers.
void forget_answers(Countersigning& countersigning) {
  for (auto& signer : countersigning.signers) signer.agrees.reset();
}

void submit(StepState& step, const Event& event) {
  Submission submission;
  submission.version = static_cast<int>(event.data.at("version").integer_or(1));
  submission.effective = event.effective;
  submission.actor = event.actor;
  submission.data = event.data.at("data");
  submission.files = event.data.at("files");
  submission.findings = event.data.at("findings");
  submission.level = event.data.at("level");
  submission.late = event.data.at("late").boolean_or(false);
  for_item(step, event, [&](WorkItem& item) {
    submission.due = item.due;
    item.late = submission.late;
    item.overdue = false;
    leave_ladder(item);
    item.status = ItemStatus::submitted;
    item.draft = Value();
    item.versions.push_back(std::move(submission));
    forget_answers(item.countersigning);
  });
}

// What the submitter took back counts as never handed in; it is the draft now.
void withdraw(StepState& step, const Event& event) {
  for_item(step, event, [](WorkItem& item) {
    item.status = ItemStatus::draft;
    if (!item.versions.empty()) item.draft = item.versions.back().data;
    item.round_begins = static_cast<int>(item.versions.size()) + 1;
  });
}

void give_back(StepState& step, const Event& event) {
  set_item(step, event, ItemStatus::returned);
  for_item(step, event, [&](WorkItem& item) {
    if (item.accepted_version == event.data.at("version").integer_or(0)) item.accepted_version = 0;
  });
}

void suspend(StepState& step, const Event& event) {
  for_item(step, event, [&](WorkItem& item) {
    item.before_suspension = item.status;
    item.suspended = event.effective;
  });
  set_item(step, event, ItemStatus::suspended);
}

void resume(StepState& step, const Event& event) {
  for_item(step, event, [&](WorkItem& item) {
    item.status = item.before_suspension;
    item.suspended.reset();
    item.due = instant_at(event.data.at("due"));
    if (item.extended) item.extended = item.due;
    item.overdue = item.overdue && item.due && *item.due <= event.effective;
    leave_ladder(item);
  });
}

// Of a unit's report, or of the step's draft.
template <class Change>
void for_countersigning(StepState& step, const Event& event, Change&& change) {
  const auto unit = event.data.at("unit").text_or("");
  if (unit.empty())
    change(step.countersigning);
  else
    step.items.change(unit, [&](WorkItem& item) { change(item.countersigning); });
}

void ask_countersign(StepState& step, const Event& event) {
  Countersigning asked{event.data.at("way").text_or("all"), {}};
  if (const auto* signers = event.data.at("signers").list())
    for (const auto& signer : *signers) asked.signers.push_back({signer.text_or(""), std::nullopt, ""});
  for_countersigning(step, event, [&](Countersigning& countersigning) { countersigning = std::move(asked); });
}

void add_signer(StepState& step, const Event& event) {
  for_countersigning(step, event, [&](Countersigning& countersigning) {
    countersigning.signers.push_back({event.data.at("signer").text_or(""), std::nullopt, ""});
  });
}

void drop_signer(StepState& step, const Event& event) {
  const auto unit = event.data.at("signer").text_or("");
  for_countersigning(step, event, [&](Countersigning& countersigning) {
    std::erase_if(countersigning.signers, [&](const Countersigner& signer) { return signer.unit == unit; });
  });
}

void countersign(StepState& step, const Event& event) {
  const auto unit = event.data.at("signer").text_or("");
  for_countersigning(step, event, [&](Countersigning& countersigning) {
    for (auto& signer : countersigning.signers) {
      if (signer.unit != unit) continue;
      signer.agrees = event.data.at("agrees").boolean_or(false);
      signer.opinion = event.data.at("opinion").text_or("");
    }
  });
}

void send_copies(StepState& step, const Event& event) {
  if (const auto* units = event.data.at("to").list())
    for (const auto& unit : *units) step.copies[unit.text_or("")] = {event.effective, std::nullopt};
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

void accept(StepState& step, const Event& event) {
  for_item(step, event, [&](WorkItem& item) {
    item.status = ItemStatus::accepted;
    item.accepted_version = static_cast<int>(event.data.at("version").integer_or(0));
    for (auto& version : item.versions)
      if (version.version == item.accepted_version) version.accepted = true;
  });
}

void receive_paper(StepState& step, const Event& event) {
  for_item(step, event, [&](WorkItem& item) { item.papers[event.data.at("kind").text_or("")] = event.effective; });
}

void save_draft(StepState& step, const Event& event) {
  for_item(step, event, [&](WorkItem& item) {
    item.draft = event.data.at("data");
    if (item.status == ItemStatus::open) item.status = ItemStatus::draft;
  });
}

void delegate(StepState& step, const Event& event) {
  for_item(step, event, [&](WorkItem& item) { item.delegate = event.data.at("to").text_or(""); });
}

void transfer(StepState& step, const Event& event) {
  const auto to = event.data.at("to").text_or("");
  for_item(step, event, [&](WorkItem& item) {
    item.responsible = to == event.data.at("unit").text_or("") ? std::string() : to;
    item.delegate.clear();
  });
}

void urge(StepState& step, const Event& event) {
  for_item(step, event, [](WorkItem& item) { ++item.urged; });
}

void hear(StepState& step, const Event& event) {
  step.above.due = event.data.at("due").text_or("");
  if (!step.above.due.empty()) step.dates["due"] = step.above.due;
  const auto returned = static_cast<int>(event.data.at("returned").integer_or(0));
  if (returned > step.above.returned && step.has_settled()) step.stale = true;
  step.above.returned = returned;
  step.above.over = event.data.at("over").boolean_or(false);
  step.reason = event.data.at("reason").text_or(step.reason);
}

void roll_up(StepState& step, const Event& event) {
  step.rolled_up = event.data;
  step.stale = false;
}

using StepChange = void (*)(StepState&, const Event&);

const std::unordered_map<std::string_view, StepChange>& step_changes() {
  namespace t = event_type;
  static const std::unordered_map<std::string_view, StepChange> changes{
      {t::step_opened,
       [](StepState& step, const Event& event) {
         step.status = StepStatus::open;
         step.opened = event.effective;
         step.settled.reset();
         step.how.clear();
       }},
      {t::step_skipped, [](StepState& step, const Event& event) { settle(step, event, StepStatus::skipped); }},
      {t::step_died, [](StepState& step, const Event& event) { settle(step, event, StepStatus::dead); }},
      {t::step_settled, [](StepState& step, const Event& event) { settle(step, event, StepStatus::done); }},
      {t::step_went_stale, [](StepState& step, const Event&) { step.stale = true; }},
      {t::result_kept, [](StepState& step, const Event&) { step.stale = false; }},
      {t::outcome_chosen,
       [](StepState& step, const Event& event) {
         step.outcome = event.data.at("outcome").text_or("");
         step.reason = event.data.at("reason").text_or("");
       }},
      {t::items_opened, open_items},
      {t::items_overdue,
       [](StepState& step, const Event& event) { for_items(step, event, [](WorkItem& item) { item.overdue = true; }); }},
      {t::items_missing,
       [](StepState& step, const Event& event) {
         for_items(step, event, [](WorkItem& item) { item.status = ItemStatus::missing; });
       }},
      {t::items_closed, close_items},
      {t::item_waived, [](StepState& step, const Event& event) { set_item(step, event, ItemStatus::waived); }},
      {t::report_submitted, submit},
      {t::items_rescheduled, reschedule_items},
      {t::levels_deployed,
       [](StepState& step, const Event& event) { for_items(step, event, [](WorkItem& item) { item.runs_level = true; }); }},
      {t::heard_from_above, hear},
      {t::rolled_up, roll_up},
      {t::report_accepted, accept},
      {t::paper_received, receive_paper},
      {t::scopes_opened, open_scopes},
      {t::case_corrected, correct_case},
      {t::scope_settled, settle_scope},
      {t::intake_shut, [](StepState& step, const Event&) { step.intake_shut = true; }},
      {t::document_sent_back,
       [](StepState& step, const Event&) {
         step.signed_by.clear();
         forget_answers(step.countersigning);
       }},
      {t::draft_saved, save_draft},
      {t::report_withdrawn, withdraw},
      {t::item_delegated, delegate},
      {t::item_transferred, transfer},
      {t::unit_urged, urge},
      {t::item_suspended, suspend},
      {t::item_resumed, resume},
      {t::countersign_asked, ask_countersign},
      {t::signer_added, add_signer},
      {t::signer_dropped, drop_signer},
      {t::countersigned, countersign},
      {t::copies_sent, send_copies},
      {t::copy_read,
       [](StepState& step, const Event& event) { step.copies[event.data.at("reader").text_or("")].read = event.effective; }},
      {t::entry_made,
       [](StepState& step, const Event& event) {
         auto entry = event.data;
         entry["actor"] = event.data.at("rater").text_or(event.actor);
         entry["at"] = to_text(event.effective);
         step.entries.push_back(std::move(entry));
       }},
      {t::report_returned, give_back},
      {t::receipt_confirmed, [](StepState& step, const Event& event) { set_item(step, event, ItemStatus::accepted); }},
      {t::document_signed,
       [](StepState& step, const Event& event) { step.signed_by.push_back(event.data.at("role").text_or("")); }},
      {t::document_issued, [](StepState& step, const Event& event) { add_document(step, event, true); }},
      {t::document_compiled, [](StepState& step, const Event& event) { add_document(step, event, false); }},
      {t::units_assessed,
       [](StepState& step, const Event& event) {
         step.results = event.data.at("results");
         step.awards = event.data.at("awards");
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
  state.catching_up = event.data.at("on_paper").boolean_or(false);
  state.inherited.catching_up = state.catching_up && is_from_above(event);
}

void go_live(State& state, const Event& event) {
  state.live_since = event.effective;
  state.catching_up = false;
  state.inherited.catching_up = false;
}

void remind(State& state, const Event& event) {
  const auto unit = event.data.at("unit").text_or("");
  if (const auto* items = event.data.at("items").list())
    for (const auto& item : *items)
      state.steps[item.at("step").text_or("")].items.change(item.at("unit").text_or(unit),
                                                            [&](WorkItem& each) { each.reminded = event.effective; });
}

void supervise(State& state, const Event& event) {
  auto& step = state.steps[event.data.at("of").text_or("")];
  const auto scope = event.data.at("step").text_or("") + "[" + event.data.at("scope").text_or("") + "]/";
  for_items(step, event, [&](WorkItem& item) {
    const auto rung = event.data.at("rung").text_or("");
    item.supervision = {scope, rung, event.effective};
  });
}

void measure(State& state, const Event& event) {
  if (!event.data.at("final").boolean_or(false)) return;
  if (const auto* targets = event.data.at("targets").list())
    for (const auto& target : *targets) state.final_targets[target.text_or("")] = event.data.at("results").at(target.text_or(""));
}

using CampaignChange = void (*)(State&, const Event&);

const std::unordered_map<std::string_view, CampaignChange>& campaign_changes() {
  namespace t = event_type;
  static const std::unordered_map<std::string_view, CampaignChange> changes{
      {t::campaign_started, start},
      {t::campaign_closed, close},
      {t::went_live, go_live},
      {t::reminder_sent, remind},
      {t::units_supervised, supervise},
      {t::targets_measured, measure},
      {t::flow_returned, go_back},
      {t::parameter_set, set_parameter},
      {t::date_announced, announce_date},
      {t::number_taken, take_number},
      {t::number_voided, void_number},
      {t::unit_joined, join},
      {t::unit_left, leave},
      {t::definition_changed, [](State& state, const Event&) { change_members(state); }},
  };
  return changes;
}

}  // namespace

void apply(State& state, const Event& event) {
  ++state.events;
  state.recorded = event.recorded;
  if (event.effective > state.time) state.time = event.effective;
  if (const auto change = step_changes().find(event.type); change != step_changes().end()) {
    change->second(state.steps[text_of(event.data.at("step"))], event);
  } else if (const auto global = campaign_changes().find(event.type); global != campaign_changes().end()) {
    global->second(state, event);
  }
}

}  // namespace hongtou
