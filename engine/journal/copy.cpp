#include "engine/journal/copy.h"

#include <set>
#include <utility>

#include "engine/journal/references.h"
#include "engine/json_text.h"

namespace hongtou {

namespace {

constexpr std::size_t at_a_time = 200;  // events

class StoreCopy {
 public:
  StoreCopy(const Store& from, Store& to) : from_(from), to_(to) {}

  Status copy(const std::string& stream) {
    std::uint64_t known = 0;
    while (true) {
      auto events = from_.read(stream, known + 1, at_a_time);
      if (!events.ok()) return events.diagnostics();
      if (events->empty()) return success;
      Append addition{stream, known, *std::move(events), {}, {}};
      for (const auto& event : addition.events)
        if (const auto status = add_what_it_names(addition, event); !status.ok()) return status;
      known = addition.events.back().sequence;
      if (const auto written = to_.append(addition); !written.ok()) return written;
    }
  }

 private:
  Status add_what_it_names(Append& addition, const StoredEvent& event) {
    const auto data = parse_json(event.data);
    return data.ok() ? add(addition, *data) : Status(data.diagnostics());
  }

  // What is not there is missed when the copy is verified.
  Status add(Append& addition, const Value& data) {
    for (const auto& hash : references_in(data, blob_key)) {
      if (!known_.insert(hash).second) continue;
      auto blob = from_.blob(hash);
      if (!blob.ok()) return blob.diagnostics();
      if (*blob) addition.blobs.push_back(**std::move(blob));
    }
    for (const auto& hash : references_in(data, personal_key)) {
      auto personal = from_.personal(hash);
      if (!personal.ok()) return personal.diagnostics();
      if (*personal) addition.personal.push_back(**std::move(personal));
    }
    return success;
  }

  const Store& from_;
  Store& to_;
  std::set<std::string> known_;  // blobs that are there
};

}  // namespace

Result<std::vector<Head>> copy_store(const Store& from, Store& to, const Environment& environment) {
  const auto streams = from.streams();
  if (!streams.ok()) return streams.diagnostics();
  StoreCopy copy(from, to);
  std::vector<Head> heads;
  for (const auto& stream : *streams) {
    if (const auto copied = copy.copy(stream); !copied.ok()) return copied.diagnostics();
    auto head = Journal(to, stream, environment).verify();
    if (!head.ok()) return head.diagnostics();
    heads.push_back(*std::move(head));
  }
  return heads;
}

}  // namespace hongtou
