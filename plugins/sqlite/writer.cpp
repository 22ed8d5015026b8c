#include "plugins/sqlite/writer.h"

#include <utility>

#include "plugins/sqlite/errors.h"

namespace hongtou::sqlite {

namespace {

// After a failed sync nobody knows what the disk holds: only reading the file again tells.
bool is_failed_sync(int extended_code) { return extended_code == SQLITE_IOERR_FSYNC || extended_code == SQLITE_IOERR_DIR_FSYNC; }

std::int64_t microseconds(Instant instant) { return instant.time_since_epoch().count(); }

Connection durable(Connection connection) {
  for (const char* setting : {"journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON"})
    connection.execute(std::string("PRAGMA ") + setting);
  return connection;
}

}  // namespace

Writer::Writer(std::string file, Connection connection)
    : file_(std::move(file)),
      connection_(durable(std::move(connection))),
      begin_(connection_, "BEGIN IMMEDIATE"),
      commit_(connection_, "COMMIT"),
      version_(connection_, "SELECT coalesce(max(sequence), 0) FROM event WHERE stream = $1"),
      insert_event_(connection_, "INSERT INTO event VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"),
      insert_blob_(connection_, "INSERT OR IGNORE INTO blob VALUES ($1, $2, $3)"),
      insert_personal_(connection_, "INSERT OR IGNORE INTO personal (hash, salt, value) VALUES ($1, $2, $3)"),
      erase_personal_(connection_,
                      "UPDATE personal SET salt = zeroblob(length(salt)), value = zeroblob(length(value)) WHERE hash = $1") {}

// The first to join sees to it that the group goes to disk, if nobody who completes it does so before.
Status Writer::append_all(std::span<const Append> appends) {
  Waiting mine{appends};
  std::unique_lock lock(joining_mutex_);
  const auto group = joining_;
  group->members.push_back(&mine);
  if (group->members.size() == 1 && !is_complete()) await_turn(lock, group);
  if (joining_ == group && (group->members.front() == &mine || is_complete())) {
    commit_joining(lock);
  } else {
    lock.unlock();
    group->done.wait();
  }
  return mine.outcome;
}

bool Writer::is_complete() const { return !committing_ && joining_->members.size() >= company_; }

// Until the group is somebody else's, or may go.
void Writer::await_turn(std::unique_lock<std::mutex>& lock, const GroupPtr& group) {
  turn_.wait(lock, [&] { return joining_ != group || !committing_; });
  turn_.wait_until(lock, company_until_, [&] { return joining_ != group || is_complete(); });
}

void Writer::commit_joining(std::unique_lock<std::mutex>& lock) {
  const auto group = std::exchange(joining_, std::make_shared<Group>());
  committing_ = true;
  lock.unlock();
  const auto begun = std::chrono::steady_clock::now();
  commit(group->members);
  const auto ended = std::chrono::steady_clock::now();
  lock.lock();
  committing_ = false;
  company_ = group->members.size() + joining_->members.size();
  company_until_ = ended + (ended - begun);
  lock.unlock();
  group->committed.set_value();
  turn_.notify_all();
}

void Writer::commit(const std::vector<Waiting*>& members) {
  Status outcome(success);
  try {
    const std::lock_guard lock(connection_mutex_);
    if (sync_failed_) throw Failure(SQLITE_IOERR_FSYNC, 0, "an earlier sync to disk failed");
    begin_.run();
    for (auto* waiting : members) waiting->outcome = write(waiting->appends);
    commit_.run();
    return;
  } catch (const Failure& failure) {
    sync_failed_ = is_failed_sync(failure.extended_code());
    outcome = failure_of_current_exception(file_);
  } catch (...) {
    outcome = failure_of_current_exception(file_);
  }
  roll_back();
  // What does not fit must not take others with it.
  if (members.size() > 1 && !sync_failed_)
    for (auto* waiting : members) commit({waiting});
  else
    for (auto* waiting : members) waiting->outcome = outcome;
}

Status Writer::write(std::span<const Append> appends) {
  for (const auto& append : appends)
    if (const auto version = version_of(append.stream); version != append.expected_version) return conflict(append, version);
  for (const auto& append : appends) write(append);
  return success;
}

std::uint64_t Writer::version_of(const std::string& stream) {
  std::uint64_t version = 0;
  version_.query([&] { version = static_cast<std::uint64_t>(version_.integer(0)); }, stream);
  return version;
}

void Writer::write(const Append& append) {
  append.for_each_event([&](const StoredEvent& event) {
    insert_event_.run(append.stream, static_cast<std::int64_t>(event.sequence), microseconds(event.recorded),
                      microseconds(event.effective), event.actor, event.type, event.data, event.hash);
  });
  for (const auto& blob : append.blobs) insert_blob_.run(blob.hash, blob.media_type, Bytes{blob.bytes});
  for (const auto& personal : append.personal) insert_personal_.run(personal.hash, Bytes{personal.salt}, Bytes{personal.value});
}

void Writer::roll_back() {
  const std::lock_guard lock(connection_mutex_);
  if (sqlite3_get_autocommit(connection_.handle()) == 0)
    sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Status Writer::erase_personal(const std::string& hash) {
  const std::lock_guard lock(connection_mutex_);
  return guarded(file_, [&]() -> Status {
    erase_personal_.run(hash);
    // The value must leave the write-ahead log too. This waits for readers, and says so when one does not end.
    const bool blocked = connection_.number("PRAGMA wal_checkpoint(TRUNCATE)") != 0;
    return blocked ? failure(file_, still_read) : success;
  });
}

}  // namespace hongtou::sqlite
