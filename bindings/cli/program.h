// The command line as a whole: its commands, their options, help and the errors of usage.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bindings/cli/console.h"
#include "engine/engine.h"

namespace hongtou::cli {

class Program {
 public:
  explicit Program(Language language);

  Console& console() { return console_; }
  // With every plugin that could be loaded; what could not is told on stderr once.
  const Engine& engine();
  const Diagnostics& plugin_failures() const { return plugin_failures_; }

  CLI::App& add_command(const std::string& name, const Words& meaning);
  template <class Value>
  CLI::Option* add_option(CLI::App& command, const std::string& names, Value& value, const std::string& type,
                          const Words& meaning) {
    return command.add_option(names, value, meaning.in(console_.language()))->type_name(type);
  }
  void add_flag(CLI::App& command, const std::string& names, bool& value, const Words& meaning);
  // What the command does; it runs after the whole line has been understood.
  void on(CLI::App& command, std::function<ExitCode()> action);

  ExitCode run(std::vector<std::string> arguments);

 private:
  ExitCode explain(const CLI::ParseError& error, bool as_json);
  Diagnostic wrong_usage(const CLI::ParseError& error);
  void add_common_options(CLI::App& command);
  CLI::App& called();  // the command that was named, or the program itself

  Console console_;
  CLI::App app_;
  std::string lang_;
  std::function<ExitCode()> action_;
  std::unique_ptr<Engine> engine_;
  Diagnostics plugin_failures_;
};

// Each adds its command to the program; the options live as long as it.
void add_new(Program& program);
void add_check(Program& program);
void add_eval(Program& program);
void add_graph(Program& program);
void add_lint(Program& program);
void add_rehearse(Program& program);
void add_render(Program& program);
void add_merge(Program& program);
void add_start(Program& program);
void add_advance(Program& program);
void add_acts(Program& program);
void add_batch(Program& program);
void add_status(Program& program);
void add_tasks(Program& program);
void add_board(Program& program);
void add_documents(Program& program);
void add_migrate(Program& program);
void add_journal(Program& program);
void add_backup(Program& program);
void add_plugins(Program& program);

}  // namespace hongtou::cli
