#include "bindings/cli/help.h"

#include "bindings/cli/console.h"

namespace hongtou::cli {

namespace {

constexpr Words usage{"用法：", "Usage: "};
constexpr Words any_options{" [选项]", " [options]"};
constexpr Words a_command{" 命令 …", " COMMAND …"};
constexpr Words commands{"命令：", "Commands:"};
constexpr Words acts{"办理（在进行中的活动里，见 docs/live.md）：", "Acts (in a running campaign, see docs/live.md):"};
constexpr Words arguments{"参数：", "Arguments:"};
constexpr Words options{"选项：", "Options:"};

std::string full_name(const CLI::App& command) {
  const auto* parent = command.get_parent();
  return parent == nullptr ? command.get_name() : full_name(*parent) + " " + command.get_name();
}

std::string left_column(const CLI::Option& option) {
  auto name = option.get_name(false, true);
  for (auto comma = name.find(','); comma != std::string::npos; comma = name.find(',', comma + 2)) name.insert(comma + 1, " ");
  const auto type = option.get_type_name();
  return option.get_positional() || type.empty() ? name : name + " " + type;
}

// FILE…, [ACTION], --out DIR
std::string in_usage(const CLI::Option& option) {
  const auto name = left_column(option) + (option.get_positional() && option.get_expected_max() > 1 ? "…" : "");
  return option.get_required() ? name : "[" + name + "]";
}

std::string part(const Words& title, const std::vector<std::vector<std::string>>& rows, Language language) {
  return rows.empty() ? "" : "\n" + title.in(language) + "\n" + columns(rows, "  ");
}

}  // namespace

std::string help_text(const CLI::App& command, Language language) {
  std::vector<std::vector<std::string>> positionals;
  std::vector<std::vector<std::string>> named;
  std::vector<std::vector<std::string>> subcommands;
  std::vector<std::vector<std::string>> done_by_people;
  auto line = usage.in(language) + full_name(command);
  for (const auto* option : command.get_options()) {
    (option->get_positional() ? positionals : named).push_back({left_column(*option), option->get_description()});
    if (option->get_positional() || option->get_required()) line += " " + in_usage(*option);
  }
  for (const auto* one : command.get_subcommands({}))
    (one->get_group() == acts_group ? done_by_people : subcommands).push_back({one->get_name(), one->get_description()});
  line += any_options.in(language) + (subcommands.empty() ? "" : a_command.in(language));

  auto out = command.get_description() + "\n\n" + line + "\n";
  out += part(commands, subcommands, language) + part(acts, done_by_people, language) + part(arguments, positionals, language) +
         part(options, named, language);
  if (const auto footer = command.get_footer(); !footer.empty()) out += "\n" + footer + "\n";
  return out;
}

}  // namespace hongtou::cli
