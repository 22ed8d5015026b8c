#include "plugins/sqlite/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "plugins/sqlite/errors.h"

namespace hongtou::sqlite {

Result<FileLock> FileLock::take(const std::string& file) {
  const int descriptor = ::open((file + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) {
    const int error = errno;
    if (error == EACCES || error == EROFS || error == EPERM) return failure(file, read_only).diagnostics();
    if (error == ENOSPC || error == EDQUOT) return failure(file, full).diagnostics();
    return failure(file, failed, {std::generic_category().message(error)}).diagnostics();
  }
  FileLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) return failure(file, busy).diagnostics();
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace hongtou::sqlite
