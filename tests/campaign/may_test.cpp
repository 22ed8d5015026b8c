// Who may do what: units, roles, people with posts, and entries from paper.
#include "a_campaign.h"
#include "engine/text.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string one_report = R"(
steps { report { do collect form numbers from "街道, 部门" due 2023-06-10 review 司法局 } })";

const std::string with_people = R"(
people { from people.csv }
supervise 教育局
roles { 拟稿 处非办  签发 处非办 }
steps {
    notice { do issue text notice.gw to 街道 on 2023-05-31 sign-off "拟稿, 签发" }
    report { do collect form numbers from "街道, 教育局" due 2023-06-10 review 处非办 }
})";

Submit report_of(const std::string& unit) { return {"report", unit, Value(Map{{"events", 1}, {"people", 10}}), {}}; }

std::string named(std::string text) { return replace_all(replace_all(std::move(text), "司法局", "law"), "教育局", "edu"); }

}  // namespace

TEST_CASE("a unit reports for itself and nobody else does without a word") {
  ACampaign campaign(named(one_report));
  CHECK(campaign.refusal(report_of("east"), "west") ==
        "“西街道”不能办理“报送”。可由 东街道 办理 / “西街道” may not do “submit”. this is for 东街道");
  CHECK(campaign.try_(report_of("east"), "office").refusal->kind == RefusalKind::not_allowed);
  campaign.do_(report_of("east"), "east");
  CHECK(campaign.refusal(Accept{"report", "east"}, "east").starts_with("“东街道”不能办理“接收”。可由 区司法局 办理 / "));
  campaign.do_(Accept{"report", "east"}, "law");
}

TEST_CASE("the lead and the reviewer enter in a unit's name what came on paper and the journal says so") {
  ACampaign campaign(named(one_report));
  CHECK_FALSE(campaign.try_(report_of("east"), "edu", std::nullopt, "纸质报表").ok());
  campaign.do_(report_of("east"), "office", "纸质报表6月2日送达");
  const auto event = campaign.happened(event_type::report_submitted).back();
  CHECK(event.actor == "office");
  CHECK(event.data.at("on_behalf").text_or("") == "纸质报表6月2日送达");
  CHECK(event.data.at("unit").text_or("") == "east");
  CHECK(campaign.refusal(Accept{"report", "east"}, "law", "代录").starts_with("“接收”不能代别人录入 / “接收” cannot be entered"));
}

TEST_CASE("what happened earlier is entered by those who collect with a reason and never by the unit itself") {
  ACampaign campaign(named(one_report));
  campaign.at("2023-06-12 09:00");
  const auto friday = parse_instant("2023-06-09 16:00");
  CHECK(campaign.try_(report_of("east"), "office", friday).refusal->message.code == std::string_view("refused.no_reason"));
  CHECK_FALSE(campaign.try_(report_of("east"), "east", friday, "周五已送").ok());
  CHECK(campaign.try_(report_of("east"), "law", friday, "周五收到纸质").ok());
  CHECK_FALSE(campaign.item("report", "east").late);
  CHECK(campaign.try_(report_of("west"), "west").ok());
  CHECK(campaign.item("report", "west").late);
}

TEST_CASE("without a lead the campaign is everybody's") {
  auto definition = read_or_fail(named(one_report));
  definition.lead = "";
  const State nothing_yet;
  const Place place(definition, state_calendar(), nothing_yet, root_scope(definition), definition.flow->steps.front());
  CHECK(may(place, Waive{"report", "east", "免报"}, "north"));
  CHECK_FALSE(may(place, Accept{"report", "east"}, "north"));
}

TEST_CASE("people act for the units they hold posts in and the journal keeps both") {
  ACampaign campaign(named(with_people));
  CHECK_FALSE(campaign.try_(report_of("west"), "zhao").ok());
  campaign.do_(report_of("east"), "sun");
  CHECK(campaign.happened(event_type::report_submitted).back().actor == "sun@east");
  campaign.do_(Accept{"report", "east"}, "li");
  campaign.do_(report_of("edu"), "zhao@区教育局");
  CHECK(campaign.happened(event_type::report_submitted).back().actor == "zhao@edu");
  CHECK(campaign.refusal(report_of("west"), "nobody") ==
        "不认识“nobody”。写单位、角色或人员名单里的账号 / nobody is called “nobody”. name a unit, a role, or an account of the "
        "list of people");
}

TEST_CASE("a post that is called like a role fills it") {
  ACampaign campaign(named(with_people));
  CHECK(campaign.refusal(Sign{"notice", "拟稿", ""}, "wang") ==
        "“wang”不能办理“签批”。可由 区处非办（拟稿） 办理 / “wang” may not do “sign”. this is for 区处非办 (拟稿)");
  CHECK_FALSE(campaign.try_(Sign{"notice", "拟稿", ""}, "office").ok());
  campaign.do_(Sign{"notice", "拟稿", ""}, "li");
  campaign.do_(Sign{"notice", "签发", ""}, "签发");
  CHECK(campaign.state.step("notice").signed_by.size() == 2);
}

TEST_CASE("one who holds posts in several units that would do says for which") {
  ACampaign campaign(named(with_people));
  campaign.at("2023-05-31 09:00");
  campaign.do_(Circulate{"report", {"east", "edu"}, ""}, "li");
  CHECK(campaign.refusal(ConfirmReading{"report"}, "zhao") ==
        "“zhao”在几个单位有岗位：东街道、区教育局。写明以哪个单位的身份：zhao@单位 / “zhao” holds posts in several units: "
        "东街道, 区教育局. "
        "say for which one: zhao@UNIT");
  campaign.do_(ConfirmReading{"report"}, "zhao@east");
  CHECK(campaign.state.step("report").copies.at("east").read.has_value());
  CHECK_FALSE(campaign.state.step("report").copies.at("edu").read.has_value());
}

TEST_CASE("a supervising unit may urge and nothing else") {
  ACampaign campaign(named(with_people));
  campaign.do_(Urge{"report", "west", "请抓紧"}, "edu");
  CHECK(campaign.item("report", "west").urged == 1);
  CHECK_FALSE(campaign.try_(Extend{"report", "west", "2023-06-20", "汛期"}, "edu").ok());
}

TEST_CASE("the one to whom it was delegated does it and the unit goes on answering for it") {
  ACampaign campaign(named(with_people));
  campaign.do_(Delegate{"report", "west", "north", "人手不足"}, "west");
  campaign.do_(report_of("west"), "north");
  campaign.do_(Return{"report", "west", "核对"}, "office");
  campaign.do_(report_of("west"), "west");
  campaign.do_(Delegate{"report", "edu", "sun", "由她代报"}, "zhao@edu");
  campaign.do_(report_of("edu"), "sun");
  CHECK(campaign.happened(event_type::report_submitted).back().actor == "sun@east");
  campaign.do_(Return{"report", "edu", "核对"}, "office");
  campaign.do_(Delegate{"report", "edu", "", "自己报"}, "edu");
  CHECK_FALSE(campaign.try_(report_of("edu"), "sun").ok());
}

TEST_CASE("the lead acts in the place of a reviewer or decider who has left") {
  ACampaign campaign(
      "steps { report { do collect form numbers from 街道 due 2023-06-10 review 区司法局 }\n"
      " look { do decision outcomes \"good, bad=end\" by 区教育局 } }");
  campaign.do_(Leave{"law", "机构调整"});
  campaign.do_(Leave{"edu", "机构调整"});
  campaign.do_(Submit{"report", "east", Value(Map{{"events", 1}, {"people", 10}}), {}}, "east");
  CHECK_FALSE(campaign.try_(Accept{"report", "east"}, "west").ok());
  CHECK_FALSE(campaign.try_(Choose{"look", "good", "可以"}, "west").ok());
  campaign.do_(Accept{"report", "east"}, "office");
  campaign.do_(Choose{"look", "good", "可以"}, "office");
}
