// Acts as people write them: dates without a year, Chinese words, units by name.
#include "engine/campaign/act_reader.h"

#include "a_campaign.h"
#include "engine/campaign/written_time.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const Period year{*parse_date("2023-05-01"), *parse_date("2024-04-30")};

std::string moment(std::string_view text) {
  const auto read = read_moment(text, year);
  return read ? to_local_text(*read) : "";
}

class Reading {
 public:
  Reading() : definition_(read_or_fail("steps { a { do mark } }")) {}

  Result<Act> read(Map written) const { return read_act(written, "office", {definition_, joined_}); }
  std::string fault(Map written) const {
    const auto act = read(std::move(written));
    REQUIRE_FALSE(act.ok());
    const auto& first = act.diagnostics().front();
    return first.text(Language::zh) + "。" + first.hint(Language::zh) + " / " + first.text(Language::en) + ". " +
           first.hint(Language::en);
  }

 private:
  Definition definition_;
  std::vector<LateMember> joined_;
};

}  // namespace

TEST_CASE("a moment may be written as a notice writes it") {
  CHECK(moment("2023-05-29") == "2023-05-29 00:00");
  CHECK(moment("2023-5-29") == "2023-05-29 00:00");
  CHECK(moment("2023年5月29日") == "2023-05-29 00:00");
  CHECK(moment("5月29日") == "2023-05-29 00:00");
  CHECK(moment("2月3日") == "2024-02-03 00:00");
  CHECK(moment("5月29日17时") == "2023-05-29 17:00");
  CHECK(moment("2023-05-29 17:30") == "2023-05-29 17:30");
  for (const auto* word : {"", "5月", "明天", "5月32日", "每月25日", "拟于5月29日"}) CHECK_MESSAGE(moment(word).empty(), word);
}

TEST_CASE("a time is kept as records write it and a word that is none stays") {
  CHECK(plain_time("5月29日", year) == "2023-05-29");
  CHECK(plain_time("6月12日至18日", year) == "2023-06-12 to 2023-06-18");
  CHECK(plain_time("5月29日17时", year) == "2023-05-29T17:00:00+08:00");
  CHECK(plain_time("2023-06", year) == "2023-06");
  CHECK(plain_time("尽快", year) == "尽快");
}

TEST_CASE_FIXTURE(Reading, "a due date needs no year") {
  const auto act = read({{"do", "extend"}, {"step", "a"}, {"unit", "east"}, {"due", "5月29日"}, {"reason", "汛期"}});
  REQUIRE(act.ok());
  CHECK(std::get<Extend>(*act).due == "2023-05-29");
}

TEST_CASE_FIXTURE(Reading, "who writes the title of a case first is told the order") {
  CHECK(fault({{"do", "open-case"}, {"step", "a"}, {"unit", "学校通道堵塞"}, {"title", "东街道"}}) ==
        "没有名为“学校通道堵塞”的单位。先写登记的单位，再写案件名称：open-case 步骤 单位 案件名称 / there is no “学校通道堵塞”. "
        "the "
        "unit that registers it comes first: open-case STEP UNIT TITLE");
}

TEST_CASE_FIXTURE(Reading, "who is judged is a unit and who is nominated may be anybody") {
  Map entry{{"do", "enter"}, {"step", "a"}, {"rule", "e"}, {"unit", "东街"}, {"reason", "好"}};
  CHECK(fault(entry) ==
        "没有名为“东街”的单位，是否为“东街道”？。改正名称 / there is no “东街”; did you mean “东街道”?. mend the name");
  entry["kind"] = "推荐";
  const auto nomination = read(entry);
  REQUIRE(nomination.ok());
  CHECK(std::get<Enter>(*nomination).kind == "nomination");
  CHECK(std::get<Enter>(*nomination).unit == "东街");
  entry["unit"] = "东街道";
  CHECK(std::get<Enter>(*read(entry)).unit == "east");
}

TEST_CASE_FIXTURE(Reading, "an entry says whom it is about") {
  CHECK(fault({{"do", "enter"}, {"step", "a"}, {"rule", "e"}, {"reason", "好"}}) ==
        "缺少“unit”。补上“unit” / “unit” is missing. add “unit”");
}
