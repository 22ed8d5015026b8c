// hongtou journal: the events of a stream; hongtou journal verify: whether anything was altered.
#include <algorithm>

#include "bindings/cli/output_file.h"
#include "bindings/cli/program.h"

namespace hongtou::cli {

namespace {

constexpr Message no_stream{"journal.no_stream", "存储“{0}”里没有“{1}”", "the store “{0}” holds no “{1}”", "已有的：{2}",
                            "it holds: {2}"};
constexpr Message empty_store{"journal.empty_store", "存储“{0}”里还没有活动", "the store “{0}” holds no campaign yet",
                              "先用 hongtou rehearse 演练一次", "rehearse one with hongtou rehearse"};
constexpr Message which_stream{"usage.which_stream", "存储中有多个活动：{0}", "the store holds several campaigns: {0}",
                               "用 --stream 选一个", "choose one with --stream"};
constexpr Words intact{"“{0}”完好：{1} 条记录，没有改动", "“{0}” is whole: {1} records, none altered"};
constexpr Words head_line{"摘要：{0}", "head: {0}"};

struct JournalOptions {
  std::string action;
  std::string store;
  std::string stream;
  std::string head;
  std::string export_head;
  bool json = false;
};

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : " ") + name;
  return out;
}

// The stream that was asked for, or the only campaign; refused commands lie in streams of their own, NAME/audit.
Result<std::string> choose_stream(const Store& store, const JournalOptions& options) {
  auto streams = store.streams();
  if (!streams.ok()) return streams.diagnostics();
  std::vector<std::string> campaigns;
  std::copy_if(streams->begin(), streams->end(), std::back_inserter(campaigns),
               [](const auto& name) { return !name.ends_with("/audit"); });
  const Position where{options.store, 0, 0};
  if (campaigns.empty()) return Result<std::string>::failure(where, empty_store, {options.store});
  if (options.stream.empty()) {
    if (campaigns.size() > 1) return Result<std::string>::failure(where, which_stream, {joined(campaigns)});
    return campaigns.front();
  }
  if (std::find(streams->begin(), streams->end(), options.stream) == streams->end())
    return Result<std::string>::failure(where, no_stream, {options.store, options.stream, joined(*streams)});
  return options.stream;
}

// One stream of an open store.
struct Opened {
  std::shared_ptr<Store> store;
  std::string stream;
};

Result<Opened> open(const Engine& engine, const JournalOptions& options) {
  auto store = engine.open_store(options.store, StoreMode::read_only);
  if (!store.ok()) return store.diagnostics();
  auto stream = choose_stream(**store, options);
  if (!stream.ok()) return stream.diagnostics();
  return Opened{*std::move(store), *std::move(stream)};
}

Value as_value(const JournalEvent& event) {
  return Map{{"sequence", static_cast<std::int64_t>(event.sequence)},
             {"recorded", to_text(event.recorded)},
             {"effective", to_text(event.effective)},
             {"actor", event.actor},
             {"type", event.type},
             {"data", event.data}};
}

ExitCode list(Program& program, const JournalOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  const auto opened = open(engine, options);
  if (!opened.ok()) return console.fail(opened.diagnostics());
  const auto events = Journal(*opened->store, opened->stream, engine.environment()).read();
  if (!events.ok()) return console.fail(events.diagnostics());
  List values;
  std::vector<std::vector<std::string>> rows;
  for (const auto& event : *events) {
    values.push_back(as_value(event));
    rows.push_back({std::to_string(event.sequence), to_local_text(event.recorded), event.type, event.actor,
                    event.data.at("step").text_or(""), event.data.at("unit").text_or("")});
  }
  if (options.json)
    console.print_json(values);
  else
    console.print(columns(rows));
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
  if (!exported.ok()) return console.fail(exported.diagnostics());
  const auto opened = open(engine, options);
  if (!opened.ok()) return console.fail(opened.diagnostics());
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
  program
      .add_option(command, "--store", options->store, "URL",
                  {"日志所在，例如 sqlite:campaign.db", "where the journal is, such as sqlite:campaign.db"})
      ->required();
  program.add_option(command, "--stream", options->stream, "ID",
                     {"活动编号；只有一个活动时可以不写", "the campaign's id; not needed if there is one only"});
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
