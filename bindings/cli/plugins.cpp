// hongtou plugins: what is loaded, from where, which version.
#include "bindings/cli/program.h"

namespace hongtou::cli {

namespace {

constexpr Words folder{"插件文件夹：{0}", "plugin folder: {0}"};
constexpr Words none{"（没有插件）", "(no plugins)"};
constexpr Words formats{"文件格式", "formats"};
constexpr Words stores{"存储", "stores"};
constexpr Words writers{"图形格式", "pictures"};
constexpr Words processes{"流程格式", "processes"};
constexpr Words kinds{"步骤种类", "step kinds"};
constexpr Words columns_head_name{"插件", "plugin"};
constexpr Words columns_head_version{"版本", "version"};
constexpr Words columns_head_interface{"接口", "interface"};
constexpr Words columns_head_file{"文件", "file"};

struct PluginsOptions {
  bool json = false;
};

struct Offer {
  Words title;
  std::string key;
  std::vector<std::string> names;
};

std::vector<Offer> offers_of(const Registry& registry) {
  std::vector<Offer> offers{{formats, "formats", {}},
                            {stores, "stores", {"memory"}},
                            {writers, "diagram_writers", {}},
                            {processes, "process_writers", {}},
                            {kinds, "step_kinds", {}}};
  for (const auto& one : registry.formats()) offers[0].names.push_back(one->info().name);
  for (const auto& one : registry.stores()) offers[1].names.push_back(one->scheme());
  for (const auto& one : registry.diagram_writers()) offers[2].names.push_back(one->info().name);
  for (const auto& one : registry.process_writers()) offers[3].names.push_back(one->info().name);
  for (const auto& one : registry.step_kinds()) offers[4].names.push_back(one->info().name);
  return offers;
}

Value as_value(const Engine& engine, const Diagnostics& failures, Language language) {
  Map value;
  List plugins;
  for (const auto& plugin : engine.registry().plugins())
    plugins.push_back(Map{{"name", plugin.name}, {"version", plugin.version}, {"abi", plugin.abi}, {"file", plugin.file}});
  for (const auto& offer : offers_of(engine.registry())) value[offer.key] = List(offer.names.begin(), offer.names.end());
  value["folder"] = engine.environment().plugin_folder;
  value["plugins"] = std::move(plugins);
  value["diagnostics"] = to_value(failures, language);
  return value;
}

std::string as_text(const Engine& engine, Language language) {
  const auto head = [&](const Words& words) { return words.in(language); };
  std::vector<std::vector<std::string>> rows{
      {head(columns_head_name), head(columns_head_version), head(columns_head_interface), head(columns_head_file)}};
  for (const auto& plugin : engine.registry().plugins())
    rows.push_back({plugin.name, plugin.version, std::to_string(plugin.abi), plugin.file});
  auto out = fill(folder.in(language), {engine.environment().plugin_folder}) + "\n\n";
  out += rows.size() == 1 ? none.in(language) + "\n" : columns(rows);

  std::vector<std::vector<std::string>> offered;
  for (const auto& offer : offers_of(engine.registry())) {
    std::string names;
    for (const auto& name : offer.names) names += (names.empty() ? "" : " ") + name;
    offered.push_back({offer.title.in(language), names.empty() ? "—" : names});
  }
  return out + "\n" + columns(offered);
}

ExitCode plugins(Program& program, const PluginsOptions& options) {
  auto& console = program.console();
  const auto& engine = program.engine();
  if (options.json)
    console.print_json(as_value(engine, program.plugin_failures(), console.language()));
  else
    console.print(as_text(engine, console.language()));
  return exit_code(program.plugin_failures());
}

}  // namespace

void add_plugins(Program& program) {
  auto options = std::make_shared<PluginsOptions>();
  auto& command = program.add_command("plugins", {"列出已载入的插件及其来源、版本", "what is loaded, from where, which version"});
  program.add_flag(command, "--json", options->json, {"以 JSON 输出", "as JSON"});
  program.on(command, [&program, options] { return plugins(program, *options); });
}

}  // namespace hongtou::cli
