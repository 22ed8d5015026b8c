// hongtou journal: the events of a stream; hongtou journal verify: whether anything was altered.
#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/output_file.h"
#include "bindings/cli/program.h"
#include "engine/timeline.h"

namespace hongtou::cli {

namespace {

constexpr Words intact{"“{0}”完好：{1} 条记录，没有改动", "“{0}” is whole: {1} records, none altered"};
constexpr Words head_line{"摘要：{0}", "head: {0}"};

struct JournalOptions {
  std::string action;
  CampaignChoice campaign;
  std::string head;
  std::string export_head;
  bool json = false;
};

Value as_value(const JournalEvent& event) {
  return Map{{"sequence", static_cast<std::int64_t>(event.sequence)},
             {"recorded", to_text(event.recorded)},
             {"effective", to_text(event.effective)},
             {"actor", event.actor},
             {"type", event.type},
             {"data", event.data}};
}

// In sentences, as long as the stream keeps a campaign whose files can be read; else by the records' names.
std::string told(const Engine& engine, const OpenedStream& opened, const std::vector<JournalEvent>& events, Language language) {
  const auto lines_of_records = [&] {
    std::vector<std::vector<std::string>> rows;
    for (const auto& event : events)
      rows.push_back({std::to_string(event.sequence), to_local_text(event.recorded), event.type, event.actor,
                      event.data.at("step").text_or(""), event.data.at("unit").text_or(""), event.data.at("text").text_or("")});
    return columns(rows);
  };
  const auto campaign = engine.open(opened.store, opened.stream);
  return campaign.ok() ? timeline_text(campaign->definition(), events, language, campaign->state().joined) : lines_of_records();
}

ExitCode list(Program& program, const JournalOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto opened = open_stream(engine, options.campaign, StoreMode::read_only);
  if (!opened.ok()) return report_failure(console, opened.diagnostics(), options.json);
  const auto events = Journal(*opened->store, opened->stream, engine.environment()).read();
  if (!events.ok()) return report_failure(console, events.diagnostics(), options.json);
  if (!options.json) {
    console.print(told(engine, *opened, *events, console.language()));
    return ExitCode::done;
  }
  List values;
  for (const auto& event : *events) values.push_back(as_value(event));
  console.print_json(values);
  return ExitCode::done;
}

Result<std::optional<Head>> read_head(const Engine& engine, const std::string& file) {
  if (file.empty()) return std::optional<Head>();
  const auto bytes = engine.environment().read_file(file);
  if (!bytes.ok()) return bytes.diagnostics();
  auto head = parse_head(std::string_view(*bytes).substr(0, bytes->find_first_of("\r\n")), file);
  if (!head.ok()) return head.diagnostics();
  return std::optional<Head>(*std::move(head));
}

ExitCode verify(Program& program, const JournalOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto exported = read_head(engine, options.head);
  if (!exported.ok()) return report_failure(console, exported.diagnostics(), options.json);
  const auto opened = open_stream(engine, options.campaign, StoreMode::read_only);
  if (!opened.ok()) return report_failure(console, opened.diagnostics(), options.json);
  const auto head = Journal(*opened->store, opened->stream, engine.environment()).verify(*exported);
  if (!head.ok()) {
    if (options.json)
      console.print_json(
          Map{{"whole", false}, {"stream", opened->stream}, {"diagnostics", to_value(head.diagnostics(), console.language())}});
    return console.fail(head.diagnostics());
  }
  if (options.json) {
    console.print_json(Map{{"whole", true},
                           {"stream", head->stream},
                           {"sequence", static_cast<std::int64_t>(head->sequence)},
                           {"hash", head->hash},
                           {"diagnostics", List{}}});
  } else {
    console.say(intact, {head->stream, std::to_string(head->sequence)});
    console.say(head_line, {to_text(*head)});
  }
  if (options.export_head.empty()) return ExitCode::done;
  return console.fail(write_file(options.export_head, to_text(*head) + "\n").diagnostics());
}

}  // namespace

void add_journal(Program& program) {
  auto options = std::make_shared<JournalOptions>();
  auto& command = program.add_command("journal", {"列出日志中的记录，或核对有没有被改动（verify）",
                                                  "list the events of a journal, or verify that none was altered"});
  auto* action = program.add_option(command, "ACTION", options->action, "",
                                    {"verify：核对有没有被改动或截断；不写则列出记录",
                                     "verify: see whether it was altered or cut off; without it, list the events"});
  action->check([](const std::string& word) { return word == "verify" ? std::string() : std::string("verify"); });
  add_choice(program, command, options->campaign);
  program
      .add_option(command, "--head", options->head, "FILE",
                  {"核对时：以前留存的摘要，用来发现截断", "verify: a head exported before, shows a cut-off tail"})
      ->needs(action);
  program
      .add_option(command, "--export-head", options->export_head, "FILE",
                  {"核对时：把现在的摘要留存到文件", "verify: keep the head of now in a file"})
      ->needs(action);
  program.add_flag(command, "--json", options->json, {"以 JSON 输出", "as JSON"});
  program.on(command,
             [&program, options] { return options->action == "verify" ? verify(program, *options) : list(program, *options); });
}

}  // namespace hongtou::cli
