// hongtou start: begins a campaign; its store holds all it needs from then on.
#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/live/performer.h"
#include "engine/campaign/written_time.h"

namespace hongtou::cli {

namespace {

constexpr Message bad_pair{"usage.pair", "“{0}”应写成 名称=值", "“{0}” should read NAME=VALUE", "例如 contact.name=（联系人）",
                           "such as contact.name=NAME"};
constexpr Message bad_time{"usage.time", "时间“{0}”不对", "“{0}” is no time", "写成 2023-06-08 10:00", "write 2023-06-08 10:00"};
constexpr Message already_over{
    "start.period_over", "活动的起止日期（{0} 至 {1}）已经过去", "the campaign's period ({0} to {1}) is over already",
    "核对活动文件里的起止；只是练习的，加上 --clock virtual", "check its period; for training add --clock virtual"};
constexpr Words enter_what_was_on_paper{
    "时间停在 {0}：用 --at 和 --on-behalf 按先后补录纸面上办的事；补完由牵头单位运行 hongtou go-live，从此按时钟进行",
    "time stands at {0}: enter what was done on paper with --at and --on-behalf, in its order; then the lead runs hongtou "
    "go-live, "
    "and it goes by the clock"};
constexpr Words started{"活动已启动：{0}（{1}），数据文件 {2}", "started: {0} ({1}), store {2}"};

struct StartCommandOptions {
  std::string file, supply, clock = "real", at, reason, actor;
  std::vector<std::string> values;
  std::vector<std::string> formats{"docx", "html"};
  CampaignChoice campaign;
  bool json = false;
};

Result<Value> supplied(const StartCommandOptions& options, const Environment& environment) {
  Value values{Map{}};
  if (!options.supply.empty()) {
    const auto bytes = environment.read_file(options.supply);
    if (!bytes.ok()) return bytes.diagnostics();
    auto read = parse_json(*bytes, options.supply);
    if (!read.ok()) return read.diagnostics();
    values = *std::move(read);
  }
  for (const auto& pair : options.values) {
    const auto sign = pair.find('=');
    if (sign == std::string::npos || sign == 0) return Result<Value>::failure({}, bad_pair, {pair});
    at_name(values, pair.substr(0, sign)) = pair.substr(sign + 1);
  }
  return values;
}

Result<StartOptions> start_options(const StartCommandOptions& options, const Definition& definition,
                                   const Environment& environment) {
  const auto& id = definition.id;
  StartOptions out;
  auto choice = options.campaign;
  if (choice.store.empty()) choice.store = (options.campaign.stream.empty() ? id : options.campaign.stream) + ".db";
  auto url = store_url(choice, environment);
  if (!url.ok()) return url.diagnostics();
  auto values = supplied(options, environment);
  if (!values.ok()) return values.diagnostics();
  out.store = *std::move(url);
  out.id = options.campaign.stream;
  out.supplied = *std::move(values);
  out.actor = options.actor;
  out.formats = options.formats;
  if (options.clock == "virtual") out.clock = Clock::virtual_;
  out.reason = options.reason;
  if (options.at.empty()) return out;
  const auto at = read_moment(options.at, definition.period);
  if (!at) return Result<StartOptions>::failure({}, bad_time, {options.at});
  (out.clock == Clock::virtual_ ? out.now : out.began) = at;
  return out;
}

ExitCode start(Program& program, const StartCommandOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  auto definition = engine.load(options.file);
  if (!definition.ok()) return report_failure(console, definition.diagnostics(), options.json);
  if (!options.json) console.complain(definition.diagnostics());
  auto out = start_options(options, *definition, engine.environment());
  if (!out.ok()) return report_failure(console, out.diagnostics(), options.json);
  if (out->clock == Clock::virtual_ && !out->now) out->now = start_of_day(definition->period.first) + std::chrono::hours(8);
  const auto tree = CampaignTree::start(engine, *std::move(definition), *out);
  if (!tree.ok()) return report_failure(console, tree.diagnostics(), options.json);
  const auto* campaign = &tree->top();
  const auto& period = campaign->definition().period;
  if (!options.json && date_of(campaign->now()) > period.last)
    console.complain({{Severity::warning, {}, already_over, {to_text(period.first), to_text(period.last)}}});
  if (options.json)
    console.print_json(Map{{"done", true},
                           {"campaign", campaign->definition().id},
                           {"store", out->store},
                           {"now", to_local_text(campaign->now())},
                           {"sequence", static_cast<std::int64_t>(campaign->state().events)}});
  else
    console.say(started, {campaign->definition().title, campaign->definition().id, out->store});
  if (!options.json && campaign->state().catching_up) console.say(enter_what_was_on_paper, {to_local_text(campaign->now())});
  return ExitCode::done;
}

}  // namespace

void add_start(Program& program) {
  auto options = std::make_shared<StartCommandOptions>();
  auto& command = program.add_command(
      "start", {"启动活动：从此一个数据文件就够了", "start a campaign; from then on one file holds all of it"});
  program.add_option(command, "FILE", options->file, "", {"活动文件（campaign.info）", "the workflow file (campaign.info)"})
      ->required();
  program.add_option(command, "--store", options->campaign.store, "FILE",
                     {"数据文件，默认为 活动编号.db", "the file to keep it in, the campaign's id with .db by default"});
  program.add_option(command, "--stream", options->campaign.stream, "ID",
                     {"活动编号，默认取活动文件里的", "its id, that of the file by default"});
  program.add_option(command, "--set", options->values, "NAME=VALUE",
                     {"启动时要填的值，可写多次", "a value the campaign asks for; may be repeated"});
  program.add_option(command, "--supply", options->supply, "FILE",
                     {"启动时要填的值（JSON 文件）", "those values as a JSON file"});
  program.add_option(command, "--as", options->actor, "WHO", {"谁启动，默认为牵头单位", "who starts it, the lead by default"});
  program
      .add_option(command, "--clock", options->clock, "real|virtual",
                  {"virtual：虚拟时钟，用于演习和测试", "virtual: a clock that people move, for training and tests"})
      ->check([](const std::string& word) {
        return word == "real" || word == "virtual" ? std::string() : std::string("real, virtual");
      });
  program.add_option(
      command, "--at", options->at, "TIME",
      {"在纸面上已经开始的，从何时开始；虚拟时钟从何时开始，默认活动第一天 8 时",
       "when it began, if it runs on paper already; where a virtual clock begins, 08:00 of the first day by default"});
  program.add_option(command, "--reason", options->reason, "REASON",
                     {"为什么从以前的时间开始", "why it begins earlier than now"});
  program
      .add_option(command, "--formats", options->formats, "LIST",
                  {"文件格式，默认 docx,html", "formats of the documents, docx,html by default"})
      ->delimiter(',');
  program.add_flag(command, "--json", options->json, {"以 JSON 输出", "as JSON"});
  program.on(command, [&program, options] { return start(program, *options); });
}

}  // namespace hongtou::cli
