// The one connection that writes and checkpoints. Appends that wait while another commits go to disk together: one
// transaction, one sync, an outcome for each.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/journal/store.h"
#include "plugins/sqlite/connection.h"

namespace hongtou::sqlite {

class Writer {
 public:
  // Takes over a connection whose tables are ready. Throws Failure.
  Writer(std::string file, Connection connection);

  Status append(const Append& append);
  Status erase_personal(const std::string& hash);

 private:
  struct Waiting {
    const Append& append;
    Status outcome = success;
    bool finished = false;
    std::condition_variable wake = {};
  };
  using Group = std::vector<Waiting*>;

  void await_company(std::unique_lock<std::mutex>& lock);
  void commit(const Group& group);
  Status write(const Append& append);
  void roll_back();

  std::string file_;
  std::mutex connection_mutex_;
  Connection connection_;
  Statement begin_, commit_, version_, insert_event_, insert_blob_, insert_personal_, erase_personal_;
  bool sync_failed_ = false;

  std::mutex queue_mutex_;
  bool committing_ = false;
  bool in_company_ = false;  // more than one waited for the last commit
  Group queue_;
};

}  // namespace hongtou::sqlite
