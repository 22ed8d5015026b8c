#include "bindings/cli/rehearsal_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <utility>

#include "bindings/cli/output_file.h"

namespace hongtou::cli {

namespace {

namespace fs = std::filesystem;

constexpr Message foreign_file{"rehearsal.foreign_file", "“{0}”里有不是演练生成的文件“{1}”，没有动它",
                               "“{0}” holds “{1}”, which no rehearsal wrote; nothing was touched",
                               "换一个新的输出文件夹，或先把这些文件移走", "choose a new folder, or move those files away first"};
constexpr Message changed_file{"rehearsal.changed_file", "“{1}”在上次演练之后被修改过，没有覆盖它",
                               "“{1}” was changed after the last rehearsal; nothing was overwritten",
                               "换一个新的输出文件夹，或先把这个文件移走", "choose a new folder, or move the file away first"};
constexpr Message busy{"output.busy", "另一次演练正在写“{0}”", "another rehearsal is writing to “{0}”",
                       "等它结束，或换一个输出文件夹", "wait until it ends, or choose another folder"};

constexpr std::string_view part_name = ".part";
constexpr std::string_view marker_name = ".hongtou-rehearsal";

// What SQLite leaves beside the journal when somebody reads it; a write-ahead log with something in it is no such thing.
bool is_reading_trace(const std::string& folder, const std::string& name) {
  std::error_code error;
  return name == "journal.db-shm" || name == "journal.db.lock" ||
         (name == "journal.db-wal" && fs::file_size(folder + "/" + name, error) == 0);
}

std::vector<std::string> files_below(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (auto entry = fs::recursive_directory_iterator(folder, error); !error && entry != fs::end(entry); entry.increment(error)) {
    const auto name = fs::path(entry->path()).lexically_relative(folder).string();
    if (name == part_name) {
      entry.disable_recursion_pending();
      continue;
    }
    if (entry->is_symlink() || !entry->is_directory()) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

Result<RehearsalFolder> RehearsalFolder::open(const std::string& path) {
  const auto name = path.size() > 1 && path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
  if (const auto made = make_folder(name); !made.ok()) return made.diagnostics();
  const int lock = ::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock < 0) return failure_of_system(name, errno).diagnostics();
  RehearsalFolder folder(name, lock);
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    ::close(std::exchange(folder.lock_, -1));
    return Result<RehearsalFolder>::failure({name, 0, 0}, busy, {name});
  }
  if (const auto checked = folder.check(); !checked.ok()) return checked.diagnostics();
  std::error_code error;
  fs::remove_all(folder.part(), error);  // left by a rehearsal that was killed
  if (const auto made = make_folder(folder.part()); !made.ok()) return made.diagnostics();
  return folder;
}

RehearsalFolder::RehearsalFolder(RehearsalFolder&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

RehearsalFolder::~RehearsalFolder() {
  if (lock_ < 0) return;
  std::error_code error;
  fs::remove_all(part(), error);
  fs::remove(path_, error);  // if it is empty
  ::close(lock_);
}

std::vector<std::string> RehearsalFolder::former_files() const {
  std::vector<std::string> names;
  std::ifstream file(marker());
  for (std::string line; std::getline(file, line);) names.push_back(line);
  return names;
}

Status RehearsalFolder::check() const {
  const auto former = former_files();
  std::error_code error;
  const auto kept = fs::last_write_time(marker(), error);
  for (const auto& name : files_below(path_)) {
    const auto file = path_of(name);
    if (name == marker_name || (!former.empty() && is_reading_trace(path_, name))) continue;
    if (std::find(former.begin(), former.end(), name) == former.end())
      return Status::failure({path_, 0, 0}, foreign_file, {path_, name});
    if (fs::last_write_time(file, error) > kept) return Status::failure({path_, 0, 0}, changed_file, {path_, file});
  }
  return success;
}

Status RehearsalFolder::write(const std::string& name, const std::string& bytes) {
  const auto file = work_path_of(name);
  if (const auto made = make_folder(fs::path(file).parent_path().string()); !made.ok()) return made;
  return write_file(file, bytes);
}

Status RehearsalFolder::keep() {
  std::error_code error;
  for (const auto& name : former_files()) fs::remove(path_of(name), error);
  for (const auto* name : {"journal.db-shm", "journal.db-wal"}) fs::remove(path_of(name), error);
  std::string list;
  for (const auto& name : files_below(part())) {
    const auto target = path_of(name);
    if (const auto made = make_folder(fs::path(target).parent_path().string()); !made.ok()) return made;
    fs::rename(work_path_of(name), target, error);
    if (error) return failure_of_system(target, error.value());
    list += name + "\n";
  }
  return write_file(marker(), list);
}

}  // namespace hongtou::cli
