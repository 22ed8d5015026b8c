#include "bindings/cli/program.h"

#include <algorithm>

#include "bindings/cli/help.h"
#include "engine/text.h"

namespace hongtou::cli {

namespace {

constexpr Words about{"红头：把一次政府专项活动从通知办到总结", "Hongtou runs government campaigns from notice to summary"};
constexpr Words help_words{"显示本帮助", "show this help"};
constexpr Words version_words{"显示版本", "show the version"};
constexpr Words lang_words{"信息语言 zh|en；默认按 LC_ALL、LC_MESSAGES、LANG",
                           "language zh|en; by LC_ALL, LC_MESSAGES, LANG otherwise"};
constexpr Words exit_codes{
    "退出码：0 完成，1 输入文件有误，2 用法不对，3 程序缺陷，4 此刻不允许，5 环境问题（磁盘满、存储被占用、缺插件）",
    "Exit codes: 0 done, 1 the input is at fault, 2 wrong usage, 3 our defect, 4 refused, "
    "5 the environment (disk full, store busy, plugin missing)"};

constexpr Message no_command{"usage.no_command", "没有写命令", "no command is given", "hongtou --help 列出所有命令",
                             "hongtou --help lists the commands"};
constexpr Message unknown_command{"usage.unknown_command", "没有“{0}”命令{1}", "there is no command “{0}”{2}",
                                  "hongtou --help 列出所有命令", "hongtou --help lists the commands"};
constexpr Message unexpected{"usage.unexpected", "不认识“{0}”{1}", "“{0}” is not understood{2}", "{3} --help 列出可用的选项",
                             "{3} --help lists what can be written"};
constexpr Message required{"usage.required", "缺少 {0}", "{0} is missing", "{1} --help 说明用法", "{1} --help tells the usage"};
constexpr Message needs{"usage.needs", "“{0}”要和“{2}”一起用", "“{0}” goes with “{2}” only", "{1} --help 说明用法",
                        "{1} --help tells the usage"};
constexpr Message wrong_value{"usage.value", "“{0}”的值不对或缺少", "“{0}” has a wrong value, or none", "{1} --help 说明用法",
                              "{1} --help tells the usage"};

std::vector<std::string> words_of(CLI::App& command) {
  std::vector<std::string> words;
  for (const auto* option : command.get_options())
    if (!option->get_positional())
      for (const auto& name : option->get_lnames()) words.push_back("--" + name);
  for (const auto* one : command.get_subcommands({})) words.push_back(one->get_name());
  return words;
}

std::string word_at(const std::string& text, std::size_t from) {
  const auto begin = text.find_first_not_of(' ', from);
  return begin == std::string::npos ? text : text.substr(begin, text.find_first_of(": ", begin) - begin);
}

}  // namespace

Program::Program(Language language) : console_(language), app_(about.in(language), "hongtou") {
  app_.footer(exit_codes.in(language));
  app_.require_subcommand(0, 1);
  add_common_options(app_);
}

void Program::add_common_options(CLI::App& command) {
  command.set_help_flag("-h,--help", help_words.in(console_.language()));
  command.set_version_flag("--version", "hongtou " + version(), version_words.in(console_.language()));
  const auto is_language = [](const std::string& word) {
    return word == "zh" || word == "en" ? std::string() : std::string("zh, en");
  };
  add_option(command, "--lang", lang_, "zh|en", lang_words)->check(is_language);
}

const Engine& Program::engine() {
  if (engine_ == nullptr) {
    engine_ = std::make_unique<Engine>();
    plugin_failures_ = engine_->load_plugins().diagnostics();
    console_.complain(plugin_failures_);
  }
  return *engine_;
}

CLI::App& Program::add_command(const std::string& name, const Words& meaning) {
  auto& command = *app_.add_subcommand(name, meaning.in(console_.language()));
  command.footer("");
  add_common_options(command);
  return command;
}

void Program::add_flag(CLI::App& command, const std::string& names, bool& value, const Words& meaning) {
  command.add_flag(names, value, meaning.in(console_.language()));
}

void Program::on(CLI::App& command, std::function<ExitCode()> action) {
  command.callback([this, action = std::move(action)] { action_ = action; });
}

CLI::App& Program::called() {
  const auto commands = app_.get_subcommands();
  return commands.empty() ? app_ : *commands.front();
}

ExitCode Program::run(std::vector<std::string> arguments) {
  const bool as_json = std::find(arguments.begin(), arguments.end(), "--json") != arguments.end();
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 takes them
  try {
    app_.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    return explain(error, as_json);
  }
  return action_ ? action_() : console_.fail(no_command);
}

ExitCode Program::explain(const CLI::ParseError& error, bool as_json) {
  if (dynamic_cast<const CLI::CallForHelp*>(&error) != nullptr)
    console_.print(help_text(called(), console_.language()));
  else if (dynamic_cast<const CLI::CallForVersion*>(&error) != nullptr)
    console_.print("hongtou " + version() + "\n");
  else
    return report_failure(console_, {wrong_usage(error)}, as_json);
  return ExitCode::done;
}

// CLI11 tells what is wrong in English only; its kind and the word it names are enough to say it in both languages.
Diagnostic Program::wrong_usage(const CLI::ParseError& error) {
  auto& command = called();
  const bool is_program = &command == &app_;
  const auto name = is_program ? "hongtou" : "hongtou " + command.get_name();
  const std::string what = error.what();
  const auto complaint = [](const Message& message, std::vector<std::string> arguments) {
    return Diagnostic{Severity::error, {}, message, std::move(arguments)};
  };
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const auto word = app_.remaining(true).front();
    const auto near = nearest(word, words_of(command));
    return complaint(
        is_program && !word.starts_with("-") ? unknown_command : unexpected,
        {word, near.empty() ? "" : "，是否为“" + near + "”？", near.empty() ? "" : "; did you mean “" + near + "”?", name});
  }
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return complaint(required, {word_at(what, 0), name});
  if (dynamic_cast<const CLI::RequiresError*>(&error) != nullptr)
    return complaint(needs, {word_at(what, 0), name, word_at(what, what.rfind(' '))});
  const auto option = what.find("--");
  return complaint(wrong_value, {word_at(what, option == std::string::npos ? 0 : option), name});
}

}  // namespace hongtou::cli
