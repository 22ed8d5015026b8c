#include "plugins/sqlite/reader.h"

#include <Poco/Data/Statement.h>

#include <algorithm>
#include <limits>

namespace hongtou::sqlite {

namespace {

using namespace Poco::Data::Keywords;

// One seek a stream: SQLite's DISTINCT would read every event.
constexpr const char* all_streams =
    "WITH RECURSIVE names (name) AS ("
    " SELECT min(stream) FROM event"
    " UNION ALL SELECT (SELECT min(stream) FROM event WHERE stream > name) FROM names WHERE name IS NOT NULL)"
    " SELECT name FROM names WHERE name IS NOT NULL";

std::int64_t to_integer(std::uint64_t number) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::min(number, static_cast<std::uint64_t>(most)));
}

Instant to_instant(std::int64_t microseconds) { return Instant(std::chrono::microseconds(microseconds)); }

StoredEvent event_at(const Statement& row) {
  return {static_cast<std::uint64_t>(row.integer(0)),
          to_instant(row.integer(1)),
          to_instant(row.integer(2)),
          row.text(3),
          row.text(4),
          row.text(5),
          row.text(6)};
}

PersonalValue personal_at(const std::string& hash, const Statement& row) {
  PersonalValue value{hash, row.text(0), row.text(1)};
  const bool erased = value.value.find_first_not_of('\0') == std::string::npos;
  return erased ? PersonalValue{hash, "", ""} : value;
}

}  // namespace

Reader::Reader(const std::string& file, Access access)
    : connection_(file, access),
      events_(connection_,
              "SELECT sequence, recorded, effective, actor, type, data, hash FROM event"
              " WHERE stream = $1 AND sequence >= $2 ORDER BY sequence LIMIT $3"),
      last_(connection_,
            "SELECT sequence, recorded, effective, actor, type, data, hash FROM event"
            " WHERE stream = $1 ORDER BY sequence DESC LIMIT 1"),
      blob_(connection_, "SELECT media_type, bytes FROM blob WHERE hash = $1"),
      personal_(connection_, "SELECT salt, value FROM personal WHERE hash = $1") {}

std::vector<StoredEvent> Reader::events(const std::string& stream, std::uint64_t from, std::size_t limit) {
  std::vector<StoredEvent> events;
  events_.query([&] { events.push_back(event_at(events_)); }, stream, to_integer(from), to_integer(limit));
  return events;
}

std::optional<StoredEvent> Reader::last(const std::string& stream) {
  std::optional<StoredEvent> event;
  last_.query([&] { event = event_at(last_); }, stream);
  return event;
}

std::vector<std::string> Reader::streams() {
  std::vector<std::string> names;
  connection_.session() << all_streams, into(names), now;
  return names;
}

std::optional<Blob> Reader::blob(const std::string& hash) {
  std::optional<Blob> blob;
  blob_.query([&] { blob = Blob{hash, blob_.text(0), blob_.text(1)}; }, hash);
  return blob;
}

std::optional<PersonalValue> Reader::personal(const std::string& hash) {
  std::optional<PersonalValue> value;
  personal_.query([&] { value = personal_at(hash, personal_); }, hash);
  return value;
}

}  // namespace hongtou::sqlite
