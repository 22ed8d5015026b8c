#include <algorithm>
#include <utility>

#include "engine/engine/campaign_parts.h"

namespace hongtou {

namespace {

constexpr Message no_virtual_clock{"engine.no_virtual_clock", "活动“{0}”按真实的时间进行，不能拨动时钟",
                                   "the campaign “{0}” runs by the real clock, which cannot be moved",
                                   "演习请用 start --clock virtual 另行启动", "for training start another with --clock virtual"};
constexpr Message no_draft{"campaign.no_draft", "步骤“{0}”没有文稿", "the step “{0}” has no text",
                           "写有文稿（text）的步骤，如发文、汇总", "name a step with a text, such as an issue or a compile"};
constexpr std::string_view draft_mark = "（稿）";
constexpr Message clock_back{"engine.clock_back", "活动的时钟已走到 {0}，不能拨回 {1}",
                             "the campaign's clock stands at {0} and cannot go back to {1}", "写一个更晚的时间",
                             "write a later time"};
constexpr Message between_levels{"refused.between_levels", "“{0}”是上下级活动之间的事，不由人办理",
                                 "“{1}” is what levels tell each other, nobody's act", "办理上级或下级活动中的事，上下级自会相告",
                                 "act in the campaign above or below; the levels tell each other by themselves"};
constexpr Message no_document{"campaign.no_document", "步骤“{0}”没有 {1} 格式的文件", "the step “{0}” has no document as {1}",
                              "该步骤可能还没有完成", "the step may not be done yet"};
constexpr Message no_progress{"campaign.no_progress", "到了 {0}，却没有任何事发生", "the timer of {0} came and nothing happened",
                              "步骤种类的插件有缺陷，请报告", "a step kind's plugin is at fault; report it"};

// Units by their id, name or alias.
std::string unit_id(const Definition& definition, const std::string& word) {
  const auto* unit = definition.units.find(word);
  return unit == nullptr ? word : unit->id;
}

void take_id(const Definition& definition, std::string& word) { word = unit_id(definition, word); }
void take_id(const Definition& definition, std::vector<std::string>& words) {
  for (auto& word : words) take_id(definition, word);
}

Command with_unit_ids(const Definition& definition, Command command) {
  take_id(definition, command.actor);
  std::visit(
      [&](auto& act) {
        if constexpr (requires { act.unit; }) take_id(definition, act.unit);
        if constexpr (requires { act.parent; }) take_id(definition, act.parent);
        if constexpr (requires { act.to; }) take_id(definition, act.to);
        if constexpr (requires { act.signer; }) take_id(definition, act.signer);
        if constexpr (requires { act.signers; }) take_id(definition, act.signers);
      },
      command.act);
  return command;
}

}  // namespace

Campaign::Campaign(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Campaign::Campaign(Campaign&&) noexcept = default;
Campaign& Campaign::operator=(Campaign&&) noexcept = default;
Campaign::~Campaign() = default;

const Definition& Campaign::definition() const { return parts_->definition; }
const State& Campaign::state() const { return parts_->state; }
const Calendar& Campaign::calendar() const { return parts_->calendar; }
std::optional<Place> Campaign::place(const std::string& address) const {
  const auto where = locate(parts_->definition, parts_->state, address);
  if (!where) return std::nullopt;
  return Place(parts_->definition, parts_->calendar, parts_->state, where->scope, *where->step);
}
Value Campaign::status(Instant now) const { return hongtou::status(parts_->definition, parts_->calendar, parts_->state, now); }
std::vector<Task> Campaign::tasks(const std::string& actor, Instant now, bool everything) const {
  return hongtou::tasks(parts_->definition, parts_->calendar, parts_->state, unit_id(parts_->definition, actor), now, everything);
}
Foresight Campaign::foresee(const Command& command) const {
  return hongtou::foresee(parts_->rules, parts_->state, with_unit_ids(parts_->definition, command), recording_time());
}

Result<Document> Campaign::draft(const std::string& step) const {
  const auto there = place(step);
  const auto text = there ? parts_->definition.texts.find(there->step().name("text")) : parts_->definition.texts.end();
  if (text == parts_->definition.texts.end()) return Result<Document>::failure({parts_->definition.file, 0, 0}, no_draft, {step});
  const auto goes_out = std::max(now(), there->at_nine("on").value_or(now()));
  const auto data = campaign_data(*there, date_of(goes_out));
  auto document = text->second.compose(
      data, block_source(*there, data, [&](const Value& reference) { return parts_->press.bytes(reference); }));
  if (document.ok()) document->title.emplace_back(draft_mark);
  return document;
}
std::optional<Instant> Campaign::next_timer() const { return hongtou::next_timer(parts_->rules, parts_->state); }

Clock Campaign::clock() const { return parts_->clock; }

bool Campaign::goes_by_itself() const { return clock() == Clock::system && !parts_->state.catching_up; }

Instant Campaign::now() const { return parts_->state.catching_up ? parts_->state.time : recording_time(); }

Instant Campaign::recording_time() const { return parts_->recording_time(); }

std::chrono::microseconds Campaign::clock_lag() const {
  return clock() == Clock::virtual_ ? std::chrono::microseconds(0) : recording_time() - parts_->environment.now();
}

Instant Campaign::time_of(const Command& command, Instant now) const {
  if (!parts_->state.catching_up) return now;
  const bool goes_live = std::holds_alternative<GoLive>(command.act) && !parts_->state.inherited.catching_up;
  if (goes_live && !permission_of(definition(), state(), operation_of(command.act), command.actor).refusal)
    return recording_time();
  return std::min(command.effective.value_or(now), recording_time());
}

Status Campaign::reload() { return parts_->reload(); }

Result<Decision> Campaign::perform(const Command& command, Instant now) {
  if (const auto& operation = operation_of(command.act); operation.concern == Concern::level)
    return parts_->refuse(
        command, {RefusalKind::not_allowed, between_levels, {std::string(operation.chinese), std::string(operation.name)}, {}},
        now);
  const bool by_itself = std::holds_alternative<PassTime>(command.act) || std::holds_alternative<Start>(command.act);
  if (!by_itself && (parts_->state.catching_up || now >= parts_->state.recorded))
    if (const auto passed = advance_to(time_of(command, now), !goes_by_itself()); !passed.ok()) return passed.diagnostics();
  return parts_->perform(with_unit_ids(parts_->definition, command), now);
}

Result<Decision> Campaign::perform(const Command& command) { return perform(command, now()); }

Result<Decision> Campaign::perform_now(const Command& command, Instant now) {
  return parts_->perform(with_unit_ids(parts_->definition, command), now);
}

Result<std::vector<Event>> Campaign::advance_to(Instant to, bool as_it_happens) {
  return pass_time(to, as_it_happens ? std::nullopt : std::optional(to));
}

Result<std::vector<Event>> Campaign::pass_time(Instant to, std::optional<Instant> recorded_at) {
  const auto fail = [&](Message message, std::vector<std::string> arguments) {
    return Result<std::vector<Event>>::failure({parts_->definition.file, 0, 0}, message, std::move(arguments));
  };
  std::vector<Event> happened;
  for (auto next = next_timer(); next && *next <= to; next = next_timer()) {
    const auto recorded = recorded_at.value_or(std::max(*next, parts_->state.recorded));
    auto decision = parts_->perform({"engine", *next, PassTime{}}, recorded);
    if (!decision.ok()) return decision.diagnostics();
    if (!decision->ok()) return fail(refused, {decision->refusal->text(Language::zh), decision->refusal->text(Language::en)});
    if (decision->events.empty()) return fail(no_progress, {to_local_text(*next)});
    happened.insert(happened.end(), decision->events.begin(), decision->events.end());
  }
  return happened;
}

Result<Decision> Campaign::submit(const std::string& step, const std::string& unit, Value data, std::vector<SubmittedFile> files,
                                  std::optional<Instant> at) {
  return perform({unit, std::nullopt, Submit{step, unit, std::move(data), std::move(files)}}, at.value_or(now()));
}

Status Campaign::note_refusal(const Command& command, const Refusal& refusal) {
  const auto noted = parts_->refuse(command, refusal, recording_time());
  return noted.ok() ? success : Status(noted.diagnostics());
}

Diagnostics Campaign::refuse_clock_back(Instant to, const std::string& actor, Instant now) {
  return parts_->refuse(actor, {RefusalKind::invalid_argument, clock_back, {to_local_text(now), to_local_text(to)}, {}});
}

Result<std::vector<Event>> Campaign::move_clock(Instant to, const std::string& actor) {
  using Happened = Result<std::vector<Event>>;
  if (clock() != Clock::virtual_) return Happened::failure({}, no_virtual_clock, {parts_->definition.id});
  if (to < now()) return refuse_clock_back(to, actor, now());
  auto happened = advance_to(to, true);
  if (!happened.ok() || now() == to) return happened;
  const Event moved{std::string(event_type::clock_moved), to, to, actor, Map{{"to", to_text(to)}}, {}};
  apply(parts_->state, moved);
  if (const auto written = parts_->write({moved}); !written.ok()) return written.diagnostics();
  happened->push_back(moved);
  return happened;
}

Value Campaign::keep(std::string bytes, std::string media_type) {
  return parts_->press.keep(std::move(bytes), std::move(media_type));
}

Result<std::string> Campaign::document(const std::string& step, const std::string& format) const {
  const auto& documents = parts_->state.step(step).documents;
  const auto missing = [&] { return Result<std::string>::failure({parts_->definition.file, 0, 0}, no_document, {step, format}); };
  if (documents.empty()) return missing();
  const auto rendition = documents.back().renditions.find(format);
  if (rendition == documents.back().renditions.end()) return missing();
  auto blob = parts_->store->blob(rendition->second);
  if (!blob.ok()) return blob.diagnostics();
  if (!blob->has_value()) return missing();
  return std::move((*blob)->bytes);
}

Result<std::vector<JournalEvent>> Campaign::events() const {
  Journal journal(*parts_->store, parts_->state.campaign, parts_->environment);
  return journal.read();
}

Result<Head> Campaign::verify(const std::optional<Head>& exported) const { return parts_->journal.verify(exported); }

Status Campaign::erase_personal(std::uint64_t sequence, const std::string& pointer) {
  return parts_->journal.erase_personal(sequence, pointer);
}

}  // namespace hongtou
