// MemoryStore: journals in memory, for rehearsals, tests and embedders who keep them elsewhere.
#pragma once

#include <map>
#include <mutex>

#include "engine/journal/store.h"

namespace hongtou {

class MemoryStore final : public Store {
 public:
  Status append_all(std::span<const Append> appends) override;
  Result<std::vector<StoredEvent>> read(const std::string& stream, std::uint64_t from, std::size_t limit) const override;
  Result<std::optional<StoredEvent>> last(const std::string& stream) const override;
  Result<std::vector<std::string>> streams() const override;
  Result<std::optional<Blob>> blob(const std::string& hash) const override;
  Result<std::optional<PersonalValue>> personal(const std::string& hash) const override;
  Status erase_personal(const std::string& hash) override;

 private:
  std::uint64_t version_of(const std::string& stream) const;
  void keep(const Append& append, std::vector<StoredEvent> events);

  mutable std::mutex mutex_;
  std::map<std::string, std::vector<StoredEvent>> streams_;
  std::map<std::string, Blob> blobs_;
  std::map<std::string, PersonalValue> personal_;
};

}  // namespace hongtou
