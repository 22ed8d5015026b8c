#include "engine/registry.h"

#include <Poco/ClassLoader.h>
#include <Poco/Exception.h>
#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "engine/campaign/decide.h"

namespace hongtou {

namespace {

namespace fs = std::filesystem;

constexpr Message bad_name{"plugin.name", "插件名“{0}”不合规", "“{0}” is no name of a plugin",
                           "插件名只含小写字母、数字、- 和 _，例如 docx",
                           "use small letters, digits, - and _ only, such as docx"};
constexpr Message missing{"plugin.missing", "没有插件“{0}”：找不到文件“{1}”", "there is no plugin “{0}”: no file “{1}”",
                          "检查插件名，或安装该插件", "look at the name, or install the plugin"};
constexpr Message not_a_library{"plugin.not_a_library", "“{0}”不是动态库", "“{0}” is no shared library",
                                "文件已损坏或放错了位置：重新安装该插件",
                                "it is damaged or out of place: install the plugin again"};
constexpr Message not_a_plugin{"plugin.not_a_plugin", "“{0}”是动态库，但不是红头插件",
                               "“{0}” is a shared library, but no plugin of Hongtou",
                               "从插件文件夹移走它；如果是自编插件，请用 hongtou_add_plugin 构建",
                               "take it out of the plugin folder; if it is your own, build it with hongtou_add_plugin"};
constexpr Message wrong_abi{"plugin.wrong_abi", "插件“{0}”按接口版本 {1} 构建，本程序的接口版本是 {2}",
                            "the plugin “{0}” was built for interface {1}, this program has interface {2}",
                            "安装与本程序同一版本的插件", "install the plugin of the same release as this program"};
constexpr Message failed{"plugin.failed", "插件“{0}”无法载入：{1}", "the plugin “{0}” cannot be loaded: {1}",
                         "重新安装该插件；若仍如此，把这条信息告诉插件作者",
                         "install the plugin again; if that does not help, send this message to its author"};

constexpr std::string_view prefix = "hongtou_";
constexpr std::string_view suffix = ".so";

bool is_plugin_name(std::string_view name) {
  return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string_view::npos;
}

bool is_elf(const std::string& file) {
  std::array<char, 4> magic{};
  std::ifstream(file, std::ios::binary).read(magic.data(), magic.size());
  return std::string_view(magic.data(), magic.size()) == "\177ELF";
}

Status failure(const std::string& file, Message message, std::vector<std::string> arguments) {
  return Status::failure({file, 0, 0}, message, std::move(arguments));
}

// One for the process, never destroyed: unloading a library whose objects still live crashes.
Poco::ClassLoader<Plugin>& loader() {
  static auto* const leaked = new Poco::ClassLoader<Plugin>;
  return *leaked;
}

template <class T>
const T* symbol(void* library, const char* name) {
  return static_cast<const T*>(dlsym(library, name));
}

// What a library says about itself before any of its classes is used. The library stays open.
Result<PluginInfo> inspect(const std::string& name, const std::string& file) {
  if (!fs::exists(file)) return failure(file, missing, {name, file}).diagnostics();
  if (!is_elf(file)) return failure(file, not_a_library, {file}).diagnostics();
  void* const library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return failure(file, failed, {file, dlerror()}).diagnostics();
  const auto* abi = symbol<int>(library, "hongtou_plugin_abi");
  if (abi == nullptr) return failure(file, not_a_plugin, {file}).diagnostics();
  if (*abi != HONGTOU_PLUGIN_ABI)
    return failure(file, wrong_abi, {file, std::to_string(*abi), std::to_string(HONGTOU_PLUGIN_ABI)}).diagnostics();
  const auto* version = symbol<char>(library, "hongtou_plugin_version");
  if (version == nullptr || dlsym(library, "pocoBuildManifest") == nullptr)
    return failure(file, not_a_plugin, {file}).diagnostics();
  return PluginInfo{name, file, version, *abi};
}

void add_classes(const std::string& file, PluginHost& host) {
  loader().loadLibrary(file);
  for (const auto* entry : loader().manifestFor(file)) std::unique_ptr<Plugin>(entry->create())->add_to(host);
}

std::string name_of(const Format& format) { return format.info().name; }
std::string name_of(const ManuscriptReader& reader) { return reader.info().name; }
std::string name_of(const StoreDriver& driver) { return driver.scheme(); }
std::string name_of(const DiagramWriter& writer) { return writer.info().name; }
std::string name_of(const StepKind& kind) { return kind.info().name; }
std::string name_of(const ProcessWriter& writer) { return writer.info().name; }

template <class T>
const T* find(const std::vector<std::unique_ptr<T>>& all, std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return name_of(*one) == name; });
  return found == all.end() ? nullptr : found->get();
}

template <class T>
void add_new(std::vector<std::unique_ptr<T>>& all, std::unique_ptr<T> one, const char* kind) {
  const auto name = name_of(*one);
  if (find(all, name) != nullptr) throw std::logic_error("there is already a " + std::string(kind) + " “" + name + "”");
  all.push_back(std::move(one));
}

}  // namespace

Registry::Registry() {
  for (auto& kind : built_in_step_kinds()) add(std::move(kind));
}

void Registry::add(std::unique_ptr<Format> format) { add_new(formats_, std::move(format), "format"); }
void Registry::add(std::unique_ptr<StoreDriver> driver) { add_new(stores_, std::move(driver), "store"); }
void Registry::add(std::unique_ptr<DiagramWriter> writer) { add_new(diagram_writers_, std::move(writer), "diagram writer"); }
void Registry::add(std::unique_ptr<StepKind> kind) { add_new(step_kinds_, std::move(kind), "step kind"); }
void Registry::add(std::unique_ptr<ProcessWriter> writer) { add_new(process_writers_, std::move(writer), "process writer"); }
void Registry::add(std::unique_ptr<ManuscriptReader> reader) { add_new(manuscript_readers_, std::move(reader), "reader"); }

const Format* Registry::format(std::string_view name) const { return find(formats_, name); }
const StoreDriver* Registry::store(std::string_view scheme) const { return find(stores_, scheme); }
const DiagramWriter* Registry::diagram_writer(std::string_view name) const { return find(diagram_writers_, name); }
const StepKind* Registry::step_kind(std::string_view name) const { return find(step_kinds_, name); }
const ProcessWriter* Registry::process_writer(std::string_view name) const { return find(process_writers_, name); }

Status Registry::load(const std::string& folder, const std::string& name) {
  if (!is_plugin_name(name)) return failure("", bad_name, {name});
  const auto path = fs::absolute(folder) / (std::string(prefix) + name + std::string(suffix));
  const auto file = path.lexically_normal().string();
  if (std::any_of(plugins_.begin(), plugins_.end(), [&](const auto& plugin) { return plugin.file == file; })) return success;
  auto info = inspect(name, file);
  if (!info.ok()) return info.diagnostics();

  const auto forget_failed = [this, formats = formats_.size(), stores = stores_.size(), writers = diagram_writers_.size(),
                              kinds = step_kinds_.size(), processes = process_writers_.size(),
                              readers = manuscript_readers_.size()] {
    formats_.resize(formats);
    stores_.resize(stores);
    diagram_writers_.resize(writers);
    step_kinds_.resize(kinds);
    process_writers_.resize(processes);
    manuscript_readers_.resize(readers);
  };
  std::string what;
  try {
    add_classes(file, *this);
    plugins_.push_back(std::move(*info));
    return success;
  } catch (const Poco::Exception& exception) {
    what = exception.displayText();
  } catch (const std::exception& exception) {
    what = exception.what();
  } catch (...) {
    what = "unknown exception";
  }
  forget_failed();
  return failure(file, failed, {file, what});
}

Status Registry::load_all(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const auto file = entry.path().filename().string();
    if (file.starts_with(prefix) && file.ends_with(suffix))
      names.push_back(file.substr(prefix.size(), file.size() - prefix.size() - suffix.size()));
  }
  std::sort(names.begin(), names.end());
  Status status(success);
  for (const auto& name : names) status.add(load(folder, name).diagnostics());
  return status;
}

}  // namespace hongtou
