// hongtou batch: acts as lines of JSON, each answered by a line of JSON once it is on disk.
#include <fstream>
#include <iostream>

#include "bindings/cli/live/campaign_choice.h"
#include "bindings/cli/live/performer.h"

namespace hongtou::cli {

namespace {

constexpr Message unreadable{"file.unreadable", "无法读取文件“{0}”", "the file “{0}” cannot be read", "检查文件名和访问权限",
                             "look at the name and the permissions"};

struct BatchOptions {
  CampaignChoice campaign;
  std::string file;
};

using Happened = Result<std::vector<JournalEvent>>;

// A line may name a level of its own.
Happened perform(OpenedTree& opened, const std::string& level, const Environment& environment, const Value& act) {
  const auto path = level.empty() ? Result<std::string>(opened.path) : path_of_level(opened.tree, level);
  return path.ok() ? Performer(opened.tree, *path, environment).perform(act) : Happened(path.diagnostics());
}

Value answer_to(OpenedTree& opened, const std::string& level, const Happened& happened, Language language) {
  if (!happened.ok()) return failure_value(happened.diagnostics(), language);
  return success_value(*opened.tree.at(level.empty() ? opened.path : *opened.tree.path_of(level)), *happened, language);
}

ExitCode run(Console& console, OpenedTree& opened, const Environment& environment, std::istream& lines, const std::string& name) {
  auto code = ExitCode::done;
  std::string line;
  for (std::int64_t number = 1; std::getline(lines, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const auto act = parse_json(line, name);
    const auto level = act.ok() ? act->at("level").text_or("") : std::string();
    const auto happened = act.ok() ? perform(opened, level, environment, *act) : Happened(act.diagnostics());
    auto answer = answer_to(opened, level, happened, console.language());
    answer["line"] = number;
    console.print(to_json(answer) + "\n");
    if (!std::cout.flush()) return ExitCode::environment;
    if (happened.ok()) continue;
    if (code == ExitCode::done) code = exit_code(happened.diagnostics());
    if (exit_code(happened.diagnostics()) == ExitCode::environment) return ExitCode::environment;
  }
  return code;
}

ExitCode batch(Program& program, const BatchOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  auto opened = open_tree(engine, options.campaign);
  if (!opened.ok()) return console.fail(opened.diagnostics());
  if (options.file == "-") return run(console, *opened, engine.environment(), std::cin, "-");
  std::ifstream file(options.file);
  if (!file) return console.fail(unreadable, {options.file}, options.file);
  return run(console, *opened, engine.environment(), file, options.file);
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
