#include "plugins/sqlite/errors.h"

#include <sqlite3.h>

#include <cerrno>

namespace hongtou::sqlite {

namespace {

bool is_disk_full(const Failure& failure) {
  const auto error = failure.system_error();
  return failure.code() == SQLITE_FULL ||
         (failure.code() == SQLITE_IOERR && (error == ENOSPC || error == EDQUOT || error == EFBIG));
}

Status status_of(const std::string& file, const Failure& error) {
  if (is_disk_full(error)) return failure(file, full);
  switch (error.code()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return failure(file, busy);
    case SQLITE_NOTADB:
      return failure(file, not_a_store);
    case SQLITE_CORRUPT:
      return failure(file, damaged, {error.what()});
    case SQLITE_READONLY:
      return failure(file, read_only);
    default:
      return failure(file, failed, {error.what()});
  }
}

}  // namespace

Status failure(const std::string& file, const Message& message, std::vector<std::string> more) {
  more.insert(more.begin(), file);
  return Status::failure({file, 0, 0}, message, std::move(more));
}

Status failure_of_current_exception(const std::string& file) {
  try {
    throw;
  } catch (const Failure& error) {
    return status_of(file, error);
  } catch (const std::exception& error) {
    return failure(file, failed, {error.what()});
  }
}

}  // namespace hongtou::sqlite
