#include "engine/journal/grouped_store.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hongtou {

namespace {

template <class Kept>
void move_values(std::map<std::string, Kept>& from, std::vector<Kept>& to) {
  for (auto& [hash, kept] : from) to.push_back(std::move(kept));
}

}  // namespace

Status GroupedStore::flush() {
  holding_ = false;
  if (held_.empty()) return success;
  auto& blobs = held_.front().blobs;
  move_values(blobs_, blobs);
  move_values(personal_, held_.front().personal);
  blobs_.clear();
  auto written = store_->append_all(held_);
  if (!written.ok())
    for (auto& blob : blobs) blobs_.emplace(blob.hash, std::move(blob));
  drop();
  return written;
}

void GroupedStore::drop() {
  holding_ = false;
  held_.clear();
  place_.clear();
  personal_.clear();
  dropped_blobs_.merge(blobs_);
  blobs_.clear();
  values_.clear();
}

GroupedStore::Mark GroupedStore::mark() const {
  Mark mark{{}, values_.size()};
  for (const auto& each : held_) mark.events.push_back(each.events.size());
  return mark;
}

void GroupedStore::drop_since(const Mark& mark) {
  while (held_.size() > mark.events.size()) {
    place_.erase(held_.back().stream);
    held_.pop_back();
  }
  for (std::size_t i = 0; i < held_.size(); ++i) held_[i].events.resize(mark.events[i]);
  for (; values_.size() > mark.values; values_.pop_back()) forget(values_.back());
}

void GroupedStore::forget(const std::string& value) {
  personal_.erase(value);
  if (auto blob = blobs_.extract(value); !blob.empty()) dropped_blobs_.insert(std::move(blob));
}

Status GroupedStore::append_all(std::span<const Append> appends) {
  if (!holding_) return store_->append_all(appends);
  if (auto checked = check(appends); !checked.ok()) return checked;
  for (const auto& append : appends) {
    const auto* before = held(append.stream);
    if (before != nullptr && before->expected_version + before->events.size() != append.expected_version)
      return conflict(append, before->expected_version + before->events.size());
  }
  for (const auto& append : appends) {
    std::vector<StoredEvent> events;  // while they are being made, nothing else changes here
    append.for_each_event([&](const StoredEvent& event) { events.push_back(event); });
    keep(append, std::move(events));
  }
  return success;
}

const Append* GroupedStore::held(const std::string& stream) const {
  const auto found = place_.find(stream);
  return found == place_.end() ? nullptr : &held_[found->second];
}

void GroupedStore::keep(const Append& append, std::vector<StoredEvent> events) {
  const auto [place, is_first] = place_.emplace(append.stream, held_.size());
  if (is_first) held_.push_back({append.stream, append.expected_version, {}, {}, {}});
  for (const auto& blob : append.blobs)
    if (blobs_.emplace(blob.hash, blob).second) values_.push_back(blob.hash);
  for (const auto& value : append.personal)
    if (personal_.emplace(value.hash, value).second) values_.push_back(value.hash);
  for (const auto& event : events) keep_mentioned(event);
  auto& all = held_[place->second].events;
  all.insert(all.end(), std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
}

void GroupedStore::keep_mentioned(const StoredEvent& event) {
  for (auto blob = dropped_blobs_.begin(); blob != dropped_blobs_.end();) {
    const auto next = std::next(blob);
    if (event.data.find(blob->first) != std::string::npos) {
      values_.push_back(blob->first);
      blobs_.insert(dropped_blobs_.extract(blob));
    }
    blob = next;
  }
}

Result<std::vector<StoredEvent>> GroupedStore::read(const std::string& stream, std::uint64_t from, std::size_t limit) const {
  auto events = store_->read(stream, from, limit);
  const auto* more = held(stream);
  if (!events.ok() || more == nullptr) return events;
  for (const auto& event : more->events)
    if (event.sequence >= from && events->size() < limit) events->push_back(event);
  return events;
}

Result<std::optional<StoredEvent>> GroupedStore::last(const std::string& stream) const {
  const auto* more = held(stream);
  return more == nullptr || more->events.empty() ? store_->last(stream) : std::optional(more->events.back());
}

Result<std::vector<std::string>> GroupedStore::streams() const {
  auto names = store_->streams();
  if (!names.ok()) return names;
  for (const auto& each : held_) names->push_back(each.stream);
  std::sort(names->begin(), names->end());
  names->erase(std::unique(names->begin(), names->end()), names->end());
  return names;
}

Result<std::optional<Blob>> GroupedStore::blob(const std::string& hash) const {
  for (const auto* kept : {&blobs_, &dropped_blobs_})
    if (const auto found = kept->find(hash); found != kept->end()) return std::optional(found->second);
  return store_->blob(hash);
}

Result<std::optional<PersonalValue>> GroupedStore::personal(const std::string& hash) const {
  const auto found = personal_.find(hash);
  return found == personal_.end() ? store_->personal(hash) : std::optional(found->second);
}

Status GroupedStore::erase_personal(const std::string& hash) {
  const auto found = personal_.find(hash);
  if (found == personal_.end()) return store_->erase_personal(hash);
  found->second = {hash, "", ""};
  return success;
}

}  // namespace hongtou
