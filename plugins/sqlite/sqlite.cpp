#include "plugins/sqlite/sqlite.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <vector>

#include "plugins/sqlite/errors.h"
#include "plugins/sqlite/file_lock.h"
#include "plugins/sqlite/reader.h"
#include "plugins/sqlite/schema.h"
#include "plugins/sqlite/writer.h"

namespace hongtou::sqlite {

namespace {

namespace fs = std::filesystem;

class SqliteStore final : public Store {
 public:
  SqliteStore(std::string file, Access reading) : file_(std::move(file)), reading_(reading) {}
  SqliteStore(std::string file, FileLock lock, std::unique_ptr<Writer> writer)
      : file_(std::move(file)), lock_(std::move(lock)), writer_(std::move(writer)) {}

  Status append_all(std::span<const Append> appends) override {
    if (writer_ == nullptr) return failure(file_, read_only);
    if (auto checked = check(appends); !checked.ok()) return checked;
    return writer_->append_all(appends);
  }

  Result<std::vector<StoredEvent>> read(const std::string& stream, std::uint64_t from, std::size_t limit) const override {
    return with_reader([&](Reader& reader) { return reader.events(stream, from, limit); });
  }
  Result<std::optional<StoredEvent>> last(const std::string& stream) const override {
    return with_reader([&](Reader& reader) { return reader.last(stream); });
  }
  Result<std::vector<std::string>> streams() const override {
    return with_reader([](Reader& reader) { return reader.streams(); });
  }
  Result<std::optional<Blob>> blob(const std::string& hash) const override {
    return with_reader([&](Reader& reader) { return reader.blob(hash); });
  }
  Result<std::optional<PersonalValue>> personal(const std::string& hash) const override {
    return with_reader([&](Reader& reader) { return reader.personal(hash); });
  }

  Status erase_personal(const std::string& hash) override {
    return writer_ == nullptr ? failure(file_, read_only) : writer_->erase_personal(hash);
  }

 private:
  // A reader is used by one thread at a time and kept for the next; one that failed is dropped.
  template <class Body>
  auto with_reader(Body body) const -> Result<decltype(body(std::declval<Reader&>()))> {
    return guarded(file_, [&]() -> Result<decltype(body(std::declval<Reader&>()))> {
      auto reader = take_reader();
      auto answer = body(*reader);
      const std::lock_guard lock(readers_mutex_);
      readers_.push_back(std::move(reader));
      return answer;
    });
  }

  std::unique_ptr<Reader> take_reader() const {
    {
      const std::lock_guard lock(readers_mutex_);
      if (!readers_.empty()) {
        auto reader = std::move(readers_.back());
        readers_.pop_back();
        return reader;
      }
    }
    return std::make_unique<Reader>(file_, reading_);
  }

  std::string file_;
  Access reading_ = Access::read;
  std::optional<FileLock> lock_;  // outlives the connections
  std::unique_ptr<Writer> writer_;
  mutable std::mutex readers_mutex_;
  mutable std::vector<std::unique_ptr<Reader>> readers_;
};

// Judged before SQLite opens the file, which would touch one that is not ours. An empty file is a store to be.
bool may_be_store(const std::string& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return !fs::exists(file, error);
  if (fs::file_size(file, error) == 0) return true;
  std::array<char, 16> magic{};
  std::ifstream(file, std::ios::binary).read(magic.data(), magic.size());
  return std::string_view(magic.data(), magic.size()) == std::string_view("SQLite format 3\0", 16);
}

// SQLite makes files beside the one it reads, unless it is told that this one never changes.
bool is_in_a_folder_to_write_to(const std::string& file) {
  return faccessat(AT_FDCWD, fs::path(file).parent_path().c_str(), W_OK, AT_EACCESS) == 0;
}

bool has_records_beside(const std::string& file) {
  std::error_code error;
  const auto size = fs::file_size(file + "-wal", error);
  return !error && size > 0;
}

Result<std::unique_ptr<Store>> open_to_read(const std::string& file) {
  const auto access = is_in_a_folder_to_write_to(file) ? Access::read : Access::archive;
  if (access == Access::archive && has_records_beside(file)) return failure(file, archive_in_parts).diagnostics();
  Connection connection(file, access);
  if (auto checked = check_schema(connection, file); !checked.ok()) return checked.diagnostics();
  return std::unique_ptr<Store>(std::make_unique<SqliteStore>(file, access));
}

Result<std::unique_ptr<Store>> open_to_write(const std::string& file, Access access) {
  auto lock = FileLock::take(file);
  if (!lock.ok()) return lock.diagnostics();
  Connection connection(file, access);
  if (auto ready = prepare_schema(connection, file, access); !ready.ok()) return ready.diagnostics();
  auto writer = std::make_unique<Writer>(file, std::move(connection));
  return std::unique_ptr<Store>(std::make_unique<SqliteStore>(file, *std::move(lock), std::move(writer)));
}

class SqliteDriver final : public StoreDriver {
 public:
  std::string scheme() const override { return "sqlite"; }

  Result<std::unique_ptr<Store>> open(const std::string& location, StoreMode mode) const override {
    const auto file = fs::absolute(location).lexically_normal().string();
    return guarded(file, [&]() -> Result<std::unique_ptr<Store>> {
      std::error_code error;
      if (mode != StoreMode::create && !fs::exists(file, error)) return failure(file, store_missing).diagnostics();
      if (!may_be_store(file)) return failure(file, not_a_store).diagnostics();
      if (mode == StoreMode::read_only) return open_to_read(file);
      return open_to_write(file, mode == StoreMode::create ? Access::create : Access::write);
    });
  }
};

}  // namespace

std::unique_ptr<StoreDriver> make_sqlite_driver() { return std::make_unique<SqliteDriver>(); }

}  // namespace hongtou::sqlite
