// hongtou submit, accept, return …: one command for each act of engine/campaign/act_reader.h.
#include <algorithm>
#include <array>

#include "bindings/cli/help.h"
#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/live/consequences.h"
#include "bindings/cli/live/draft.h"
#include "bindings/cli/live/form_preview.h"
#include "bindings/cli/live/performer.h"
#include "bindings/cli/program.h"
#include "engine/campaign/act_reader.h"
#include "engine/text.h"

namespace hongtou::cli {

namespace {

constexpr Message bad_pair{"usage.pair", "“{0}”应写成 名称=值", "“{0}” should read NAME=VALUE", "例如 events=5",
                           "such as events=5"};

struct ActOptions {
  CampaignChoice campaign;
  std::string actor, at, on_behalf, form;
  std::map<std::string, std::string> words;
  std::map<std::string, std::vector<std::string>> lists;
  std::vector<std::string> fields, files;
  bool preview = false;
  bool json = false;
};

Result<Value> pairs(const std::vector<std::string>& written) {
  Value out{Map{}};
  for (const auto& each : written) {
    const auto sign = each.find('=');
    if (sign == std::string::npos || sign == 0) return Result<Value>::failure({}, bad_pair, {each});
    out[each.substr(0, sign)] = each.substr(sign + 1);
  }
  return out;
}

// Several files of a kind make a list.
Result<Value> files(const std::vector<std::string>& written) {
  Value out{Map{}};
  for (const auto& each : written) {
    const auto pair = pairs({each});
    if (!pair.ok()) return pair.diagnostics();
    for (const auto& [kind, path] : *pair->map()) {
      auto& paths = out[kind];
      if (paths.is_null()) paths = List{};
      paths.list()->push_back(path);
    }
  }
  return out;
}

// A number, yes or no, else the words themselves.
Value any_value(const std::string& word) {
  if (word == "yes" || word == "是") return true;
  if (word == "no" || word == "否") return false;
  const auto parsed = parse_json(word);
  return parsed.ok() && !parsed->is_null() ? *parsed : Value(word);
}

// Parted as people part them, within a word or into several.
List listed(const std::vector<std::string>& words) {
  List list;
  for (const auto& word : words)
    for (const auto& each : split(word, {"、", "，", ","}))
      if (const auto name = trim(each); !name.empty()) list.push_back(std::string(name));
  return list;
}

bool has_reason(const ActInfo& info) {
  return std::any_of(info.keys.begin(), info.keys.end(), [](const ActKey& key) { return key.name == "reason"; });
}

// As somebody would write it in a scenario or a batch.
Result<Value> written_act(const ActInfo& info, const ActOptions& options, const Environment& environment) {
  Value act{Map{{"do", Value(info.name)}, {"as", options.actor}}};
  for (const auto& key : info.keys) {
    const std::string name(key.name);
    const auto word = options.words.find(name);
    if (word == options.words.end() || word->second.empty()) continue;
    const bool is_value = key.kind == ActKey::Kind::value || key.kind == ActKey::Kind::count || key.kind == ActKey::Kind::flag;
    act[name] = is_value ? any_value(word->second) : Value(word->second);
  }
  for (const auto& [name, words] : options.lists)
    if (!words.empty()) act[name] = listed(words);
  if (!options.campaign.level.empty()) act["level"] = options.campaign.level;
  if (!options.at.empty()) act["at"] = options.at;
  if (!options.on_behalf.empty()) act["on-behalf"] = options.on_behalf;
  // What is only looked at needs none.
  if (options.preview && has_reason(info) && act.at("reason").is_null()) act["reason"] = "—";
  if (!options.form.empty()) {
    const auto bytes = environment.read_file(options.form);
    if (!bytes.ok()) return bytes.diagnostics();
    auto data = parse_json(*bytes, options.form);
    if (!data.ok()) return data.diagnostics();
    act["data"] = *std::move(data);
  }
  auto fields = options.fields;
  // What stands where the unit may stand is a field if it reads like one.
  if (const auto unit = options.words.find("unit"); unit != options.words.end() && unit->second.find('=') != std::string::npos) {
    fields.insert(fields.begin(), unit->second);
    act["unit"] = Value();
  }
  auto named_fields = pairs(fields);
  if (!named_fields.ok()) return named_fields.diagnostics();
  if (!fields.empty()) act["fields"] = *std::move(named_fields);
  auto named_files = files(options.files);
  if (!named_files.ok()) return named_files.diagnostics();
  if (!options.files.empty()) act["files"] = *std::move(named_files);
  return act;
}

// Those that may send work back or end it, and what one reads before: a draft to sign, a form to hand in.
bool has_preview(const ActInfo& info) {
  static constexpr std::array<std::string_view, 6> names{"submit", "return", "go-back", "decide", "sign", "leave"};
  return std::find(names.begin(), names.end(), info.name) != names.end();
}

ExitCode preview(Program& program, OpenedTree& opened, const Command& command, bool json) {
  auto& console = program.console();
  if (std::holds_alternative<Submit>(command.act)) return show_form(program, opened.campaign(), command, json);
  if (std::holds_alternative<Sign>(command.act)) return show_draft(program, opened.campaign(), step_of(command.act), json);
  const auto foreseen = opened.tree.foresee(opened.path, command);
  if (!foreseen.ok()) return report_failure(console, foreseen.diagnostics(), json);
  if (!foreseen->ok()) return report_failure(console, to_diagnostics(*foreseen->refusal), json);
  show_consequences(console, opened.tree, *foreseen, json);
  return ExitCode::done;
}

// The level is found when time has come to what is to be done there.
CampaignChoice top_of(CampaignChoice choice) {
  choice.level.clear();
  return choice;
}

ExitCode perform(Program& program, const ActInfo& info, const ActOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto act = written_act(info, options, engine.environment());
  if (!act.ok()) return report_failure(console, act.diagnostics(), options.json);
  auto opened = options.preview ? try_out_tree(engine, options.campaign) : open_tree(engine, top_of(options.campaign));
  if (!opened.ok()) return report_failure(console, opened.diagnostics(), options.json);
  Performer performer(opened->tree, opened->path, engine.environment());
  if (options.preview) {
    const auto read = performer.read_to_foresee(*act);
    if (!read.ok()) return report_failure(console, read.diagnostics(), options.json);
    return preview(program, *opened, *read, options.json);
  }
  const auto happened = performer.perform(*act);
  if (!happened.ok()) return report_failure(console, happened.diagnostics(), options.json);
  report(console, *opened->tree.at(performer.path()), *happened, options.json);
  return ExitCode::done;
}

std::string upper(std::string_view name) {
  std::string out;
  for (const char c : name) out += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return out;
}

// What every act needs is written in order; the rest, and reasons, by name.
bool is_positional(const ActKey& key) { return key.need != ActKey::Need::optional && key.name != "reason"; }

// The unit may be left out where no word follows it.
bool must_be_written(const ActInfo& info, const ActKey& key) {
  if (key.need != ActKey::Need::actor) return key.need == ActKey::Need::required;
  return std::any_of(info.keys.begin(), info.keys.end(), [&](const auto& other) {
    return &other > &key && other.need == ActKey::Need::required && other.kind != ActKey::Kind::data;
  });
}

void add_key(Program& program, CLI::App& command, const ActInfo& info, const ActKey& key, ActOptions& options) {
  const Words meaning{key.zh, key.en};
  if (key.kind == ActKey::Kind::data) {
    program.add_option(command, "--form", options.form, "FILE", {"表单数据（JSON 文件）", "the filled-in form, a JSON file"});
    program.add_option(command, "FIELDS", options.fields, "", {"逐项填写：字段=值", "single fields: NAME=VALUE"});
  } else if (key.kind == ActKey::Kind::files) {
    program.add_option(command, "--file", options.files, "KIND=FILE",
                       {"所附材料，可写多次", "what comes with it; may be repeated"});
  } else if (key.kind == ActKey::Kind::words) {
    const std::string zh = std::string(key.zh) + "，用顿号或逗号隔开", en = std::string(key.en) + ", with commas between";
    program.add_option(command, "--" + std::string(key.name), options.lists[std::string(key.name)], "LIST", {zh, en});
  } else {
    const auto name = is_positional(key) ? upper(key.name) : "--" + std::string(key.name);
    auto* option =
        program.add_option(command, name, options.words[std::string(key.name)], is_positional(key) ? "" : "TEXT", meaning);
    option->required(must_be_written(info, key));
  }
}

void add_preview(Program& program, CLI::App& command, const ActInfo& info, bool& preview) {
  program.add_flag(command, "--preview", preview,
                   {"只看会怎样、要签的稿子、要报的表，不办理",
                    "see what it would do, the draft to sign or the form to hand in, and do nothing"});
  if (!has_reason(info)) return;
  auto* reason = command.get_option("--reason");
  command.get_option("--preview")->each([reason](const std::string&) { reason->required(false); });
}

}  // namespace

void add_acts(Program& program) {
  for (const auto& info : acts()) {
    auto options = std::make_shared<ActOptions>();
    auto& command = program.add_command(std::string(info.name), {info.zh, info.en});
    command.group(acts_group);
    for (const auto& key : info.keys) add_key(program, command, info, key, *options);
    program.add_option(
        command, "--as", options->actor, "WHO",
        {"谁办理：单位、角色或人员；不写则取 HONGTOU_AS", "who acts: a unit, a role or a person; HONGTOU_AS if left out"});
    program.add_option(command, "--at", options->at, "TIME",
                       {"在纸面上何时办的；虚拟时钟则走到这时", "when it was done, on paper; a virtual clock moves on to it"});
    program.add_option(command, "--on-behalf", options->on_behalf, "REASON",
                       {"补录纸面办理的事、代别的单位录入：理由", "entered for another or later, from paper: the reason"});
    if (has_preview(info)) add_preview(program, command, info, options->preview);
    add_choice(program, command, options->campaign);
    program.add_flag(command, "--json", options->json, {"以 JSON 输出", "as JSON"});
    program.on(command, [&program, &info, options] { return perform(program, info, *options); });
  }
}

}  // namespace hongtou::cli
