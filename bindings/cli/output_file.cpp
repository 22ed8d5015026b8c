#include "bindings/cli/output_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "bindings/cli/language.h"

namespace hongtou::cli {

namespace {

namespace fs = std::filesystem;

constexpr Message full{"output.full", "写“{0}”时磁盘已满", "the disk is full: “{0}” was not written", "腾出磁盘空间后重试",
                       "make room on the disk, then try again"};
constexpr Message not_writable{"output.not_writable", "无法写入“{0}”：{1}", "“{0}” cannot be written: {2}",
                               "检查文件夹是否存在、是否有写入权限，或换一个位置",
                               "see whether its folder exists and may be written, or choose another place"};
constexpr Message failed{"output.failed", "写“{0}”失败：{1}", "writing “{0}” failed: {1}", "检查磁盘后重试",
                         "look at the disk, then try again"};
constexpr Message not_a_folder{"output.not_a_folder", "“{0}”是文件，不是文件夹", "“{0}” is a file, not a folder",
                               "换一个输出位置", "choose another place for the output"};

// What the system says in English only.
Words cause_of(int error) {
  switch (error) {
    case EACCES:
    case EPERM:
      return {"没有写入的权限", "it may not be written"};
    case EROFS:
      return {"磁盘是只读的", "the disk is read-only"};
    case ENOENT:
      return {"没有这个文件夹", "there is no such folder"};
    case ENOTDIR:
      return {"路径中有一段不是文件夹", "a part of the path is no folder"};
    case EISDIR:
      return {"它是文件夹", "it is a folder"};
    default:
      return {"名称太长", "the name is too long"};
  }
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  bool is_open() const { return number_ >= 0; }

  // 0, or the number of the error.
  int write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto count = ::write(number_, bytes.data(), bytes.size());
      if (count < 0 && errno != EINTR) return errno;
      if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return ::fsync(number_) == 0 || errno == EINVAL ? 0 : errno;
  }

 private:
  int number_;
};

// A device such as /dev/stdout or /dev/full, or a pipe, is written to, not replaced.
bool is_special(const std::string& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

int write_special(const std::string& path, const std::string& bytes) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  return file.is_open() ? file.write(bytes) : errno;
}

int replace(const std::string& path, const std::string& bytes) {
  if (fs::is_directory(path)) return EISDIR;
  const auto part = path + ".part" + std::to_string(::getpid());
  int error = 0;
  {
    const Descriptor file(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!file.is_open()) return errno;
    error = file.write(bytes);
  }
  if (error == 0 && ::rename(part.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) ::unlink(part.c_str());
  return error;
}

}  // namespace

Status failure_of_system(const std::string& path, int error) {
  const Position position{path, 0, 0};
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return Status::failure(position, full, {path});
    case EACCES:
    case EPERM:
    case EROFS:
    case ENOENT:
    case ENOTDIR:
    case EISDIR:
    case ENAMETOOLONG:
      return Status::failure(position, not_writable, {path, std::string(cause_of(error).zh), std::string(cause_of(error).en)});
    default:
      return Status::failure(position, failed, {path, std::strerror(error)});
  }
}

Status write_file(const std::string& path, const std::string& bytes) {
  const int error = is_special(path) ? write_special(path, bytes) : replace(path, bytes);
  return error == 0 ? Status(success) : failure_of_system(path, error);
}

Status make_folder(const std::string& path) {
  std::error_code error;
  if (fs::exists(path, error) && !fs::is_directory(path, error)) return Status::failure({path, 0, 0}, not_a_folder, {path});
  fs::create_directories(path, error);
  return error ? failure_of_system(path, error.value()) : Status(success);
}

}  // namespace hongtou::cli
