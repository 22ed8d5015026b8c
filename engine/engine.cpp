#include "engine/engine.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

#include "engine/blob_press.h"
#include "engine/campaign/printing.h"
#include "engine/document/enclosed_files.h"
#include "engine/hash.h"
#include "engine/journal/memory_store.h"
#include "engine/text.h"
#include "engine/version.h"

namespace hongtou {

namespace {

constexpr Message no_store{"engine.no_store", "不认识存储“{0}”", "there is no store for “{0}”",
                           "写成 sqlite:文件名，并确认插件已安装（hongtou plugins）",
                           "write sqlite:FILE, and see whether the plugin is installed (hongtou plugins)"};
constexpr Message no_format{"engine.no_format", "没有“{0}”格式", "there is no format “{0}”", "已有的格式：{1}；缺少的请安装插件",
                            "formats are: {1}; install the plugin for others"};
constexpr Message carries_no_files{"engine.carries_no_files", "{0} 文件不能附带其他文件", "a {0} file takes no other files along",
                                   "写成 .ofd，或者另外发送这些文件；PDF 按 PDF/A-2b 写，只许附带 PDF/A 文件",
                                   "write .ofd, or send them separately; PDF is written as PDF/A-2b, which takes PDF/A only"};
constexpr Message already_started{"engine.already_started", "存储中已有活动“{0}”", "the store holds the campaign “{0}” already",
                                  "换一个编号或另一个存储", "choose another id or another store"};
constexpr Message not_started{"engine.not_started", "存储中没有活动“{0}”", "the store holds no campaign “{0}”", "检查编号和存储",
                              "look at the id and the store"};
constexpr Message other_definition{
    "engine.other_definition", "活动“{0}”启动后，活动文件改动过",
    "the files of the campaign “{0}” have changed since it was started", "用启动时的文件打开；进行中的活动不会因改文件而改变",
    "open it with the files it was started with; a running campaign does not change with its files"};
constexpr Message no_virtual_clock{"engine.no_virtual_clock", "活动“{0}”按真实的时间进行，不能拨动时钟",
                                   "the campaign “{0}” runs by the real clock, which cannot be moved",
                                   "演习请用 start --clock virtual 另行启动", "for training start another with --clock virtual"};
constexpr Message no_draft{"campaign.no_draft", "步骤“{0}”没有文稿", "the step “{0}” has no text",
                           "写有文稿（text）的步骤，如发文、汇总", "name a step with a text, such as an issue or a compile"};
constexpr std::string_view draft_mark = "（稿）";
constexpr Message clock_back{"engine.clock_back", "活动的时钟已走到 {0}，不能拨回 {1}",
                             "the campaign's clock stands at {0} and cannot go back to {1}", "写一个更晚的时间",
                             "write a later time"};
constexpr Message refused{"engine.refused", "{0}", "{1}", "", ""};
constexpr Message between_levels{"refused.between_levels", "“{0}”是上下级活动之间的事，不由人办理",
                                 "“{1}” is what levels tell each other, nobody's act", "办理上级或下级活动中的事，上下级自会相告",
                                 "act in the campaign above or below; the levels tell each other by themselves"};
constexpr Message no_document{"campaign.no_document", "步骤“{0}”没有 {1} 格式的文件", "the step “{0}” has no document as {1}",
                              "该步骤可能还没有完成", "the step may not be done yet"};
constexpr Message no_progress{"campaign.no_progress", "到了 {0}，却没有任何事发生", "the timer of {0} came and nothing happened",
                              "步骤种类的插件有缺陷，请报告", "a step kind's plugin is at fault; report it"};

// Looked up once: a campaign asks at every turn.
std::map<std::string, const StepKind*, std::less<>> kinds_of(const Definition& definition, const Registry& registry) {
  std::map<std::string, const StepKind*, std::less<>> kinds;
  for (const auto& place : definition.places()) kinds[place.step->kind] = registry.step_kind(place.step->kind);
  return kinds;
}

JournalEvent to_journal(const Event& event) {
  return {0, event.recorded, event.effective, event.actor, event.type, event.data, event.personal};
}

Event from_journal(JournalEvent event) {
  return {std::move(event.type),  event.recorded,        event.effective,
          std::move(event.actor), std::move(event.data), std::move(event.personal)};
}

// Prints nothing: for what is only tried.
class NoPress final : public Press {
 public:
  Result<std::map<std::string, Value>> print(const std::string&, const Document&) override {
    return std::map<std::string, Value>{};
  }
  Result<std::string> bytes(const Value&) const override { return std::string(); }
};

Value to_value(const Rescheduled& moved) {
  Value data{Map{{"step", moved.step}, {"units", List(moved.units.begin(), moved.units.end())}}};
  if (moved.to) data["due"] = to_text(*moved.to);
  return data;
}

// The state takes up a new version, whose rules these are. What happened, the change itself first.
std::vector<Event> take_up(const Rules& rules, State& state, const Migration& migration, Event change) {
  const auto recorded = change.recorded, effective = change.effective;
  std::vector<Event> events{std::move(change)};
  for (const auto& moved : migration.rescheduled)
    events.push_back({std::string(event_type::items_rescheduled), recorded, effective, "engine", to_value(moved), {}});
  for (const auto& event : events) apply(state, event);
  auto opened = perform(rules, state, {"engine", effective, PassTime{}}, recorded);
  std::move(opened.events.begin(), opened.events.end(), std::back_inserter(events));
  return events;
}

}  // namespace

struct Engine::Parts {
  Environment environment;
  Registry registry;
};

struct Campaign::Parts {
  Parts(Definition the_definition, Calendar the_calendar, std::shared_ptr<Store> the_store, const std::string& stream,
        std::vector<const Format*> writers, const Registry& registry, const Environment& the_environment)
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

  // What is in the store, and nothing else.
  Status reload() {
    unsure = true;
    auto events = journal.read();
    return events.ok() ? take(*std::move(events)) : Status(events.diagnostics());
  }

  Status take(std::vector<JournalEvent> events) {
    pinned = pinned_references(events);
    if (!events.empty() && events.front().data.at("clock").text_or("") == "virtual") clock = Clock::virtual_;
    state = replay(std::move(events));
    const auto caught_up = audit.catch_up();
    unsure = !caught_up.ok();
    return caught_up;
  }

  Status write(const std::vector<Event>& events) {
    std::vector<JournalEvent> records;
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

  // Writes into an event's data what the campaign is pinned to.
  void pin(Value& data, NamedTexts calendars) {
    const auto references = to_value(pinned_to(definition, std::move(calendars)),
                                     [&](const std::string& text) { return press.keep(text, "text/plain"); });
    pin(data, references);
  }

  // As another campaign is pinned: the files are in the store.
  void pin(Value& data, const Value& to) {
    for (const auto* key : {"definition", "files", "calendars", "level"})
      if (!to.at(key).is_null()) data[key] = to.at(key);
    pinned = to;
  }

  // What it goes on with: the days are those of the country, without its own.
  struct NewVersion {
    Definition definition;
    Calendar days;
  };

  // Goes on with a new version; `write_pinned` says in the data of `change` what it is. What happens at once is in what is
  // returned; nothing has changed when it fails.
  Result<std::vector<Event>> change_to(NewVersion to, const Migration& migration, Event change,
                                       const std::function<void(Value& data)>& write_pinned) {
    const auto former_calendar = std::exchange(calendar, to.days.with(to.definition.own_calendar));
    unsure = true;  // until it is written
    const auto former = replace(std::move(to.definition));
    write_pinned(change.data);
    const auto events = take_up(rules, state, migration, std::move(change));
    if (const auto written = write(events); !written.ok()) {
      calendar = former_calendar;
      replace(former);
      return written.diagnostics();
    }
    unsure = false;
    return events;
  }

  // What a new version makes happen at once, beyond what time has brought about by then; nothing is printed.
  std::vector<Event> foresee(const Definition& to, const Calendar& days, const Migration& migration, Instant now) const {
    auto later = state;
    NoPress no_press;
    const Rules before{definition, calendar, rules.kind, no_press};
    for (auto next = hongtou::next_timer(before, later); next && *next <= now; next = hongtou::next_timer(before, later))
      if (!hongtou::perform(before, later, {"engine", *next, PassTime{}}, std::max(now, later.recorded)).ok()) break;
    const auto kinds_then = kinds_of(to, known);
    const Rules after{to, days, [&](std::string_view name) { return kinds_then.find(name)->second; }, no_press};
    auto events = take_up(after, later, migration, {std::string(event_type::definition_changed), now, now, "engine", Map{}, {}});
    events.erase(events.begin());
    return events;
  }

  // Returns the former one.
  Definition replace(Definition other) {
    kinds = kinds_of(other, known);
    return std::exchange(definition, std::move(other));
  }

  // Another process may have written to the audit stream since: its end is looked up once more then.
  Status write_refusal(const Command& command, const Refusal& refusal, Instant now) {
    const Value data{
        Map{{"step", step_of(command.act)}, {"code", Value(refusal.message.code)}, {"text", refusal.text(Language::zh)}}};
    const JournalEvent event{0, now, command.effective.value_or(now), command.actor, "command_refused", data, {}};
    auto written = audit.append({event});
    if (!written.ok() && audit.catch_up().ok()) written = audit.append({event});
    return written.ok() ? Status(success) : Status(written.diagnostics());
  }

  Result<Decision> refuse(const Command& command, Refusal refusal, Instant now) {
    if (const auto written = write_refusal(command, refusal, now); !written.ok()) return written.diagnostics();
    return Decision{{}, std::move(refusal)};
  }

  Result<Decision> perform(const Command& command, Instant now) {
    if (unsure)
      if (const auto reloaded = reload(); !reloaded.ok()) return reloaded.diagnostics();
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

  Definition definition;
  Calendar calendar;
  std::shared_ptr<Store> store;
  Environment environment;
  BlobPress press;
  Journal journal;
  Journal audit;
  const Registry& known;
  std::map<std::string, const StepKind*, std::less<>> kinds;
  Rules rules;
  State state;
  Value pinned;        // references to its files: {definition, files, calendars, level}
  std::string own_id;  // of its files; the stream may have another
  std::vector<std::string> formats;
  Clock clock = Clock::system;
  bool unsure = false;  // the state may differ from the store: reload first
};

std::string version() { return HONGTOU_VERSION; }

State replay(std::vector<JournalEvent> events) {
  State state;
  for (auto& event : events) apply(state, from_journal(std::move(event)));
  return state;
}

Campaign::Campaign(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Campaign::Campaign(Campaign&&) noexcept = default;
Campaign& Campaign::operator=(Campaign&&) noexcept = default;
Campaign::~Campaign() = default;

namespace {

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
  return hongtou::foresee(parts_->rules, parts_->state, with_unit_ids(parts_->definition, command), now());
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

Instant Campaign::now() const {
  const auto& state = parts_->state;
  return std::max(clock() == Clock::virtual_ ? state.time : parts_->environment.now(), state.recorded);
}

std::chrono::microseconds Campaign::clock_lag() const {
  return clock() == Clock::virtual_ ? std::chrono::microseconds(0) : now() - parts_->environment.now();
}

Result<Decision> Campaign::perform(const Command& command, Instant now) {
  if (const auto& operation = operation_of(command.act); operation.concern == Concern::level)
    return parts_->refuse(
        command, {RefusalKind::not_allowed, between_levels, {std::string(operation.chinese), std::string(operation.name)}, {}},
        now);
  const bool by_itself = std::holds_alternative<PassTime>(command.act) || std::holds_alternative<Start>(command.act);
  if (!by_itself && now >= parts_->state.recorded)
    if (const auto passed = advance_to(now, clock() == Clock::virtual_); !passed.ok()) return passed.diagnostics();
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

Result<Migration> Campaign::plan_migration(Definition definition) const {
  const auto calendars = installed_calendars(parts_->environment);
  if (!calendars.ok()) return calendars.diagnostics();
  const auto days = read_calendar(*calendars);
  if (!days.ok()) return days.diagnostics();
  if (definition.id == parts_->own_id) definition.id = parts_->definition.id;
  const auto calendar = days->with(definition.own_calendar);
  auto migration = hongtou::plan_migration({parts_->definition, parts_->calendar}, {definition, calendar}, parts_->state);
  if (migration.possible()) migration.at_once = parts_->foresee(definition, calendar, migration, now());
  return migration;
}

Result<std::vector<Event>> Campaign::migrate(Definition definition, const std::string& actor, const std::string& reason) {
  const auto at = now();
  auto passed = advance_to(at, clock() == Clock::virtual_);
  if (!passed.ok()) return passed.diagnostics();
  const auto permission = permission_of(parts_->definition, parts_->state, migration_operation(), actor);
  if (const auto& no = permission.refusal) return Result<std::vector<Event>>::failure({}, no->message, no->arguments);
  const auto migration = plan_migration(definition);
  if (!migration.ok()) return migration.diagnostics();
  if (!migration->possible()) return migration->findings;
  auto calendars = installed_calendars(parts_->environment);
  if (!calendars.ok()) return calendars.diagnostics();
  const auto days = read_calendar(*calendars);
  if (!days.ok()) return days.diagnostics();

  Event change{std::string(event_type::definition_changed), at, at, permission.standing.actor, Map{{"reason", reason}}, {}};
  definition.id = parts_->definition.id;
  const auto changed = parts_->change_to({std::move(definition), *days}, *migration, std::move(change),
                                         [&](Value& data) { parts_->pin(data, *std::move(calendars)); });
  if (!changed.ok()) return changed.diagnostics();
  passed->insert(passed->end(), changed->begin(), changed->end());
  return passed;
}

bool Campaign::is_pinned_as(const Campaign& above) const {
  const auto& upper = above.parts_->pinned;
  return parts_->pinned.at("files") == upper.at("files") && parts_->pinned.at("calendars") == upper.at("calendars");
}

Result<std::vector<Event>> Campaign::follow(const Campaign& above, Definition own, const Event& change) {
  const auto& upper = *above.parts_;
  const auto calendar = upper.calendar.with(own.own_calendar);
  const auto migration = hongtou::plan_migration({parts_->definition, parts_->calendar}, {own, calendar}, parts_->state);
  if (!migration.possible() && !migration.same) return std::vector<Event>{};
  auto pinned = upper.pinned;
  pinned["level"] = level_value(own);
  return parts_->change_to({std::move(own), upper.calendar}, migration, change, [&](Value& data) { parts_->pin(data, pinned); });
}

Result<Decision> Campaign::submit(const std::string& step, const std::string& unit, Value data, std::vector<SubmittedFile> files,
                                  std::optional<Instant> at) {
  return perform({unit, std::nullopt, Submit{step, unit, std::move(data), std::move(files)}}, at.value_or(now()));
}

Result<std::vector<Event>> Campaign::move_clock(Instant to, const std::string& actor) {
  using Happened = Result<std::vector<Event>>;
  if (clock() != Clock::virtual_) return Happened::failure({}, no_virtual_clock, {parts_->definition.id});
  if (to < now()) return Happened::failure({}, clock_back, {to_local_text(now()), to_local_text(to)});
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

Engine::Engine(Environment environment) : parts_(std::make_unique<Parts>()) { parts_->environment = std::move(environment); }
Engine::Engine(Engine&&) noexcept = default;
Engine::~Engine() = default;

Status Engine::load_plugin(const std::string& name) { return parts_->registry.load(parts_->environment.plugin_folder, name); }
Status Engine::load_plugins() { return parts_->registry.load_all(parts_->environment.plugin_folder); }
const Registry& Engine::registry() const { return parts_->registry; }
const Environment& Engine::environment() const { return parts_->environment; }

Result<Calendar> Engine::calendar() const {
  const auto files = installed_calendars(parts_->environment);
  return files.ok() ? read_calendar(*files) : Result<Calendar>(files.diagnostics());
}

std::vector<StepKindInfo> Engine::step_kinds() const {
  std::vector<StepKindInfo> kinds;
  for (const auto& kind : parts_->registry.step_kinds()) kinds.push_back(kind->info());
  return kinds;
}

Result<Definition> Engine::load(const std::string& path) const {
  return load_definition(path, step_kinds(), parts_->environment);
}

Result<std::shared_ptr<Store>> Engine::open_store(const std::string& url, StoreMode mode) const {
  const auto colon = url.find(':');
  const auto scheme = url.substr(0, colon);
  if (scheme == "memory") return std::shared_ptr<Store>(std::make_shared<MemoryStore>());
  const auto* driver = colon == std::string::npos ? nullptr : parts_->registry.store(scheme);
  if (driver == nullptr) return Result<std::shared_ptr<Store>>::failure({}, no_store, {url});
  auto store = driver->open(url.substr(colon + 1), mode);
  if (!store.ok()) return store.diagnostics();
  return std::shared_ptr<Store>(*std::move(store));
}

namespace {

Result<std::vector<const Format*>> find_formats(const Registry& registry, const std::vector<std::string>& names) {
  Result<std::vector<const Format*>> formats(std::vector<const Format*>{});
  for (const auto& name : names) {
    if (const auto* format = registry.format(name)) {
      formats->push_back(format);
      continue;
    }
    std::vector<std::string> known;
    for (const auto& format : registry.formats()) known.push_back(format->info().name);
    formats.fail({}, no_format, {name, known.empty() ? "—" : join(known, " ")});
  }
  return formats;
}

}  // namespace

Result<std::string> Engine::write(const Document& document, const std::string& format) const {
  auto found = find_formats(parts_->registry, {format});
  if (!found.ok()) return found.diagnostics();
  const auto& writer = *found->front();
  if (!document.files.empty()) {
    if (!writer.info().carries_files) return Result<std::string>::failure({}, carries_no_files, {writer.info().extension});
    if (const auto checked = check_enclosed_files(document.files); !checked.ok()) return checked.diagnostics();
  }
  return writer.write(document, parts_->environment);
}

namespace {

Result<std::shared_ptr<Store>> store_of(const Engine& engine, const StartOptions& options, StoreMode mode) {
  return options.opened != nullptr ? Result<std::shared_ptr<Store>>(options.opened) : engine.open_store(options.store, mode);
}

}  // namespace

Result<std::unique_ptr<Campaign::Parts>> Engine::assemble(Definition definition, Calendar calendar, std::shared_ptr<Store> store,
                                                          const std::string& id,
                                                          const std::vector<std::string>& format_names) const {
  auto formats = find_formats(parts_->registry, format_names);
  if (!formats.ok()) return formats.diagnostics();
  const auto own_id = std::exchange(definition.id, id);
  calendar = calendar.with(definition.own_calendar);
  auto parts = std::make_unique<Campaign::Parts>(std::move(definition), std::move(calendar), std::move(store), id,
                                                 *std::move(formats), parts_->registry, parts_->environment);
  parts->own_id = own_id;
  parts->formats = format_names;
  if (const auto loaded = parts->reload(); !loaded.ok()) return loaded.diagnostics();
  return parts;
}

namespace {

Command starting(const Definition& definition, const StartOptions& options) {
  return {options.actor.empty() ? definition.lead : options.actor, options.effective,
          Start{options.supplied, options.said, options.inherited}};
}

// Tried before there is a store, so that none is left behind when it may not start.
std::optional<Refusal> refusal_to_start(const Definition& definition, const Calendar& calendar, const Registry& registry,
                                        const Command& command, Instant now) {
  const auto kinds = kinds_of(definition, registry);
  NoPress press;
  const Rules rules{definition, calendar, [&](std::string_view name) { return kinds.find(name)->second; }, press};
  return decide(rules, State{}, command, now).refusal;
}

Diagnostics to_diagnostics(const Refusal& refusal) {
  return {{Severity::error, {}, refused, {refusal.text(Language::zh), refusal.text(Language::en)}}};
}

}  // namespace

Result<Campaign> Engine::start(Definition definition, const StartOptions& options) const {
  if (const auto formats = find_formats(parts_->registry, options.formats); !formats.ok()) return formats.diagnostics();
  auto calendars = installed_calendars(parts_->environment);
  if (!calendars.ok()) return calendars.diagnostics();
  auto days = read_calendar(*calendars);
  if (!days.ok()) return days.diagnostics();
  const auto now = options.now.value_or(parts_->environment.now());
  const auto command = starting(definition, options);
  const auto own_days = days->with(definition.own_calendar);
  if (const auto no = refusal_to_start(definition, own_days, parts_->registry, command, now)) return to_diagnostics(*no);
  auto store = store_of(*this, options, StoreMode::create);
  if (!store.ok()) return store.diagnostics();
  const auto id = options.id.empty() ? definition.id : options.id;
  auto parts = assemble(std::move(definition), *std::move(days), *std::move(store), id, options.formats);
  if (!parts.ok()) return parts.diagnostics();
  return begin(*std::move(parts), options,
               [&](Campaign::Parts& campaign, Value& data) { campaign.pin(data, *std::move(calendars)); });
}

Result<Campaign> Engine::begin(std::unique_ptr<Campaign::Parts> parts, const StartOptions& options,
                               const std::function<void(Campaign::Parts&, Value&)>& pin) const {
  auto& campaign = *parts;
  if (campaign.state.started) return Result<Campaign>::failure({}, already_started, {campaign.definition.id});

  campaign.clock = options.clock;
  const auto now = options.now.value_or(parts_->environment.now());
  const auto command = starting(campaign.definition, options);
  auto decision = hongtou::perform(campaign.rules, campaign.state, command, now);
  if (!decision.ok()) return to_diagnostics(*decision.refusal);
  auto& started = decision.events.front().data;
  pin(campaign, started);
  started["formats"] = List(campaign.formats.begin(), campaign.formats.end());
  if (options.clock == Clock::virtual_) started["clock"] = "virtual";
  if (const auto written = campaign.write(decision.events); !written.ok()) return written.diagnostics();
  return Campaign(std::move(parts));
}

Result<Campaign> Engine::start_below(const Campaign& above, Definition definition, StartOptions options) const {
  const auto& upper = *above.parts_;
  const auto id = definition.id;
  auto pinned = upper.pinned;
  pinned["level"] = level_value(definition);
  options.clock = upper.clock;
  auto parts = assemble(std::move(definition), upper.calendar, upper.store, id, upper.formats);
  if (!parts.ok()) return parts.diagnostics();
  return begin(*std::move(parts), options, [&](Campaign::Parts& campaign, Value& data) { campaign.pin(data, pinned); });
}

Result<Campaign> Engine::open_below(const Campaign& above, Definition definition) const {
  const auto& upper = *above.parts_;
  const auto id = definition.id;
  auto parts = assemble(std::move(definition), upper.calendar, upper.store, id, upper.formats);
  if (!parts.ok()) return parts.diagnostics();
  if (!(*parts)->state.started) return Result<Campaign>::failure({}, not_started, {id});
  for (const auto* key : {"files", "calendars"})
    if ((*parts)->pinned.at(key) != upper.pinned.at(key)) return open_in_formats(upper.store, id, upper.formats);
  return Campaign(*std::move(parts));
}

Result<Campaign> Engine::open(const std::string& store, const std::string& id) const {
  auto opened = open_store(store, StoreMode::read_write);
  if (!opened.ok()) return opened.diagnostics();
  return open(*std::move(opened), id);
}

Result<Campaign> Engine::open(std::shared_ptr<Store> store, const std::string& id) const {
  return open_in_formats(std::move(store), id, std::nullopt);
}

Result<Campaign> Engine::open_in_formats(std::shared_ptr<Store> store, const std::string& id,
                                         const std::optional<std::vector<std::string>>& formats) const {
  const auto events = Journal(*store, id, parts_->environment).read();
  if (!events.ok()) return events.diagnostics();
  if (events->empty()) return Result<Campaign>::failure({}, not_started, {id});
  const auto pinned = read_pinned(*events, *store);
  if (!pinned.ok()) return pinned.diagnostics();
  auto definition = load_pinned(*pinned, step_kinds(), parts_->environment);
  if (!definition.ok()) return definition.diagnostics();
  auto days = read_calendar(pinned->calendars);
  if (!days.ok()) return days.diagnostics();
  auto parts = assemble(*std::move(definition), *std::move(days), std::move(store), id, formats.value_or(pinned->formats));
  if (!parts.ok()) return parts.diagnostics();
  return Campaign(*std::move(parts));
}

namespace {

// Whether these are the very files, wherever they lie.
bool is_pinned_to(const Value& references, const Definition& definition) {
  std::set<std::string> then;
  std::set<std::string> now;
  find_blobs(references.at("files"), then);
  for (const auto& [path, text] : definition.files) now.insert(sm3(text));
  return then == now;
}

}  // namespace

Result<Campaign> Engine::open(Definition definition, const StartOptions& options) const {
  auto store = store_of(*this, options, StoreMode::read_write);
  if (!store.ok()) return store.diagnostics();
  const auto id = options.id.empty() ? definition.id : options.id;
  const auto events = Journal(**store, id, parts_->environment).read();
  if (!events.ok()) return events.diagnostics();
  if (events->empty()) return Result<Campaign>::failure({}, not_started, {id});
  if (!is_pinned_to(pinned_references(*events), definition))
    return Result<Campaign>::failure({definition.file, 0, 0}, other_definition, {id});
  const auto pinned = read_pinned(*events, **store);
  auto days = pinned.ok() ? read_calendar(pinned->calendars) : calendar();  // older journals do not hold it
  if (!days.ok()) return days.diagnostics();
  auto parts = assemble(std::move(definition), *std::move(days), *std::move(store), id, options.formats);
  if (!parts.ok()) return parts.diagnostics();
  return Campaign(*std::move(parts));
}

}  // namespace hongtou
