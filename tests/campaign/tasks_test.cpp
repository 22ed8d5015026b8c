// What an actor has to do now.
#include "engine/campaign/tasks.h"
#include "a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string everything = R"(
people { from people.csv }
supervise 区司法局
roles { 拟稿 处非办  签发 处非办 }
steps {
    notice { do issue text notice.gw to 街道 on 2023-05-31 sign-off "拟稿, 签发" }
    report { do collect label 月报 form numbers from "街道, 区教育局" due 2023-06-10 review 处非办 }
    early  { do collect form numbers from 东街道 due 2023-06-01 to "区教育局, 区司法局" }
    look   { do decision outcomes "是, 否" by 区教育局 after report }
})";

std::vector<std::string> lines_of(const ACampaign& campaign, const std::string& actor, bool all = false) {
  std::vector<std::string> lines;
  for (const auto& task : tasks(campaign.definition, state_calendar(), campaign.state, actor, campaign.now, all))
    lines.push_back(task.step + " " + task.unit + " " + task.what_en + (task.overdue ? " overdue" : ""));
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("tasks stand in order of their due dates and only with those who may") {
  ACampaign campaign(everything);
  CHECK(lines_of(campaign, "east") == Lines{"early east submit", "report east submit"});
  CHECK(lines_of(campaign, "sun") == lines_of(campaign, "east"));
  CHECK(lines_of(campaign, "west") == Lines{"report west submit"});
  CHECK(lines_of(campaign, "li") == Lines{"notice  sign"});
  CHECK(lines_of(campaign, "wang").empty());
  campaign.do_(Sign{"notice", "拟稿", ""}, "li");
  CHECK(lines_of(campaign, "wang") == Lines{"notice  sign"});
  campaign.at("2023-06-05 09:00");
  CHECK(lines_of(campaign, "sun") == Lines{"early east submit overdue", "report east submit"});
}

TEST_CASE("what is in waits for the reviewer and a decision for the one who decides") {
  ACampaign campaign(everything);
  for (const auto* unit : {"east", "west", "north", "edu"}) campaign.report("report", unit);
  CHECK(lines_of(campaign, "east") == Lines{"early east submit"});
  CHECK(lines_of(campaign, "office").size() == 4);
  for (const auto* unit : {"east", "west", "north", "edu"}) campaign.do_(Accept{"report", unit}, "office");
  CHECK(lines_of(campaign, "edu") == Lines{"look  decide"});
  const auto task = tasks(campaign.definition, state_calendar(), campaign.state, "zhao@edu", campaign.now).front();
  CHECK(task.acts_for == "edu");
  CHECK(task.what_zh == "决定");
  CHECK(task.operations.front() == "decide");
}

TEST_CASE("whoever leads sees whom alone the campaign waits for once its time is over") {
  ACampaign campaign("steps { notice { do issue text notice.gw to 街道 on 2023-05-31 } }");
  campaign.at("2023-05-31 09:00");
  campaign.do_(ConfirmReceipt{"notice", "east"});
  campaign.do_(ConfirmReceipt{"notice", "west"});
  CHECK(lines_of(campaign, "office").empty());
  const auto awaited = last_awaited(campaign.definition, campaign.state);
  REQUIRE(awaited.size() == 1);
  CHECK(awaited.front().step == "notice");
  CHECK(awaited.front().units == std::vector<std::string>{"north"});
  campaign.at("2024-01-05 09:00");
  CHECK_FALSE(campaign.state.closed);
  CHECK(lines_of(campaign, "office") == Lines{"notice north the campaign waits for this receipt alone: urge, or close-item"});
  const auto task = tasks(campaign.definition, state_calendar(), campaign.state, "office", campaign.now).front();
  CHECK(task.what_zh == "活动只等签收：催办，或办结一家");
  CHECK(task.operations.front() == "close-item");
  campaign.do_(CloseItem{"notice", "north", "电话确认收到"});
  CHECK(campaign.state.closed);
  CHECK(last_awaited(campaign.definition, campaign.state).empty());
}

TEST_CASE("a report returned after its step has settled is unfinished but not the last that is awaited while steps are open") {
  ACampaign campaign(
      "steps { report { do collect form numbers from 东街道 due 2023-06-10 } later { do mark on 2023-09-01 after report } }");
  campaign.report("report", "east");
  campaign.do_(Return{"report", "east", "有误"});
  const auto left = unfinished(campaign.definition, campaign.state);
  REQUIRE(left.size() == 1);
  CHECK(left.front().step == "report");
  CHECK(left.front().units == std::vector<std::string>{"east"});
  CHECK(last_awaited(campaign.definition, campaign.state).empty());
  campaign.at("2024-01-05 09:00");
  CHECK(last_awaited(campaign.definition, campaign.state).size() == 1);
  CHECK(lines_of(campaign, "office") ==
        Lines{"report east the campaign waits for this report alone: urge, or close-item overdue"});
}

TEST_CASE("each receiver of a submission sees it and may return it") {
  ACampaign campaign(everything);
  campaign.report("early", "east");
  for (const auto* receiver : {"edu", "law"}) {
    const auto all = lines_of(campaign, receiver, true);
    CHECK(std::find(all.begin(), all.end(), "early east ") != all.end());
  }
  campaign.do_(Return{"early", "east", "漏报一次"}, "law");
  CHECK(lines_of(campaign, "east").front() == "early east submit");
}

TEST_CASE("with everything a supervisor sees all that is owed") {
  ACampaign campaign(everything);
  CHECK(lines_of(campaign, "law").empty());
  CHECK(lines_of(campaign, "law", true) ==
        Lines{"early  ", "early east ", "report east ", "report edu ", "report north ", "report west "});
}

TEST_CASE("tasks read as data") {
  ACampaign campaign(everything);
  const auto value = to_value(tasks(campaign.definition, state_calendar(), campaign.state, "west", campaign.now),
                              campaign.definition, campaign.state);
  CHECK(
      to_json(value) ==
      R"([{"acts_for":"west","detail":"","due":"2023-06-10","label":"月报","name":"西街道","operations":["submit","save","delegate"],)"
      R"("overdue":false,"step":"report","unit":"west","what":{"en":"submit","zh":"报送"}}])");
}

TEST_CASE("a signature says for which role and an entry what is wanted of whom") {
  ACampaign campaign(everything);
  CHECK(tasks(campaign.definition, state_calendar(), campaign.state, "li", campaign.now).front().detail == "拟稿");
  ACampaign scored(
      "steps { score { do assess rules rules.info } }",
      {{"c/rules.info",
        "assessment { judged 街道 items { e { label 质量 expert 处非办 points 30 } v { label 通报 veto 处非办 } } }"}});
  const auto task = tasks(scored.definition, state_calendar(), scored.state, "office", scored.now).front();
  CHECK(task.what_en == "enter");
  CHECK(task.detail == "质量：东街道、西街道、北街道");
}

TEST_CASE("a receipt has no due date and who is late waits to be urged") {
  ACampaign campaign(
      "steps { notice { do issue text notice.gw to 街道 on 2023-05-02 } report { do collect form numbers from 街道 "
      "due 2023-06-09 after notice } }");
  campaign.at("2023-06-01 09:00");
  const auto of = [&](const std::string& actor) {
    return tasks(campaign.definition, state_calendar(), campaign.state, actor, campaign.now);
  };
  CHECK(of("office").empty());
  CHECK_FALSE(of("east").back().due);
  CHECK_FALSE(of("east").back().overdue);
  campaign.at("2023-06-12 09:00");
  REQUIRE(of("office").size() == 3);
  CHECK(of("office").front().what_zh == "催办");
  CHECK(of("office").front().overdue);
}
