// Events through a journal on the SQLite store, beside what SQLite itself can do on the same disk, and their hashes beside bare
// SM3. What is counted: events that are on disk (synchronous=FULL on both sides); bytes that are hashed.
//
//   raw/N                    N rows of about 200 bytes in a transaction, the statement prepared once: no hash, no JSON
//   raw/8                    each row of another stream: what eight waiting clients can have at most
//   journal/clients:1        one client, an event at a time, each on disk before the next
//   journal/clients:8        eight clients with a stream each: those who wait at the same time share a sync
//   journal/clients:8/together:16  the same, with up to sixteen events in flight each, all on disk before the next sixteen
//   journal/bulk:10000       10,000 events in one append
//   sm3                      the records of the chain, hashed by OpenSSL's EVP
//   verify                   the same records, made from events that have been read, hashed and compared
//   journal/verify           a whole journal of 10,000 events read from disk, decoded and verified (reported only)
//
// Files are made in the current folder: it says which disk is measured.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "benchmarks/gates.h"
#include "engine/journal/grouped_store.h"
#include "engine/journal/journal.h"
#include "plugins/sqlite/sqlite.h"

namespace {

using namespace hongtou;

const std::string file = "store_benchmark.db";

void remove_files() {
  for (const char* ending : {"", "-wal", "-shm", ".lock"}) std::filesystem::remove(file + ending);
}

// An event as campaigns have them, about 200 bytes of data.
Value report() {
  return Map{{"step", "report"},
             {"unit", "平潭街街道"},
             {"values",
              Map{{"activities", 12}, {"leaflets", 3400}, {"people_reached", 15200}, {"summary", "进社区、进企业、进校园宣传"}}},
             {"version", 3}};
}

void check(int code, sqlite3* database) {
  if (code != SQLITE_OK && code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database));
}

class RawDatabase {
 public:
  RawDatabase() {
    remove_files();
    check(sqlite3_open(file.c_str(), &database_), database_);
    execute("PRAGMA journal_mode=WAL");
    execute("PRAGMA synchronous=FULL");
    execute(
        "CREATE TABLE event (id INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL,"
        " type TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (stream, version))");
    check(sqlite3_prepare_v3(database_,
                             "INSERT INTO event (stream, version, at, type, data) VALUES (?, ?, ?, 'report_submitted', ?)", -1,
                             SQLITE_PREPARE_PERSISTENT, &insert_, nullptr),
          database_);
  }
  ~RawDatabase() {
    sqlite3_finalize(insert_);
    sqlite3_close(database_);
    remove_files();
  }
  RawDatabase(const RawDatabase&) = delete;
  RawDatabase& operator=(const RawDatabase&) = delete;

  void execute(const char* sql) { check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr), database_); }
  void insert(std::int64_t stream, std::int64_t version, const std::string& data) {
    sqlite3_bind_int64(insert_, 1, stream);
    sqlite3_bind_int64(insert_, 2, version);
    sqlite3_bind_int64(insert_, 3, 1'686'355'200'000'000 + version);
    sqlite3_bind_text(insert_, 4, data.data(), static_cast<int>(data.size()), SQLITE_STATIC);
    check(sqlite3_step(insert_), database_);
    sqlite3_reset(insert_);
  }

 private:
  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

void raw_rows(benchmark::State& state, std::int64_t streams) {
  RawDatabase database;
  const auto rows = state.range(0);
  const auto data = to_json(report());
  std::int64_t version = 0;
  for (auto _ : state) {
    database.execute("BEGIN IMMEDIATE");
    for (std::int64_t row = 0; row < rows; ++row) database.insert(row % streams, ++version, data);
    database.execute("COMMIT");
  }
  state.SetItemsProcessed(state.iterations() * rows);
}

std::shared_ptr<Store> shared_store;

void open_store(const benchmark::State&) {
  remove_files();
  shared_store = std::move(*sqlite::make_sqlite_driver()->open(file, StoreMode::create));
}

void close_store(const benchmark::State&) {
  shared_store.reset();
  remove_files();
}

// Each client appends to a stream of its own and waits until the event is on disk.
void journal_clients(benchmark::State& state) {
  const auto environment = Environment::system();
  Journal journal(*shared_store, "campaign/" + std::to_string(state.thread_index()), environment);
  const JournalEvent event{0, environment.now(), environment.now(), "liaison", "report_submitted", report(), {}};
  for (auto _ : state)
    if (!journal.append(std::vector(1, event)).ok()) state.SkipWithError("append failed");
  state.SetItemsProcessed(state.iterations());
}

// The same, by sixteen: each event is decided on what those before have left, and then they go to disk together.
void journal_together(benchmark::State& state) {
  const auto environment = Environment::system();
  GroupedStore group(shared_store);
  Journal journal(group, "campaign/" + std::to_string(state.thread_index()), environment);
  const JournalEvent event{0, environment.now(), environment.now(), "liaison", "report_submitted", report(), {}};
  for (auto _ : state) {
    group.hold();
    for (std::int64_t i = 0; i < state.range(0); ++i)
      if (!journal.append(std::vector(1, event)).ok()) state.SkipWithError("append failed");
    if (!group.flush().ok()) state.SkipWithError("flush failed");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

std::vector<JournalEvent> bulk() {
  const auto now = Environment::system().now();
  return std::vector<JournalEvent>(10'000, {0, now, now, "liaison", "report_submitted", report(), {}});
}

void journal_bulk(benchmark::State& state) {
  const auto environment = Environment::system();
  Journal journal(*shared_store, "campaign", environment);
  const auto events = bulk();
  for (auto _ : state) {
    state.PauseTiming();
    {
      auto taken_in = events;
      state.ResumeTiming();
      const auto kept = journal.append(std::move(taken_in));
      state.PauseTiming();
      if (!kept.ok()) state.SkipWithError("append failed");
    }
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(events.size()));
}

void journal_verify(benchmark::State& state) {
  const auto environment = Environment::system();
  Journal journal(*shared_store, "campaign", environment);
  const auto events = bulk();
  if (!journal.append(events).ok()) return state.SkipWithError("append failed");
  for (auto _ : state)
    if (!journal.verify().ok()) state.SkipWithError("verify failed");
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(events.size()));
}

// A chain as it is read from a store, and how many bytes its hashes are made from.
struct Chain {
  std::vector<StoredEvent> events;
  std::vector<std::string> records;
  std::int64_t bytes = 0;
};

Chain chain() {
  Chain made;
  std::string previous = first_hash("campaign");
  const auto now = Environment::system().now();
  const auto time = std::to_string(now.time_since_epoch().count());
  for (std::uint64_t i = 1; i <= 1000; ++i) {
    StoredEvent event{i, now, now, "liaison", "report_submitted", to_json(report()), {}};
    auto record =
        previous + "[" + std::to_string(i) + "," + time + "," + time + ",\"liaison\",\"report_submitted\"," + event.data + "]";
    previous = event.hash = chain_hash(previous, event);
    made.bytes += static_cast<std::int64_t>(record.size());
    made.records.push_back(std::move(record));
    made.events.push_back(std::move(event));
  }
  return made;
}

void sm3_of_records(benchmark::State& state) {
  const auto made = chain();
  const auto algorithm = std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)>(EVP_MD_fetch(nullptr, "SM3", nullptr), EVP_MD_free);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  for (auto _ : state)
    for (const auto& record : made.records) {
      EVP_Digest(record.data(), record.size(), digest.data(), &size, algorithm.get(), nullptr);
      benchmark::DoNotOptimize(digest);
    }
  state.SetItemsProcessed(state.iterations() * made.bytes);
}

void verify_chain(benchmark::State& state) {
  const auto made = chain();
  const auto first = first_hash("campaign");
  for (auto _ : state) {
    std::string_view previous = first;
    for (const auto& event : made.events) {
      if (chain_hash(previous, event) != event.hash) state.SkipWithError("the chain is broken");
      previous = event.hash;
    }
  }
  state.SetItemsProcessed(state.iterations() * made.bytes);
}

BENCHMARK_CAPTURE(raw_rows, 1, 1)->Name("raw/1")->Arg(1)->UseRealTime();
BENCHMARK_CAPTURE(raw_rows, 8, 8)->Name("raw/8")->Arg(8)->UseRealTime();
BENCHMARK_CAPTURE(raw_rows, 100, 1)->Name("raw/100")->Arg(100)->UseRealTime();
BENCHMARK_CAPTURE(raw_rows, 10000, 1)->Name("raw/10000")->Arg(10'000)->UseRealTime();
BENCHMARK(journal_clients)->Name("journal/clients:1")->Setup(open_store)->Teardown(close_store)->UseRealTime();
BENCHMARK(journal_clients)->Name("journal/clients:8")->Setup(open_store)->Teardown(close_store)->Threads(8)->UseRealTime();
BENCHMARK(journal_together)
    ->Name("journal/clients:8/together:16")
    ->Arg(16)
    ->Setup(open_store)
    ->Teardown(close_store)
    ->Threads(8)
    ->UseRealTime();
BENCHMARK(journal_bulk)->Name("journal/bulk:10000")->Setup(open_store)->Teardown(close_store)->UseRealTime();
BENCHMARK(sm3_of_records)->Name("sm3");
BENCHMARK(verify_chain)->Name("verify");
BENCHMARK(journal_verify)->Name("journal/verify")->Setup(open_store)->Teardown(close_store);

// The shortest of many, in microseconds: 4 KiB appended to a file of the current folder and synced.
double flush_time() {
  constexpr int trials = 200;
  const std::string block(4096, 'x');
  const auto descriptor = ::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
  auto best = std::chrono::steady_clock::duration::max();
  for (int i = 0; i < trials; ++i) {
    const auto begun = std::chrono::steady_clock::now();
    if (::write(descriptor, block.data(), block.size()) < 0 || ::fdatasync(descriptor) != 0)
      throw std::runtime_error("the current folder cannot be written");
    best = std::min(best, std::chrono::steady_clock::now() - begun);
  }
  ::close(descriptor);
  remove_files();
  return std::chrono::duration<double, std::micro>(best).count();
}

}  // namespace

int main(int argc, char** argv) {
  std::printf("%s: 4 KiB are on disk after %.0f microseconds at best\n", std::filesystem::current_path().c_str(), flush_time());
  return benchmarks::run(argc, argv,
                         {{"journal/clients:1", "raw/1", 0.70},
                          {"journal/clients:8", "raw/8"},
                          {"journal/clients:8/together:16", "raw/100", 0.25},
                          {"journal/bulk:10000", "raw/10000", 0.50},
                          {"verify", "sm3", 0.80}});
}
