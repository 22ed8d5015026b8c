// The one connection that writes and checkpoints. Appends that come while another commits go to disk together: one
// transaction, one sync, an outcome for each. Those whom the last commit has just answered are likely to come again: they are
// waited for, but not for longer than that commit took.
#pragma once

#include <chrono>
#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/journal/store.h"
#include "plugins/sqlite/connection.h"

namespace hongtou::sqlite {

class Writer {
 public:
  // Takes over a connection whose tables are ready. Throws Failure.
  Writer(std::string file, Connection connection);

  // All of them or none; they may go to disk with those of others.
  Status append_all(std::span<const Append> appends);
  Status erase_personal(const std::string& hash);

 private:
  struct Waiting {
    std::span<const Append> appends;
    Status outcome = success;
  };
  // What goes to disk together, and is told so together.
  struct Group {
    std::vector<Waiting*> members = {};
    std::promise<void> committed = {};
    std::shared_future<void> done = committed.get_future().share();
  };
  using GroupPtr = std::shared_ptr<Group>;

  bool is_complete() const;
  void await_turn(std::unique_lock<std::mutex>& lock, const GroupPtr& group);
  void commit_joining(std::unique_lock<std::mutex>& lock);
  void commit(const std::vector<Waiting*>& members);
  Status write(std::span<const Append> appends);
  std::uint64_t version_of(const std::string& stream);
  void write(const Append& append);
  void roll_back();

  std::string file_;
  std::mutex connection_mutex_;
  Connection connection_;
  Statement begin_, commit_, version_, insert_event_, insert_blob_, insert_personal_, erase_personal_;
  bool sync_failed_ = false;

  std::mutex joining_mutex_;
  GroupPtr joining_ = std::make_shared<Group>();
  bool committing_ = false;
  std::size_t company_ = 1;  // how many the group that is joining is likely to have
  std::chrono::steady_clock::time_point company_until_;
  std::condition_variable turn_;
};

}  // namespace hongtou::sqlite
