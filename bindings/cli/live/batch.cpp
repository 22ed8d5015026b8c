// hongtou batch: acts as lines of JSON, each answered by a line of JSON once it is on disk.
#include <fcntl.h>
#include <unistd.h>

#include <iostream>
#include <utility>

#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/live/line_reader.h"
#include "bindings/cli/live/performer.h"

namespace hongtou::cli {

namespace {

constexpr Message unreadable{"file.unreadable", "无法读取文件“{0}”", "the file “{0}” cannot be read", "检查文件名和访问权限",
                             "look at the name and the permissions"};

constexpr Message waits{"batch.waits", "等着从标准输入读行动", "waiting for acts on the standard input",
                        "每行写一个 JSON 行动；写完按 Ctrl+D", "write an act of JSON a line; Ctrl+D ends it"};

constexpr auto patience = std::chrono::seconds(1);
constexpr std::size_t most_together = 100;  // lines

struct BatchOptions {
  CampaignChoice campaign;
  std::string file;
};

// An act as it is written, and how its level stood when it was done.
struct Line {
  std::int64_t number = 0;
  Result<Value> act;
  std::string path = {};
  Standing standing = {};
};

bool is_blank(const std::string& line) { return line.find_first_not_of(" \t\r") == std::string::npos; }

// What comes with it may be large.
bool brings_files(const Line& line) { return line.act.ok() && !line.act->at("files").is_null(); }

// Does what lines say, those that are there already together, and answers each when all of it is on disk.
class Batch {
 public:
  Batch(Console& console, OpenedTree& opened, const Environment& environment, std::string name)
      : console_(console), opened_(opened), environment_(environment), name_(std::move(name)) {}

  ExitCode run(LineReader& reader) {
    std::int64_t number = 0;
    for (auto texts = reader.next(most_together); !texts.empty(); texts = reader.next(most_together)) {
      std::vector<Line> lines;
      for (const auto& text : texts) {
        ++number;
        if (is_blank(text)) continue;
        lines.push_back({number, parse_json(text, name_)});
        if (brings_files(lines.back()) && !carry_out(std::exchange(lines, {}))) return code_;
      }
      if (!carry_out(std::move(lines))) return code_;
    }
    return reader.has_failed() ? console_.fail(unreadable, {name_}, name_) : code_;
  }

 private:
  // False: nothing more can be done.
  bool carry_out(std::vector<Line> lines) {
    std::vector<CampaignTree::Turn> turns;
    turns.reserve(lines.size());
    for (auto& line : lines) turns.emplace_back([&] { return carry_out(line); });
    const auto outcomes = opened_.tree.perform_together(turns);
    for (std::size_t i = 0; i < lines.size(); ++i) answer(lines[i], outcomes[i]);
    if (!std::cout.flush()) code_ = ExitCode::environment;
    return code_ != ExitCode::environment;
  }

  // A line may name a level of its own.
  Status carry_out(Line& line) {
    if (!line.act.ok()) return line.act.diagnostics();
    Performer performer(opened_.tree, opened_.path, environment_);
    auto done = performer.carry_out(*line.act);
    line.path = performer.path();
    const auto campaign = opened_.tree.find(line.path);
    if (!campaign.ok()) return campaign.diagnostics();
    line.standing = standing_of(**campaign);
    return done;
  }

  void answer(const Line& line, const CampaignTree::Outcome& outcome) {
    const auto& diagnostics = outcome.status.diagnostics();
    auto value = outcome.status.ok() ? success_value(opened_.tree.at(line.path)->definition(), line.standing,
                                                     happened_on(line, outcome), console_.language())
                                     : failure_value(diagnostics, console_.language());
    value["line"] = line.number;
    console_.print(to_json(value) + "\n");
    if (outcome.status.ok()) return;
    const auto code = exit_code(diagnostics);
    if (code_ == ExitCode::done || code == ExitCode::environment) code_ = code;
  }

  static std::vector<JournalEvent> happened_on(const Line& line, const CampaignTree::Outcome& outcome) {
    std::vector<Event> events;
    for (const auto& happened : outcome.happened)
      if (happened.path == line.path) events.insert(events.end(), happened.events.begin(), happened.events.end());
    return numbered(events, line.standing.sequence);
  }

  Console& console_;
  OpenedTree& opened_;
  const Environment& environment_;
  const std::string name_;
  ExitCode code_ = ExitCode::done;
};

ExitCode batch(Program& program, const BatchOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  auto opened = open_tree(engine, options.campaign);
  if (!opened.ok()) return console.fail(opened.diagnostics());
  const auto descriptor = options.file == "-" ? STDIN_FILENO : ::open(options.file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return console.fail(unreadable, {options.file}, options.file);
  LineReader lines(descriptor);
  if (options.file == "-" && !lines.is_ready(patience)) console.complain({Diagnostic{Severity::note, {}, waits, {}}});
  return Batch(console, *opened, engine.environment(), options.file).run(lines);
}

}  // namespace

void add_batch(Program& program) {
  auto options = std::make_shared<BatchOptions>();
  auto& command = program.add_command(
      "batch", {"逐行办理 JSON 写的行动，办妥一行答复一行", "acts as lines of JSON, each answered once it is on disk"});
  program
      .add_option(command, "FILE", options->file, "", {"每行一个行动；“-”为标准输入", "an act a line; - is the standard input"})
      ->required();
  add_choice(program, command, options->campaign);
  program.on(command, [&program, options] { return batch(program, *options); });
}

}  // namespace hongtou::cli
