// Durable events through a journal on the SQLite store, beside what SQLite itself can do on the same disk in the same run.
// Absolute numbers say more about the disk than about us: the ratios at the end are what is held to a target.
// Files are made in the current folder.
#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>

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
  void insert(std::int64_t version, const std::string& data) {
    sqlite3_bind_int64(insert_, 1, 1);
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

void raw_rows(benchmark::State& state) {
  RawDatabase database;
  const auto rows = state.range(0);
  const auto data = to_json(report());
  std::int64_t version = 0;
  for (auto _ : state) {
    database.execute("BEGIN IMMEDIATE");
    for (std::int64_t row = 0; row < rows; ++row) database.insert(++version, data);
    database.execute("COMMIT");
  }
  state.SetItemsProcessed(state.iterations() * rows);
}

std::unique_ptr<Store> shared_store;

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
    if (!journal.append({event}).ok()) state.SkipWithError("append failed");
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(raw_rows)->Name("raw/rows:1")->Arg(1)->UseRealTime();
BENCHMARK(raw_rows)->Name("raw/rows:100")->Arg(100)->UseRealTime();
BENCHMARK(journal_clients)->Name("journal/clients:1")->Setup(open_store)->Teardown(close_store)->UseRealTime();
BENCHMARK(journal_clients)->Name("journal/clients:8")->Setup(open_store)->Teardown(close_store)->Threads(8)->UseRealTime();

// Prints as usual and remembers the best rate of each benchmark: the best is what the machine can do undisturbed.
class RatioReporter final : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const auto& run : runs) {
      const auto rate = run.counters.find("items_per_second");
      if (run.run_type != Run::RT_Iteration || rate == run.counters.end()) continue;
      auto& best = best_[run.run_name.function_name];
      best = std::max(best, rate->second.value);
    }
  }
  void print_ratio(const char* ours, const char* limit, double target) const {
    if (!best_.contains(ours) || !best_.contains(limit)) return;
    const double ratio = best_.at(ours) / best_.at(limit);
    std::printf("%s / %s: %.2f (target %.2f)\n", ours, limit, ratio, target);
  }

 private:
  std::map<std::string, double> best_;
};

}  // namespace

int main(int argc, char** argv) {
  std::vector<char*> arguments(argv, argv + argc);
  std::string repetitions = "--benchmark_repetitions=5";
  std::string interleaving = "--benchmark_enable_random_interleaving=true";
  arguments.insert(arguments.begin() + 1, {repetitions.data(), interleaving.data()});
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;
  RatioReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  reporter.print_ratio("journal/clients:1", "raw/rows:1", 0.70);
  reporter.print_ratio("journal/clients:8", "raw/rows:100", 0.25);
}
