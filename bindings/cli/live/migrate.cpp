// hongtou migrate: what a new version of its files would do to a running campaign, and doing it.
#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/live/performer.h"
#include "engine/campaign/act_reader.h"

namespace hongtou::cli {

namespace {

constexpr Message of_level{"migration.of_level", "“{0}”是下级活动，照上级布置时的文件办完",
                           "“{0}” is the campaign of a lower level: it "
                           "goes on with the files it was handed down with",
                           "只有最上级的活动可以换活动文件", "only the campaign at the top takes new files"};
constexpr Message no_reason{"usage.reason", "换成新版本要写理由", "a new version wants a reason", "加上 --reason 理由",
                            "add --reason and why"};
constexpr Words possible{"可以换成新版本：加上 --apply --reason 理由", "it can be applied: add --apply --reason and why"};
constexpr Words impossible{"不能换成新版本", "it cannot be applied"};

struct MigrateOptions {
  CampaignChoice campaign;
  std::string file, actor, reason;
  bool apply = false;
  bool json = false;
};

ExitCode show(Console& console, const Migration& migration, bool json) {
  if (json) {
    console.print_json(Map{{"possible", migration.possible()}, {"findings", to_value(migration.findings, console.language())}});
  } else {
    console.print(to_text(migration.findings, console.language()));
    console.say(migration.possible() ? possible : impossible);
  }
  return migration.possible() ? ExitCode::done : ExitCode::refused;
}

// As the journal numbered what has just happened.
std::vector<JournalEvent> numbered(const Campaign& campaign, const std::vector<Event>& events) {
  std::vector<JournalEvent> out;
  auto sequence = campaign.state().events - events.size();
  for (const auto& event : events)
    out.push_back({++sequence, event.recorded, event.effective, event.actor, event.type, event.data, event.personal});
  return out;
}

ExitCode migrate(Program& program, const MigrateOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto fail = [&](const Diagnostics& why) { return report_failure(console, why, options.json); };
  auto definition = engine.load(options.file);
  if (!definition.ok()) return fail(definition.diagnostics());
  auto campaign = open_campaign(engine, options.campaign, options.apply ? StoreMode::read_write : StoreMode::read_only);
  if (!campaign.ok()) return fail(campaign.diagnostics());
  if (campaign->definition().level) return fail({Diagnostic{Severity::error, {}, of_level, {campaign->definition().id}}});
  const auto migration = campaign->plan_migration(*definition);
  if (!migration.ok()) return fail(migration.diagnostics());
  if (!options.apply || !migration->possible()) return show(console, *migration, options.json);
  const auto& lead = campaign->definition().lead;
  const Value named(Map{{"as", options.actor.empty() ? lead : options.actor}});
  const auto actor = read_actor(named, "as", {campaign->definition(), campaign->state().joined});
  if (!actor.ok()) return fail(actor.diagnostics());
  if (options.reason.empty()) return fail({Diagnostic{Severity::error, {}, no_reason, {}}});
  const auto happened = campaign->migrate(*std::move(definition), *actor, options.reason);
  if (!happened.ok()) return fail(happened.diagnostics());
  if (!options.json) console.print(to_text(migration->findings, console.language()));
  report(console, *campaign, numbered(*campaign, *happened), options.json);
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
