#include "engine/journal/grouped_store.h"

#include "engine/hash.h"
#include "tests/failing_store.h"
#include "tests/journal_help.h"

using namespace hongtou;

namespace {

struct AGroup {
  std::shared_ptr<FailingStore> behind = std::make_shared<FailingStore>();
  GroupedStore store{behind};
  Environment environment = test_environment();
  Journal journal{store, "campaign", environment};
  Journal audit{store, "campaign/audit", environment};
  Blob scan{sm3("scan"), "application/pdf", "scan"};

  AGroup() { REQUIRE(journal.append({event("campaign_started", Map{{"title", "宣传月"}})}).ok()); }

  static JournalEvent call(const std::string& number) { return event("called", Map{{"phone", number}}, {"/phone"}); }
  JournalEvent with_scan() const { return event("report_submitted", Map{{"scan", blob_reference(scan)}}); }
  std::size_t written(const std::string& stream) const { return behind->read(stream, 1, 100)->size(); }
};

}  // namespace

TEST_CASE_FIXTURE(AGroup, "what is appended to several streams while a store holds is written at once") {
  store.hold();
  REQUIRE(journal.append({call("1"), call("2")}).ok());
  REQUIRE(audit.append({call("3")}).ok());
  REQUIRE(journal.append({with_scan()}, {scan}).ok());
  CHECK(behind->writes == 1);
  CHECK(written("campaign") == 1);
  REQUIRE(store.flush().ok());
  CHECK(behind->writes == 2);
  CHECK_FALSE(store.is_holding());
  for (const auto* stream : {"campaign", "campaign/audit"}) CHECK(Journal(*behind, stream, environment).verify().ok());
  CHECK(written("campaign") == 4);
  CHECK(written("campaign/audit") == 1);
  CHECK(journal.append({call("4")}).ok());
  CHECK(behind->writes == 3);
}

TEST_CASE_FIXTURE(AGroup, "what is held is read as if it were written") {
  store.hold();
  REQUIRE(journal.append({call("1"), with_scan()}, {scan}).ok());
  REQUIRE(audit.append({call("2")}).ok());
  const auto before = *Journal(store, "campaign", environment).read();
  const auto audited = *Journal(store, "campaign/audit", environment).read();
  CHECK(before.size() == 3);
  CHECK(before[1].data.at("phone") == Value("1"));
  CHECK(Journal(store, "campaign", environment).verify().ok());
  CHECK(*store.streams() == std::vector<std::string>{"campaign", "campaign/audit"});
  CHECK(store.read("campaign", 2, 1)->size() == 1);
  CHECK(store.read("campaign", 1, 2)->size() == 2);
  CHECK((*store.last("campaign"))->sequence == 3);
  REQUIRE(store.flush().ok());
  const auto after = *Journal(store, "campaign", environment).read();
  REQUIRE(after.size() == 3);
  for (std::size_t i = 0; i < after.size(); ++i) CHECK(after[i].data == before[i].data);
  CHECK(audited.front().data.at("phone") == Value("2"));
}

TEST_CASE_FIXTURE(AGroup, "what cannot be written is not there, and neither is what was dropped") {
  store.hold();
  REQUIRE(journal.append({call("1")}).ok());
  behind->appends_left = 0;
  CHECK(code(store.flush()) == "store.failed");
  CHECK_FALSE(store.is_holding());
  CHECK(store.read("campaign", 1, 10)->size() == 1);
  behind->appends_left.reset();
  REQUIRE(journal.catch_up().ok());
  store.hold();
  REQUIRE(journal.append({call("2")}).ok());
  store.drop();
  CHECK(store.flush().ok());
  CHECK(written("campaign") == 1);
  REQUIRE(journal.catch_up().ok());
  CHECK(journal.append({call("3")}).ok());
  CHECK(Journal(*behind, "campaign", environment).verify().ok());
}

TEST_CASE_FIXTURE(AGroup, "what is dropped since a mark is not written with what was held before it") {
  store.hold();
  REQUIRE(journal.append({call("1")}).ok());
  const auto mark = store.mark();
  REQUIRE(journal.append({call("2"), with_scan()}, {scan}).ok());
  REQUIRE(audit.append({call("3")}).ok());
  CHECK_FALSE(store.mark() == mark);
  store.drop_since(mark);
  CHECK(store.mark() == mark);
  REQUIRE(journal.catch_up().ok());
  REQUIRE(journal.append({call("4")}).ok());
  REQUIRE(store.flush().ok());
  const auto events = *Journal(*behind, "campaign", environment).read();
  REQUIRE(events.size() == 3);
  CHECK(events[1].data.at("phone") == Value("1"));
  CHECK(events[2].data.at("phone") == Value("4"));
  CHECK(Journal(*behind, "campaign", environment).verify().ok());
  CHECK(written("campaign/audit") == 0);
}

TEST_CASE_FIXTURE(AGroup, "when somebody else has appended to one stream nothing of the others is written") {
  store.hold();
  REQUIRE(audit.append({call("1")}).ok());
  REQUIRE(journal.append({call("2")}).ok());
  Journal other(*behind, "campaign", environment);
  REQUIRE(other.catch_up().ok());
  REQUIRE(other.append({call("3")}).ok());
  CHECK(code(store.flush()) == "store.conflict");
  CHECK(written("campaign") == 2);
  CHECK(written("campaign/audit") == 0);
  REQUIRE(journal.catch_up().ok());
  REQUIRE(audit.catch_up().ok());
  store.hold();
  REQUIRE(audit.append({call("1")}).ok());
  REQUIRE(journal.append({call("2")}).ok());
  CHECK(store.flush().ok());
  CHECK(written("campaign") == 3);
}

TEST_CASE_FIXTURE(AGroup, "an attachment that could not be written is there for those who hand it in again") {
  store.hold();
  REQUIRE(journal.append({with_scan()}, {scan}).ok());
  behind->appends_left = 0;
  CHECK_FALSE(store.flush().ok());
  behind->appends_left.reset();
  REQUIRE(journal.catch_up().ok());
  store.hold();
  REQUIRE(journal.append({call("1")}).ok());
  REQUIRE(store.flush().ok());
  CHECK_FALSE(behind->blob(scan.hash)->has_value());  // nobody refers to it
  store.hold();
  REQUIRE(journal.append({with_scan()}).ok());
  REQUIRE(store.flush().ok());
  CHECK((**behind->blob(scan.hash)).bytes == "scan");
}

TEST_CASE_FIXTURE(AGroup, "text that cannot be kept is refused before anything is written, and alone") {
  store.hold();
  REQUIRE(journal.append({call("1")}).ok());
  auto bad = call("2");
  bad.actor = "\xC0\x80";
  CHECK(code(audit.append({bad})) == "store.text");
  REQUIRE(store.flush().ok());
  CHECK(written("campaign") == 2);
}

TEST_CASE_FIXTURE(AGroup, "a personal value that is still held is erased with nothing left behind") {
  store.hold();
  REQUIRE(journal.append({call("1")}).ok());
  REQUIRE(journal.erase_personal(2, "/phone").ok());
  REQUIRE(store.flush().ok());
  const auto events = *Journal(*behind, "campaign", environment).read();
  CHECK(events.back().data.at("phone") == Value(Map{{"$erased", true}}));
}

TEST_CASE_FIXTURE(AGroup, "thousands of events are held while another thread makes them") {
  store.hold();
  std::vector<JournalEvent> many(3000, with_scan());
  REQUIRE(journal.append(many, {scan}).ok());
  REQUIRE(journal.append(many).ok());
  REQUIRE(store.flush().ok());
  CHECK(Journal(*behind, "campaign", environment).verify()->sequence == 6001);
}
