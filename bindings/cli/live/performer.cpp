#include "bindings/cli/live/performer.h"

#include <algorithm>
#include <cstdlib>

#include "bindings/cli/live/address.h"
#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/live/remarks.h"
#include "engine/campaign/act_reader.h"
#include "engine/campaign/form_to_fill.h"
#include "engine/campaign/scope.h"
#include "engine/campaign/written_time.h"
#include "engine/text.h"
#include "engine/timeline.h"

namespace hongtou::cli {

namespace {

using Happened = Result<std::vector<JournalEvent>>;

constexpr Message nobody{"usage.actor", "没有写明是谁办理", "it is not said who acts",
                         "用 --as 单位、角色或人员，或设置 HONGTOU_AS",
                         "write --as and a unit, a role or a person, or set HONGTOU_AS"};
constexpr Message bad_time{"usage.time", "时间“{0}”不对", "“{0}” is no time", "写成 2023-06-08 10:00", "write 2023-06-08 10:00"};

constexpr Message unknown_key{"act.unknown_key", "“{0}”没有“{1}”这一项", "“{0}” takes no “{1}”", "可以写：{2}", "it takes: {2}"};
constexpr Message still_to_come{"refused.still_to_come", "{0} 还没有到：活动按真实的时间进行，时间不能拨到以后",
                                "{0} has not come yet: the campaign runs by the real clock, which cannot be moved on",
                                "到时再运行 hongtou advance；要先练一遍，用 hongtou start --clock virtual 另起一个活动",
                                "run hongtou advance then; to practise, start another campaign with --clock virtual"};
constexpr Message clock_behind{"clock.behind", "这台机器的时钟（{0}）比上一条记录（{1}）早：按上一条记录的时间登记",
                               "this machine's clock, {0}, is behind the last record, {1}, and that time was taken down",
                               "校准时钟；事情实际在什么时候办的，用 --at 写明",
                               "set the clock; --at says when a thing was really done"};

std::string media_type_of(const std::string& path) {
  static const std::map<std::string, std::string> types{
      {"pdf", "application/pdf"},
      {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
      {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
      {"jpg", "image/jpeg"},
      {"jpeg", "image/jpeg"},
      {"png", "image/png"},
      {"mp4", "video/mp4"},
      {"txt", "text/plain; charset=utf-8"},
      {"csv", "text/csv; charset=utf-8"}};
  const auto found = types.find(path.substr(path.rfind('.') + 1));
  return found == types.end() ? "application/octet-stream" : found->second;
}

std::string base_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::vector<std::string> paths_of(const Value& value) {
  if (value.list() == nullptr) return {value.text_or("")};
  std::vector<std::string> paths;
  for (const auto& path : *value.list()) paths.push_back(path.text_or(""));
  return paths;
}

const Field* find_field(const Form& form, const std::string& name) {
  if (const auto* field = form.field(name)) return field;
  const auto last = name.substr(name.rfind('.') + 1);
  if (const auto* field = form.field(last)) return field;
  const auto fields = form.fields();
  const auto labelled = std::find_if(fields.begin(), fields.end(), [&](const Field* field) { return field->label == last; });
  return labelled == fields.end() ? nullptr : *labelled;
}

// A field of the form by its dotted name or as it is printed, as text was written for it.
void fill_in(Value& data, const Form* form, const std::string& name, const std::string& text) {
  const auto* field = form == nullptr ? nullptr : find_field(*form, name);
  if (field == nullptr)
    at_name(data, name) = text;
  else
    at_name(data, form->field(name) == field ? name : name.substr(0, name.rfind('.') + 1) + field->id) =
        value_from_text(*field, text);
}

bool is_filled_in_beforehand(const Form& form) {
  const auto fields = form.fields();
  return std::any_of(fields.begin(), fields.end(), [](const Field* field) { return field->prefill || !field->preset.is_null(); });
}

// An advance is no act of engine/campaign/act_reader.h.
Status check_advance(const Value& written) {
  static const std::vector<std::string> known{"do", "as", "to", "level"};
  Diagnostics unknown;
  for (const auto& [key, value] : *written.map())
    if (std::find(known.begin(), known.end(), key) == known.end())
      unknown.push_back({Severity::error, {}, unknown_key, {"advance", key, join(known, " ")}});
  return unknown.empty() ? success : Status(unknown);
}

}  // namespace

Happened Performer::perform(const Value& written) {
  std::map<std::string, std::vector<Event>> happened;  // by path
  tree_.listen([&](const std::string& path, const std::vector<Event>& events) {
    auto& there = happened[path];
    there.insert(there.end(), events.begin(), events.end());
  });
  const auto status = carry_out(written);
  tree_.listen({});
  return status.ok() ? Happened(numbered(happened[path_], campaign().state().events)) : Happened(status.diagnostics());
}

Status Performer::carry_out(const Value& written) {
  if (written.at("do") == Value("advance")) {
    if (const auto known = check_advance(written); !known.ok()) return known;
    const auto to = written.at("to").text_or("");
    const auto passed =
        pass_time(to.empty() ? std::nullopt : std::optional(to), written.at("as").text_or(campaign().definition().lead));
    return passed.ok() ? go_to_level(written.at("level").text_or(""), std::nullopt) : passed;
  }
  if (!moves_time(written)) return act_on(written);
  refused_.reset();
  const auto path = path_;
  const auto done = tree_.wholly([&] { return act_on(written); });
  if (done.ok() || !refused_) return done;
  path_ = path;
  const auto noted = tree_.note_refusal(path_, refused_->command, refused_->refusal);
  return noted.ok() ? done : noted;
}

Status Performer::act_on(const Value& written) {
  const auto level = written.at("level").text_or("");
  if (auto known = tree_.path_of(level); !level.empty() && known.ok()) path_ = *std::move(known);
  const auto on_paper = come_to_the_time_of(written);
  if (!on_paper.ok()) return on_paper.diagnostics();
  if (const auto gone = go_to_level(level, *on_paper); !gone.ok()) return gone;
  auto command = read(written);
  if (!command.ok()) return command.diagnostics();
  command->effective = *on_paper;
  if (const auto done = perform(*command); !done.ok()) return done;
  return tree_.bring_up_to(path_, tree_.now());  // what the act has made due by now
}

Status Performer::perform(const Command& command) {
  const auto decision = tree_.perform(path_, command, tree_.now());
  if (!decision.ok()) return decision.diagnostics();
  if (decision->ok()) return success;
  refused_ = {command, *decision->refusal};
  return to_diagnostics(*decision->refusal);
}

Result<Command> Performer::read(const Value& written) {
  const auto whole = completed(written);
  return whole.ok() ? command_of(*whole) : Result<Command>(whole.diagnostics());
}

Result<Command> Performer::read_to_foresee(const Value& written) {
  auto command = read(written);
  if (!command.ok() || !campaign().state().catching_up) return command;
  const auto at = time_written(written);
  if (!at.ok()) return at.diagnostics();
  command->effective = *at;
  return command;
}

Happened Performer::advance(const std::optional<std::string>& to, const std::string& actor) {
  return happened_on(tree_, path_, [&] { return pass_time(to, actor); });
}

// To a moment; with a virtual clock otherwise to what is due next, with the real one to now. What catches up goes no further
// by itself.
Status Performer::pass_time(const std::optional<std::string>& to, const std::string& actor) {
  const auto moment = to ? read_moment(*to, campaign().definition().period) : std::nullopt;
  if (!is_virtual() && moment && *moment > tree_.recording_time()) {
    const Refusal refusal{RefusalKind::invalid_argument, still_to_come, {to_local_text(*moment)}, {}};
    const auto noted = tree_.note_refusal(path_, {actor, std::nullopt, PassTime{}}, refusal);
    return noted.ok() ? Status(to_diagnostics(refusal)) : noted;
  }
  if (campaign().state().catching_up) return catch_up(to, actor);
  if (const auto status = tree_.advance_to(tree_.now(), is_virtual()); !status.ok()) return status;
  const auto until = to ? moment : is_virtual() ? tree_.next_timer() : tree_.now();
  if (!until && to) return Status::failure({}, bad_time, {*to});
  if (!until) return success;
  return is_virtual() ? tree_.move_clock(*until, actor) : tree_.advance_to(*until);
}

Status Performer::catch_up(const std::optional<std::string>& to, const std::string& actor) {
  if (!to) return perform({actor, std::nullopt, PassTime{}});
  const auto until = read_moment(*to, campaign().definition().period);
  if (!until) return Status::failure({}, bad_time, {*to});
  return tree_.advance_to(std::min(*until, tree_.recording_time()), true);
}

// With the step's address written in full, if only one can be meant, and the fields in their data.
Result<Value> Performer::completed(const Value& written) const {
  auto whole = written;
  const auto word = written.at("step").text_or("");
  if (word.empty()) return with_fields(whole);
  const auto step = meant_step(campaign(), word, {written.at("do").text_or(""), unit_meant(written)});
  if (!step.ok()) return step.diagnostics();
  whole["step"] = *step;
  return with_fields(whole);
}

std::string Performer::unit_meant(const Value& written) const {
  const auto word = written.at("unit").text_or("");
  if (!word.empty()) return names().unit(word).value_or("");
  const auto actor = actor_of(written);
  return actor.ok() ? own_unit(campaign().definition(), campaign().state().joined, *actor) : std::string();
}

Value Performer::with_fields(const Value& written) const {
  auto whole = written;
  const bool submits = written.at("do") == Value("submit"), fills_in = submits || written.at("do") == Value("save");
  if (fills_in && written.at("data").is_null()) {
    whole["data"] = submits ? form_to_fill_of(written) : Value();
    if (const auto* before = filled_in_before(written)) overlay(whole["data"], *before);
  }
  const auto* fields = written.at("fields").map();
  if (fields == nullptr || fields->empty()) return whole;
  const auto& definition = campaign().definition();
  const auto* step = definition.step(step_name_of(written.at("step").text_or("")));
  const auto found = step == nullptr ? definition.forms.end() : definition.forms.find(step->name("form"));
  const auto* form = found == definition.forms.end() ? nullptr : &found->second;
  if (whole.at("data").map() == nullptr) whole["data"] = Map{};
  for (const auto& [name, text] : *fields) fill_in(whole["data"], form, name, text.text_or(""));
  return whole;
}

// What the form holds before the fields are written; null where nothing is filled in beforehand.
Value Performer::form_to_fill_of(const Value& written) const {
  const auto& definition = campaign().definition();
  const auto where = locate(definition, campaign().state(), written.at("step").text_or(""));
  const auto* unit = definition.units.find(unit_meant(written));
  const auto form = where ? definition.forms.find(where->step->name("form")) : definition.forms.end();
  if (unit == nullptr || form == definition.forms.end() || !is_filled_in_beforehand(form->second)) return {};
  const Place place(definition, campaign().calendar(), campaign().state(), where->scope, *where->step);
  return form_to_fill(place, unit->id, date_of(campaign().now()));
}

// What the unit has saved, or handed in and got back; null when there is nothing.
const Value* Performer::filled_in_before(const Value& written) const {
  const auto& items = campaign().state().step(written.at("step").text_or("")).items;
  const auto found = items.find(unit_meant(written));
  if (found == items.end()) return nullptr;
  const auto& item = found->second;
  if (item.draft.map() != nullptr) return &item.draft;
  const bool is_back = item.status == ItemStatus::returned && !item.versions.empty();
  return is_back && item.versions.back().data.map() != nullptr ? &item.versions.back().data : nullptr;
}

Result<std::string> Performer::actor_of(const Value& written) const {
  auto named = written;
  const auto* info = find_act(written.at("do").text_or(""));
  const bool acts_for_itself = info != nullptr && std::any_of(info->keys.begin(), info->keys.end(),
                                                              [](const auto& key) { return key.need == ActKey::Need::actor; });
  const auto unit = written.at("unit").text_or("");
  const char* set = std::getenv("HONGTOU_AS");
  const bool own = acts_for_itself && !unit.empty() && written.at("on-behalf").text_or("").empty();
  if (written.at("as").text_or("").empty()) named["as"] = own ? unit : set == nullptr ? "" : set;
  if (named.at("as").text_or("").empty()) return Result<std::string>::failure({}, nobody);
  return read_actor(named, "as", names());
}

Result<Command> Performer::command_of(const Value& written) {
  auto actor = actor_of(written);
  auto act = read_act(written, actor.ok() ? *actor : std::string(), names());
  if (!act.ok()) return act.diagnostics();
  if (!actor.ok()) return actor.diagnostics();
  if (auto* submission = std::get_if<Submit>(&*act))
    if (const auto attached = attach(written.at("files"), *submission); !attached.ok()) return attached.diagnostics();
  return Command{*std::move(actor), std::nullopt, *std::move(act), written.at("on-behalf").text_or("")};
}

Status Performer::attach(const Value& files, Submit& submission) {
  if (files.map() == nullptr) return success;
  for (const auto& [kind, value] : *files.map())
    for (const auto& path : paths_of(value)) {
      auto bytes = environment_.read_file(path);
      if (!bytes.ok()) return bytes.diagnostics();
      submission.files.push_back({kind, base_name(path), campaign().keep(*std::move(bytes), media_type_of(path))});
    }
  return success;
}

Result<std::optional<Instant>> Performer::time_written(const Value& written) const {
  using Time = Result<std::optional<Instant>>;
  const auto when = written.at("at").text_or("");
  const auto at = when.empty() ? std::nullopt : read_moment(when, campaign().definition().period);
  return !when.empty() && !at ? Time::failure({}, bad_time, {when}) : Time(at);
}

bool Performer::moves_time(const Value& written) const {
  const auto told = time_written(written);
  return told.ok() && *told && **told > tree_.now() && (is_virtual() || tree_.top().state().catching_up);
}

bool Performer::is_virtual() const { return tree_.top().clock() == Clock::virtual_; }

// What is due happens before the act is read: it may be about what only opens then. A virtual clock goes on to the time that is
// given; one that has gone by is when it was done on paper, and while that is entered time goes on to it.
Result<std::optional<Instant>> Performer::come_to_the_time_of(const Value& written) {
  const auto told = time_written(written);
  if (!told.ok()) return told;
  const auto at = *told;
  const bool moves = at && is_virtual() && (*at >= tree_.now() || written.at("on-behalf").text_or("").empty());
  const auto actor = moves ? actor_of(written) : Result<std::string>(std::string());
  if (!actor.ok()) return actor.diagnostics();
  const auto come = moves ? tree_.move_clock(*at, *actor) : tree_.bring_up_to(path_, time_come_to(at));
  if (!come.ok()) return come.diagnostics();
  return moves ? std::nullopt : at;
}

// As far as time goes for what is done at `at`.
Instant Performer::time_come_to(const std::optional<Instant>& at) const {
  return at && tree_.top().state().catching_up ? std::min(*at, tree_.recording_time()) : tree_.now();
}

// One that has not begun may have to by then.
Status Performer::go_to_level(const std::string& names, const std::optional<Instant>& at) {
  if (names.empty()) return success;
  auto path = path_of_level(tree_, names, time_come_to(at));
  if (!path.ok()) return path.diagnostics();
  path_ = *std::move(path);
  const auto found = tree_.find(path_);
  return found.ok() ? tree_.bring_up_to(path_, time_come_to(at)) : Status(found.diagnostics());
}

Happened happened_on(CampaignTree& tree, const std::string& path, const std::function<Status()>& what) {
  std::vector<Event> happened;
  const auto before = tree.at(path)->state().events;
  tree.listen([&](const std::string& changed, const std::vector<Event>& events) {
    if (changed == path) happened.insert(happened.end(), events.begin(), events.end());
  });
  const auto status = what();
  tree.listen({});
  return status.ok() ? Happened(numbered(happened, before + happened.size())) : Happened(status.diagnostics());
}

Diagnostics to_diagnostics(const Refusal& refusal) {
  Diagnostics diagnostics{{Severity::error, {}, refusal.message, refusal.arguments}};
  for (const auto& finding : refusal.findings)
    diagnostics.push_back({finding.severity, {finding.field, 0, 0}, finding.message, finding.arguments});
  return diagnostics;
}

std::vector<JournalEvent> numbered(const std::vector<Event>& events, std::uint64_t last) {
  std::vector<JournalEvent> records;
  for (auto sequence = last - events.size(); const auto& event : events)
    records.push_back({++sequence, event.recorded, event.effective, event.actor, event.type, event.data, event.personal});
  return records;
}

Standing standing_of(const Campaign& campaign) { return {campaign.state().events, campaign.now(), campaign.state().joined}; }

Value success_value(const Definition& definition, const Standing& standing, const std::vector<JournalEvent>& events,
                    Language language) {
  return Map{{"done", true},
             {"sequence", static_cast<std::int64_t>(standing.sequence)},
             {"now", to_local_text(standing.now)},
             {"events", timeline_data(definition, events, language, standing.joined)}};
}

namespace {

void warn_of_the_clock(Console& console, const Campaign& campaign) {
  const auto now = campaign.now();
  if (const auto lag = campaign.clock_lag(); lag >= std::chrono::minutes(1))
    console.complain({{Severity::warning, {}, clock_behind, {to_local_text(now - lag), to_local_text(now)}}});
}

}  // namespace

void report(Console& console, const Campaign& campaign, const std::vector<JournalEvent>& events, bool json) {
  warn_of_the_clock(console, campaign);
  if (json)
    console.print_json(success_value(campaign.definition(), standing_of(campaign), events, console.language()));
  else
    console.print(timeline_text(campaign.definition(), events, console.language(), campaign.state().joined) +
                  remarks(campaign, events, console.language()));
}

}  // namespace hongtou::cli
