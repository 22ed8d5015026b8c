#include "engine/engine.h"

#include <utility>

#include "engine/document/enclosed_files.h"
#include "engine/engine/engine_parts.h"
#include "engine/journal/memory_store.h"
#include "engine/text.h"
#include "engine/version.h"

namespace hongtou {

namespace {

constexpr Message no_store{"engine.no_store", "不认识存储“{0}”", "there is no store for “{0}”",
                           "写成 sqlite:文件名，并确认插件已安装（hongtou plugins）",
                           "write sqlite:FILE, and see whether the plugin is installed (hongtou plugins)"};
constexpr Message no_format{"engine.no_format", "没有“{0}”格式", "there is no format “{0}”", "已有的格式：{1}；缺少的请安装插件",
                            "formats are: {1}; install the plugin for others"};
constexpr Message carries_no_files{"engine.carries_no_files", "{0} 文件不能附带其他文件", "a {0} file takes no other files along",
                                   "写成 .ofd，或者另外发送这些文件；PDF 按 PDF/A-2b 写，只许附带 PDF/A 文件",
                                   "write .ofd, or send them separately; PDF is written as PDF/A-2b, which takes PDF/A only"};

}  // namespace

std::string version() { return HONGTOU_VERSION; }

Engine::Engine(Environment environment) : parts_(std::make_unique<Parts>()) { parts_->environment = std::move(environment); }
Engine::Engine(Engine&&) noexcept = default;
Engine::~Engine() = default;

Status Engine::load_plugin(const std::string& name) { return parts_->registry.load(parts_->environment.plugin_folder, name); }
Status Engine::load_plugins() { return parts_->registry.load_all(parts_->environment.plugin_folder); }
const Registry& Engine::registry() const { return parts_->registry; }
const Environment& Engine::environment() const { return parts_->environment; }

Result<Calendar> Engine::calendar() const {
  const auto files = installed_calendars(parts_->environment);
  return files.ok() ? read_calendar(*files) : Result<Calendar>(files.diagnostics());
}

std::vector<StepKindInfo> Engine::step_kinds() const {
  std::vector<StepKindInfo> kinds;
  for (const auto& kind : parts_->registry.step_kinds()) kinds.push_back(kind->info());
  return kinds;
}

Result<Definition> Engine::load(const std::string& path) const {
  return load_definition(path, step_kinds(), parts_->environment);
}

Result<std::shared_ptr<Store>> Engine::open_store(const std::string& url, StoreMode mode) const {
  const auto colon = url.find(':');
  const auto scheme = url.substr(0, colon);
  if (scheme == "memory") return std::shared_ptr<Store>(std::make_shared<MemoryStore>());
  const auto* driver = colon == std::string::npos ? nullptr : parts_->registry.store(scheme);
  if (driver == nullptr) return Result<std::shared_ptr<Store>>::failure({}, no_store, {url});
  auto store = driver->open(url.substr(colon + 1), mode);
  if (!store.ok()) return store.diagnostics();
  return std::shared_ptr<Store>(*std::move(store));
}

Result<std::vector<const Format*>> find_formats(const Registry& registry, const std::vector<std::string>& names) {
  Result<std::vector<const Format*>> formats(std::vector<const Format*>{});
  for (const auto& name : names) {
    if (const auto* format = registry.format(name)) {
      formats->push_back(format);
      continue;
    }
    std::vector<std::string> known;
    for (const auto& format : registry.formats()) known.push_back(format->info().name);
    formats.fail({}, no_format, {name, known.empty() ? "—" : join(known, " ")});
  }
  return formats;
}

Result<std::string> Engine::write(const Document& document, const std::string& format) const {
  auto found = find_formats(parts_->registry, {format});
  if (!found.ok()) return found.diagnostics();
  const auto& writer = *found->front();
  if (!document.files.empty()) {
    if (!writer.info().carries_files) return Result<std::string>::failure({}, carries_no_files, {writer.info().extension});
    if (const auto checked = check_enclosed_files(document.files); !checked.ok()) return checked.diagnostics();
  }
  return writer.write(document, parts_->environment);
}

}  // namespace hongtou
