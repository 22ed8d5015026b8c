// One connection that reads: never writes, never checkpoints.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/journal/store.h"
#include "plugins/sqlite/connection.h"

namespace hongtou::sqlite {

// Throws Failure.
class Reader {
 public:
  Reader(const std::string& file, Access access);

  std::vector<StoredEvent> events(const std::string& stream, std::uint64_t from, std::size_t limit);
  std::optional<StoredEvent> last(const std::string& stream);
  std::vector<std::string> streams();
  std::optional<Blob> blob(const std::string& hash);
  std::optional<PersonalValue> personal(const std::string& hash);

 private:
  Connection connection_;
  Statement events_, last_, blob_, personal_;
};

}  // namespace hongtou::sqlite
