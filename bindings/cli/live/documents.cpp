// hongtou documents: the documents of a running campaign, as they were frozen.
#include "bindings/cli/campaign_documents.h"
#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/live/performer.h"
#include "bindings/cli/output_file.h"

namespace hongtou::cli {

namespace {

constexpr Words none{"还没有文件", "there are no documents yet"};

struct DocumentsOptions {
  CampaignChoice campaign;
  std::string out;
  bool json = false;
};

ExitCode write_out(Program& program, const DocumentsOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto fail = [&](const Diagnostics& why) { return report_failure(console, why, options.json); };
  const auto opened = open_stream(engine, options.campaign, StoreMode::read_only);
  if (!opened.ok()) return fail(opened.diagnostics());
  const auto campaign = engine.open(opened->store, opened->stream);
  if (!campaign.ok()) return fail(campaign.diagnostics());
  if (!options.out.empty())
    if (const auto made = make_folder(options.out); !made.ok()) return fail(made.diagnostics());
  const auto folder = options.out.empty() ? std::string() : options.out + "/";
  const auto written = write_documents(engine, *campaign, *opened->store, [&](const std::string& name, const std::string& bytes) {
    return folder.empty() ? Status(success) : write_file(folder + name, bytes);
  });
  if (!written.ok()) return fail(written.diagnostics());
  List documents;
  for (const auto& each : *written)
    documents.push_back(Map{{"step", each.step}, {"format", each.format}, {"file", folder + each.name}});
  if (options.json) {
    console.print_json(Map{{"done", true}, {"documents", std::move(documents)}});
    return ExitCode::done;
  }
  if (documents.empty()) console.say(none);
  for (const auto& each : documents) console.print(each.at("file").text_or("") + "\n");
  return ExitCode::done;
}

}  // namespace

void add_documents(Program& program) {
  auto options = std::make_shared<DocumentsOptions>();
  auto& command = program.add_command(
      "documents", {"活动的文件：列出，或导出到文件夹", "the campaign's documents: list them, or export them to a folder"});
  program.add_option(command, "--out", options->out, "DIR",
                     {"导出到的文件夹；不写则只列出", "the folder to export to; without it they are listed"});
  add_choice(program, command, options->campaign);
  program.add_flag(command, "--json", options->json, {"以 JSON 输出", "as JSON"});
  program.on(command, [&program, options] { return write_out(program, *options); });
}

}  // namespace hongtou::cli
