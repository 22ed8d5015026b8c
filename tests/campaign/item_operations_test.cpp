// Operations on one unit's item: drafts, withdrawing, due dates, who answers for it, the clock; calling off and going back.
#include "a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string one_report = R"(
targets { many { measure numbers.events at-least 3 per 街道 } }
steps {
    report { do collect form numbers from 街道 due 2023-06-09 remind "-1, +1" review 处非办 }
    total  { do compile text total.gw after report }
})";

Submit report_of(const std::string& unit, int events = 1) {
  return {"report", unit, Value(Map{{"events", events}, {"people", 10}}), {}};
}

Instant end_of(const char* day) { return end_of_day(*parse_date(day)); }

}  // namespace

TEST_CASE("a draft is kept unchecked until it is submitted") {
  ACampaign campaign(one_report);
  campaign.do_(SaveDraft{"report", "east", Value(Map{{"events", "还没有数"}})}, "east");
  CHECK(campaign.item("report", "east").status == ItemStatus::draft);
  CHECK(campaign.item("report", "east").draft.at("events").text_or("") == "还没有数");
  CHECK(campaign.item("report", "east").versions.empty());
  const auto stray = campaign.try_(SaveDraft{"report", "east", Value(Map{{"event", 3}})}, "east");
  REQUIRE_FALSE(stray.ok());
  REQUIRE(stray.refusal->findings.size() == 1);
  CHECK(stray.refusal->findings.front().message.code == std::string_view("form.unknown_field"));
  campaign.do_(report_of("east"), "east");
  CHECK(campaign.item("report", "east").draft.is_null());
  CHECK_FALSE(campaign.try_(SaveDraft{"report", "east", Value(Map{})}, "east").ok());
}

TEST_CASE("personal values of a draft lie beside the chain") {
  ACampaign campaign("steps { c { do collect form contact from 街道 due 2023-06-10 } }");
  campaign.do_(SaveDraft{"c", "east", Value(Map{{"boss", Map{{"name", "某某"}}}})}, "east");
  CHECK(campaign.happened(event_type::draft_saved).back().personal == std::vector<std::string>{"/data/boss/name"});
}

TEST_CASE("what the submitter takes back in time is a draft again and counts as never handed in") {
  ACampaign campaign(one_report);
  campaign.do_(report_of("east", 7), "east");
  CHECK_FALSE(campaign.try_(Withdraw{"report", "east", ""}, "office").ok());
  campaign.do_(Withdraw{"report", "east", "数字有误"}, "east");
  CHECK(campaign.item("report", "east").status == ItemStatus::draft);
  CHECK(campaign.item("report", "east").draft.at("events").integer_or(0) == 7);
  CHECK(campaign.item("report", "east").versions.size() == 1);
  campaign.at("2023-06-12 10:00");
  CHECK(campaign.item("report", "east").overdue);
  campaign.do_(report_of("east", 8), "east");
  CHECK(campaign.item("report", "east").late);
  campaign.do_(Accept{"report", "east"}, "office");
  CHECK(
      campaign.refusal(Withdraw{"report", "east", "还要改"}, "east") ==
      "步骤“report”现在不能“撤回”（已接收）。要在：待审 / the step “report” takes no “withdraw” now (accepted). only when it is: "
      "waiting for review");
}

TEST_CASE("an accepted report can be returned and what was made from it goes stale") {
  ACampaign campaign(one_report);
  for (const auto* unit : {"east", "west", "north"}) {
    campaign.do_(report_of(unit, 5), unit);
    campaign.do_(Accept{"report", unit}, "office");
  }
  CHECK(campaign.status("total") == StepStatus::done);
  campaign.do_(Return{"report", "west", "与附件不符"}, "office");
  CHECK(campaign.item("report", "west").status == ItemStatus::returned);
  CHECK(campaign.item("report", "west").accepted() == nullptr);
  CHECK(campaign.collected("report").missing == std::vector<std::string>{"west"});
  CHECK(campaign.state.step("total").stale);
  campaign.do_(report_of("west", 6), "west");
  campaign.do_(Accept{"report", "west"}, "office");
  CHECK(campaign.collected("report").totals.at("events").integer_or(0) == 16);
}

TEST_CASE("an extension moves one unit's due date and its reminders") {
  ACampaign campaign(one_report);
  CHECK(
      campaign.refusal(Extend{"report", "east", "2023-04-01", "汛期"}) ==
      "“东街道”的“report”不能延期到“2023-04-01”：应是 2023-05-01 以后的一天。写一天，如 2023-06-10 / “report” of “东街道” cannot "
      "be extended to “2023-04-01”: it has to be a day after 2023-05-01. write a day, such as 2023-06-10");
  CHECK_FALSE(campaign.try_(Extend{"report", "east", "2023-06-16", ""}).ok());
  campaign.do_(Extend{"report", "east", "2023-06-16", "汛期"});
  CHECK(*campaign.item("report", "east").due == end_of("2023-06-16"));
  CHECK(*campaign.item("report", "west").due == end_of("2023-06-09"));
  campaign.at("2023-06-15 09:00");
  const auto reminders = campaign.happened(event_type::reminder_sent);
  CHECK(reminders.back().data.at("unit").text_or("") == "east");
  CHECK(reminders.back().effective == *parse_instant("2023-06-15 09:00"));
  CHECK_FALSE(campaign.item("report", "east").overdue);
  CHECK(campaign.item("report", "west").overdue);
  campaign.do_(report_of("east"), "east");
  CHECK_FALSE(campaign.item("report", "east").late);
}

TEST_CASE("an extension to a day that is no later than the due date is refused") {
  ACampaign campaign(one_report);
  CHECK(
      campaign.refusal(Extend{"report", "east", "2023-06-05", "汛期"}) ==
      "“东街道”的“report”现在截止 2023-06-09，延期到“2023-06-05”并不更晚。写 2023-06-09 以后的一天，如 2023-06-10 / “report” of "
      "“东街道” is due 2023-06-09 now, and 2023-06-05 is no later. write a later day, such as 2023-06-10");
  CHECK_FALSE(campaign.try_(Extend{"report", "east", "2023-06-09", "汛期"}).ok());
  CHECK_FALSE(campaign.try_(Extend{"report", "east", "明天", "汛期"}).ok());
  campaign.do_(Extend{"report", "east", "2023-06-16", "汛期"});
  CHECK_FALSE(campaign.try_(Extend{"report", "east", "2023-06-12", "汛期"}).ok());
}

TEST_CASE("an extension stands when the date of the step moves to an earlier day than it") {
  ACampaign campaign(one_report);
  campaign.do_(Extend{"report", "east", "2023-06-16", "汛期"});
  campaign.do_(Announce{"report", "due", "2023-06-13", "统一改期"});
  CHECK(*campaign.item("report", "east").due == end_of("2023-06-16"));
  CHECK(*campaign.item("report", "west").due == end_of("2023-06-13"));
  campaign.do_(Announce{"report", "due", "2023-06-20", "再改"});
  CHECK(*campaign.item("report", "east").due == end_of("2023-06-20"));
  campaign.do_(Announce{"report", "due", "2023-06-12", "还是提前"});
  CHECK(*campaign.item("report", "east").due == end_of("2023-06-16"));
  CHECK(*campaign.item("report", "west").due == end_of("2023-06-12"));
}

TEST_CASE("an extension stands when the report is asked for once more") {
  ACampaign campaign(one_report);
  campaign.do_(Extend{"report", "east", "2023-06-16", "汛期"});
  campaign.do_(GoBack{"report", "口径有变"});
  CHECK(*campaign.item("report", "east").due == end_of("2023-06-16"));
  CHECK(*campaign.item("report", "west").due == end_of("2023-06-09"));
}

TEST_CASE("an extension is as long after the clock stood still") {
  ACampaign campaign(one_report);
  campaign.do_(Extend{"report", "east", "2023-06-12", "汛期"});
  campaign.at("2023-06-05 10:00");
  campaign.do_(Suspend{"report", "east", "核查中"});
  campaign.at("2023-06-07 10:00");
  campaign.do_(Resume{"report", "east", "核查完毕"});
  CHECK(*campaign.item("report", "east").due == end_of("2023-06-14"));
  campaign.do_(Announce{"report", "due", "2023-06-13", "统一改期"});
  CHECK(*campaign.item("report", "east").due == end_of("2023-06-14"));
}

TEST_CASE("how late a report came is reckoned from the day it was due when it came") {
  ACampaign campaign(one_report);
  campaign.at("2023-06-12 09:00");
  campaign.do_(report_of("east"), "east");
  CHECK(campaign.item("report", "east").days_late() == 3);
  campaign.do_(Return{"report", "east", "数字不符"}, "office");
  campaign.do_(Extend{"report", "east", "2023-06-16", "补报"});
  CHECK(campaign.item("report", "east").days_late() == 3);
  campaign.do_(report_of("east", 2), "east");
  CHECK(campaign.item("report", "east").late);
  CHECK(campaign.item("report", "east").days_late() == 3);
  CHECK(campaign.item("report", "west").days_late() == 0);
}

TEST_CASE("after a transfer another unit answers for it, is reminded and reports") {
  ACampaign campaign(one_report);
  CHECK_FALSE(campaign.try_(Transfer{"report", "east", "nowhere", "划转"}).ok());
  campaign.do_(Transfer{"report", "east", "edu", "职能划转"});
  CHECK_FALSE(campaign.try_(report_of("east"), "east").ok());
  CHECK_FALSE(campaign.try_(Transfer{"report", "east", "edu", "又划"}).ok());
  campaign.at("2023-06-08 09:00");
  std::vector<std::string> reminded;
  for (const auto& event : campaign.happened(event_type::reminder_sent)) reminded.push_back(event.data.at("unit").text_or(""));
  CHECK(reminded == std::vector<std::string>{"west", "north", "edu"});
  campaign.do_(report_of("east"), "edu");
  CHECK(campaign.item("report", "east").status == ItemStatus::submitted);
}

TEST_CASE("each urge is counted") {
  ACampaign campaign(one_report);
  campaign.do_(Urge{"report", "east", ""});
  campaign.do_(Urge{"report", "east", "第二次"});
  CHECK(campaign.item("report", "east").urged == 2);
  campaign.do_(report_of("east"), "east");
  CHECK_FALSE(campaign.try_(Urge{"report", "east", ""}).ok());
}

TEST_CASE("while it is suspended the clock stands still and then the due date moves by working days") {
  ACampaign campaign(one_report);
  campaign.at("2023-06-05 10:00");
  campaign.do_(Suspend{"report", "east", "核查中"});
  CHECK_FALSE(campaign.try_(report_of("east"), "east").ok());
  campaign.at("2023-06-12 10:00");
  CHECK_FALSE(campaign.item("report", "east").overdue);
  CHECK(campaign.item("report", "west").overdue);
  for (const auto& event : campaign.happened(event_type::reminder_sent)) CHECK(event.data.at("unit").text_or("") != "east");
  campaign.do_(Resume{"report", "east", "核查完毕"});
  CHECK(campaign.item("report", "east").status == ItemStatus::open);
  CHECK(*campaign.item("report", "east").due == end_of("2023-06-16"));  // five working days
  campaign.do_(report_of("east"), "east");
  CHECK_FALSE(campaign.item("report", "east").late);
}

TEST_CASE("a campaign with a suspended item does not close and closes when it is closed by name") {
  ACampaign campaign("steps { r { do collect form numbers from 东街道 } }");
  campaign.do_(Suspend{"r", "east", "等文件"});
  campaign.at("2024-02-01");
  CHECK_FALSE(campaign.state.closed);
  campaign.do_(CloseItem{"r", "east", "不再需要"});
  CHECK(campaign.state.closed);
}

TEST_CASE("a step that is called off owes nothing and what follows goes on") {
  ACampaign campaign(one_report);
  campaign.do_(report_of("east", 4), "east");
  campaign.do_(Accept{"report", "east"}, "office");
  CHECK_FALSE(campaign.try_(Cancel{"report", ""}).ok());
  CHECK_FALSE(campaign.try_(Cancel{"report", "上级取消"}, "east").ok());
  campaign.do_(Cancel{"report", "上级取消"});
  CHECK(campaign.status("report") == StepStatus::skipped);
  CHECK(campaign.item("report", "west").status == ItemStatus::closed);
  CHECK(campaign.status("total") == StepStatus::done);
  CHECK(campaign.collected("report").totals.at("events").integer_or(0) == 4);
}

TEST_CASE("after going back a unit reports once more in one act what was accepted before") {
  ACampaign campaign(one_report);
  for (const auto* unit : {"east", "west", "north"}) {
    campaign.do_(report_of(unit, 5), unit);
    campaign.do_(Accept{"report", unit}, "office");
  }
  CHECK_FALSE(campaign.try_(Reconfirm{"report", "east"}, "east").ok());
  campaign.do_(GoBack{"report", "口径有变"});
  CHECK(campaign.status("total") == StepStatus::waiting);
  CHECK(campaign.item("report", "east").status == ItemStatus::open);
  CHECK_FALSE(campaign.try_(Reconfirm{"report", "east"}, "west").ok());
  campaign.do_(Reconfirm{"report", "east"}, "east");
  CHECK(campaign.item("report", "east").versions.size() == 2);
  CHECK(campaign.item("report", "east").versions.back().data.at("events").integer_or(0) == 5);
  campaign.do_(Accept{"report", "east"}, "office");
  CHECK(campaign.item("report", "east").accepted_version == 2);
}

TEST_CASE("what somebody reports of their own will and never sends again does not keep the campaign open") {
  ACampaign campaign("steps { news { do collect form numbers from 街道 voluntary yes settles 2023-06-10 review 处非办 } }");
  campaign.do_(Suspend{"news", "west", "核查"});
  campaign.report("news", "east");
  campaign.at("2023-06-12 10:00");
  CHECK(campaign.status("news") == StepStatus::done);
  campaign.do_(Return{"news", "east", "数字有误"});
  campaign.do_(Resume{"news", "west", ""});
  CHECK(campaign.item("news", "west").status == ItemStatus::open);
  campaign.at("2024-01-02 10:00");
  CHECK(campaign.state.closed);
}
