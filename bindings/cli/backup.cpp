// hongtou backup: a copy of a campaign's file, also while others write to it.
#include <filesystem>

#include "bindings/cli/live/campaign_choice.h"
#include "engine/journal/copy.h"

namespace hongtou::cli {

namespace {

constexpr Message there_already{"file.exists", "“{0}”已经存在", "“{0}” is there already", "换一个文件名", "choose another name"};
constexpr Words done{"已备份到“{0}”：{1} 个活动，{2} 条记录，核对无误",
                     "backed up as “{0}”: campaigns {1}, records {2}, verified"};

struct BackupOptions {
  CampaignChoice campaign;
  std::string file;
  bool json = false;
};

bool is_audit(const Head& head) { return head.stream.ends_with("/audit"); }

void report(Console& console, const std::string& file, const std::vector<Head>& heads, bool json) {
  List streams;
  std::size_t campaigns = 0;
  std::uint64_t records = 0;
  for (const auto& head : heads) {
    streams.push_back(Map{{"stream", head.stream}, {"records", static_cast<std::int64_t>(head.sequence)}, {"hash", head.hash}});
    campaigns += is_audit(head) ? 0u : 1u;
    records += head.sequence;
  }
  if (json)
    console.print_json(Map{{"done", true}, {"file", file}, {"streams", std::move(streams)}});
  else
    console.say(done, {file, std::to_string(campaigns), std::to_string(records)});
}

ExitCode backup(Program& program, const BackupOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto url = store_url(options.campaign, engine.environment());
  if (!url.ok()) return report_failure(console, url.diagnostics(), options.json);
  std::error_code error;
  if (std::filesystem::exists(options.file, error))
    return report_failure(console, {Diagnostic{Severity::error, {options.file, 0, 0}, there_already, {options.file}}},
                          options.json);
  const auto from = open_when_free(engine, *url, StoreMode::read_only);
  if (!from.ok()) return report_failure(console, from.diagnostics(), options.json);
  const auto to = engine.open_store("sqlite:" + options.file, StoreMode::create);
  if (!to.ok()) return report_failure(console, to.diagnostics(), options.json);
  const auto heads = copy_store(**from, **to, engine.environment());
  if (!heads.ok()) return report_failure(console, heads.diagnostics(), options.json);
  report(console, options.file, *heads, options.json);
  return ExitCode::done;
}

}  // namespace

void add_backup(Program& program) {
  auto options = std::make_shared<BackupOptions>();
  auto& command = program.add_command("backup", {"把活动的数据文件备份成另一个文件，并核对；别人正在办理时也可以",
                                                 "a verified copy of a campaign's file, also while others act"});
  program.add_option(command, "FILE", options->file, "", {"备份成什么文件", "the copy"})->required();
  program.add_option(command, "--store", options->campaign.store, "FILE",
                     {"数据文件；不写则取 HONGTOU_STORE，或文件夹里唯一的 .db 文件",
                      "the campaign's file; HONGTOU_STORE or the only *.db of the folder if left out"});
  program.add_flag(command, "--json", options->json, {"以 JSON 输出", "as JSON"});
  program.on(command, [&program, options] { return backup(program, *options); });
}

}  // namespace hongtou::cli
