// A store in memory that fails when it is told to, and counts what is written.
#pragma once

#include <optional>

#include "engine/journal/memory_store.h"

namespace hongtou {

class FailingStore final : public Store {
 public:
  std::optional<int> appends_left;
  int writes = 0;

  Status append_all(std::span<const Append> appends) override {
    static constexpr Message message{"store.failed", "断电", "no power"};
    if (appends_left && --*appends_left < 0) return Status::failure({}, message);
    ++writes;
    return inner_.append_all(appends);
  }
  Result<std::vector<StoredEvent>> read(const std::string& stream, std::uint64_t from, std::size_t limit) const override {
    return inner_.read(stream, from, limit);
  }
  Result<std::optional<StoredEvent>> last(const std::string& stream) const override { return inner_.last(stream); }
  Result<std::vector<std::string>> streams() const override { return inner_.streams(); }
  Result<std::optional<Blob>> blob(const std::string& hash) const override { return inner_.blob(hash); }
  Result<std::optional<PersonalValue>> personal(const std::string& hash) const override { return inner_.personal(hash); }
  Status erase_personal(const std::string& hash) override { return inner_.erase_personal(hash); }

 private:
  MemoryStore inner_;
};

}  // namespace hongtou
