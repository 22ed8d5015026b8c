// hongtou board: a running campaign at a glance, as one HTML page.
#include "engine/board.h"

#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/live/performer.h"
#include "bindings/cli/output_file.h"

namespace hongtou::cli {

namespace {

constexpr Words written{"看板：{0}", "board: {0}"};

struct BoardOptions {
  CampaignChoice campaign;
  std::string out = "board.html";
  bool json = false;
};

ExitCode draw(Program& program, const BoardOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto campaign = open_campaign(engine, options.campaign, StoreMode::read_only);
  if (!campaign.ok()) return report_failure(console, campaign.diagnostics(), options.json);
  const auto page = board(engine, *campaign, campaign->now(), console.language());
  if (!page.ok()) return report_failure(console, page.diagnostics(), options.json);
  if (!options.json) console.complain(page.diagnostics());
  if (const auto done = write_file(options.out, *page); !done.ok())
    return report_failure(console, done.diagnostics(), options.json);
  if (options.json)
    console.print_json(Map{{"done", true}, {"board", options.out}, {"as_of", to_local_text(campaign->now())}});
  else
    console.say(written, {options.out});
  return ExitCode::done;
}

}  // namespace

void add_board(Program& program) {
  auto options = std::make_shared<BoardOptions>();
  auto& command =
      program.add_command("board", {"进行中的活动的看板（一页 HTML）", "the board of a running campaign, one HTML page"});
  program.add_option(command, "--out", options->out, "FILE",
                     {"写到哪里，默认 board.html", "where to write it, board.html by default"});
  add_choice(program, command, options->campaign);
  program.add_flag(command, "--json", options->json, {"以 JSON 输出", "as JSON"});
  program.on(command, [&program, options] { return draw(program, *options); });
}

}  // namespace hongtou::cli
