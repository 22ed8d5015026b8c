#include "plugins/sqlite/schema.h"

#include <array>

#include "plugins/sqlite/errors.h"

namespace hongtou::sqlite {

namespace {

constexpr std::int64_t application_id = 0x484F4E47;  // HONG

// Each brings a file to the next version. One that was released is never changed: write another.
// Times are microseconds since 1970 UTC.
// personal: only ever appended to and overwritten in place, so that no page holds a stale copy of an erased value.
constexpr std::array migrations{
    "CREATE TABLE event ("
    " stream TEXT NOT NULL, sequence INTEGER NOT NULL, recorded INTEGER NOT NULL, effective INTEGER NOT NULL,"
    " actor TEXT NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL, hash TEXT NOT NULL,"
    " PRIMARY KEY (stream, sequence)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE blob (hash TEXT NOT NULL PRIMARY KEY, media_type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;"
    "CREATE TABLE personal (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, salt BLOB NOT NULL, value BLOB NOT NULL) STRICT;",

    // Rows in the order they came in: those that several streams add at the same time lie on the same page.
    "ALTER TABLE event RENAME TO old_event;"
    "CREATE TABLE event ("
    " stream TEXT NOT NULL, sequence INTEGER NOT NULL, recorded INTEGER NOT NULL, effective INTEGER NOT NULL,"
    " actor TEXT NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL, hash TEXT NOT NULL,"
    " PRIMARY KEY (stream, sequence)) STRICT;"
    "INSERT INTO event SELECT * FROM old_event ORDER BY recorded, stream, sequence;"
    "DROP TABLE old_event;",
};
constexpr auto newest = static_cast<std::int64_t>(migrations.size());

std::int64_t version_of(Connection& connection) {
  return connection.number("SELECT coalesce(max(version), 0) FROM schema_version");
}

void make_empty_store(Connection& connection) {
  connection.execute("CREATE TABLE schema_version (version INTEGER PRIMARY KEY) STRICT");
  connection.execute("PRAGMA application_id=" + std::to_string(application_id));
}

void migrate(Connection& connection) {
  for (auto version = version_of(connection); version < newest; ++version) {
    connection.execute(migrations.at(static_cast<std::size_t>(version)));
    connection.execute("INSERT INTO schema_version VALUES (" + std::to_string(version + 1) + ")");
  }
}

}  // namespace

Status check_schema(Connection& connection, const std::string& file) {
  if (connection.number("PRAGMA application_id") != application_id) return failure(file, not_a_store);
  const auto version = version_of(connection);
  if (version > newest) return failure(file, newer_version, {std::to_string(version), std::to_string(newest)});
  return success;
}

Status prepare_schema(Connection& connection, const std::string& file, Access access) {
  connection.execute("BEGIN IMMEDIATE");
  const bool empty = connection.number("SELECT count(*) FROM sqlite_schema") == 0;
  if (empty && access == Access::create) make_empty_store(connection);
  auto checked = check_schema(connection, file);
  if (checked.ok()) migrate(connection);
  connection.execute(checked.ok() ? "COMMIT" : "ROLLBACK");
  return checked;
}

}  // namespace hongtou::sqlite
