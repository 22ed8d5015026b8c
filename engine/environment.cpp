#include "engine/environment.h"

#include <dlfcn.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace hongtou {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t size_limit = 64u << 20;

constexpr Message missing{"file.missing", "找不到文件“{0}”", "there is no file “{0}”", "检查文件名和所在文件夹",
                          "look at the name and the folder"};
constexpr Message is_folder{"file.is_folder", "“{0}”是文件夹，不是文件", "“{0}” is a folder, not a file",
                            "请给出文件夹中的文件，例如 {0}/campaign.info", "name a file in it, such as {0}/campaign.info"};
constexpr Message unreadable{"file.unreadable", "无法读取文件“{0}”：{1}", "the file “{0}” cannot be read: {1}",
                             "检查文件的访问权限", "look at the permissions of the file"};
constexpr Message too_large{"file.too_large", "文件“{0}”超过 64 MB", "the file “{0}” is larger than 64 MB",
                            "这不像是手写的文件，请检查是否选错", "this is no file a person wrote; is it the right one?"};

Result<std::string> read_from_disk(const std::string& path) {
  const Position position{path, 0, 0};
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status)) return Result<std::string>::failure(position, missing, {path});
  if (fs::is_directory(status)) return Result<std::string>::failure(position, is_folder, {path});
  if (fs::is_regular_file(status) && fs::file_size(path, error) > size_limit)
    return Result<std::string>::failure(position, too_large, {path});
  std::ifstream file(path, std::ios::binary);
  if (!file) return Result<std::string>::failure(position, unreadable, {path, "permission denied"});
  std::string bytes;
  std::vector<char> buffer(1u << 16);
  while (file) {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    bytes.append(buffer.data(), static_cast<std::size_t>(file.gcount()));
    if (bytes.size() > size_limit) return Result<std::string>::failure(position, too_large, {path});
  }
  if (file.bad()) return Result<std::string>::failure(position, unreadable, {path, "read error"});
  return bytes;
}

std::vector<std::string> list_on_disk(const std::string& path) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(path, error)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string random_from_system(std::size_t size) {
  constexpr std::size_t most_at_once = 256;  // of getentropy()
  std::string bytes(size, '\0');
  for (std::size_t at = 0; at < size; at += most_at_once)
    if (getentropy(bytes.data() + at, std::min(most_at_once, size - at)) != 0)
      throw std::runtime_error("no random bytes from the system");
  return bytes;
}

// The folder that holds lib/ and share/: two above this library.
fs::path installation() {
  Dl_info info{};
  if (dladdr(reinterpret_cast<const void*>(&read_from_disk), &info) == 0 || info.dli_fname == nullptr) return ".";
  std::error_code error;
  const auto library = fs::canonical(info.dli_fname, error);
  return error ? fs::path(".") : library.parent_path().parent_path();
}

}  // namespace

Environment Environment::system() {
  Environment environment;
  environment.now = [] { return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()); };
  environment.read_file = read_from_disk;
  environment.list_folder = list_on_disk;
  environment.random_bytes = random_from_system;
  const auto root = installation();
  environment.share_folder = (root / "share/hongtou").string();
  environment.plugin_folder = (root / "lib/hongtou").string();
  return environment;
}

Environment Environment::in_memory(std::map<std::string, std::string> files, Instant now) {
  Environment environment;
  environment.now = [now] { return now; };
  environment.list_folder = [files](const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& [path, text] : files)
      if (folder_of(path) == resolve_path("", folder)) names.push_back(fs::path(path).filename().string());
    return names;
  };
  environment.read_file = [files = std::move(files)](const std::string& path) -> Result<std::string> {
    const auto found = files.find(path);
    if (found == files.end()) return Result<std::string>::failure({path, 0, 0}, missing, {path});
    return found->second;
  };
  environment.random_bytes = [](std::size_t size) { return std::string(size, 'r'); };
  return environment;
}

std::string folder_of(const std::string& path) { return fs::path(path).lexically_normal().parent_path().string(); }

std::string resolve_path(const std::string& base, const std::string& path) {
  const fs::path wanted(path);
  const auto joined = wanted.is_absolute() ? wanted : fs::path(base).parent_path() / wanted;
  return joined.lexically_normal().string();
}

bool is_inside(const std::string& folder, const std::string& path) {
  const auto relative =
      fs::path(path).lexically_normal().lexically_relative(fs::path(folder.empty() ? "." : folder).lexically_normal());
  return !relative.empty() && *relative.begin() != "..";
}

Result<Calendar> installed_calendar(const Environment& environment) {
  const auto folder = environment.share_folder + "/calendars";
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto& name : environment.list_folder(folder)) {
    if (!name.ends_with(".csv")) continue;
    auto text = environment.read_file(folder + "/" + name);
    if (!text.ok()) return text.diagnostics();
    files.emplace_back(name, *std::move(text));
  }
  return Calendar::read(files);
}

}  // namespace hongtou
