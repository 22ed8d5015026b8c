#include "plugins/sqlite/sqlite.h"

#include <fcntl.h>
#include <sched.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <numeric>
#include <thread>

#include "engine/hash.h"
#include "tests/journal_help.h"
#include "tests/plugins/scratch_folder.h"

using namespace hongtou;

namespace {

Result<std::unique_ptr<Store>> open(const std::string& file, StoreMode mode = StoreMode::create) {
  return sqlite::make_sqlite_driver()->open(file, mode);
}

std::string bytes_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// Somebody with the sqlite3 tool.
class Stranger {
 public:
  explicit Stranger(const std::string& file) { REQUIRE(sqlite3_open(file.c_str(), &database_) == SQLITE_OK); }
  ~Stranger() { sqlite3_close(database_); }
  Stranger(const Stranger&) = delete;
  Stranger& operator=(const Stranger&) = delete;

  void run(const std::string& sql) {
    const int outcome = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
    REQUIRE_MESSAGE(outcome == SQLITE_OK, sqlite3_errmsg(database_));
  }
  std::string text(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, 0));
    std::string out(bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
    sqlite3_finalize(statement);
    return out;
  }

 private:
  sqlite3* database_ = nullptr;
};

// A campaign's file, open.
struct AFile {
  ScratchFolder folder;
  std::string file = folder.file("campaign.db");
  Environment environment = test_environment();
  std::unique_ptr<Store> store = std::move(*open(file));
  Journal journal{*store, "yangquan-2023", environment};
};

// Runs `body` in a process of its own; its result is the exit status.
int in_child(const std::function<int()>& body) {
  const auto child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    int outcome = 99;
    try {
      outcome = body();
    } catch (const std::exception& error) {
      std::fputs(error.what(), stderr);
    }
    _exit(outcome);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char byte : bytes) {
    std::array<char, 3> digits{};
    std::snprintf(digits.data(), digits.size(), "%02x", static_cast<unsigned>(static_cast<unsigned char>(byte)));
    out += digits.data();
  }
  return out;
}

}  // namespace

TEST_CASE_FIXTURE(AFile, "what was appended is there when the file is opened again") {
  const Blob scan{sm3("scan"), "application/pdf", "scan"};
  REQUIRE(journal.append({event("a", Map{{"phone", "电话"}, {"scan", blob_reference(scan)}}, {"/phone"})}, {scan}).ok());
  const auto head = *journal.head();
  store.reset();
  for (const auto mode : {StoreMode::read_only, StoreMode::read_write, StoreMode::create}) {
    const auto again = std::move(*open(file, mode));
    Journal read(*again, "yangquan-2023", environment);
    CHECK(read.read()->front().data.at("phone").text_or("") == "电话");
    CHECK(read.verify(head).ok());
  }
}

TEST_CASE("file names may hold characters that mean something in a URI or in Chinese") {
  const ScratchFolder folder;
  const auto file = folder.file("宣传月 100%?mode=ro#1.db");
  REQUIRE(open(file).ok());
  CHECK(std::filesystem::exists(file));
  CHECK(open(file, StoreMode::read_only).ok());
}

TEST_CASE("a missing file is made only on request") {
  const ScratchFolder folder;
  const auto file = folder.file("none.db");
  for (const auto mode : {StoreMode::read_only, StoreMode::read_write}) {
    const auto missing = open(file, mode);
    CHECK(zh(missing) == file + ": error [store.missing] 找不到数据文件“" + file +
                             "”\n  提示：检查文件名；演练的流水账是输出文件夹中的 journal.db\n");
    CHECK(en(missing) == file + ": error [store.missing] there is no store “" + file +
                             "”\n  hint: look at the name; a rehearsal's journal is journal.db in its output folder\n");
  }
  CHECK(std::filesystem::is_empty(folder.path()));
  CHECK(open(file, StoreMode::create).ok());
}

TEST_CASE("a folder that does not exist is told") {
  const auto failed = open("/nonexistent/campaign.db");
  CHECK(zh(failed) ==
        "/nonexistent/campaign.db: error [store.failed] 无法读写数据文件“/nonexistent/campaign.db”："
        "No such file or directory\n  提示：检查磁盘后重新打开\n");
  CHECK(en(failed) ==
        "/nonexistent/campaign.db: error [store.failed] the store “/nonexistent/campaign.db” cannot be read or "
        "written: No such file or directory\n  hint: check the disk, then open it again\n");
}

TEST_CASE("a file of another program is left as it is") {
  const ScratchFolder folder;
  const auto text = folder.file("notes.db");
  std::ofstream(text) << "会议记录";
  const auto database = folder.file("contacts.db");
  Stranger(database).run("CREATE TABLE contact (name TEXT)");
  const auto empty = folder.file("empty.db");
  std::ofstream(empty).flush();
  for (const auto& file : {text, database, empty, folder.path()}) {
    CAPTURE(file);
    const bool is_folder = file == folder.path();
    const auto before = is_folder ? "" : bytes_of(file);
    for (const auto mode : {StoreMode::read_only, StoreMode::read_write, StoreMode::create}) {
      if (file == empty && mode == StoreMode::create) continue;
      const auto refused = open(file, mode);
      CHECK(zh(refused) == file + ": error [store.not_a_store] “" + file +
                               "”不是红头的数据文件\n  提示：请选择红头建立的 .db 文件，或换一个新文件名\n");
      CHECK(en(refused) == file + ": error [store.not_a_store] “" + file +
                               "” is no store of Hongtou\n  hint: choose a .db file that Hongtou made, or a new name\n");
    }
    if (!is_folder) CHECK(bytes_of(file) == before);
  }
  CHECK(open(empty).ok());
}

TEST_CASE_FIXTURE(AFile, "a file of a newer release is refused") {
  store.reset();
  Stranger(file).run("INSERT INTO schema_version VALUES (7)");
  for (const auto mode : {StoreMode::read_only, StoreMode::read_write, StoreMode::create}) {
    const auto refused = open(file, mode);
    CHECK(zh(refused) == file + ": error [store.newer_version] “" + file +
                             "”由更新版本的红头写成（格式 7，本程序只认到 2）\n  提示：升级红头后再打开\n");
    CHECK(en(refused) ==
          file + ": error [store.newer_version] “" + file +
              "” was written by a newer Hongtou (layout 7, this program knows 2)\n  hint: upgrade Hongtou, then open it\n");
  }
}

TEST_CASE_FIXTURE(AFile, "one process writes a file and others may read it") {
  REQUIRE(journal.append({event("a", {})}).ok());
  const auto refused = open(file, StoreMode::read_write);
  CHECK(zh(refused) ==
        file + ": error [store.busy] “" + file + "”正被另一个红头进程使用\n  提示：等那个进程办完，或者关闭它；查看不受影响\n");
  CHECK(en(refused) == file + ": error [store.busy] “" + file +
                           "” is in use by another process of Hongtou\n"
                           "  hint: wait for that process, or end it; looking is possible meanwhile\n");
  CHECK(in_child([&] { return code(open(file, StoreMode::create)) == "store.busy" ? 0 : 1; }) == 0);
  CHECK(in_child([&] {
          const auto reading = open(file, StoreMode::read_only);
          return reading.ok() && (*reading)->read("yangquan-2023", 1, 10)->size() == 1 ? 0 : 1;
        }) == 0);
  store.reset();
  CHECK(in_child([&] { return open(file, StoreMode::read_write).ok() ? 0 : 1; }) == 0);
}

TEST_CASE_FIXTURE(AFile, "a file that nobody can write to is read as it is, unless its last records lie beside it") {
  REQUIRE(journal.append({event("a", {})}).ok());
  store.reset();
  namespace fs = std::filesystem;
  fs::permissions(folder.path(), fs::perms(0555));
  const auto as_a_guest = [&](const std::function<int()>& body) {
    return in_child([&] { return geteuid() == 0 && seteuid(65534) != 0 ? 98 : body(); });
  };
  CHECK(as_a_guest([&] {
          const auto reading = open(file, StoreMode::read_only);
          return reading.ok() && (*reading)->read("yangquan-2023", 1, 10)->size() == 1 ? 0 : 1;
        }) == 0);
  fs::permissions(folder.path(), fs::perms(0755));
  std::ofstream(file + "-wal") << "records";
  fs::permissions(folder.path(), fs::perms(0555));
  CHECK(as_a_guest([&] { return code(open(file, StoreMode::read_only)) == "store.archive_in_parts" ? 0 : 1; }) == 0);
  fs::permissions(folder.path(), fs::perms(0755));
}

TEST_CASE_FIXTURE(AFile, "a store opened to be read cannot be written") {
  const auto reading = std::move(*open(file, StoreMode::read_only));
  const auto refused = reading->append({"s", 0, {}, {}, {}});
  CHECK(zh(refused) ==
        file + ": error [store.read_only] “" + file +
            "”只能读取，不能写入\n  提示：检查文件和所在文件夹的写入权限；如果是以只读方式打开的，请改用读写方式\n");
  CHECK(en(refused) == file + ": error [store.read_only] “" + file +
                           "” can be read but not written\n  hint: look at the permissions of the file and its folder; if it was "
                           "opened read-only, open it for writing\n");
  CHECK(code(reading->erase_personal("h")) == "store.read_only");
}

TEST_CASE_FIXTURE(AFile, "readers see each append as soon as it is acknowledged") {
  const auto other = std::move(*open(file, StoreMode::read_only));
  for (std::uint64_t i = 1; i <= 5; ++i) {
    REQUIRE(journal.append({event("a", {})}).ok());
    CHECK((*other->last("yangquan-2023"))->sequence == i);
    CHECK((*store->last("yangquan-2023"))->sequence == i);
  }
}

TEST_CASE_FIXTURE(AFile, "a damaged file is told") {
  for (int i = 0; i < 200; ++i) REQUIRE(journal.append({event("a", Map{{"text", std::string(500, 'x')}})}).ok());
  store.reset();
  {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    const std::string noise(2000, '\xAA');
    for (int page = 2; page < 20; ++page)
      stream.seekp(page * 4096).write(noise.data(), static_cast<std::streamsize>(noise.size()));
  }
  const auto again = std::move(*open(file, StoreMode::read_only));
  const auto read = again->read("yangquan-2023", 1, 1000);
  CHECK(zh(read) == file + ": error [store.damaged] 数据文件“" + file +
                        "”已损坏：database disk image is malformed\n  提示：不要再写入：从备份恢复，并检查磁盘\n");
  CHECK(en(read) == file + ": error [store.damaged] the store “" + file +
                        "” is damaged: database disk image is malformed\n"
                        "  hint: write no more: restore a backup, and check the disk\n");
}

TEST_CASE_FIXTURE(AFile, "an erased value is in no byte of the files 依法删除") {
  // Many values, short and long, so that pages split; then one in three is erased.
  constexpr int count = 60;
  const auto secret = [](int i) { return "SECRET" + std::to_string(1000 + i); };
  for (int i = 0; i < count; ++i) {
    std::string value = secret(i);
    if (i % 5 == 0)
      for (int k = 0; k < 2000; ++k) value += secret(i);
    REQUIRE(journal.append({event("a", Map{{"phone", value}}, {"/phone"})}).ok());
  }
  for (int i = 0; i < count; i += 3) REQUIRE(journal.erase_personal(static_cast<std::uint64_t>(i) + 1, "/phone").ok());
  const auto all_bytes = bytes_of(file) + bytes_of(file + "-wal") + bytes_of(file + "-shm");
  for (int i = 0; i < count; ++i) {
    CAPTURE(i);
    CHECK((all_bytes.find(secret(i)) == std::string::npos) == (i % 3 == 0));
  }
  CHECK(journal.verify().ok());
}

TEST_CASE_FIXTURE(AFile, "an erased value that a reader may still see is told") {
  REQUIRE(journal.append({event("a", Map{{"phone", "电话"}}, {"/phone"})}).ok());
  Stranger reader(file);
  reader.run("BEGIN; SELECT * FROM event");
  const auto erased = journal.erase_personal(1, "/phone");
  CHECK(zh(erased) == file + ": error [store.busy] “" + file +
                          "”正被另一个进程读取，要删除的个人信息可能还留在文件中\n  提示：等读取结束后再删除一次\n");
  CHECK(en(erased) == file + ": error [store.busy] “" + file +
                          "” is being read by another process; the erased value may still be in the file\n"
                          "  hint: erase it again when the reading has ended\n");
  reader.run("COMMIT");
  CHECK(journal.erase_personal(1, "/phone").ok());
}

TEST_CASE("any change of any byte of any column is found") {
  constexpr std::array columns{"event.stream",  "event.actor",   "event.type",     "event.data", "event.hash",
                               "personal.hash", "personal.salt", "personal.value", "blob.hash",  "blob.bytes"};
  constexpr std::array numbers{"event.sequence", "event.recorded", "event.effective"};
  for (unsigned int seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    RandomEvents random(seed);
    const ScratchFolder folder;
    const auto file = folder.file("campaign.db");
    const auto environment = test_environment();
    Head head;
    {
      const auto store = std::move(*open(file));
      Journal journal(*store, "s", environment);
      const Blob scan{sm3("scan" + std::to_string(seed)), "application/pdf", "scan" + std::to_string(seed)};
      auto with_scan = event("b", Map{{"scan", blob_reference(scan)}, {"phone", "电话"}}, {"/phone"});
      REQUIRE(journal.append({random(), with_scan, random(), random()}, {scan}).ok());
      head = *journal.verify();
    }
    const auto found = [&] {
      const auto store = std::move(*open(file, StoreMode::read_only));
      return !Journal(*store, "s", environment).verify(head).ok();
    };
    REQUIRE_FALSE(found());
    Stranger stranger(file);
    stranger.run("PRAGMA synchronous=OFF");
    for (const std::string place : columns) {
      CAPTURE(place);
      const auto table = place.substr(0, place.find('.'));
      const auto column = place.substr(place.find('.') + 1);
      const auto key = table == "event"  ? " WHERE sequence = 2"
                       : table == "blob" ? ""
                                         : " WHERE id = (SELECT max(id) FROM personal)";
      const auto cast = column == "salt" || column == "value" || column == "bytes" ? "" : "CAST(";
      const auto end = *cast == '\0' ? "" : " AS TEXT)";
      const auto set = [&](const std::string& value, const std::string& where) {
        stranger.run("UPDATE " + table + " SET " + column + " = " + cast + "x'" + hex(value) + "'" + end + where);
      };
      const auto before = stranger.text("SELECT " + column + " FROM " + table + key);
      for (std::size_t i = 0; i < before.size(); ++i) {
        CAPTURE(i);
        auto after = before;
        after[i] = static_cast<char>(after[i] ^ static_cast<char>(1 + random.below(127)));
        set(after, key);
        CHECK(found());
        set(before, table == "event" && column == "stream" ? " WHERE sequence = 2" : key);
      }
    }
    for (const std::string place : numbers) {
      CAPTURE(place);
      const auto column = place.substr(place.find('.') + 1);
      for (int bit = 0; bit < 62; ++bit) {
        const auto change = std::to_string(1LL << bit);
        const auto old = stranger.text("SELECT CAST(" + column + " AS TEXT) FROM event ORDER BY hash LIMIT 1");
        const auto hash = stranger.text("SELECT hash FROM event ORDER BY hash LIMIT 1");
        const auto exists = stranger.text("SELECT CAST(count(*) AS TEXT) FROM event WHERE sequence = (" + old + " | " + change +
                                          ") - (" + old + " & " + change + ")");
        if (column == "sequence" && exists != "0") continue;
        stranger.run("UPDATE event SET " + column + " = (" + old + " | " + change + ") - (" + old + " & " + change +
                     ") WHERE hash = '" + hash + "'");
        CHECK(found());
        stranger.run("UPDATE event SET " + column + " = " + old + " WHERE hash = '" + hash + "'");
      }
    }
    CHECK_FALSE(found());
  }
}

namespace {

// As the first release laid it out.
void lay_out_as_first(const std::string& file) {
  Stranger(file).run(
      "CREATE TABLE first (stream TEXT NOT NULL, sequence INTEGER NOT NULL, recorded INTEGER NOT NULL, effective INTEGER NOT "
      "NULL,"
      " actor TEXT NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL, hash TEXT NOT NULL,"
      " PRIMARY KEY (stream, sequence)) STRICT, WITHOUT ROWID;"
      "INSERT INTO first SELECT * FROM event; DROP TABLE event; ALTER TABLE first RENAME TO event;"
      "DELETE FROM schema_version WHERE version > 1");
}

}  // namespace

TEST_CASE_FIXTURE(AFile, "a file of the first layout is read as it is and brought to the newest to be written") {
  RandomEvents random(3);
  for (int i = 0; i < 300; ++i) REQUIRE(journal.append({random()}).ok());
  const auto head = *journal.head();
  store.reset();
  lay_out_as_first(file);
  const auto before = bytes_of(file);
  {
    const auto reading = std::move(*open(file, StoreMode::read_only));
    CHECK(Journal(*reading, "yangquan-2023", environment).verify(head).ok());
  }
  CHECK(bytes_of(file) == before);
  const auto again = std::move(*open(file, StoreMode::read_write));
  Journal written(*again, "yangquan-2023", environment);
  REQUIRE(written.read().ok());
  CHECK(written.append({event("a", {})}).ok());
  CHECK(written.verify(head)->sequence == head.sequence + 1);
  CHECK(Stranger(file).text("SELECT CAST(max(version) AS TEXT) FROM schema_version") == "2");
}

TEST_CASE_FIXTURE(AFile, "many events in one append are kept as one and a fault among them keeps nothing") {
  std::vector<JournalEvent> events;
  for (int i = 0; i < 5000; ++i) events.push_back(event("a", Map{{"number", i}, {"phone", "电话"}}, {"/phone"}));
  auto spoilt = events;
  spoilt[4000].data = "\xFF";
  CHECK(code(journal.append(spoilt)) == "journal.not_text");
  CHECK(store->streams()->empty());
  REQUIRE(journal.append(events).ok());
  CHECK(journal.verify()->sequence == events.size());
  CHECK(Stranger(file).text("SELECT CAST(count(*) AS TEXT) FROM personal") == "5000");
}

TEST_CASE_FIXTURE(AFile, "many events with a fault among them take nobody with them who waits at the same time") {
  std::vector<JournalEvent> spoilt(3000, event("a", {}));
  spoilt[2900].data = "\xFF";
  std::vector<std::thread> others;
  for (int other = 0; other < 3; ++other)
    others.emplace_back([&, other] {
      Journal small(*store, "s" + std::to_string(other), environment);
      for (int i = 0; i < 50; ++i)
        if (!small.append({event("a", {})}).ok()) return;
    });
  for (int i = 0; i < 5; ++i) CHECK(code(journal.append(spoilt)) == "journal.not_text");
  for (auto& other : others) other.join();
  for (int other = 0; other < 3; ++other)
    CHECK(Journal(*store, "s" + std::to_string(other), environment).verify()->sequence == 50);
  CHECK(journal.verify()->sequence == 0);
}

namespace {

// Appends until something fails; returns the code of the failure.
std::string fill(Journal& journal) {
  for (int i = 0; i < 10'000; ++i) {
    const auto outcome = journal.append({event("a", Map{{"text", std::string(20'000, 'x')}})});
    if (!outcome.ok()) return code(outcome);
  }
  return "";
}

// What is acknowledged stays whole when the disk fills up, and writing goes on when there is room again.
int live_through_a_full_disk(const std::string& file, const std::function<void()>& make_room) {
  const auto environment = test_environment();
  const auto store = std::move(*open(file));
  Journal journal(*store, "s", environment);
  if (fill(journal) != "store.full") return 1;
  const auto head = *journal.head();
  if (!journal.verify(head).ok()) return 2;
  if (head.sequence == 0) return 3;
  make_room();
  if (!journal.append({event("b", Map{{"text", std::string(20'000, 'y')}})}).ok()) return 4;
  return journal.verify()->sequence == head.sequence + 1 ? 0 : 5;
}

}  // namespace

namespace {

// A user name space of its own, in which this process may mount file systems.
bool become_root_of_a_private_world() {
  const auto user = std::to_string(getuid()), group = std::to_string(getgid());
  if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
  std::ofstream("/proc/self/setgroups") << "deny";
  std::ofstream("/proc/self/uid_map") << "0 " + user + " 1";
  std::ofstream("/proc/self/gid_map") << "0 " + group + " 1";
  return true;
}

}  // namespace

TEST_CASE("a file that may not grow is told as a full disk and nothing acknowledged is lost") {
  const ScratchFolder folder;
  const auto limit_file_size = [](rlim_t size) {
    const rlimit limit{size, RLIM_INFINITY};
    setrlimit(RLIMIT_FSIZE, &limit);
  };
  CHECK(in_child([&] {
          std::signal(SIGXFSZ, SIG_IGN);
          limit_file_size(1u << 20);
          return live_through_a_full_disk(folder.file("campaign.db"), [&] { limit_file_size(RLIM_INFINITY); });
        }) == 0);
}

TEST_CASE("a full disk loses nothing acknowledged and writing goes on when there is room 磁盘写满") {
  const ScratchFolder folder;
  constexpr int not_allowed = 77;
  const int outcome = in_child([&] {
    if (!become_root_of_a_private_world()) return not_allowed;
    if (mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=2m") != 0) return not_allowed;
    const auto ballast = folder.file("ballast");
    std::ofstream(ballast) << std::string(500'000, 'b');
    return live_through_a_full_disk(folder.file("campaign.db"), [&] { std::filesystem::remove(ballast); });
  });
  if (outcome == not_allowed)
    MESSAGE("no private file system may be mounted here: not tested");
  else
    CHECK(outcome == 0);
}

TEST_CASE_FIXTURE(AFile, "a full disk is told in both languages") {
  store.reset();
  const auto text_file = folder.file("told");
  CHECK(in_child([&] {
          std::signal(SIGXFSZ, SIG_IGN);
          const rlimit limit{300'000, RLIM_INFINITY};
          setrlimit(RLIMIT_FSIZE, &limit);
          const auto small = std::move(*open(file, StoreMode::read_write));
          const std::string bytes(400'000, 'x');
          const auto refused = small->append({"s", 0, {}, {{sm3(bytes), "text/plain", bytes}}, {}});
          std::ofstream(text_file) << zh(refused) << en(refused);
          return 0;
        }) == 0);
  CHECK(bytes_of(text_file) == file + ": error [store.full] “" + file +
                                   "”所在磁盘已满，没有写入任何内容\n  提示：腾出磁盘空间后重试\n" + file +
                                   ": error [store.full] the disk of “" + file +
                                   "” is full; nothing was written\n  hint: make room on the disk, then try again\n");
}

namespace {

constexpr std::size_t writer_count = 4;
struct Acknowledged {
  std::uint64_t writer = 0, sequence = 0;
};

// Four threads append and tell through `pipe` what was acknowledged, until the process is killed.
void append_until_killed(const std::string& file, int pipe) {
  const auto store = std::move(*open(file));
  const auto environment = Environment::system();
  std::vector<std::thread> threads;
  for (std::size_t writer = 0; writer < writer_count; ++writer)
    threads.emplace_back([&, writer] {
      Journal journal(*store, "s" + std::to_string(writer), environment);
      if (!journal.read().ok()) _exit(1);
      for (;;) {
        const auto outcome = journal.append({event("a", Map{{"phone", "电话"}}, {"/phone"})});
        if (!outcome.ok()) _exit(2);
        const Acknowledged told{writer, outcome->front().sequence};
        if (write(pipe, &told, sizeof told) != sizeof told) _exit(3);
      }
    });
  for (auto& thread : threads) thread.join();
}

}  // namespace

TEST_CASE("kill -9 at any moment loses nothing acknowledged") {
  const unsigned int seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const ScratchFolder folder;
  const auto file = folder.file("campaign.db");
  std::array<std::uint64_t, writer_count> acknowledged{};
  for (int round = 0; round < 20; ++round) {
    CAPTURE(round);
    std::array<int, 2> pipe{};
    REQUIRE(::pipe(pipe.data()) == 0);
    const auto child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      append_until_killed(file, pipe[1]);
      _exit(0);
    }
    close(pipe[1]);
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 150));
    REQUIRE(kill(child, SIGKILL) == 0);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
    for (Acknowledged told; read(pipe[0], &told, sizeof told) == sizeof told;) acknowledged.at(told.writer) = told.sequence;
    close(pipe[0]);

    const auto store = open(file);
    REQUIRE(store.ok());
    const auto environment = Environment::system();
    for (std::size_t writer = 0; writer < writer_count; ++writer) {
      const auto head = Journal(**store, "s" + std::to_string(writer), environment).verify();
      REQUIRE_MESSAGE(head.ok(), en(head));
      CHECK(head->sequence >= acknowledged.at(writer));
      CHECK(head->sequence <= acknowledged.at(writer) + 1);  // the one whose answer was cut off
      acknowledged.at(writer) = head->sequence;
    }
  }
  CHECK(std::accumulate(acknowledged.begin(), acknowledged.end(), std::uint64_t{0}) > 0);
}
