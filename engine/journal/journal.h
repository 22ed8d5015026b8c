// Journal: one stream of events, each chained to the one before by SM3, so that nothing can be altered unseen.
// docs/journal.md defines the chain exactly, with a test vector.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/environment.h"
#include "engine/journal/store.h"
#include "engine/value.h"

namespace hongtou {

struct JournalEvent {
  std::uint64_t sequence = 0;  // from 1; given by the journal
  Instant recorded;            // never goes back within a stream
  Instant effective;           // may be earlier
  std::string actor;
  std::string type;
  Value data;                         // {"$blob": hash, "media_type": …} anywhere in it refers to a blob
  std::vector<std::string> personal;  // JSON pointers (RFC 6901) to the values in `data` that can be erased
};

// How far a stream has come. Kept outside the store (printed, filed, sent to a superior), it shows a cut-off tail.
struct Head {
  std::string stream;
  std::uint64_t sequence = 0;
  std::string hash;

  bool operator==(const Head&) const = default;
};

std::string to_text(const Head& head);  // one line: stream sequence hash
// Errors: journal.head_format. `file` names the source.
Result<Head> parse_head(std::string_view line, std::string_view file = {});

// The hash before the first event, and that of an event after `previous`.
std::string first_hash(std::string_view stream);
std::string chain_hash(std::string_view previous, const StoredEvent& event);

// How `data` refers to a blob: {"$blob": hash, "media_type": …}. append() and verify() follow it.
Value blob_reference(const Blob& blob);

// One writer of one stream; not to be shared between threads. `store` must outlive it.
// It appends after the last event it knows: read() or catch_up() first, or the stream is taken to be empty. When
// somebody else appended meanwhile, append() fails with store.conflict: read what is new, decide again, append again.
class Journal {
 public:
  Journal(Store& store, std::string stream, const Environment& environment);

  // All of it is on disk on return, or nothing. Of a thousand events and more, another thread, gone on return, makes the records
  // while the store writes those that are made. Returns the events as they were recorded: with sequences, and where the
  // clock had gone back (it warns: journal.clock_went_back) with the recorded time of the event before.
  // Personal values go beside the chain. Errors: store.*, journal.not_text, journal.too_deep, journal.reserved_key,
  // journal.personal_pointer, journal.blob_altered, journal.blob_missing.
  Result<std::vector<JournalEvent>> append(std::vector<JournalEvent> events, std::vector<Blob> blobs = {});

  // Events with sequence ≥ `from`, personal values in their places; an erased one reads {"$erased": true}.
  // Verifies each record on the way. Errors: store.*, journal.altered, .gap, .time_went_back, .personal_altered,
  // .personal_missing.
  Result<std::vector<JournalEvent>> read(std::uint64_t from = 1);

  // Takes the last event of the store as known, without reading the rest: for streams nobody decides on, such as audits.
  Status catch_up();

  Result<Head> head() const;

  // Reads everything, blobs too; stops at the first fault and names it. Errors: as read(), .blob_missing, .blob_altered;
  // against an exported head .cut_off (it ends before the head), .rewritten (it is another chain), .other_stream.
  Result<Head> verify(const std::optional<Head>& exported = {}) const;

  // Errors: journal.blob_missing, journal.blob_altered, store.*
  Status verify_blob(const std::string& hash) const;

  // Erases the personal value at `pointer` of an event; the chain stays whole. Errors: journal.not_personal, store.*
  Status erase_personal(std::uint64_t sequence, const std::string& pointer);

 private:
  struct Link {  // the end of the chain so far
    std::uint64_t sequence = 0;
    Instant recorded = Instant::min();
    std::string hash;
  };

  Status append_made(std::vector<JournalEvent>& events, Append& addition) const;
  Status append_while_making(std::vector<JournalEvent>& events, Append& addition) const;
  Status make(std::vector<JournalEvent>& events, Append& addition, std::size_t begin, std::size_t end) const;
  Result<Link> link_before(std::uint64_t sequence) const;
  Result<Link> scan(Link link, const std::function<Status(const StoredEvent&)>& visit) const;
  Status check_link(const Link& link, const StoredEvent& event) const;
  Status detach(Value& data, const std::vector<std::string>& pointers, std::vector<PersonalValue>& values) const;
  Result<JournalEvent> attach(const StoredEvent& stored) const;
  Status attach(Value& value, const std::string& pointer, JournalEvent& event) const;
  Result<Value> personal_value(const std::string& hash, const JournalEvent& event) const;

  Store& store_;
  std::string stream_;
  std::function<std::string(std::size_t)> random_bytes_;
  Link known_;
};

}  // namespace hongtou
