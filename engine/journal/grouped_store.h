// GroupedStore: what is appended to a store between hold() and flush() goes to disk as one, or not at all; whoever reads through
// it sees it before. Not to be shared between threads while it holds. Private to the engine.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "engine/journal/store.h"

namespace hongtou {

class GroupedStore final : public Store {
 public:
  explicit GroupedStore(std::shared_ptr<Store> store) : store_(std::move(store)) {}

  void hold() { holding_ = true; }
  bool is_holding() const { return holding_; }
  // What was held is on disk on return; after an error nothing of it is. Errors: as append_all(), store.conflict also of what
  // somebody else has appended since.
  Status flush();
  // What was held is forgotten. Its blobs stay for those who append again what refers to them.
  void drop();
  // How much is held, so that what is held after it can be forgotten alone.
  struct Mark {
    std::vector<std::size_t> events;  // of each stream
    std::size_t values = 0;           // blobs and personal ones

    bool operator==(const Mark&) const = default;
  };
  Mark mark() const;
  void drop_since(const Mark& mark);

  Status append_all(std::span<const Append> appends) override;
  Result<std::vector<StoredEvent>> read(const std::string& stream, std::uint64_t from, std::size_t limit) const override;
  Result<std::optional<StoredEvent>> last(const std::string& stream) const override;
  Result<std::vector<std::string>> streams() const override;
  Result<std::optional<Blob>> blob(const std::string& hash) const override;
  Result<std::optional<PersonalValue>> personal(const std::string& hash) const override;
  Status erase_personal(const std::string& hash) override;

 private:
  const Append* held(const std::string& stream) const;
  void keep(const Append& append, std::vector<StoredEvent> events);
  void keep_mentioned(const StoredEvent& event);
  void forget(const std::string& value);

  std::shared_ptr<Store> store_;
  bool holding_ = false;
  std::vector<Append> held_;                  // one a stream, events only
  std::map<std::string, std::size_t> place_;  // of a stream among them
  std::map<std::string, Blob> blobs_;
  std::map<std::string, Blob> dropped_blobs_;
  std::map<std::string, PersonalValue> personal_;
  std::vector<std::string> values_;  // hashes of what is in blobs_ and personal_, as they came
};

}  // namespace hongtou
