#include "engine/journal/journal.h"

#include "engine/hash.h"
#include "engine/journal/memory_store.h"
#include "tests/journal_help.h"

using namespace hongtou;

namespace {

// A store whose answers somebody has tampered with.
class Tampered final : public Store {
 public:
  std::function<void(std::vector<StoredEvent>&)> change = [](auto&) {};

  Status append_all(std::span<const Append> appends) override { return honest_.append_all(appends); }
  Result<std::vector<StoredEvent>> read(const std::string& stream, std::uint64_t from, std::size_t limit) const override {
    auto events = *honest_.read(stream, 1, 1000);
    change(events);
    std::erase_if(events, [&](const auto& one) { return one.sequence < from; });
    if (events.size() > limit) events.resize(limit);
    return events;
  }
  Result<std::optional<StoredEvent>> last(const std::string& stream) const override { return honest_.last(stream); }
  Result<std::vector<std::string>> streams() const override { return honest_.streams(); }
  Result<std::optional<Blob>> blob(const std::string& hash) const override {
    auto blob = *honest_.blob(hash);
    if (blob && blob_bytes) blob->bytes = *blob_bytes;
    return without_blobs ? std::nullopt : blob;
  }
  Result<std::optional<PersonalValue>> personal(const std::string& hash) const override {
    auto value = *honest_.personal(hash);
    if (value && personal_value) value->value = *personal_value;
    return without_personal ? std::nullopt : value;
  }
  Status erase_personal(const std::string& hash) override { return honest_.erase_personal(hash); }

  bool without_personal = false, without_blobs = false;
  std::optional<std::string> personal_value, blob_bytes;

 private:
  MemoryStore honest_;
};

// Three events of a campaign, the second with a telephone number and an attachment.
struct AJournal {
  Tampered store;
  Environment environment = test_environment();
  Journal journal{store, "yangquan-2023", environment};
  Blob attachment{sm3("scan"), "application/pdf", "scan"};

  AJournal() {
    REQUIRE(journal.append({event("campaign_started", Map{{"title", "宣传月"}})}).ok());
    const Value contact = Map{{"name", "联络人甲"}, {"phone", "电话"}};
    REQUIRE(journal
                .append({event("liaison_submitted", Map{{"contacts", List{contact}}, {"scan", blob_reference(attachment)}},
                               {"/contacts/0/phone"}),
                         event("liaison_accepted", {})},
                        {attachment})
                .ok());
  }
};

std::string journal_text(const Store& store, const std::string& stream) {
  std::string out;
  const auto events = store.read(stream, 1, 1000);
  for (const auto& stored : *events) out += stored.data + "\n";
  return out;
}

}  // namespace

TEST_CASE("the chain of docs/journal.md is the chain we make") {
  CHECK(first_hash("yangquan-2023") == sm3("hongtou journal 1\nyangquan-2023"));
  StoredEvent stored{1,
                     Instant(std::chrono::microseconds(1'686'358'800'000'000)),
                     Instant(std::chrono::microseconds(1'686'272'400'000'000)),
                     "区处非办",
                     "campaign_started",
                     R"({"title":"宣传月"})",
                     ""};
  const auto previous = first_hash("yangquan-2023");
  const auto record = R"([1,1686358800000000,1686272400000000,"区处非办","campaign_started",{"title":"宣传月"}])";
  CHECK(chain_hash(previous, stored) == sm3(previous + record));
  CHECK(previous == "ec369972ba01a5979d4939389b535bfbb2c6e949d845b5554829687a1babc1db");
  CHECK(chain_hash(previous, stored) == "cccc8c8d7376db03e2a0ce5bc25572c120903506ccf77d124ee090d4dc3ebac1");
}

TEST_CASE_FIXTURE(AJournal, "a journal gives back what was appended and verifies") {
  auto events = journal.read();
  REQUIRE(events.ok());
  REQUIRE(events->size() == 3);
  CHECK((*events)[1].sequence == 2);
  CHECK((*events)[1].data.at("contacts").list()->front().at("phone").text_or("") == "电话");
  CHECK((*events)[1].personal == std::vector<std::string>{"/contacts/0/phone"});
  const auto head = journal.verify();
  REQUIRE(head.ok());
  CHECK(head->sequence == 3);
  CHECK(*head == *journal.head());
  CHECK(journal.verify(*head).ok());
}

TEST_CASE_FIXTURE(AJournal, "reading may begin anywhere and verifies from there") {
  CHECK(journal.read(2)->size() == 2);
  CHECK(journal.read(4)->empty());
  CHECK(journal.read(99)->empty());
  CHECK(journal.append({event("report_opened", {})}).ok());
  CHECK(journal.read(4)->front().type == "report_opened");
}

TEST_CASE_FIXTURE(AJournal, "an altered record is named") {
  store.change = [](auto& events) { events[1].actor = "somebody"; };
  CHECK(zh(journal.verify()) ==
        "yangquan-2023: error [journal.altered] 第 2 条记录（liaison_submitted）写入后被改动\n"
        "  提示：此条及以后的内容不可信：从备份恢复，并查明原因\n");
  CHECK(en(journal.verify()) ==
        "yangquan-2023: error [journal.altered] record 2 (liaison_submitted) was altered after it was written\n"
        "  hint: nothing from here on can be trusted: restore a backup, and find out why\n");
  CHECK(code(journal.read()) == "journal.altered");
}

TEST_CASE_FIXTURE(AJournal, "a removed record is named") {
  store.change = [](auto& events) { events.erase(events.begin() + 1); };
  CHECK(zh(journal.verify()) ==
        "yangquan-2023: error [journal.gap] 缺少第 2 条记录（其后是第 3 条）\n"
        "  提示：有记录被删除：从备份恢复，并查明原因\n");
  CHECK(en(journal.verify()) ==
        "yangquan-2023: error [journal.gap] record 2 is missing (the next one is 3)\n"
        "  hint: records were removed: restore a backup, and find out why\n");
  CHECK(code(journal.read(3)) == "journal.gap");
}

TEST_CASE_FIXTURE(AJournal, "a cut-off tail shows against an exported head") {
  const auto exported = *journal.head();
  store.change = [](auto& events) { events.pop_back(); };
  CHECK(journal.verify().ok());
  CHECK(zh(journal.verify(exported)) ==
        "yangquan-2023: error [journal.cut_off] 日志在第 2 条处中断，而留存的摘要记到第 3 条\n"
        "  提示：末尾的记录被删除：从备份恢复，并查明原因\n");
  CHECK(en(journal.verify(exported)) ==
        "yangquan-2023: error [journal.cut_off] the journal ends at record 2, while the exported head says 3\n"
        "  hint: its last records were removed: restore a backup, and find out why\n");
}

TEST_CASE_FIXTURE(AJournal, "a journal rewritten as a whole shows against an exported head") {
  const auto exported = *journal.head();
  store.change = [](auto& events) {
    auto hash = first_hash("yangquan-2023");
    events[0].actor = "somebody";
    for (auto& one : events) hash = one.hash = chain_hash(hash, one);
  };
  CHECK(journal.verify().ok());
  CHECK(zh(journal.verify(exported)) ==
        "yangquan-2023: error [journal.rewritten] 第 3 条记录与留存的摘要不符：日志被整体重写\n"
        "  提示：从备份恢复，并查明原因\n");
  CHECK(en(journal.verify(exported)) ==
        "yangquan-2023: error [journal.rewritten] record 3 is not the one of the exported head: the journal was rewritten\n"
        "  hint: restore a backup, and find out why\n");
}

TEST_CASE_FIXTURE(AJournal, "the head of another journal is refused") {
  const Head other{"qiaoxi-2021", 3, first_hash("qiaoxi-2021")};
  CHECK(zh(journal.verify(other)) ==
        "yangquan-2023: error [journal.other_stream] 这份摘要属于“qiaoxi-2021”，不属于“yangquan-2023”\n"
        "  提示：请选用同一活动的摘要文件\n");
  CHECK(en(journal.verify(other)) ==
        "yangquan-2023: error [journal.other_stream] this head is of “qiaoxi-2021”, not of “yangquan-2023”\n"
        "  hint: use the head of the same campaign\n");
}

TEST_CASE_FIXTURE(AJournal, "recorded time that goes back is found even in a chain that is whole") {
  store.change = [](auto& events) {
    events[2].recorded -= std::chrono::seconds(1);
    events[2].hash = chain_hash(events[1].hash, events[2]);
  };
  CHECK(zh(journal.verify()) ==
        "yangquan-2023: error [journal.time_went_back] 第 3 条记录的登记时间早于前一条\n"
        "  提示：日志不是由红头写成的：从备份恢复\n");
  CHECK(en(journal.verify()) ==
        "yangquan-2023: error [journal.time_went_back] record 3 was recorded earlier than the one before it\n"
        "  hint: this was not written by Hongtou: restore a backup\n");
}

TEST_CASE_FIXTURE(AJournal, "a clock that goes back is told and the last recorded time stands 时钟回拨") {
  auto late = event("report_opened", {});
  const auto before = late.recorded;
  late.recorded -= std::chrono::hours(1);
  late.effective = late.recorded;
  const auto recorded = journal.append({late});
  REQUIRE(recorded.ok());
  CHECK(recorded->front().recorded == before);
  CHECK(recorded->front().effective == late.effective);
  CHECK(zh(recorded) ==
        "yangquan-2023: warning [journal.clock_went_back] 时钟比上一条记录早：登记时间取 2023-06-10T09:00:00+08:00\n"
        "  提示：请校准本机时间\n");
  CHECK(en(recorded) ==
        "yangquan-2023: warning [journal.clock_went_back] the clock is earlier than the last record: recorded as "
        "2023-06-10T09:00:00+08:00\n  hint: set the clock of this machine\n");
  CHECK(journal.verify().ok());
}

TEST_CASE_FIXTURE(AJournal, "an altered personal value is found") {
  store.personal_value = "\"别的电话\"";
  CHECK(zh(journal.verify()) ==
        "yangquan-2023: error [journal.personal_altered] 第 2 条记录（liaison_submitted）的个人信息被改动\n"
        "  提示：从备份恢复，并查明原因\n");
  CHECK(en(journal.verify()) ==
        "yangquan-2023: error [journal.personal_altered] a personal value of record 2 (liaison_submitted) was altered\n"
        "  hint: restore a backup, and find out why\n");
}

TEST_CASE_FIXTURE(AJournal, "a personal value that is gone without being erased is found") {
  store.without_personal = true;
  CHECK(zh(journal.verify()) ==
        "yangquan-2023: error [journal.personal_missing] 第 2 条记录（liaison_submitted）的个人信息不见了，且不是依法删除的\n"
        "  提示：从备份恢复，并查明原因\n");
  CHECK(en(journal.verify()) ==
        "yangquan-2023: error [journal.personal_missing] a personal value of record 2 (liaison_submitted) is gone, and was not "
        "erased\n"
        "  hint: restore a backup, and find out why\n");
}

TEST_CASE_FIXTURE(AJournal, "an erased personal value reads as erased and the chain still verifies 依法删除") {
  CHECK(journal_text(store, "yangquan-2023").find("电话") == std::string::npos);
  REQUIRE(journal.erase_personal(2, "/contacts/0/phone").ok());
  const auto events = journal.read();
  REQUIRE(events.ok());
  CHECK(to_json((*events)[1].data.at("contacts")) == R"([{"name":"联络人甲","phone":{"$erased":true}}])");
  CHECK(journal.verify(*journal.head()).ok());
  CHECK(journal.erase_personal(2, "/contacts/0/phone").ok());
}

TEST_CASE_FIXTURE(AJournal, "only personal values can be erased") {
  CHECK(zh(journal.erase_personal(2, "/contacts/0/name")) ==
        "yangquan-2023: error [journal.not_personal] 第 2 条记录的“/contacts/0/name”不是可以删除的个人信息\n"
        "  提示：用 journal 命令查看该记录\n");
  CHECK(en(journal.erase_personal(9, "/phone")) ==
        "yangquan-2023: error [journal.not_personal] “/phone” of record 9 is no personal value that can be erased\n"
        "  hint: look at the record with the command journal\n");
}

TEST_CASE_FIXTURE(AJournal, "a lost or altered attachment is found") {
  const auto hash = attachment.hash;
  store.blob_bytes = "scam";
  CHECK(zh(journal.verify()) == "yangquan-2023: error [journal.blob_altered] 附件 " + hash +
                                    " 的内容与其摘要不符\n  提示：附件被改动或传输出错：重新提交，或从备份恢复\n");
  CHECK(en(journal.verify()) == "yangquan-2023: error [journal.blob_altered] attachment " + hash +
                                    " is not what its hash says\n"
                                    "  hint: it was altered or damaged on its way: hand it in again, or restore a backup\n");
  store.without_blobs = true;
  CHECK(zh(journal.verify()) ==
        "yangquan-2023: error [journal.blob_missing] 找不到附件 " + hash + "\n  提示：从备份恢复，并查明原因\n");
  CHECK(en(journal.verify()) == "yangquan-2023: error [journal.blob_missing] there is no attachment " + hash +
                                    "\n  hint: restore a backup, and find out why\n");
}

TEST_CASE_FIXTURE(AJournal, "an attachment must be what its hash says and must be there to be referred to") {
  CHECK(code(journal.append({event("a", {})}, {Blob{sm3("x"), "text/plain", "y"}})) == "journal.blob_altered");
  CHECK(code(journal.append({event("a", Map{{"$blob", "0000"}})})) == "journal.blob_missing");
  CHECK(journal.append({event("a", blob_reference(attachment))}).ok());
}

TEST_CASE_FIXTURE(AJournal, "data that could not be read back is refused before anything is written") {
  const auto before = *journal.head();
  const auto not_text = journal.append({event("a", Map{{"x", "\xC0\x80"}})});
  CHECK(zh(not_text) ==
        "yangquan-2023: error [journal.not_text] 数据中有不是 UTF-8 的文字\n"
        "  提示：请重新输入，或把来源文件另存为 UTF-8\n");
  CHECK(en(not_text) ==
        "yangquan-2023: error [journal.not_text] the data holds text that is not UTF-8\n"
        "  hint: type it again, or save the file it came from as UTF-8\n");
  Value deep = 1;
  for (int i = 0; i < 61; ++i) deep = List{deep};
  CHECK(zh(journal.append({event("a", deep)})) ==
        "yangquan-2023: error [journal.too_deep] 数据的嵌套超过 60 层\n"
        "  提示：把内容拆开，减少嵌套\n");
  CHECK(en(journal.append({event("a", deep)})) ==
        "yangquan-2023: error [journal.too_deep] the data is nested deeper than 60 levels\n"
        "  hint: take it apart; no real data nests so deep\n");
  const auto reserved = journal.append({event("a", Map{{"x", Map{{"$personal", "hash of another's telephone"}}}})});
  CHECK(zh(reserved) == "yangquan-2023: error [journal.reserved_key] 数据中不能使用名称“$personal”\n  提示：请换一个名称\n");
  CHECK(en(reserved) ==
        "yangquan-2023: error [journal.reserved_key] data may not use the name “$personal”\n  hint: use another name\n");
  CHECK(*journal.head() == before);
}

TEST_CASE_FIXTURE(AJournal, "the deepest data allowed can be read back with a personal value at its bottom") {
  Value deep = "电话";
  std::string pointer;
  for (int i = 0; i < 60; ++i) {
    deep = List{deep};
    pointer += "/0";
  }
  REQUIRE(journal.append({event("a", deep, {pointer})}).ok());
  CHECK(journal.read(4)->front().data == deep);
}

TEST_CASE_FIXTURE(AJournal, "a pointer must point at a value") {
  const Value data = Map{{"list", List{1}}, {"a", Map{{"b", 2}}}};
  for (const auto* pointer : {"/b", "list", "/list/1", "/list/00", "/list/-", "/a/b/c", "/"})
    CHECK(code(journal.append({event("a", data, {pointer})})) == "journal.personal_pointer");
  CHECK(code(journal.append({event("a", data, {"/a", "/a/b"})})) == "journal.personal_pointer");
  const auto refused = journal.append({event("a", data, {"/b"})});
  CHECK(zh(refused) ==
        "yangquan-2023: error [journal.personal_pointer] “/b”不指向数据中的值\n"
        "  提示：指针的写法如 /contacts/0/phone\n");
  CHECK(en(refused) ==
        "yangquan-2023: error [journal.personal_pointer] “/b” points at no value of the data\n"
        "  hint: write it like /contacts/0/phone\n");
}

TEST_CASE_FIXTURE(AJournal, "keys with slash and tilde can be personal") {
  const Value data = Map{{"a/b", Map{{"~c", "电话"}}}, {"", "甲"}};
  REQUIRE(journal.append({event("a", data, {"/a~1b/~0c", "/", "/"})}).ok());
  const auto events = journal.read(4);
  REQUIRE(events.ok());
  CHECK(events->front().data == data);
  CHECK(events->front().personal == std::vector<std::string>{"/", "/a~1b/~0c"});
}

TEST_CASE_FIXTURE(AJournal, "a head is one line of text and reads back") {
  const auto head = *journal.head();
  CHECK(to_text(head) == "yangquan-2023 3 " + head.hash);
  CHECK(*parse_head(to_text(head) + "\n") == head);
  const Head spaced{"a b", 0, first_hash("a b")};
  CHECK(*parse_head(to_text(spaced)) == spaced);
  for (const auto* line : {"", "a", "a 1", "a x ", " 1 "})
    CHECK(code(parse_head(line + first_hash("a"))) == "journal.head_format");
  CHECK(zh(parse_head("abc", "head.txt")) ==
        "head.txt:1:1: error [journal.head_format] 这一行不是日志摘要\n"
        "  提示：应为：日志名 序号 摘要（64 位十六进制）\n");
  CHECK(en(parse_head("abc", "head.txt")) ==
        "head.txt:1:1: error [journal.head_format] this line is no head of a journal\n"
        "  hint: it should be: stream sequence hash (64 hexadecimal digits)\n");
}

TEST_CASE_FIXTURE(AJournal, "of two writers the second reads before it may append") {
  Journal other(store, "yangquan-2023", environment);
  CHECK(code(other.append({event("a", {})})) == "store.conflict");
  CHECK(other.read().ok());
  CHECK(other.append({event("a", {})}).ok());
  CHECK(code(journal.append({event("b", {})})) == "store.conflict");
  CHECK(journal.catch_up().ok());
  CHECK(journal.append({event("b", {})}).ok());
  CHECK(other.verify()->sequence == 5);
}

TEST_CASE("any change of any stored field is found") {
  for (unsigned int seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    RandomEvents random(seed);
    Tampered store;
    const auto environment = test_environment();
    Journal journal(store, "s", environment);
    std::vector<JournalEvent> events;
    for (std::size_t count = 1 + random.below(8); count > 0; --count) events.push_back(random());
    REQUIRE(journal.append(events).ok());
    const auto head = *journal.head();
    REQUIRE(journal.verify(head).ok());
    const auto victim = random.below(events.size());
    for (int field = 0; field < 7; ++field) {
      CAPTURE(field);
      store.change = [&](std::vector<StoredEvent>& all) {
        auto& one = all[victim];
        const auto flip = [&](std::string& text) {
          if (text.empty())
            text = "x";
          else
            text[random.below(text.size())] ^= 1;
        };
        if (field == 0) one.sequence += 1 + random.below(9);
        if (field == 1) one.recorded += std::chrono::microseconds(1);
        if (field == 2) one.effective -= std::chrono::microseconds(1);
        if (field == 3) flip(one.actor);
        if (field == 4) flip(one.type);
        if (field == 5) flip(one.data);
        if (field == 6) flip(one.hash);
      };
      CHECK_FALSE(journal.verify(head).ok());
    }
  }
}

TEST_CASE("random events come back as they went in") {
  for (unsigned int seed = 1; seed <= 50; ++seed) {
    CAPTURE(seed);
    RandomEvents random(seed);
    MemoryStore store;
    const auto environment = test_environment();
    Journal journal(store, "s", environment);
    const auto written = journal.append({random(), random(), random()});
    REQUIRE(written.ok());
    const auto read = Journal(store, "s", environment).read();
    REQUIRE(read.ok());
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK((*read)[i].data == (*written)[i].data);
      CHECK((*read)[i].actor == (*written)[i].actor);
      CHECK((*read)[i].personal == (*written)[i].personal);
      CHECK((*read)[i].effective == (*written)[i].effective);
    }
  }
}

namespace {

std::vector<JournalEvent> many_events(unsigned int seed) {
  RandomEvents random(seed);
  std::vector<JournalEvent> events;
  while (events.size() < 2500) events.push_back(random());
  return events;
}

}  // namespace

TEST_CASE("many events in one append make the chain that they make one by one") {
  const auto events = many_events(7);
  const auto other_environment = test_environment();
  MemoryStore other_store;
  Journal other(other_store, "yangquan-2023", other_environment);
  for (const auto& one : events) REQUIRE(other.append({one}).ok());
  const auto fresh_environment = test_environment();
  MemoryStore fresh;
  Journal at_once(fresh, "yangquan-2023", fresh_environment);
  const auto kept = at_once.append(events);
  REQUIRE(kept.ok());
  CHECK(kept->back().sequence == events.size());
  CHECK(*at_once.head() == *other.head());
  CHECK(at_once.append({event("next", {})}).ok());
  CHECK(at_once.verify().ok());
}

TEST_CASE("a fault among many events leaves nothing of them") {
  const auto fault_in = [](auto&& spoil) {
    const auto environment = test_environment();
    MemoryStore store;
    Journal journal(store, "s", environment);
    auto events = many_events(8);
    spoil(events[1700]);
    const auto refused = code(journal.append(events));
    CHECK(store.streams()->empty());
    CHECK(journal.append(many_events(8)).ok());
    CHECK(journal.verify()->sequence == 2500);
    return refused;
  };
  CHECK(fault_in([](JournalEvent& one) { one.data = "\xFF"; }) == "journal.not_text");
  CHECK(fault_in([](JournalEvent& one) { one.actor = "\xFF"; }) == "store.text");
  CHECK(fault_in([](JournalEvent& one) { one.personal = {"/nowhere"}; }) == "journal.personal_pointer");
}

TEST_CASE("many events of a writer who has not read the last ones are refused") {
  const auto environment = test_environment();
  MemoryStore store;
  Journal late(store, "s", environment);
  REQUIRE(Journal(store, "s", environment).append({event("a", {})}).ok());
  CHECK(code(late.append(many_events(9))) == "store.conflict");
  CHECK(late.verify()->sequence == 1);
  REQUIRE(late.read().ok());
  CHECK(late.append(many_events(9)).ok());
}

TEST_CASE("a store hears of it when events that are being made are given up") {
  Progress made;
  MemoryStore store;
  const Append append{"s", 0, {{1, {}, {}, "actor", "type", "{}", "hash"}}, {}, {}, &made};
  made.give_up();
  CHECK_THROWS_AS((void)store.append(append), std::runtime_error);
  CHECK(store.streams()->empty());
}
