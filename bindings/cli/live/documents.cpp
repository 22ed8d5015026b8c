// hongtou documents: the documents of a running campaign, as they were frozen.
#include "bindings/cli/campaign_documents.h"
#include "bindings/cli/live/address.h"
#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/live/draft.h"
#include "bindings/cli/live/performer.h"
#include "bindings/cli/output_file.h"

namespace hongtou::cli {

namespace {

constexpr Words replaced{"已有新稿", "replaced"};
constexpr Words issued{"已印发", "issued"};
constexpr Words made{"已生成", "made"};
constexpr Words none{"还没有文件", "there are no documents yet"};

struct DocumentsOptions {
  CampaignChoice campaign;
  std::string out, draft;
  std::vector<std::string> formats{"docx"};
  bool json = false;
};

// The last of a step is the one that counts.
const Words& standing_of(const State& state, const WrittenDocument& written) {
  if (written.document != &state.step(written.step).documents.back()) return replaced;
  return written.document->issued ? issued : made;
}

ExitCode draft(Program& program, const DocumentsOptions& options) {
  auto& console = program.console();
  const auto campaign = open_campaign(program.engine(), options.campaign, StoreMode::read_only);
  if (!campaign.ok()) return report_failure(console, campaign.diagnostics(), options.json);
  const auto step = meant_step(*campaign, options.draft, {"sign", ""});
  if (!step.ok()) return report_failure(console, step.diagnostics(), options.json);
  if (options.out.empty()) return show_draft(program, *campaign, *step, options.json);
  return write_draft(program, *campaign, *step, options.formats, options.out, options.json);
}

ExitCode write_out(Program& program, const DocumentsOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto fail = [&](const Diagnostics& why) { return report_failure(console, why, options.json); };
  const auto opened = open_stream(engine, options.campaign, StoreMode::read_only);
  if (!opened.ok()) return fail(opened.diagnostics());
  const auto campaign = engine.open(opened->store, opened->stream);
  if (!campaign.ok()) return fail(campaign.diagnostics());
  if (!options.out.empty())
    if (const auto folder = make_folder(options.out); !folder.ok()) return fail(folder.diagnostics());
  const auto folder = options.out.empty() ? std::string() : options.out + "/";
  const auto written = write_documents(engine, *campaign, *opened->store, [&](const std::string& name, const std::string& bytes) {
    return folder.empty() ? Status(success) : write_file(folder + name, bytes);
  });
  if (!written.ok()) return fail(written.diagnostics());
  List documents;
  std::vector<std::vector<std::string>> rows;
  for (const auto& each : *written) {
    const auto& standing = standing_of(campaign->state(), each);
    rows.push_back({folder + each.name, std::string(standing.in(console.language()))});
    documents.push_back(
        Map{{"step", each.step}, {"format", each.format}, {"file", folder + each.name}, {"state", Value(standing.en)}});
  }
  if (options.json) {
    console.print_json(Map{{"done", true}, {"documents", std::move(documents)}});
    return ExitCode::done;
  }
  if (documents.empty()) console.say(none);
  console.print(columns(rows));
  return ExitCode::done;
}

}  // namespace

void add_documents(Program& program) {
  auto options = std::make_shared<DocumentsOptions>();
  auto& command = program.add_command(
      "documents", {"活动的文件：列出，或导出到文件夹", "the campaign's documents: list them, or export them to a folder"});
  program.add_option(command, "--out", options->out, "DIR",
                     {"导出到的文件夹；不写则只列出", "the folder to export to; without it they are listed"});
  program.add_option(command, "--draft", options->draft, "STEP",
                     {"看一份还没有印发的稿子：不写 --out 就显示文字",
                      "the draft of a document that is still to be issued: shown as text without --out"});
  program
      .add_option(command, "--formats", options->formats, "LIST",
                  {"稿子的格式，默认 docx", "formats of the draft, docx by default"})
      ->delimiter(',');
  add_choice(program, command, options->campaign);
  program.add_flag(command, "--json", options->json, {"以 JSON 输出", "as JSON"});
  program.on(command,
             [&program, options] { return options->draft.empty() ? write_out(program, *options) : draft(program, *options); });
}

}  // namespace hongtou::cli
