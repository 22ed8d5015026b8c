// A store that outlives the campaigns that use it, as a file does: kept:
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/journal/store.h"
#include "engine/plugin.h"

namespace hongtou::test {

class KeptDriver final : public StoreDriver {
 public:
  KeptDriver(std::string scheme, std::shared_ptr<Store> store) : scheme_(std::move(scheme)), store_(std::move(store)) {}
  std::string scheme() const override { return scheme_; }
  Result<std::unique_ptr<Store>> open(const std::string&, StoreMode) const override {
    return std::unique_ptr<Store>(std::make_unique<Handle>(store_));
  }

 private:
  class Handle final : public Store {
   public:
    explicit Handle(std::shared_ptr<Store> store) : store_(std::move(store)) {}
    Status append_all(std::span<const Append> appends) override { return store_->append_all(appends); }
    Result<std::vector<StoredEvent>> read(const std::string& stream, std::uint64_t from, std::size_t limit) const override {
      return store_->read(stream, from, limit);
    }
    Result<std::optional<StoredEvent>> last(const std::string& stream) const override { return store_->last(stream); }
    Result<std::vector<std::string>> streams() const override { return store_->streams(); }
    Result<std::optional<Blob>> blob(const std::string& hash) const override { return store_->blob(hash); }
    Result<std::optional<PersonalValue>> personal(const std::string& hash) const override { return store_->personal(hash); }
    Status erase_personal(const std::string& hash) override { return store_->erase_personal(hash); }

   private:
    std::shared_ptr<Store> store_;
  };

  std::string scheme_;
  std::shared_ptr<Store> store_;
};

}  // namespace hongtou::test
