// Where a campaign stands, as status and tasks say it: by when it is due now, who is waited for, what came back from above.
#include "a_campaign.h"
#include "a_tree.h"
#include "engine/campaign/returned_total.h"
#include "engine/campaign/tasks.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

Value step_of(const ACampaign& campaign, const std::string& address) {
  const auto all = status(campaign.definition, state_calendar(), campaign.state, campaign.now);
  for (const auto& step : *all.at("steps").list())
    if (step.at("id") == Value(address)) return step;
  return {};
}

std::vector<std::string> tasks_of(const ACampaign& campaign, const std::string& actor) {
  std::vector<std::string> out;
  for (const auto& task : tasks(campaign.definition, state_calendar(), campaign.state, actor, campaign.now))
    out.push_back(task.step + " " + task.unit + " " + task.what_zh + (task.detail.empty() ? "" : "（" + task.detail + "）"));
  return out;
}

using Lines = std::vector<std::string>;

const std::string reports = "steps { report { do collect form numbers from 街道 due 2023-06-20 review 处非办 ";

}  // namespace

TEST_CASE("a step that is done again is due when its units are asked now") {
  ACampaign campaign(reports + "} }");
  for (const auto* unit : {"east", "west", "north"}) campaign.report("report", unit);
  for (const auto* unit : {"east", "west", "north"}) campaign.do_(Accept{"report", unit});
  CHECK(step_of(campaign, "report").at("due") == Value("2023-06-20"));
  campaign.at("2023-06-30 10:00");
  campaign.do_(GoBack{"report", "口径变了"});
  CHECK(step_of(campaign, "report").at("due") == Value("2023-07-05"));
  campaign.do_(Extend{"report", "west", "2023-08-01", "汛期"});
  CHECK(step_of(campaign, "report").at("due") == Value("2023-07-05"));
  for (const auto* unit : {"east", "north"}) campaign.report("report", unit);
  CHECK(step_of(campaign, "report").at("due") == Value("2023-08-01"));
}

TEST_CASE("a unit that was late keeps its day when the step is done again and the others' stands for the step") {
  ACampaign campaign(reports + "} }");
  for (const auto* unit : {"east", "west"}) campaign.report("report", unit);
  campaign.at("2023-06-30 10:00");
  campaign.do_(GoBack{"report", "口径变了"});
  REQUIRE(to_text(day_due(*campaign.item("report", "north").due)) == "2023-06-20");
  CHECK(step_of(campaign, "report").at("due") == Value("2023-07-05"));
}

TEST_CASE("an extension of one unit is not the step's due date") {
  ACampaign campaign(reports + "} }");
  campaign.do_(Extend{"report", "west", "2023-06-30", "汛期"});
  CHECK(step_of(campaign, "report").at("due") == Value("2023-06-20"));
}

TEST_CASE("who asked for countersignatures has to see to it that somebody does not agree to the draft") {
  ACampaign campaign(
      "roles { 拟稿 处非办 签发 处非办 } steps { notice { do issue text notice.gw to 街道 sign-off \"拟稿, 签发\" "
      "countersign \"区教育局, 区司法局\" } }");
  campaign.do_(Sign{"notice", "拟稿", ""}, "office");
  CHECK(tasks_of(campaign, "office").empty());
  CHECK(tasks_of(campaign, "law") == Lines{"notice  会签"});
  campaign.do_(Countersign{"notice", "", false, "改第三段"}, "law");
  CHECK(tasks_of(campaign, "office") == Lines{"notice  会签有不同意见：改稿后再请会签，或减签（区司法局：改第三段）"});
  const auto asked = step_of(campaign, "notice").at("countersign");
  CHECK(asked.at("complete") == Value(false));
  CHECK(asked.at("signers").list()->front().at("agrees").is_null());
  CHECK(asked.at("signers").list()->back().at("name") == Value("区司法局"));
  CHECK(asked.at("signers").list()->back().at("agrees") == Value(false));
  CHECK(asked.at("signers").list()->back().at("opinion") == Value("改第三段"));
  campaign.do_(DropSigner{"notice", "", "law", "已当面说明"}, "office");
  CHECK(tasks_of(campaign, "office").empty());
  campaign.do_(Countersign{"notice", "", true, ""}, "edu");
  CHECK(tasks_of(campaign, "office") == Lines{"notice  签批（签发）"});
}

TEST_CASE("a report that is being countersigned waits for those and not for its reviewer") {
  ACampaign campaign(reports + "countersign 区司法局 } }");
  campaign.report("report", "east");
  CHECK(tasks_of(campaign, "office").empty());
  CHECK(tasks_of(campaign, "law") == Lines{"report east 会签"});
  campaign.do_(Countersign{"report", "east", false, "数不对"}, "law");
  CHECK(tasks_of(campaign, "office") == Lines{"report east 会签有不同意见：退回，或再请会签、减签（区司法局：数不对）"});
  campaign.do_(Countersign{"report", "east", true, ""}, "law");
  CHECK(tasks_of(campaign, "office") == Lines{"report east 接收"});
}

TEST_CASE("what is overdue by now is to be urged although nobody has let time pass") {
  ACampaign campaign(reports + "} }");
  campaign.now = *parse_instant("2023-06-21 08:00");
  CHECK_FALSE(campaign.item("report", "east").overdue);
  CHECK(tasks_of(campaign, "office") == Lines{"report east 催办", "report north 催办", "report west 催办"});
}

TEST_CASE_FIXTURE(ATree, "a level says that its total was returned from above and why") {
  report("a/a1", "s1", 1);
  report("a/a1", "s2", 2);
  report("a", "a2", 3);
  REQUIRE(item("", "a").status == ItemStatus::accepted);
  CHECK_FALSE(is_returned_from_above(step("a")));
  do_("", Return{"report", "a", "人次不对"});
  REQUIRE(step("a").stale);
  CHECK(is_returned_from_above(step("a")));
  const auto told = tree->at("a")->status(now);
  CHECK(told.at("steps").list()->front().at("returned_from_above") == Value(true));
  const auto waiting = tree->at("a")->tasks("a", now);
  REQUIRE(waiting.size() == 1);
  CHECK(waiting.front().what_zh == "上级退回合计：核对后重做");
  CHECK(waiting.front().detail == "人次不对");
  do_("a", Recompute{"report"}, "a");
  CHECK_FALSE(is_returned_from_above(step("a")));
}
