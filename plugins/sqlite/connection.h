// One connection to a SQLite file: a Poco session for what is rare, statements on its raw handle for what is frequent.
// (A kept Poco statement is prepared again at each execute, which costs half of a batched insert.)
#pragma once

#include <Poco/Data/Session.h>
#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace hongtou::sqlite {

// An archive is a file that nobody can write to, such as one on a disc.
enum class Access { read, archive, write, create };

// Throws Failure. Not to be shared between threads without a lock.
class Connection {
 public:
  // Only the writing connection of a file ever checkpoints.
  Connection(const std::string& file, Access access);

  void execute(const std::string& sql);
  std::int64_t number(const std::string& sql);  // a query with one row and column
  Poco::Data::Session& session() { return session_; }
  sqlite3* handle() const { return handle_; }

 private:
  Poco::Data::Session session_;
  sqlite3* handle_;
};

[[noreturn]] void fail(sqlite3* handle);

struct Bytes {
  std::string_view view;
};

// Prepared once, run often. Text and bytes given to it must live until the call returns.
class Statement {
 public:
  Statement(Connection& connection, std::string_view sql);
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Calls `row` for each row of the answer.
  template <class Row, class... Arguments>
  void query(Row&& row, const Arguments&... arguments) {
    const Rewind rewind{statement_};
    int place = 0;
    (bind(++place, arguments), ...);
    while (step()) row();
  }
  template <class... Arguments>
  void run(const Arguments&... arguments) {
    query([] {}, arguments...);
  }

  // Columns of the row at hand, from 0.
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }
  std::string text(int column) const;

 private:
  struct Rewind {
    sqlite3_stmt* statement;
    ~Rewind() { sqlite3_reset(statement); }
  };

  void bind(int place, std::int64_t value);
  void bind(int place, std::string_view value);
  void bind(int place, Bytes value);
  bool step();

  sqlite3* handle_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace hongtou::sqlite
