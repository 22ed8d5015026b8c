// One process writes a store: it holds the lock of the file beside it. The kernel lets go of it when the process ends.
#pragma once

#include <string>

#include "engine/result.h"

namespace hongtou::sqlite {

class FileLock {
 public:
  // Locks `file`.lock. Errors: store.busy, store.read_only, store.failed.
  static Result<FileLock> take(const std::string& file);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace hongtou::sqlite
