#include "engine/registry.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <set>
#include <sstream>

using namespace hongtou;

namespace {

const std::string fixtures = HONGTOU_BUILD_DIR "/tests/plugins/fixtures";
const std::string built_plugins = HONGTOU_BUILD_DIR "/lib/hongtou";

std::string file_of(const std::string& name) { return fixtures + "/hongtou_" + name + ".so"; }

std::string output_of(const std::string& command) {
  std::string out;
  std::array<char, 4096> buffer{};
  auto* const pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  while (const auto count = std::fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), count);
  REQUIRE(pclose(pipe) == 0);
  return out;
}

void check_refused(const std::string& name, const std::string& zh, const std::string& en) {
  Registry registry;
  const auto status = registry.load(fixtures, name);
  CHECK_FALSE(status.ok());
  CHECK(to_text(status.diagnostics(), Language::zh) == zh);
  CHECK(to_text(status.diagnostics(), Language::en) == en);
  CHECK(registry.plugins().empty());
}

std::vector<std::string> all_plugins() {
  std::vector<std::string> files{file_of("good"), file_of("throwing")};
  for (const auto& entry : std::filesystem::directory_iterator(built_plugins)) files.push_back(entry.path().string());
  return files;
}

}  // namespace

TEST_CASE("a plugin is loaded and its objects work") {
  Registry registry;
  REQUIRE(registry.load(fixtures, "good").ok());
  REQUIRE(registry.format("good") != nullptr);
  Document document;
  document.title = {"通知"};
  CHECK(*registry.format("good")->write(document, Environment::in_memory({}, {})) == "通知");
  REQUIRE(registry.plugins().size() == 1);
  CHECK(registry.plugins()[0].name == "good");
  CHECK(registry.plugins()[0].file == file_of("good"));
  CHECK(registry.plugins()[0].version == "0.1.0");
  CHECK(registry.plugins()[0].abi == HONGTOU_PLUGIN_ABI);
}

TEST_CASE("loading a plugin twice is loading it once") {
  Registry registry;
  CHECK(registry.load(fixtures, "good").ok());
  CHECK(registry.load(fixtures + "/../fixtures", "good").ok());
  CHECK(registry.formats().size() == 1);
  Registry another;
  CHECK(another.load(fixtures, "good").ok());
  CHECK(another.formats().size() == 1);
}

TEST_CASE("an unknown name finds nothing") {
  const Registry registry;
  CHECK(registry.format("good") == nullptr);
  CHECK(registry.store("sqlite") == nullptr);
  CHECK(registry.diagram_writer("svg") == nullptr);
  CHECK(registry.step_kind("no such kind") == nullptr);
}

TEST_CASE("names that could lead out of the folder are refused") {
  check_refused(
      "../x", "error [plugin.name] 插件名“../x”不合规\n  提示：插件名只含小写字母、数字、- 和 _，例如 docx\n",
      "error [plugin.name] “../x” is no name of a plugin\n  hint: use small letters, digits, - and _ only, such as docx\n");
  for (const auto* name : {"", "A", "a b", "中", "a.so"}) CHECK_FALSE(Registry().load(fixtures, name).ok());
}

TEST_CASE("a missing plugin is told with the file that was looked for") {
  const auto file = file_of("nowhere");
  check_refused("nowhere",
                file + ": error [plugin.missing] 没有插件“nowhere”：找不到文件“" + file + "”\n  提示：检查插件名，或安装该插件\n",
                file + ": error [plugin.missing] there is no plugin “nowhere”: no file “" + file +
                    "”\n  hint: look at the name, or install the plugin\n");
}

TEST_CASE("a text file is no library") {
  const auto file = file_of("text");
  check_refused(
      "text", file + ": error [plugin.not_a_library] “" + file + "”不是动态库\n  提示：文件已损坏或放错了位置：重新安装该插件\n",
      file + ": error [plugin.not_a_library] “" + file +
          "” is no shared library\n  hint: it is damaged or out of place: install the plugin again\n");
}

TEST_CASE("a library that is no plugin is told from a plugin") {
  for (const auto* name : {"foreign", "no_manifest"}) {
    const auto file = file_of(name);
    check_refused(name,
                  file + ": error [plugin.not_a_plugin] “" + file +
                      "”是动态库，但不是红头插件\n  提示：从插件文件夹移走它；如果是自编插件，请用 hongtou_add_plugin 构建\n",
                  file + ": error [plugin.not_a_plugin] “" + file +
                      "” is a shared library, but no plugin of Hongtou\n"
                      "  hint: take it out of the plugin folder; if it is your own, build it with hongtou_add_plugin\n");
  }
}

TEST_CASE("a plugin of another interface is refused before any of its code runs") {
  const auto file = file_of("wrong_abi");
  check_refused("wrong_abi",
                file + ": error [plugin.wrong_abi] 插件“" + file +
                    "”按接口版本 999 构建，本程序的接口版本是 1\n  提示：安装与本程序同一版本的插件\n",
                file + ": error [plugin.wrong_abi] the plugin “" + file +
                    "” was built for interface 999, this program has interface 1\n"
                    "  hint: install the plugin of the same release as this program\n");
}

TEST_CASE("a plugin that throws while it registers leaves nothing behind") {
  const auto file = file_of("throwing");
  check_refused("throwing",
                file + ": error [plugin.failed] 插件“" + file +
                    "”无法载入：no font library\n  提示：重新安装该插件；若仍如此，把这条信息告诉插件作者\n",
                file + ": error [plugin.failed] the plugin “" + file +
                    "” cannot be loaded: no font library\n"
                    "  hint: install the plugin again; if that does not help, send this message to its author\n");
  Registry registry;
  CHECK_FALSE(registry.load(fixtures, "throwing").ok());
  CHECK(registry.diagram_writers().empty());
}

TEST_CASE("a plugin that calls what nobody has is refused instead of crashing later") {
  const auto status = Registry().load(fixtures, "unresolved");
  const auto text = to_text(status.diagnostics(), Language::en);
  CHECK(text.find("[plugin.failed]") != std::string::npos);
  CHECK(text.find("hongtou_nowhere") != std::string::npos);
}

TEST_CASE("a class library of another kind is refused") {
  const auto text = to_text(Registry().load(fixtures, "other_base").diagnostics(), Language::en);
  CHECK(text.find("[plugin.failed]") != std::string::npos);
  CHECK(text.find("Manifest class mismatch") != std::string::npos);
}

TEST_CASE("of two plugins that bring the same format the first stays") {
  Registry registry;
  REQUIRE(registry.load(fixtures, "good").ok());
  const auto* first = registry.format("good");
  const auto text = to_text(registry.load(fixtures, "twin").diagnostics(), Language::en);
  CHECK(text.find("there is already a format “good”") != std::string::npos);
  CHECK(registry.format("good") == first);
  CHECK(registry.plugins().size() == 1);
}

TEST_CASE("loading a folder reports the bad plugins and loads the good ones") {
  Registry registry;
  const auto status = registry.load_all(fixtures);
  std::multiset<std::string> codes;
  for (const auto& diagnostic : status.diagnostics()) codes.insert(std::string(diagnostic.message.code));
  CHECK(codes == std::multiset<std::string>{"plugin.failed", "plugin.failed", "plugin.failed", "plugin.failed",
                                            "plugin.not_a_library", "plugin.not_a_plugin", "plugin.not_a_plugin",
                                            "plugin.wrong_abi"});
  CHECK(registry.format("good") != nullptr);
  CHECK(registry.plugins().size() == 1);
  CHECK(Registry().load_all("/nonexistent").ok());
}

TEST_CASE("every plugin we build loads") {
  Registry registry;
  const auto status = registry.load_all(built_plugins);
  CHECK_MESSAGE(status.ok(), to_text(status.diagnostics(), Language::en));
  CHECK(registry.store("sqlite") != nullptr);
}

TEST_CASE("plugins show their entry points and nothing else") {
  const std::set<std::string> entry_points{"hongtou_plugin_abi", "hongtou_plugin_version", "pocoBuildManifest",
                                           "pocoInitializeLibrary", "pocoUninitializeLibrary"};
  for (const auto& file : all_plugins()) {
    CAPTURE(file);
    std::istringstream symbols(output_of("nm -DC --defined-only '" + file + "'"));
    std::string address, kind, name;
    std::set<std::string> shown;
    while (symbols >> address >> kind && std::getline(symbols >> std::ws, name)) {
      CHECK_MESSAGE(entry_points.contains(name), name);
      shown.insert(name);
    }
    CHECK(shown.contains("hongtou_plugin_abi"));
    CHECK(shown.contains("pocoBuildManifest"));
  }
}

TEST_CASE("plugins resolve every symbol when they are loaded") {
  for (const auto& file : all_plugins()) {
    CAPTURE(file);
    CHECK(output_of("readelf -d '" + file + "'").find("BIND_NOW") != std::string::npos);
  }
}
