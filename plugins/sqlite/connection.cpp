#include "plugins/sqlite/connection.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Statement.h>

#include <array>
#include <cerrno>

#include "plugins/sqlite/errors.h"

namespace hongtou::sqlite {

namespace {

using namespace Poco::Data::Keywords;

std::string to_uri(const std::string& file, Access access) {
  static constexpr std::array modes{"ro", "ro&immutable=1", "rw", "rwc"};
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char byte : file) {
    const bool special = byte == '?' || byte == '#' || byte == '%';
    if (!special) {
      uri += byte;
      continue;
    }
    uri += '%';
    uri += digits[static_cast<unsigned char>(byte) >> 4];
    uri += digits[static_cast<unsigned char>(byte) & 15];
  }
  return uri + "?mode=" + modes.at(static_cast<std::size_t>(access));
}

Poco::Data::Session open(const std::string& file, Access access) {
  Poco::Data::SQLite::Connector::registerConnector();
  try {
    return {"SQLite", to_uri(file, access)};
  } catch (const Poco::Exception& error) {
    throw Failure(SQLITE_CANTOPEN, 0, error.displayText());
  }
}

}  // namespace

void fail(sqlite3* handle) {
  const int system_error = errno;  // sqlite3_system_errno() is 0 after a failed write
  throw Failure(sqlite3_extended_errcode(handle), system_error, sqlite3_errmsg(handle));
}

Connection::Connection(const std::string& file, Access access)
    : session_(open(file, access)), handle_(Poco::Data::SQLite::Utility::dbHandle(session_)) {
  sqlite3_busy_timeout(handle_, 5000);
  if (access == Access::read) execute("PRAGMA wal_autocheckpoint=0");
}

void Connection::execute(const std::string& sql) {
  try {
    session_ << sql, now;
  } catch (const Poco::Exception&) {
    fail(handle_);
  }
}

std::int64_t Connection::number(const std::string& sql) {
  std::int64_t answer = 0;
  try {
    session_ << sql, into(answer), now;
  } catch (const Poco::Exception&) {
    fail(handle_);
  }
  return answer;
}

Statement::Statement(Connection& connection, std::string_view sql) : handle_(connection.handle()) {
  const auto size = static_cast<int>(sql.size());
  if (sqlite3_prepare_v3(handle_, sql.data(), size, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) != SQLITE_OK) fail(handle_);
}

std::string Statement::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return bytes == nullptr ? std::string()
                          : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

void Statement::bind(int place, std::int64_t value) {
  if (sqlite3_bind_int64(statement_, place, value) != SQLITE_OK) fail(handle_);
}

void Statement::bind(int place, std::string_view value) {
  if (sqlite3_bind_text64(statement_, place, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK) fail(handle_);
}

void Statement::bind(int place, Bytes value) {
  if (sqlite3_bind_blob64(statement_, place, value.view.data(), value.view.size(), SQLITE_STATIC) != SQLITE_OK) fail(handle_);
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code != SQLITE_ROW && code != SQLITE_DONE) fail(handle_);
  return code == SQLITE_ROW;
}

}  // namespace hongtou::sqlite
