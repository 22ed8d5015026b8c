// Countersigning a draft or a report, and copies to read.
#include "a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

std::string notice(const std::string& keys) {
  return "roles { 拟稿 处非办 签发 处非办 } steps { notice { do issue text notice.gw to 街道 sign-off \"拟稿, 签发\" " + keys +
         " } }";
}

const std::string all_three = "countersign \"区教育局, 区司法局, 东街道\"";

bool can_be_issued(ACampaign& campaign) { return campaign.try_(Sign{"notice", "签发", ""}, "office").ok(); }

}  // namespace

TEST_CASE("the last signature waits until all have countersigned") {
  ACampaign campaign(notice(all_three));
  campaign.do_(Sign{"notice", "拟稿", ""}, "office");
  CHECK(campaign.refusal(Sign{"notice", "签发", ""}, "office") ==
        "步骤“notice”还在等会签：东街道、区教育局、区司法局。等会签完，或用 drop-signer 减签 / the step “notice” waits to be "
        "countersigned: 东街道, 区教育局, 区司法局. wait for them, or drop a signer");
  campaign.do_(Countersign{"notice", "", true, "无意见"}, "law");
  campaign.do_(Countersign{"notice", "", true, ""}, "edu");
  CHECK_FALSE(campaign.try_(Countersign{"notice", "", true, ""}, "edu").ok());
  CHECK_FALSE(campaign.try_(Countersign{"notice", "", true, ""}, "west").ok());
  CHECK_FALSE(can_be_issued(campaign));
  campaign.do_(Countersign{"notice", "", true, ""}, "east");
  CHECK(can_be_issued(campaign));
  CHECK(campaign.status("notice") == StepStatus::done);
}

TEST_CASE("in turn each waits for the one before") {
  ACampaign campaign(notice(all_three + " countersign-way in-turn"));
  CHECK_FALSE(campaign.try_(Countersign{"notice", "", true, ""}, "law").ok());
  for (const auto* unit : {"east", "edu", "law"}) campaign.do_(Countersign{"notice", "", true, ""}, unit);
  campaign.do_(Sign{"notice", "拟稿", ""}, "office");
  CHECK(can_be_issued(campaign));
}

TEST_CASE("any one or so many will do") {
  ACampaign any(notice(all_three + " countersign-way any"));
  any.do_(Sign{"notice", "拟稿", ""}, "office");
  any.do_(Countersign{"notice", "", true, ""}, "law");
  CHECK(can_be_issued(any));
  ACampaign two(notice(all_three + " countersign-count 2"));
  two.do_(Sign{"notice", "拟稿", ""}, "office");
  two.do_(Countersign{"notice", "", true, ""}, "law");
  CHECK_FALSE(can_be_issued(two));
  two.do_(Countersign{"notice", "", true, ""}, "east");
  CHECK(can_be_issued(two));
}

TEST_CASE("one who does not agree says why and may agree later or be dropped") {
  ACampaign campaign(notice(all_three));
  campaign.do_(Sign{"notice", "拟稿", ""}, "office");
  CHECK_FALSE(campaign.try_(Countersign{"notice", "", false, ""}, "edu").ok());
  campaign.do_(Countersign{"notice", "", false, "第二条与职责不符"}, "edu");
  campaign.do_(Countersign{"notice", "", true, ""}, "law");
  campaign.do_(Countersign{"notice", "", true, ""}, "east");
  CHECK_FALSE(can_be_issued(campaign));
  campaign.do_(DropSigner{"notice", "", "edu", "已当面协调"}, "office");
  CHECK(can_be_issued(campaign));
}

TEST_CASE("signers are added while the draft is being signed and a draft sent back is countersigned anew") {
  ACampaign campaign(notice(""));
  CHECK_FALSE(campaign.try_(AddSigner{"notice", "", "edu", ""}, "office").ok());
  CHECK(campaign.refusal(AskCountersign{"notice", "", {"edu"}, "三家"}, "office")
            .starts_with("“三家”不是会签的办法。写 all（全部）、any（一家即可）、in-turn（依次）或家数，如 2 / “三家” is no way "
                         "to countersign"));
  CHECK_FALSE(campaign.try_(AskCountersign{"notice", "", {}, "all"}, "office").ok());
  campaign.do_(AskCountersign{"notice", "", {"edu"}, ""}, "office");
  campaign.do_(AddSigner{"notice", "", "law", "涉及执法"}, "office");
  CHECK_FALSE(campaign.try_(AddSigner{"notice", "", "law", ""}, "office").ok());
  for (const auto* unit : {"edu", "law"}) campaign.do_(Countersign{"notice", "", true, ""}, unit);
  campaign.do_(Sign{"notice", "拟稿", ""}, "office");
  campaign.do_(SendBack{"notice", "签发", "标题要改"}, "office");
  campaign.do_(Sign{"notice", "拟稿", ""}, "office");
  CHECK_FALSE(can_be_issued(campaign));
  for (const auto* unit : {"edu", "law"}) campaign.do_(Countersign{"notice", "", true, "改后同意"}, unit);
  CHECK(can_be_issued(campaign));
}

TEST_CASE("a report is accepted when it is countersigned and a new version wants new answers") {
  ACampaign campaign("steps { r { do collect form numbers from 街道 review 处非办 countersign 区司法局 } }");
  campaign.report("r", "east", 1);
  CHECK_FALSE(campaign.try_(Accept{"r", "east"}, "office").ok());
  campaign.do_(Countersign{"r", "east", true, ""}, "law");
  campaign.do_(Return{"r", "east", "漏一项"}, "office");
  campaign.report("r", "east", 2);
  CHECK_FALSE(campaign.try_(Accept{"r", "east"}, "office").ok());
  campaign.do_(Countersign{"r", "east", true, ""}, "law");
  campaign.do_(Accept{"r", "east"}, "office");
  CHECK(campaign.item("r", "east").status == ItemStatus::accepted);
}

TEST_CASE("copies are read once and outlive a return") {
  ACampaign campaign("steps { r { do collect form numbers from 街道 } next { do mark after r } }");
  campaign.do_(Circulate{"r", {"edu", "law"}, "请阅"}, "office");
  CHECK_FALSE(campaign.try_(Circulate{"r", {}, ""}, "office").ok());
  CHECK_FALSE(campaign.try_(ConfirmReading{"r"}, "west").ok());
  campaign.do_(GoBack{"r", "重来"}, "office");
  campaign.do_(ConfirmReading{"r"}, "edu");
  CHECK_FALSE(campaign.try_(ConfirmReading{"r"}, "edu").ok());
  CHECK(campaign.state.step("r").copies.at("edu").read.has_value());
  CHECK_FALSE(campaign.state.step("r").copies.at("law").read.has_value());
}

TEST_CASE("who is asked already is not asked again while nobody disagrees") {
  ACampaign campaign(notice(all_three));
  campaign.do_(Countersign{"notice", "", true, ""}, "edu");
  CHECK(campaign.refusal(AskCountersign{"notice", "", {"law"}, ""}, "office") ==
        "步骤“notice”现在不能“请会签”（进行中）。要：文稿在签批，或报送待审；已经请了会签的，有不同意见才再请一遍，加一家用 "
        "add-signer / the step “notice” takes no “ask-countersign” now (open). only if the draft is being signed, or the report "
        "waits for review; once they are asked, somebody does not agree: to ask one more, use add-signer");
  CHECK(campaign.state.step("notice").countersigning.signers.size() == 3);
  campaign.do_(Countersign{"notice", "", false, "改第三段"}, "law");
  campaign.do_(AskCountersign{"notice", "", {"edu", "law"}, ""}, "office");
  CHECK(campaign.state.step("notice").countersigning.signers.size() == 2);
}

TEST_CASE("a unit that is named twice is not asked to countersign and gets no copies") {
  ACampaign campaign(notice(""));
  CHECK(campaign.refusal(AskCountersign{"notice", "", {"edu", "law", "edu"}, "3"}, "office") ==
        "“区教育局”写了两次。每个单位写一次 / “区教育局” is named twice. name every unit once");
  CHECK_FALSE(campaign.try_(Circulate{"notice", {"law", "law"}, ""}, "office").ok());
  CHECK_FALSE(campaign.state.step("notice").countersigning.is_asked());
}

TEST_CASE("nobody waits for a unit that has left to countersign") {
  ACampaign campaign(notice(all_three));
  campaign.do_(Sign{"notice", "拟稿", ""}, "office");
  for (const auto* unit : {"east", "edu"}) campaign.do_(Countersign{"notice", "", true, ""}, unit);
  CHECK_FALSE(can_be_issued(campaign));
  campaign.do_(Leave{"law", "机构撤销"}, "office");
  const auto dropped = campaign.happened(event_type::signer_dropped);
  REQUIRE(dropped.size() == 1);
  CHECK(dropped.front().data.at("reason").text_or("") == "机构撤销");
  CHECK(can_be_issued(campaign));
}

TEST_CASE("a unit that has left does not countersign a draft that is sent back either") {
  ACampaign campaign(notice(all_three));
  campaign.do_(Sign{"notice", "拟稿", ""}, "office");
  for (const auto* unit : {"east", "edu", "law"}) campaign.do_(Countersign{"notice", "", true, ""}, unit);
  campaign.do_(Leave{"law", "机构撤销"}, "office");
  CHECK(campaign.happened(event_type::signer_dropped).empty());
  campaign.do_(SendBack{"notice", "签发", "标题要改"}, "office");
  campaign.do_(Sign{"notice", "拟稿", ""}, "office");
  for (const auto* unit : {"east", "edu"}) campaign.do_(Countersign{"notice", "", true, ""}, unit);
  CHECK(can_be_issued(campaign));
}

TEST_CASE("a unit that has left is asked nothing any more") {
  ACampaign campaign("steps { r { do collect form numbers from 街道 review 处非办 } }");
  campaign.report("r", "east");
  campaign.do_(Leave{"law", "机构撤销"}, "office");
  CHECK(campaign.refusal(AskCountersign{"r", "east", {"law"}, ""}, "office") ==
        "“区司法局”已经退出活动。写还在活动中的单位 / “区司法局” has left the campaign. name a unit that takes part");
  CHECK_FALSE(campaign.try_(Circulate{"r", {"law"}, ""}, "office").ok());
  CHECK_FALSE(campaign.try_(Transfer{"r", "west", "law", "划转"}, "office").ok());
  CHECK_FALSE(campaign.try_(Delegate{"r", "west", "law", ""}, "west").ok());
}

TEST_CASE("what a unit did for others goes back to them when it leaves") {
  ACampaign campaign(
      "people { from people.csv } steps { r { do collect form numbers from 街道 review 处非办 countersign 区教育局 } }");
  campaign.do_(Transfer{"r", "west", "law", "划转"}, "office");
  campaign.do_(Delegate{"r", "north", "law", ""}, "north");
  campaign.report("r", "north");
  campaign.do_(Leave{"law", "机构撤销"}, "office");
  campaign.do_(Leave{"edu", "合并"}, "office");
  CHECK(campaign.item("r", "west").responsible.empty());
  CHECK(campaign.item("r", "north").delegate.empty());
  campaign.report("r", "west");
  for (const auto* unit : {"west", "north"}) campaign.do_(Accept{"r", unit}, "office");
}

TEST_CASE("what was transferred to a unit that left meanwhile is its own unit's when it is asked for again") {
  ACampaign campaign("steps { r { do collect form numbers from 街道 } next { do mark on 2023-12-01 after r } }");
  campaign.do_(Transfer{"r", "west", "law", "划转"}, "office");
  campaign.do_(Submit{"r", "west", Value(Map{{"events", 1}, {"people", 1}}), {}}, "law");
  campaign.do_(Leave{"law", "机构撤销"}, "office");
  CHECK(campaign.item("r", "west").responsible == "law");
  campaign.do_(GoBack{"r", "重来"}, "office");
  CHECK(campaign.item("r", "west").responsible.empty());
  campaign.report("r", "west");
}
