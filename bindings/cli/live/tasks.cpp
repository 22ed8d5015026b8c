// hongtou tasks: what somebody can do now, what is waited for first.
#include <algorithm>
#include <cstdlib>

#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/live/performer.h"
#include "engine/campaign/act_reader.h"
#include "engine/campaign/operations.h"
#include "engine/text.h"
#include "engine/wording.h"

namespace hongtou::cli {

namespace {

constexpr Words nothing{"没有待办", "nothing to do"};
constexpr Words due_by{"截止 {0}", "due {0}"};
constexpr Words with_detail{"（{0}）", " ({0})"};
constexpr Words overdue_since{"逾期，截止 {0}", "overdue, was due {0}"};

constexpr Words has_reached{"，已{0}", ", {0}"};

struct TasksOptions {
  CampaignChoice campaign;
  std::string actor;
  bool everything = false;
  bool json = false;
};

std::string due_words(const Task& task, Language language) {
  if (!task.due) return "";
  const auto due = fill((task.overdue ? overdue_since : due_by).in(language), {due_figures(*task.due)});
  const auto& rung = language == Language::zh ? task.rung_zh : task.rung_en;
  return rung.empty() ? due : due + fill(has_reached.in(language), {rung});
}

std::string operation_words(const std::vector<std::string>& names, Language language) {
  if (language == Language::en) return join(names, " ");
  std::vector<std::string> words;
  for (const auto& operation : operations())
    if (std::find(names.begin(), names.end(), operation.name) != names.end()) words.emplace_back(operation.chinese);
  return join(words, "、");
}

// What is waited for in words, else the acts that may be done.
std::string what_words(const Task& task, Language language) {
  const auto& what = language == Language::zh ? task.what_zh : task.what_en;
  if (task.detail.empty()) return what.empty() ? operation_words(task.operations, language) : what;
  return what + fill(with_detail.in(language), {task.detail});
}

std::string name_in_charge(const Campaign& campaign, const Task& task, Language language) {
  const auto& items = campaign.state().step(task.step).items;
  const auto item = items.find(task.unit);
  return hongtou::name_in_charge(campaign.definition(), campaign.state(), task.unit,
                                 item == items.end() ? std::string() : item->second.responsible, language);
}

// The same to be done with several units of a step stands in one row.
std::vector<std::vector<std::string>> rows_of(const Campaign& campaign, const std::vector<Task>& tasks, Language language) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::vector<std::string>> units;  // of each row
  for (const auto& task : tasks) {
    std::vector<std::string> row{task.step, label_of(campaign.definition(), campaign.state(), task.step, language),
                                 what_words(task, language), due_words(task, language)};
    auto same = static_cast<std::size_t>(std::find(rows.begin(), rows.end(), row) - rows.begin());
    if (task.unit.empty() || same == rows.size()) {
      same = rows.size();
      rows.push_back(std::move(row));
      units.emplace_back();
    }
    if (!task.unit.empty()) units[same].push_back(name_in_charge(campaign, task, language));
  }
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].push_back(some_of(std::move(units[i]), language));
  return rows;
}

Result<std::string> actor_of(const Campaign& campaign, const std::string& written) {
  const char* set = std::getenv("HONGTOU_AS");
  const auto& lead = campaign.definition().lead;
  const Value named(Map{{"as", !written.empty() ? written : set != nullptr ? std::string(set) : lead}});
  return read_actor(named, "as", {campaign.definition(), campaign.state().joined});
}

ExitCode tasks(Program& program, const TasksOptions& options) {
  auto& console = program.console();
  const auto fail = [&](const Diagnostics& why) { return report_failure(console, why, options.json); };
  auto opened = look_at_tree(program.engine(), options.campaign);
  if (!opened.ok()) return fail(opened.diagnostics());
  const auto* campaign = &opened->campaign();
  const auto actor = actor_of(*campaign, options.actor);
  if (!actor.ok()) return fail(actor.diagnostics());
  const auto list = campaign->tasks(*actor, opened->tree.now(), options.everything);
  const auto rows = rows_of(*campaign, list, console.language());
  if (options.json)
    console.print_json(to_value(list, campaign->definition(), campaign->state()));
  else if (rows.empty())
    console.say(nothing);
  else
    console.print(columns(rows));
  return ExitCode::done;
}

}  // namespace

void add_tasks(Program& program) {
  auto options = std::make_shared<TasksOptions>();
  auto& command = program.add_command("tasks", {"谁有什么待办，先到期的在前", "what somebody has to do, what is due first"});
  program.add_option(command, "--as", options->actor, "WHO",
                     {"谁的：单位、角色或人员；不写则取 HONGTOU_AS 或牵头单位",
                      "whose: a unit, a role or a person; HONGTOU_AS or the lead if left out"});
  program.add_flag(command, "--all", options->everything, {"没人等着的事也列出", "also what nobody waits for"});
  add_choice(program, command, options->campaign);
  program.add_flag(command, "--json", options->json, {"以 JSON 输出", "as JSON"});
  program.on(command, [&program, options] { return tasks(program, *options); });
}

}  // namespace hongtou::cli
