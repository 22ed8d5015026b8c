// Store: where journals are kept. An interface; plugins implement it (sqlite, postgresql).
// One stream is a sequence of events that only grows. Hashes are made and checked by the Journal, the store keeps bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/calendar.h"
#include "engine/journal/progress.h"
#include "engine/result.h"

namespace hongtou {

// An event as it is kept: the hash is SM3 over the hash before it and the rest of the record.
struct StoredEvent {
  std::uint64_t sequence = 0;  // from 1, without gaps
  Instant recorded;            // never going back within a stream
  Instant effective;           // when it happened; may be earlier
  std::string actor;
  std::string type;  // report_submitted
  std::string data;  // canonical JSON; personal values stand as their salted hash
  std::string hash;  // 64 hexadecimal digits

  bool operator==(const StoredEvent&) const = default;
};

// Content-addressed bytes: an attachment, a returned file, an issued document.
struct Blob {
  std::string hash;  // SM3 of the bytes
  std::string media_type;
  std::string bytes;
};

// A value that lies beside the chain and may be erased by law: hash = SM3(salt ‖ value).
// Once erased it keeps its hash, so that a row somebody took away is told from one erased by law.
struct PersonalValue {
  std::string hash;
  std::string salt;
  std::string value;  // JSON; "" once erased

  bool erased() const { return value.empty(); }
};

// One atomic addition to a stream: all of it is on disk when append() returns, or nothing.
struct Append {
  std::string stream;
  std::uint64_t expected_version = 0;  // sequence of the last event the writer knows
  std::vector<StoredEvent> events;
  std::vector<Blob> blobs;  // one that is there already is left as it is
  std::vector<PersonalValue> personal;
  // How many events are there already; the others, and the personal values, are still being made by another thread, which
  // checks them. Null: all of them.
  const Progress* made = nullptr;

  // In order, each as soon as it is made. Throws std::runtime_error when the making was given up.
  template <class Take>
  void for_each_event(Take&& take) const {
    auto ready = made == nullptr ? events.size() : 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (i == ready) ready = made->beyond(i);
      take(events[i]);
    }
  }
};

enum class StoreMode { read_only, read_write, create };

// Safe to use from many threads; appends to different streams share one sync to disk.
class Store {
 public:
  virtual ~Store() = default;

  // Additions to different streams, all of them on disk on return, or none. Takes the events by for_each_event(): those of a
  // long append are made while it writes the first of them.
  // Errors: store.conflict (somebody else appended first), store.text, store.sequence, store.read_only, store.full,
  // store.busy, store.damaged, store.failed.
  virtual Status append_all(std::span<const Append> appends) = 0;
  Status append(const Append& append) { return append_all({&append, 1}); }
  // Events with sequence ≥ `from`, at most `limit`, in order.
  virtual Result<std::vector<StoredEvent>> read(const std::string& stream, std::uint64_t from, std::size_t limit) const = 0;
  // The last event, or nothing for an empty stream.
  virtual Result<std::optional<StoredEvent>> last(const std::string& stream) const = 0;
  virtual Result<std::vector<std::string>> streams() const = 0;
  virtual Result<std::optional<Blob>> blob(const std::string& hash) const = 0;
  virtual Result<std::optional<PersonalValue>> personal(const std::string& hash) const = 0;
  // Removes value and salt for good, from the file too; the hash stays. Done already, or never there, is no error.
  virtual Status erase_personal(const std::string& hash) = 0;
};

// What every store refuses: text that is not UTF-8 or holds a NUL, and sequences that do not follow expected_version. Of events
// that are still being made nothing is checked here.
// Errors: store.text, store.sequence.
Status check(std::span<const Append> appends);
Status check(const Append& append);
Status check(const Append& append, const StoredEvent& event);  // the texts of one of its events

// Somebody else appended first: the stream stands at `version`.
Status conflict(const Append& append, std::uint64_t version);

}  // namespace hongtou
