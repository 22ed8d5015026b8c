// hongtou advance: lets time pass; what is due happens, in its order.
#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/live/performer.h"
#include "engine/campaign/written_time.h"

namespace hongtou::cli {

namespace {

constexpr Message still_to_come{"refused.still_to_come", "{0} 还没有到：活动按真实的时间进行，时间不能拨到以后",
                                "{0} has not come yet: the campaign runs by the real clock, which cannot be moved on",
                                "到时再运行 hongtou advance；要先练一遍，用 hongtou start --clock virtual 另起一个活动",
                                "run hongtou advance then; to practise, start another campaign with --clock virtual"};

struct AdvanceOptions {
  CampaignChoice campaign;
  std::string to, actor;
  bool json = false;
};

ExitCode advance(Program& program, const AdvanceOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  auto opened = open_tree(engine, options.campaign);
  if (!opened.ok()) return report_failure(console, opened.diagnostics(), options.json);
  const auto actor = options.actor.empty() ? opened->tree.top().definition().lead : options.actor;
  if (const auto moment = read_moment(options.to, opened->campaign().definition().period);
      moment && opened->tree.top().clock() == Clock::system && *moment > opened->tree.recording_time())
    return report_failure(console, {{Severity::error, {}, still_to_come, {to_local_text(*moment)}}}, options.json);
  const auto to = options.to.empty() ? std::nullopt : std::optional(options.to);
  const auto happened = Performer(opened->tree, opened->path, engine.environment()).advance(to, actor);
  if (!happened.ok()) return report_failure(console, happened.diagnostics(), options.json);
  report(console, opened->campaign(), *happened, options.json);
  return ExitCode::done;
}

}  // namespace

void add_advance(Program& program) {
  auto options = std::make_shared<AdvanceOptions>();
  auto& command = program.add_command("advance", {"时间走到现在：办理到期的事", "let time pass: what is due happens"});
  program.add_option(command, "--to", options->to, "TIME",
                     {"走到何时；不写则到现在，虚拟时钟到下一件到期的事",
                      "up to when; now, or with a virtual clock what is due next, if left out"});
  program.add_option(command, "--as", options->actor, "WHO",
                     {"谁拨动虚拟时钟，默认为牵头单位", "who moves a virtual clock, the lead by default"});
  add_choice(program, command, options->campaign);
  program.add_flag(command, "--json", options->json, {"以 JSON 输出", "as JSON"});
  program.on(command, [&program, options] { return advance(program, *options); });
}

}  // namespace hongtou::cli
