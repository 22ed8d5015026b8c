// What every store does, whatever it is made of.
#include <atomic>
#include <map>
#include <thread>

#include "engine/hash.h"
#include "engine/journal/memory_store.h"
#include "plugins/sqlite/sqlite.h"
#include "tests/journal_help.h"
#include "tests/plugins/scratch_folder.h"

using namespace hongtou;

namespace {

struct InMemory {
  MemoryStore store;
};

struct InSqlite {
  ScratchFolder folder;
  std::unique_ptr<Store> opened = std::move(*sqlite::make_sqlite_driver()->open(folder.file("campaign.db"), StoreMode::create));
  Store& store = *opened;
};

StoredEvent stored(std::uint64_t sequence, const std::string& data = "{}") {
  const auto time = Instant(std::chrono::microseconds(-1 + static_cast<std::int64_t>(sequence)));
  return {sequence, time, time, "liaison", "report_submitted", data, std::string(64, 'a')};
}

Append addition(const std::string& stream, std::uint64_t version, std::size_t count) {
  Append append{stream, version, {}, {}, {}};
  for (std::size_t i = 1; i <= count; ++i) append.events.push_back(stored(version + i));
  return append;
}

}  // namespace

TYPE_TO_STRING(InMemory);
TYPE_TO_STRING(InSqlite);

TEST_CASE_TEMPLATE("a store gives back events in order", Kind, InMemory, InSqlite) {
  Kind kind;
  Store& store = kind.store;
  CHECK(store.read("s", 1, 10)->empty());
  CHECK_FALSE(store.last("s")->has_value());
  REQUIRE(store.append(addition("s", 0, 3)).ok());
  REQUIRE(store.append(addition("s", 3, 2)).ok());
  const auto events = *store.read("s", 1, 100);
  REQUIRE(events.size() == 5);
  for (std::uint64_t i = 0; i < 5; ++i) CHECK(events[i] == stored(i + 1));
  CHECK(**store.last("s") == stored(5));
  CHECK(store.read("s", 2, 2)->front() == stored(2));
  CHECK(store.read("s", 2, 2)->size() == 2);
  CHECK(store.read("s", 6, 10)->empty());
  CHECK(store.read("s", 0, 10)->size() == 5);
}

TEST_CASE_TEMPLATE("streams are apart and listed by name", Kind, InMemory, InSqlite) {
  Kind kind;
  Store& store = kind.store;
  CHECK(store.streams()->empty());
  for (const auto* name : {"b", "阳泉", "a", "a/audit"}) REQUIRE(store.append(addition(name, 0, 2)).ok());
  CHECK(*store.streams() == std::vector<std::string>{"a", "a/audit", "b", "阳泉"});
  CHECK(store.read("a", 1, 10)->size() == 2);
}

TEST_CASE_TEMPLATE("an append that expects another version changes nothing", Kind, InMemory, InSqlite) {
  Kind kind;
  Store& store = kind.store;
  REQUIRE(store.append(addition("s", 0, 2)).ok());
  auto late = addition("s", 1, 1);
  late.blobs.push_back({"h", "text/plain", "x"});
  const auto refused = store.append(late);
  CHECK(zh(refused) == "s: error [store.conflict] “s”已有第 2 条记录，而写入时只知道第 1 条\n  提示：读取新记录后重试\n");
  CHECK(en(refused) ==
        "s: error [store.conflict] “s” stands at record 2, while the writer knew only record 1\n"
        "  hint: read the new records and try again\n");
  CHECK(code(store.append(addition("s", 5, 1))) == "store.conflict");
  CHECK(store.read("s", 1, 10)->size() == 2);
  CHECK_FALSE(store.blob("h")->has_value());
}

TEST_CASE_TEMPLATE("additions to several streams are all there, or none of them", Kind, InMemory, InSqlite) {
  Kind kind;
  Store& store = kind.store;
  REQUIRE(store.append(addition("a", 0, 1)).ok());
  REQUIRE(store.append_all(std::vector{addition("a", 1, 2), addition("b", 0, 1), addition("c", 0, 0)}).ok());
  CHECK(store.read("a", 1, 10)->size() == 3);
  CHECK(store.read("b", 1, 10)->size() == 1);
  auto with_blob = addition("a", 3, 1);
  with_blob.blobs.push_back({"h", "text/plain", "x"});
  with_blob.personal.push_back({"p", "s", "1"});
  const auto late = store.append_all(std::vector{with_blob, addition("b", 0, 1)});
  CHECK(code(late) == "store.conflict");
  CHECK(late.diagnostics().front().arguments == std::vector<std::string>{"b", "1", "0"});
  CHECK(code(store.append_all(std::vector{with_blob, addition("c", 1, 0)})) == "store.conflict");
  auto bad = addition("c", 0, 1);
  bad.events[0].actor = "\xFF";
  CHECK(code(store.append_all(std::vector{with_blob, bad})) == "store.text");
  CHECK(store.read("a", 1, 10)->size() == 3);
  CHECK_FALSE(store.blob("h")->has_value());
  CHECK_FALSE(store.personal("p")->has_value());
  CHECK(store.append_all({}).ok());
}

TEST_CASE_TEMPLATE("records that do not follow one another are refused", Kind, InMemory, InSqlite) {
  Kind kind;
  auto append = addition("s", 0, 2);
  append.events[1].sequence = 3;
  const auto refused = kind.store.append(append);
  CHECK(zh(refused) ==
        "s: error [store.sequence] 第 3 条记录不接在第 1 条之后\n  提示：记录的序号由日志给出，请通过 Journal 写入\n");
  CHECK(en(refused) ==
        "s: error [store.sequence] record 3 does not follow record 1\n"
        "  hint: sequences are given by the journal: append through Journal\n");
}

TEST_CASE_TEMPLATE("text with a NUL or broken UTF-8 is refused and four-byte characters are kept", Kind, InMemory, InSqlite) {
  Kind kind;
  Store& store = kind.store;
  auto append = addition("s", 0, 1);
  append.events[0].actor = std::string("a\0b", 3);
  const auto refused = store.append(append);
  CHECK(zh(refused) ==
        "s: error [store.text] “actor”含有不是 UTF-8 的字节或空字符，无法保存\n"
        "  提示：请重新输入，或把来源文件另存为 UTF-8\n");
  CHECK(en(refused) ==
        "s: error [store.text] “actor” holds bytes that are not UTF-8, or a NUL, and cannot be kept\n"
        "  hint: type it again, or save the file it came from as UTF-8\n");
  append.events[0].actor = "\xC0\x80";
  CHECK(code(store.append(append)) == "store.text");
  append.events[0].actor = "𠀀";
  CHECK(code(store.append(addition("\xFF", 0, 1))) == "store.text");
  REQUIRE(store.append(append).ok());
  CHECK((*store.last("s"))->actor == "𠀀");
}

TEST_CASE_TEMPLATE("blobs keep every byte and the first one of a hash stays", Kind, InMemory, InSqlite) {
  Kind kind;
  Store& store = kind.store;
  const std::string bytes("\0\xFF\n", 3);
  Append append{"s", 0, {}, {{"h", "text/plain", bytes}, {"empty", "text/plain", ""}}, {}};
  REQUIRE(store.append(append).ok());
  append.blobs = {{"h", "text/html", "other"}};
  REQUIRE(store.append(append).ok());
  CHECK((*store.blob("h"))->bytes == bytes);
  CHECK((*store.blob("h"))->media_type == "text/plain");
  CHECK((*store.blob("empty"))->bytes.empty());
  CHECK_FALSE(store.blob("none")->has_value());
}

TEST_CASE_TEMPLATE("an erased personal value keeps only its hash", Kind, InMemory, InSqlite) {
  Kind kind;
  Store& store = kind.store;
  const Append append{"s", 0, {}, {}, {{"h1", "salt1", "\"电话\""}, {"h2", "salt2", "\"另一个\""}}};
  REQUIRE(store.append(append).ok());
  CHECK((*store.personal("h1"))->value == "\"电话\"");
  CHECK((*store.personal("h1"))->salt == "salt1");
  CHECK_FALSE((*store.personal("h1"))->erased());
  REQUIRE(store.erase_personal("h1").ok());
  REQUIRE(store.personal("h1")->has_value());
  CHECK((*store.personal("h1"))->erased());
  CHECK((*store.personal("h1"))->salt.empty());
  CHECK((*store.personal("h2"))->value == "\"另一个\"");
  CHECK(store.erase_personal("h1").ok());
  CHECK(store.erase_personal("never there").ok());
  CHECK_FALSE(store.personal("never there")->has_value());
}

TEST_CASE_TEMPLATE("eight threads on streams of their own lose nothing", Kind, InMemory, InSqlite) {
  Kind kind;
  const auto environment = Environment::system();
  std::vector<std::thread> threads;
  std::atomic<int> failures = 0;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      Journal journal(kind.store, "s" + std::to_string(i), environment);
      for (int k = 0; k < 25; ++k)
        if (!journal.append({event("a", Map{{"k", k}, {"phone", "电话"}}, {"/phone"})}).ok()) ++failures;
    });
  for (auto& thread : threads) thread.join();
  CHECK(failures == 0);
  for (int i = 0; i < 8; ++i) {
    const auto head = Journal(kind.store, "s" + std::to_string(i), environment).verify();
    REQUIRE(head.ok());
    CHECK(head->sequence == 25);
  }
}

TEST_CASE_TEMPLATE("eight threads on one stream order their versions", Kind, InMemory, InSqlite) {
  Kind kind;
  const auto environment = Environment::system();
  std::vector<std::thread> threads;
  std::atomic<int> failures = 0;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      Journal journal(kind.store, "hot", environment);
      for (int written = 0; written < 10;) {
        const auto outcome = journal.append({event("thread" + std::to_string(i), {})});
        if (outcome.ok())
          ++written;
        else if (code(outcome) != "store.conflict" || !journal.catch_up().ok())
          ++failures, ++written;
      }
    });
  for (auto& thread : threads) thread.join();
  CHECK(failures == 0);
  const auto events = Journal(kind.store, "hot", environment).read();
  REQUIRE(events.ok());
  CHECK(events->size() == 80);
  std::map<std::string, int> count;
  for (const auto& one : *events) ++count[one.type];
  for (const auto& [thread, written] : count) CHECK(written == 10);
}
