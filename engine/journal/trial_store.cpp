#include "engine/journal/trial_store.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace hongtou {

TrialStore::TrialStore(std::shared_ptr<const Store> real) : real_(std::move(real)) {}

Status TrialStore::append_all(std::span<const Append> appends) {
  if (auto checked = check(appends); !checked.ok()) return checked;
  std::vector<std::vector<StoredEvent>> added(appends.size());
  for (std::size_t i = 0; i < appends.size(); ++i)
    appends[i].for_each_event([&](const StoredEvent& event) { added[i].push_back(event); });
  const std::lock_guard lock(mutex_);
  for (const auto& append : appends) {
    const auto version = version_of(append.stream);
    if (!version.ok()) return version.diagnostics();
    if (*version != append.expected_version) return conflict(append, *version);
  }
  for (std::size_t i = 0; i < appends.size(); ++i) keep(appends[i], std::move(added[i]));
  return success;
}

Result<std::uint64_t> TrialStore::version_of(const std::string& stream) const {
  if (const auto own = added_.find(stream); own != added_.end()) return own->second.back().sequence;
  const auto last = real_->last(stream);
  if (!last.ok()) return last.diagnostics();
  return last->has_value() ? (*last)->sequence : std::uint64_t{0};
}

void TrialStore::keep(const Append& append, std::vector<StoredEvent> events) {
  if (!events.empty()) {
    auto& stream = added_[append.stream];
    stream.insert(stream.end(), std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
  }
  for (const auto& blob : append.blobs) blobs_.emplace(blob.hash, blob);
  for (const auto& value : append.personal) personal_.emplace(value.hash, value);
}

Result<std::vector<StoredEvent>> TrialStore::read(const std::string& stream, std::uint64_t from, std::size_t limit) const {
  auto events = real_->read(stream, from, limit);
  const std::lock_guard lock(mutex_);
  const auto own = added_.find(stream);
  if (!events.ok() || own == added_.end()) return events;
  const auto first = own->second.front().sequence;
  std::erase_if(*events, [&](const auto& event) { return event.sequence >= first; });  // written by others since
  for (const auto& event : own->second)
    if (event.sequence >= from && events->size() < limit) events->push_back(event);
  return events;
}

Result<std::optional<StoredEvent>> TrialStore::last(const std::string& stream) const {
  const std::lock_guard lock(mutex_);
  const auto own = added_.find(stream);
  return own == added_.end() ? real_->last(stream) : std::optional(own->second.back());
}

Result<std::vector<std::string>> TrialStore::streams() const {
  const auto there = real_->streams();
  if (!there.ok()) return there;
  std::set<std::string> names(there->begin(), there->end());
  const std::lock_guard lock(mutex_);
  for (const auto& [name, events] : added_) names.insert(name);
  return std::vector<std::string>(names.begin(), names.end());
}

Result<std::optional<Blob>> TrialStore::blob(const std::string& hash) const {
  const std::lock_guard lock(mutex_);
  const auto own = blobs_.find(hash);
  return own == blobs_.end() ? real_->blob(hash) : std::optional(own->second);
}

Result<std::optional<PersonalValue>> TrialStore::personal(const std::string& hash) const {
  const std::lock_guard lock(mutex_);
  const auto own = personal_.find(hash);
  return own == personal_.end() ? real_->personal(hash) : std::optional(own->second);
}

Status TrialStore::erase_personal(const std::string& hash) {
  const std::lock_guard lock(mutex_);
  personal_[hash] = {hash, "", ""};
  return success;
}

}  // namespace hongtou
