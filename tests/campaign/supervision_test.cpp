// Graded supervision: who is late is urged, supervised and named in a bulletin, each rung once and in order.
#include "engine/campaign/supervision.h"
#include "a_campaign.h"
#include "engine/campaign/consequences.h"
#include "engine/campaign/tasks.h"
#include "what_comes_true.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string urge_gw =
    "---\n标题  关于催报{{chase.of}}的函\n主送机关  {{chase.late}}\n署名  区处非办\n成文日期  {{today}}\n---\n"
    "你单位{{chase.of}}应于{{chase.due}}前报送，已逾期{{chase.days}}个工作日，请于两日内报送。\n";
const std::string bulletin_gw =
    "---\n标题  关于{{chase.of}}报送情况的通报\n主送机关  各街道\n署名  区处非办\n成文日期  {{today}}\n---\n"
    "截至{{today}}，{{chase.late_count}}个单位仍未报送：{{#chase.late_units}}{{name}}；{{/chase.late_units}}\n";

const std::map<std::string, std::string> texts{{"c/urge.gw", urge_gw}, {"c/bulletin.gw", bulletin_gw}};

// Due on a Friday; 12 to 16 June are working days.
const std::string ladder = R"(
roles { 审核 处非办  签发 处非办 }
numbers { 督 { pattern 督办〔{year}〕{serial}号 } }
supervise 区司法局
steps {
    report { do collect form numbers from "街道, 区教育局" due 2023-06-09 remind "-1" review 处非办 }
    chase  { do supervise label 逾期督办 of report except 区教育局 cool-down 2
        steps {
            urge     { do issue label 催办 text urge.gw     to late on "1 working day after overdue" }
            warning  { do issue label 督办 text urge.gw     to late on 逾期后3个工作日 number 督 sign-off "审核, 签发" }
            bulletin { do issue label 通报 text bulletin.gw to 街道 on "5 working days after overdue" }
        } }
})";

ACampaign a_ladder(const std::string& steps = ladder) { return ACampaign(steps, texts); }

std::string printed(const Document& document) {
  std::string out;
  for (const auto& block : document.body)
    if (const auto* paragraph = std::get_if<Paragraph>(&block.content)) out += paragraph->text;
  return out;
}

std::string rung(const ACampaign& campaign, const std::string& unit, const std::string& step = "report") {
  return rung_of(campaign.definition, campaign.item(step, unit), Language::zh);
}

std::vector<std::string> days_of(const ACampaign& campaign, std::string_view type, const std::string& step) {
  std::vector<std::string> days;
  for (const auto& event : campaign.happened(type))
    if (event.data.at("step").text_or("") == step) days.push_back(to_local_text(event.effective));
  return days;
}

}  // namespace

TEST_CASE("who is late is urged, supervised under a signed and numbered notice and named in a bulletin") {
  auto campaign = a_ladder();
  campaign.report("report", "north");
  campaign.do_(Accept{"report", "north"});
  campaign.at("2023-06-11 12:00");
  CHECK(campaign.state.step("chase").scopes.at("1").title == "report（6月9日截止）");
  CHECK(rung(campaign, "east") == "提醒");
  CHECK(campaign.status("chase[1]/urge") == StepStatus::waiting);

  campaign.at("2023-06-12 10:00");
  CHECK(days_of(campaign, event_type::document_issued, "chase[1]/urge") == std::vector<std::string>{"2023-06-12 09:00"});
  CHECK(campaign.press.last.main_recipients == "东街道、西街道");
  CHECK(printed(campaign.press.last) == "你单位report应于6月9日前报送，已逾期1个工作日，请于两日内报送。");
  CHECK(rung(campaign, "east") == "催办");
  CHECK(rung(campaign, "edu") == "提醒");  // exempt
  CHECK(campaign.status("chase[1]/warning") == StepStatus::waiting);

  campaign.report("report", "west");
  CHECK(rung(campaign, "west").empty());
  campaign.at("2023-06-14 12:00");
  CHECK(campaign.status("chase[1]/warning") == StepStatus::open);
  CHECK(rung(campaign, "east") == "催办");  // until it is signed
  campaign.do_(Sign{"chase[1]/warning", "审核", "同意"});
  campaign.do_(Sign{"chase[1]/warning", "签发", "同意"});
  CHECK(campaign.state.step("chase[1]/warning").number == "督办〔2023〕1号");
  CHECK(campaign.press.last.main_recipients == "东街道");
  CHECK(rung(campaign, "east") == "督办");

  campaign.at("2023-06-16 12:00");
  CHECK(rung(campaign, "east") == "通报");
  CHECK(printed(campaign.press.last) == "截至2023年6月16日，1个单位仍未报送：东街道；");
  CHECK(campaign.state.step("chase").scopes.at("1").how == "complete");
  CHECK(campaign.happened(event_type::units_supervised).size() == 4);
}

TEST_CASE("the rungs that are still to come are called off when nobody is late any more") {
  auto campaign = a_ladder();
  campaign.at("2023-06-12 10:00");
  for (const auto* unit : {"east", "west"}) campaign.report("report", unit);
  CHECK(campaign.state.step("chase").scopes.at("1").how == "");
  campaign.do_(Waive{"report", "north", "机构调整"});
  CHECK(campaign.state.step("chase").scopes.at("1").how == "closed");
  CHECK(campaign.state.step("chase").scopes.at("1").reason == "nobody_late");
  CHECK(campaign.status("chase[1]/bulletin") == StepStatus::skipped);
  campaign.at("2023-06-30 10:00");
  CHECK(campaign.press.printed["chase[1]/bulletin"] == 0);
}

TEST_CASE("extended, suspended and closed units and those that joined after the date are not supervised by the first date") {
  auto campaign = a_ladder();
  campaign.do_(Extend{"report", "east", "2023-06-20", "汛期"});
  campaign.do_(Suspend{"report", "west", "机构调整"});
  campaign.do_(CloseItem{"report", "north", "撤并"});
  campaign.at("2023-06-14 10:00");
  campaign.do_(Join{"new", "新街道", "office", {"街道"}});
  campaign.at("2023-06-19 10:00");
  CHECK(campaign.state.step("chase").scopes.empty());

  campaign.at("2023-06-20 10:00");  // who joined had three working days, to the 19th
  CHECK(days_of(campaign, event_type::document_issued, "chase[1]/urge") == std::vector<std::string>{"2023-06-20 09:00"});
  CHECK(campaign.press.last.main_recipients == "新街道");
  campaign.at("2023-06-25 10:00");  // the new date has gone by too: the 21st is the first working day after it, then a festival
  CHECK(days_of(campaign, event_type::document_issued, "chase[2]/urge") == std::vector<std::string>{"2023-06-21 09:00"});
}

TEST_CASE("after a time switched off the rungs are caught up in order and each goes out once") {
  auto campaign = a_ladder();
  campaign.at("2023-06-10 08:00");
  campaign.now = *parse_instant("2023-06-21 15:00");  // nobody was there for more than a week, and nobody signed
  campaign.at("2023-06-21 15:00");
  CHECK(days_of(campaign, event_type::step_opened, "chase[1]/urge") == std::vector<std::string>{"2023-06-12 09:00"});
  CHECK(days_of(campaign, event_type::document_issued, "chase[1]/urge") == std::vector<std::string>{"2023-06-21 15:00"});
  CHECK(campaign.status("chase[1]/warning") == StepStatus::waiting);  // two working days after the letter: 22 to 24 June are off

  campaign.at("2023-06-26 10:00");
  CHECK(days_of(campaign, event_type::step_opened, "chase[1]/warning") == std::vector<std::string>{"2023-06-26 09:00"});
  campaign.do_(Sign{"chase[1]/warning", "审核", ""});
  campaign.do_(Sign{"chase[1]/warning", "签发", ""});
  campaign.at("2023-07-20 10:00");
  CHECK(days_of(campaign, event_type::document_issued, "chase[1]/bulletin") == std::vector<std::string>{"2023-06-28 09:00"});
  for (const auto* rung : {"urge", "warning", "bulletin"}) CHECK(campaign.press.printed["chase[1]/" + std::string(rung)] == 1);
}

TEST_CASE("a unit that is late again climbs from the first rung and not before the cool-down") {
  auto campaign = a_ladder();
  campaign.at("2023-06-12 10:00");
  for (const auto* unit : {"east", "west", "north"}) campaign.report("report", unit);
  CHECK(campaign.state.step("chase").scopes.at("1").how == "closed");
  campaign.do_(Return{"report", "east", "数字有误"});
  CHECK(campaign.state.step("chase").scopes.size() == 1);
  campaign.at("2023-06-14 09:00");
  CHECK(campaign.state.step("chase").scopes.size() == 2);
  CHECK(campaign.status("chase[2]/urge") == StepStatus::waiting);
  campaign.at("2023-06-15 09:00");
  CHECK(rung(campaign, "east") == "催办");
  CHECK(campaign.status("chase[1]/warning") == StepStatus::skipped);
}

TEST_CASE("who is late when the flow goes back is supervised anew after the cool-down, and the preview tells it") {
  auto campaign = a_ladder();
  campaign.report("report", "north");
  campaign.do_(Accept{"report", "north"});
  campaign.at("2023-06-12 10:00");
  const GoBack back{"report", "口径有变"};
  const auto foreseen = foresee(campaign.rules, campaign.state, {"office", {}, back}, campaign.now).consequences;
  CHECK(foreseen.stops == std::vector<std::string>{"report"});
  CHECK(foreseen.stays == std::vector<std::string>{"chase[1]/urge"});
  CHECK(foreseen.goes_on == std::vector<std::string>{"chase"});
  CHECK(foreseen.called_off == std::vector<std::string>{"chase[1]/warning", "chase[1]/bulletin"});
  CHECK(foreseen.closes == std::vector<std::string>{"chase[1]"});
  CHECK(foreseen.overdue_at_once.size() == 3);  // edu, east, west
  const auto before = campaign.state;
  const auto from = static_cast<std::ptrdiff_t>(campaign.journal.size());
  campaign.do_(back);
  CHECK(WhatComesTrue(campaign.definition)
            .difference(foreseen, before, campaign.state, {campaign.journal.begin() + from, campaign.journal.end()}) == "");
  CHECK(campaign.state.step("chase").scopes.at("1").reason == "asked_again");

  campaign.at("2023-06-14 08:00");
  CHECK(campaign.item("report", "east").overdue);
  CHECK(campaign.state.step("chase").scopes.size() == 1);
  campaign.at("2023-06-15 09:00");
  REQUIRE(campaign.state.step("chase").scopes.size() == 2);
  CHECK(rung(campaign, "east") == "催办");
  CHECK(campaign.press.last.main_recipients == "东街道、西街道");  // north has days to report again
  campaign.at("2023-06-19 09:00");
  REQUIRE(campaign.state.step("chase").scopes.size() == 3);
  CHECK(rung(campaign, "north") == "催办");
}

TEST_CASE("a ladder is told of those who were late before the flow went back to an earlier step") {
  auto campaign = a_ladder(R"(
roles { 签发 区司法局 }
steps {
    notice { do issue text notice.gw to 街道 sign-off 签发 }
    report { do collect form numbers from 街道 due 2023-06-09 after notice }
    chase  { do supervise of report steps { urge { do issue text urge.gw to late on "1 working day after overdue" } } }
})");
  campaign.do_(Sign{"notice", "签发", ""});
  campaign.at("2023-06-10 10:00");
  campaign.do_(GoBack{"notice", "文稿有误"});
  CHECK(campaign.state.step("chase").scopes.at("1").how == "closed");
  campaign.at("2023-06-20 10:00");
  CHECK(campaign.state.step("chase").scopes.size() == 1);
  campaign.do_(Sign{"notice", "签发", ""});
  CHECK(is_late(campaign.item("report", "east"), campaign.now));
  campaign.at("2023-06-21 10:00");
  CHECK(campaign.press.printed["chase[2]/urge"] == 1);
}

TEST_CASE("a ladder that has settled begins anew when what it watches is done again") {
  auto campaign = a_ladder();
  for (const auto* unit : {"east", "west", "north", "edu"}) campaign.report("report", unit);
  for (const auto* unit : {"east", "west", "north", "edu"}) campaign.do_(Accept{"report", unit});
  CHECK(campaign.status("chase") == StepStatus::done);
  campaign.do_(GoBack{"report", "重报"});
  CHECK(campaign.status("chase") == StepStatus::open);
  campaign.at("2023-06-12 10:00");
  CHECK(campaign.press.printed["chase[1]/urge"] == 1);
}

TEST_CASE("what is missing when the step settles is supervised on and then the ladder settles") {
  auto campaign = a_ladder();
  campaign.at("2023-06-12 10:00");
  campaign.do_(CloseStep{"report", "先行汇总"});
  CHECK(campaign.item("report", "east").status == ItemStatus::missing);
  CHECK(rung(campaign, "east") == "催办");
  CHECK(campaign.status("chase") == StepStatus::open);
  campaign.at("2023-06-14 10:00");
  campaign.do_(Sign{"chase[1]/warning", "审核", ""});
  campaign.do_(Sign{"chase[1]/warning", "签发", ""});
  campaign.at("2023-06-30 10:00");
  CHECK(campaign.status("chase") == StepStatus::done);
  CHECK(rung(campaign, "east") == "通报");
}

TEST_CASE("a ladder nobody needs settles with what it watches, and a person may end it") {
  auto campaign = a_ladder();
  for (const auto* unit : {"east", "west", "north", "edu"}) campaign.report("report", unit);
  for (const auto* unit : {"east", "west", "north"}) campaign.do_(Accept{"report", unit});
  CHECK(campaign.status("chase") == StepStatus::open);
  campaign.do_(Accept{"report", "edu"});
  CHECK(campaign.status("chase") == StepStatus::done);
  CHECK(campaign.state.step("chase").scopes.empty());

  auto other = a_ladder();
  other.at("2023-06-12 10:00");
  other.do_(CloseScope{"chase", "1", "领导批示暂缓", ""});
  other.do_(CloseStep{"chase", "不再督办"});
  CHECK(other.status("chase") == StepStatus::done);
  other.at("2023-07-12 10:00");
  CHECK(other.press.printed["chase[1]/warning"] == 0);
}

TEST_CASE("unit by unit each gets a letter of its own, and of two steps each is supervised by itself") {
  const std::string apart = R"(steps {
    report { do collect form numbers from 街道 due 2023-06-09 }
    plan   { do collect form numbers from 街道 due 2023-06-09 }
    chase  { do supervise of "report, plan" one-each yes
             steps { urge { do issue text urge.gw to self on "1 working day after overdue" } } }
  })";
  auto campaign = a_ladder(apart);
  campaign.report("plan", "east");
  campaign.at("2023-06-12 10:00");
  CHECK(campaign.state.step("chase").scopes.size() == 5);
  CHECK(campaign.state.step("chase").scopes.at("1").unit == "north");
  CHECK(campaign.press.printed["chase[5]/urge"] == 1);
  CHECK(rung(campaign, "east").find("urge") == 0);
  CHECK(rung(campaign, "east", "plan").empty());
}

TEST_CASE("a ladder beside a monthly report climbs month by month") {
  const std::string monthly = R"(steps {
    monthly { do repeat every month first 2023-06-01 until 2023-07-31
        steps { report { do collect form numbers from 街道 due "day 25" settles at-due } } }
    chase   { do supervise of report steps { urge { do issue text urge.gw to late on "1 working day after overdue" } } }
  })";
  auto campaign = a_ladder(monthly);
  campaign.at("2023-06-20 10:00");
  for (const auto* unit : {"east", "west"}) campaign.report("monthly[2023-06]/report", unit);
  campaign.at("2023-08-10 10:00");
  const auto& scopes = campaign.state.step("chase").scopes;
  REQUIRE(scopes.size() == 2);
  CHECK(scopes.at("1").data.at("of").text_or("") == "monthly[2023-06]/report");
  CHECK(rung(campaign, "north", "monthly[2023-06]/report") == "urge");
  CHECK(rung(campaign, "east", "monthly[2023-07]/report") == "urge");
  CHECK(campaign.status("chase") == StepStatus::done);
}

TEST_CASE("the supervising office sees the rung of every late item") {
  auto campaign = a_ladder();
  campaign.at("2023-06-12 10:00");
  const auto all = tasks(campaign.definition, state_calendar(), campaign.state, "law", campaign.now, true);
  const auto east = std::find_if(all.begin(), all.end(), [](const auto& each) { return each.unit == "east"; });
  REQUIRE(east != all.end());
  CHECK(east->rung_zh == "催办");
  const auto shown = status(campaign.definition, state_calendar(), campaign.state, campaign.now);
  const auto& items = *shown.at("steps").list()->front().at("items").list();
  CHECK(items.front().at("rung").at("en").text_or("") == "催办");
  CHECK(items.back().at("rung").at("en").text_or("") == "reminded");
}

TEST_CASE("a delegated letter has its receipts and an act from paper in time ends the ladder all the same") {
  auto campaign = a_ladder();
  campaign.at("2023-06-12 10:00");
  CHECK(campaign.item("chase[1]/urge", "east").status == ItemStatus::open);
  campaign.do_(ConfirmReceipt{"chase[1]/urge", "east"}, "east");
  CHECK(campaign.item("chase[1]/urge", "east").status == ItemStatus::accepted);
  for (const auto* unit : {"east", "west", "north"})
    CHECK(campaign
              .try_(Submit{"report", unit, Value(Map{{"events", 1}, {"people", 2}}), {}}, "office",
                    *parse_instant("2023-06-09 16:00"), "报来的是纸质")
              .ok());
  CHECK_FALSE(campaign.item("report", "west").late);
  CHECK(campaign.item("chase[1]/urge", "west").status == ItemStatus::closed);
  CHECK(campaign.state.step("chase").scopes.at("1").settled.has_value());
}

namespace {

// Everybody was punctual, and the ladder has ended.
ACampaign after_the_ladder() {
  auto campaign = a_ladder();
  for (const auto* unit : {"east", "west", "north", "edu"}) {
    campaign.report("report", unit);
    campaign.do_(Accept{"report", unit});
  }
  REQUIRE(campaign.status("chase") == StepStatus::done);
  campaign.at("2023-06-20 10:00");
  return campaign;
}

}  // namespace

TEST_CASE("who is late with a report that was returned after its ladder had ended is urged as the ladder says") {
  auto campaign = after_the_ladder();
  campaign.do_(Return{"report", "east", "漏报"});
  campaign.do_(Return{"report", "edu", "漏报"});  // exempt
  CHECK(to_text(day_due(*campaign.item("report", "east").due)) == "2023-06-26");
  campaign.at("2023-06-26 20:00");
  CHECK(campaign.status("chase") == StepStatus::done);
  campaign.at("2023-06-27 10:00");
  CHECK(campaign.status("chase") == StepStatus::open);
  CHECK(days_of(campaign, event_type::document_issued, "chase[1]/urge") == std::vector<std::string>{"2023-06-27 09:00"});
  CHECK(campaign.press.last.main_recipients == "东街道");
  CHECK(rung(campaign, "east") == "催办");

  campaign.report("report", "east", 2);
  CHECK(campaign.state.step("chase").scopes.at("1").reason == "nobody_late");
  CHECK(campaign.status("chase") == StepStatus::done);
}

TEST_CASE("a ladder that has ended stays so when what was returned comes in time, or is exempt, or somebody has closed it") {
  auto in_time = after_the_ladder();
  in_time.do_(Return{"report", "east", "漏报"});
  in_time.report("report", "east", 2);
  in_time.do_(Return{"report", "edu", "漏报"});
  in_time.at("2023-07-10 10:00");
  CHECK(in_time.item("report", "edu").overdue);
  CHECK(in_time.status("chase") == StepStatus::done);

  auto closed = a_ladder();
  closed.do_(CloseStep{"chase", "不再督办"});
  closed.at("2023-07-10 10:00");
  CHECK(closed.item("report", "east").overdue);
  CHECK(closed.status("chase") == StepStatus::done);
  CHECK(closed.state.step("chase").scopes.empty());
}
