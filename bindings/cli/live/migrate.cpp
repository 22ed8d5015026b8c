// hongtou migrate: what a new version of its files would do to a running campaign, and doing it.
#include <algorithm>

#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/live/performer.h"
#include "engine/campaign/act_reader.h"
#include "engine/levels.h"
#include "engine/text.h"
#include "engine/timeline.h"

namespace hongtou::cli {

namespace {

constexpr Message of_level{"migration.of_level", "“{0}”是下级活动，随上级换成新版本",
                           "“{0}” is the campaign of a lower level: it goes on with new files when the one above does",
                           "对最上级办理，不写 --level", "migrate the campaign at the top, without --level"};
constexpr Message no_reason{"usage.reason", "换成新版本要写理由", "a new version wants a reason", "加上 --reason 理由",
                            "add --reason and why"};
constexpr Words possible{"可以换成新版本：加上 --apply --reason 理由", "it can be applied: add --apply --reason and why"};
constexpr Words impossible{"不能换成新版本", "it cannot be applied"};
constexpr Words at_once_line{"换成新版本后马上：", "as soon as it holds:"};
constexpr Words levels_follow{"已经开始的 {0} 个下级活动一起换", "the {0} campaigns below that have begun change with it"};

struct MigrateOptions {
  CampaignChoice campaign;
  std::string file, actor, reason;
  bool apply = false;
  bool json = false;
};

// What plans for a campaign and the levels below it say.
class PlanReport {
 public:
  PlanReport(const std::vector<LevelMigration>& plans, const CampaignTree& tree, const Definition& definition, Language language)
      : plans_(plans), tree_(tree), definition_(definition), language_(language) {}

  bool is_possible() const {
    return std::all_of(plans_.begin(), plans_.end(), [](const auto& level) { return level.migration.possible(); });
  }

  std::string findings() const {
    auto text = to_text(top().findings, language_);
    for (auto level = plans_.begin() + 1; level != plans_.end(); ++level)
      if (const auto own = own_findings(*level); !own.empty())
        text += names_of_level(tree_, level->path) + (language_ == Language::zh ? "：\n" : ":\n") + to_text(own, language_);
    if (plans_.size() > 1) text += fill(levels_follow.in(language_), {std::to_string(plans_.size() - 1)}) + "\n";
    return text;
  }

  // As lines of the timeline.
  std::string at_once() const {
    std::string text;
    for (const auto& level : plans_) {
      const auto lines = foreseen(level.migration);
      if (lines.empty()) continue;
      if (!level.path.empty()) text += names_of_level(tree_, level.path) + (language_ == Language::zh ? "：\n" : ":\n");
      text += timeline_text(definition_, lines, language_, joined());
    }
    return text.empty() ? text : std::string(at_once_line.in(language_)) + "\n" + text;
  }

  Value value() const {
    List levels;
    for (auto level = plans_.begin() + 1; level != plans_.end(); ++level)
      levels.push_back(Map{{"level", level->path},
                           {"possible", level->migration.possible()},
                           {"findings", to_value(own_findings(*level), language_)},
                           {"at_once", timeline_data(definition_, foreseen(level->migration), language_, joined())}});
    return Map{{"possible", is_possible()},
               {"findings", to_value(top().findings, language_)},
               {"at_once", timeline_data(definition_, foreseen(top()), language_, joined())},
               {"levels", std::move(levels)}};
  }

 private:
  const Migration& top() const { return plans_.front().migration; }
  const std::vector<LateMember>& joined() const { return tree_.top().state().joined; }

  // Of a lower level only what was not told of the campaign at the top: every level has the same files.
  Diagnostics own_findings(const LevelMigration& level) const {
    const auto is_told = [&](const Diagnostic& finding) {
      const auto is_same = [&](const Diagnostic& each) {
        return each.message.code == finding.message.code && each.position == finding.position &&
               each.arguments == finding.arguments;
      };
      return std::any_of(top().findings.begin(), top().findings.end(), is_same);
    };
    auto own = level.migration.findings;
    std::erase_if(own, is_told);
    return own;
  }

  static std::vector<JournalEvent> foreseen(const Migration& migration) {
    std::vector<JournalEvent> lines;
    for (const auto& event : migration.at_once)
      lines.push_back({0, event.recorded, event.effective, event.actor, event.type, event.data, event.personal});
    return lines;
  }

  const std::vector<LevelMigration>& plans_;
  const CampaignTree& tree_;
  const Definition& definition_;
  const Language language_;
};

ExitCode show(Console& console, const PlanReport& plans, bool json) {
  if (json) {
    console.print_json(plans.value());
  } else {
    console.print(plans.findings() + plans.at_once());
    console.say(plans.is_possible() ? possible : impossible);
  }
  return plans.is_possible() ? ExitCode::done : ExitCode::refused;
}

ExitCode migrate(Program& program, const MigrateOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto fail = [&](const Diagnostics& why) { return report_failure(console, why, options.json); };
  auto definition = engine.load(options.file);
  if (!definition.ok()) return fail(definition.diagnostics());
  auto opened = options.apply ? open_tree(engine, options.campaign) : look_at_tree(engine, options.campaign);
  if (!opened.ok()) return fail(opened.diagnostics());
  auto& tree = opened->tree;
  const auto& running = opened->campaign().definition();
  if (running.level) return fail({Diagnostic{Severity::error, {}, of_level, {running.id}}});
  const auto plans = tree.plan_migration(*definition);
  if (!plans.ok()) return fail(plans.diagnostics());
  const PlanReport planned(*plans, tree, *definition, console.language());
  if (!options.apply || !planned.is_possible()) return show(console, planned, options.json);
  const Value named(Map{{"as", options.actor.empty() ? running.lead : options.actor}});
  const auto actor = read_actor(named, "as", {running, tree.top().state().joined});
  if (!actor.ok()) return fail(actor.diagnostics());
  if (options.reason.empty()) return fail({Diagnostic{Severity::error, {}, no_reason, {}}});
  const auto findings = planned.findings();
  const auto happened = happened_on(tree, "", [&] { return tree.migrate(*definition, *actor, options.reason); });
  if (!happened.ok()) return fail(happened.diagnostics());
  if (!options.json) console.print(findings);
  report(console, tree.top(), *happened, options.json);
  return ExitCode::done;
}

}  // namespace

void add_migrate(Program& program) {
  auto options = std::make_shared<MigrateOptions>();
  auto& command = program.add_command("migrate", {"进行中的活动换成活动文件的新版本：先看，再用 --apply 办理",
                                                  "a new version of a running campaign's files: look, then --apply"});
  program
      .add_option(command, "FILE", options->file, "", {"新的活动文件（campaign.info）", "the new workflow file (campaign.info)"})
      ->required();
  program.add_flag(command, "--apply", options->apply, {"换成新版本", "go on with the new version"});
  program.add_option(command, "--reason", options->reason, "TEXT", {"为什么换", "why"});
  program.add_option(command, "--as", options->actor, "WHO", {"谁办理，默认为牵头单位", "who does it, the lead by default"});
  add_choice(program, command, options->campaign);
  program.add_flag(command, "--json", options->json, {"以 JSON 输出", "as JSON"});
  program.on(command, [&program, options] { return migrate(program, *options); });
}

}  // namespace hongtou::cli
