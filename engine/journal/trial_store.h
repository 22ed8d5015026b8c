// TrialStore: a store to try things on. What is in another is read from there; what is written stays here and is forgotten.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "engine/journal/store.h"

namespace hongtou {

class TrialStore final : public Store {
 public:
  explicit TrialStore(std::shared_ptr<const Store> real);

  Status append_all(std::span<const Append> appends) override;
  Result<std::vector<StoredEvent>> read(const std::string& stream, std::uint64_t from, std::size_t limit) const override;
  Result<std::optional<StoredEvent>> last(const std::string& stream) const override;
  Result<std::vector<std::string>> streams() const override;
  Result<std::optional<Blob>> blob(const std::string& hash) const override;
  Result<std::optional<PersonalValue>> personal(const std::string& hash) const override;
  Status erase_personal(const std::string& hash) override;

 private:
  Result<std::uint64_t> version_of(const std::string& stream) const;
  void keep(const Append& append, std::vector<StoredEvent> events);

  std::shared_ptr<const Store> real_;
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<StoredEvent>> added_;
  std::map<std::string, Blob> blobs_;
  std::map<std::string, PersonalValue> personal_;
};

}  // namespace hongtou
