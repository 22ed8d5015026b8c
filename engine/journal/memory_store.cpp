#include "engine/journal/memory_store.h"

#include <algorithm>
#include <iterator>

namespace hongtou {

namespace {

template <class T>
std::optional<T> find(const std::map<std::string, T>& all, const std::string& key) {
  const auto found = all.find(key);
  return found == all.end() ? std::nullopt : std::optional<T>(found->second);
}

}  // namespace

Status MemoryStore::append_all(std::span<const Append> appends) {
  if (auto checked = check(appends); !checked.ok()) return checked;
  std::vector<std::vector<StoredEvent>> added(appends.size());
  for (std::size_t i = 0; i < appends.size(); ++i)
    appends[i].for_each_event([&](const StoredEvent& event) { added[i].push_back(event); });
  const std::lock_guard lock(mutex_);
  for (const auto& append : appends)
    if (const auto version = version_of(append.stream); version != append.expected_version) return conflict(append, version);
  for (std::size_t i = 0; i < appends.size(); ++i) keep(appends[i], std::move(added[i]));
  return success;
}

std::uint64_t MemoryStore::version_of(const std::string& stream) const {
  const auto events = streams_.find(stream);
  return events == streams_.end() ? 0 : events->second.size();
}

void MemoryStore::keep(const Append& append, std::vector<StoredEvent> events) {
  if (!events.empty()) {
    auto& stream = streams_[append.stream];
    stream.insert(stream.end(), std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
  }
  for (const auto& blob : append.blobs) blobs_.emplace(blob.hash, blob);
  for (const auto& value : append.personal) personal_.emplace(value.hash, value);
}

Result<std::vector<StoredEvent>> MemoryStore::read(const std::string& stream, std::uint64_t from, std::size_t limit) const {
  const std::lock_guard lock(mutex_);
  const auto found = streams_.find(stream);
  if (found == streams_.end()) return std::vector<StoredEvent>{};
  const auto& events = found->second;
  const auto first = std::min<std::uint64_t>(from == 0 ? 0 : from - 1, events.size());
  const auto count = std::min<std::uint64_t>(limit, events.size() - first);
  const auto begin = events.begin() + static_cast<std::ptrdiff_t>(first);
  return std::vector<StoredEvent>(begin, begin + static_cast<std::ptrdiff_t>(count));
}

Result<std::optional<StoredEvent>> MemoryStore::last(const std::string& stream) const {
  const std::lock_guard lock(mutex_);
  const auto found = streams_.find(stream);
  return found == streams_.end() ? std::optional<StoredEvent>() : std::optional(found->second.back());
}

Result<std::vector<std::string>> MemoryStore::streams() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> names;
  for (const auto& [name, events] : streams_) names.push_back(name);
  return names;
}

Result<std::optional<Blob>> MemoryStore::blob(const std::string& hash) const {
  const std::lock_guard lock(mutex_);
  return find(blobs_, hash);
}

Result<std::optional<PersonalValue>> MemoryStore::personal(const std::string& hash) const {
  const std::lock_guard lock(mutex_);
  return find(personal_, hash);
}

Status MemoryStore::erase_personal(const std::string& hash) {
  const std::lock_guard lock(mutex_);
  if (const auto found = personal_.find(hash); found != personal_.end()) found->second = {hash, "", ""};
  return success;
}

}  // namespace hongtou
