// Collecting: items, lateness, judging, settling, reminders, and what a late report does to results.
#include "a_campaign.h"
#include "counted.h"

#include <algorithm>

#include "engine/campaign/form_to_fill.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string reporting = R"(
steps {
    notice { do issue text notice.gw to "街道, 部门" on 2023-05-31 }
    report { do collect form numbers from "街道, 部门" due 2023-06-10 after notice remind "-1, 0, +1" }
    total  { do compile text total.gw after report }
})";

const std::string judged = R"(
steps {
    report { do collect form numbers from 街道 due 2023-06-10 review 处非办 }
    total  { do compile text total.gw after report }
})";

std::vector<std::string> times(const std::vector<Event>& events) {
  std::vector<std::string> out;
  for (const auto& event : events) out.push_back(to_local_text(event.effective));
  return out;
}

}  // namespace

TEST_CASE("a Saturday stays the due date and is reminded of on the working days around it") {
  ACampaign campaign(reporting);
  campaign.at("2023-06-30");
  CHECK(to_local_text(*campaign.item("report", "east").due) == "2023-06-11 00:00");  // 6月10日 counts to its end
  const auto reminders = campaign.happened(event_type::reminder_sent);
  // Friday 06-09 and Monday 06-12, five units each; offset 0 falls on the Saturday and is dropped.
  REQUIRE(reminders.size() == 10);
  CHECK(times(reminders).front() == "2023-06-09 09:00");
  CHECK(times(reminders).back() == "2023-06-12 09:00");
}

TEST_CASE("what one unit would be reminded of at one time is one reminder") {
  ACampaign campaign(R"(
steps {
    a { do collect form numbers from 街道 due 2023-06-14 remind -1 }
    b { do collect form numbers from 街道 due 2023-06-14 remind -1 }
})");
  campaign.report("b", "east");
  campaign.at("2023-06-13 10:00");
  const auto reminders = campaign.happened(event_type::reminder_sent);
  REQUIRE(reminders.size() == 3);
  CHECK(reminders[0].data.at("unit") == Value("east"));
  CHECK(reminders[0].data.at("items").list()->size() == 1);  // b is in already
  CHECK(reminders[1].data.at("items").list()->size() == 2);
}

TEST_CASE("a reminder that lay before the item opened is not sent afterwards") {
  ACampaign campaign(R"(
steps {
    wait { do mark on 2023-06-09 }
    a { do collect form numbers from 街道 due 2023-06-14 remind "-10, -1" after wait }
})");
  campaign.at("2023-06-13 10:00");
  CHECK(times(campaign.happened(event_type::reminder_sent)) == std::vector<std::string>(3, "2023-06-13 09:00"));
}

TEST_CASE("a report on the due date is punctual and one a minute later is late but taken") {
  ACampaign campaign(reporting);
  campaign.at("2023-06-10 23:59");
  campaign.report("report", "east");
  CHECK_FALSE(campaign.item("report", "east").late);
  campaign.at("2023-06-11 00:00");
  CHECK(campaign.item("report", "west").overdue);
  campaign.report("report", "west");
  CHECK(campaign.item("report", "west").late);
  CHECK(campaign.item("report", "west").status == ItemStatus::accepted);
  CHECK_FALSE(campaign.item("report", "west").overdue);
}

TEST_CASE("paper that came in time and is entered later is punctual") {
  ACampaign campaign(reporting);
  campaign.at("2023-06-12 09:30");
  const auto submit = Submit{"report", "east", Value(Map{{"events", 1}, {"people", 5}}), {}};
  REQUIRE(campaign.try_(submit, "office", *parse_instant("2023-06-09 15:00"), "纸质报表周五送达").ok());
  CHECK_FALSE(campaign.item("report", "east").late);
  CHECK(campaign.journal.back().recorded == *parse_instant("2023-06-12 09:30"));
}

TEST_CASE("a blank count stops a submission and zero does not") {
  ACampaign campaign(judged);
  const auto blank = campaign.try_(Submit{"report", "east", Value(Map{{"events", 3}}), {}}, "east");
  REQUIRE_FALSE(blank.ok());
  CHECK(blank.refusal->findings.front().message.code == "form.blank_count");
  CHECK(campaign.item("report", "east").status == ItemStatus::open);
  CHECK(campaign.try_(Submit{"report", "east", Value(Map{{"events", 0}, {"people", 0}}), {}}, "east").ok());
}

TEST_CASE("a returned report comes again as a new version and the old one is kept") {
  ACampaign campaign(judged);
  campaign.report("report", "east", 3);
  CHECK(campaign.item("report", "east").status == ItemStatus::submitted);
  CHECK_FALSE(campaign.try_(Return{"report", "east", ""}).ok());
  campaign.do_(Return{"report", "east", "数字不对"});
  CHECK(campaign.item("report", "east").reason == "数字不对");
  campaign.report("report", "east", 4);
  campaign.do_(Accept{"report", "east"});
  const auto& item = campaign.item("report", "east");
  REQUIRE(item.versions.size() == 2);
  CHECK(item.versions[0].data.at("events") == Value(3));
  CHECK(item.accepted()->data.at("events") == Value(4));
  CHECK_FALSE(campaign.try_(Submit{"report", "east", item.versions[0].data, {}}, "east").ok());
}

TEST_CASE("a step settles when every item is accepted or waived") {
  ACampaign campaign(judged);
  for (const auto* unit : {"east", "west"}) {
    campaign.report("report", unit);
    campaign.do_(Accept{"report", unit});
  }
  CHECK(campaign.status("report") == StepStatus::open);
  campaign.do_(Waive{"report", "north", "并入东街道"});
  CHECK(campaign.status("report") == StepStatus::done);
  CHECK(campaign.state.step("report").how == "complete");
  CHECK(campaign.status("total") == StepStatus::done);
}

TEST_CASE("how many items are in which state and expected when is known after every act") {
  ACampaign campaign(judged);
  const auto expect_counted = [&] {
    CHECK(campaign.state.step("report").items.size() == 3);
    CHECK(miscounted(campaign.state).empty());
  };
  campaign.report("report", "east");
  expect_counted();
  campaign.do_(Return{"report", "east", "数字不对"});
  campaign.do_(Suspend{"report", "west", "改造"});
  expect_counted();
  campaign.do_(Waive{"report", "north", "撤并"});
  campaign.do_(GoBack{"report", "表格有误"});
  expect_counted();
  campaign.at("2023-06-12");
  expect_counted();
  CHECK(campaign.replayed() == campaign.state);
}

TEST_CASE("whoever joins, leaves or comes back when all have been asked is asked or let go") {
  ACampaign campaign(judged);
  campaign.do_(Join{"south", "南街道", "office", {"街道"}});
  CHECK(campaign.item("report", "south").status == ItemStatus::open);
  campaign.do_(Leave{"north", "撤并"});
  for (const auto* unit : {"east", "west", "south"}) {
    CHECK(campaign.status("report") == StepStatus::open);
    campaign.report("report", unit);
    campaign.do_(Accept{"report", unit});
  }
  CHECK(campaign.status("report") == StepStatus::done);
}

TEST_CASE("a waived unit is neither counted nor missing") {
  ACampaign campaign(judged);
  campaign.do_(Waive{"report", "north", "撤并"});
  const auto sums = campaign.collected("report");
  CHECK(sums.missing == std::vector<std::string>{"east", "west"});
}

TEST_CASE("the collector closes a step and what is not in is missing, stays fillable, and makes the total stale when it comes") {
  ACampaign campaign(judged);
  campaign.at("2023-06-12 09:00");
  campaign.report("report", "east", 3);
  campaign.do_(Accept{"report", "east"});
  CHECK_FALSE(campaign.try_(CloseStep{"report", ""}).ok());
  campaign.do_(CloseStep{"report", "催报未果"});
  CHECK(campaign.item("report", "west").status == ItemStatus::missing);
  CHECK(campaign.status("total") == StepStatus::done);
  CHECK(campaign.press.printed["total"] == 1);
  CHECK(campaign.press.last.body.size() == 1);

  campaign.at("2023-06-20 09:00");
  campaign.report("report", "west", 5);
  CHECK(campaign.item("report", "west").late);
  CHECK_FALSE(campaign.state.step("total").stale);  // not accepted yet
  campaign.do_(Accept{"report", "west"});
  CHECK(campaign.state.step("total").stale);
  campaign.do_(Recompute{"total"});
  CHECK_FALSE(campaign.state.step("total").stale);
  CHECK(campaign.state.step("total").documents.size() == 2);
  CHECK_FALSE(campaign.try_(Recompute{"total"}).ok());
}

TEST_CASE("settles at-due, by date and by share") {
  ACampaign at_due("steps { r { do collect form numbers from 街道 due 2023-06-10 settles at-due } }");
  at_due.report("r", "east");
  at_due.at("2023-06-10 23:00");
  CHECK(at_due.status("r") == StepStatus::open);
  at_due.at("2023-06-11");
  CHECK(at_due.status("r") == StepStatus::done);
  CHECK(at_due.state.step("r").how == "at_due");
  CHECK(at_due.item("r", "north").status == ItemStatus::missing);

  ACampaign by_date("steps { r { do collect form numbers from 街道 due 2023-06-10 settles 2023-06-20 } }");
  by_date.at("2023-06-20 12:00");
  CHECK(by_date.status("r") == StepStatus::open);
  by_date.at("2023-06-21");
  CHECK(by_date.state.step("r").how == "on_date");

  ACampaign share("steps { r { do collect form numbers from \"街道, 部门\" due 2023-06-10 settles \"60%\" } }");
  share.report("r", "east");
  share.report("r", "west");
  CHECK(share.status("r") == StepStatus::open);
  share.report("r", "edu");
  CHECK(share.state.step("r").how == "share");
}

TEST_CASE("what settles at the due date waits for a unit that has more time, and for no other") {
  ACampaign campaign("steps { r { do collect form numbers from 街道 due 2023-06-10 settles at-due } }");
  campaign.report("r", "east");
  campaign.do_(Extend{"r", "west", "2023-06-30", "受灾"});
  campaign.at("2023-06-29 10:00");
  CHECK(campaign.status("r") == StepStatus::open);
  CHECK(campaign.item("r", "north").overdue);
  SUBCASE("until its own day has passed") {
    campaign.at("2023-07-01");
    CHECK(campaign.state.step("r").how == "at_due");
    CHECK(campaign.item("r", "west").status == ItemStatus::missing);
  }
  SUBCASE("or it has reported") {
    campaign.report("r", "west");
    CHECK(campaign.state.step("r").how == "at_due");
    CHECK(campaign.item("r", "west").status == ItemStatus::accepted);
  }
  CHECK(campaign.item("r", "north").status == ItemStatus::missing);
}

TEST_CASE("what settles at the due date waits for a report that was returned shortly before, until that is due again") {
  ACampaign campaign("steps { r { do collect form numbers from 街道 due 2023-06-10 review 处非办 settles at-due } }");
  for (const auto* unit : {"east", "west", "north"}) campaign.report("r", unit);
  campaign.at("2023-06-09 10:00");
  campaign.do_(Return{"r", "east", "数目不对"});
  campaign.do_(Extend{"r", "east", "2023-06-14", "要重新核对"});
  campaign.at("2023-06-14 10:00");
  CHECK(campaign.status("r") == StepStatus::open);
  campaign.at("2023-06-15");
  CHECK(campaign.item("r", "east").status == ItemStatus::missing);
}

TEST_CASE("levels of one collecting step settle when the last of them is due") {
  ACampaign campaign(
      "steps { r { do collect form numbers from \"街道, 部门\" due 2023-06-30 levels \"街道 2\" settles at-due } }");
  for (const auto* unit : {"edu", "law"}) campaign.report("r", unit);
  campaign.at("2023-06-30 10:00");
  CHECK(campaign.status("r") == StepStatus::open);
  campaign.at("2023-07-01");
  CHECK(campaign.status("r") == StepStatus::done);
}

TEST_CASE("voluntary reports may come several times and none is missing") {
  ACampaign campaign("steps { r { do collect form numbers from 街道 voluntary yes settles 2023-06-30 } }");
  campaign.report("r", "east", 1);
  campaign.report("r", "east", 2);
  CHECK(campaign.item("r", "east").versions.size() == 2);
  campaign.at("2023-07-01");
  CHECK(campaign.status("r") == StepStatus::done);
  CHECK(campaign.item("r", "west").status == ItemStatus::closed);
  CHECK(campaign.happened(event_type::items_missing).empty());
}

TEST_CASE("after-each opens a unit's item when that unit's item before is accepted") {
  ACampaign campaign(R"(
steps {
    plan   { do collect form numbers from 街道 settles 2023-06-01 }
    result { do collect form numbers from 街道 after-each plan }
})");
  campaign.report("plan", "east");
  CHECK(campaign.state.step("result").items.size() == 1);
  campaign.report("result", "east");
  CHECK(campaign.status("result") == StepStatus::open);
  campaign.at("2023-06-02");  // plan settles: the others cannot come in time any more
  CHECK(campaign.state.step("result").items.size() == 3);
}

TEST_CASE("what is required has to be attached") {
  ACampaign campaign("steps { r { do collect require \"总结, 光盘\" from 街道 } }");
  const auto decision = campaign.try_(Submit{"r", "east", Value(Map{}), {{"总结", "a.docx", Value()}}}, "east");
  REQUIRE_FALSE(decision.ok());
  REQUIRE(decision.refusal->findings.size() == 1);
  CHECK(decision.refusal->findings[0].field == "光盘");
  CHECK(campaign.try_(Submit{"r", "east", Value(Map{}), {{"总结", "a.docx", Value()}, {"光盘", "disc", Value()}}}, "east").ok());
}

TEST_CASE("an item is closed by name and with a reason") {
  ACampaign campaign(judged);
  CHECK_FALSE(campaign.try_(CloseItem{"report", "east", ""}).ok());
  campaign.do_(CloseItem{"report", "east", "机构撤销"});
  CHECK(campaign.item("report", "east").status == ItemStatus::closed);
}

TEST_CASE("a returned report that was punctual stays punctual and a late one stays late") {
  ACampaign campaign(judged);
  campaign.at("2023-06-09 10:00");
  campaign.report("report", "east", 3);
  campaign.at("2023-06-12 10:00");
  campaign.report("report", "west", 3);
  for (const auto* unit : {"east", "west"}) {
    campaign.do_(Return{"report", unit, "请核对"});
    campaign.report("report", unit, 4);
  }
  CHECK_FALSE(campaign.item("report", "east").late);
  CHECK(campaign.item("report", "west").late);
}

TEST_CASE("a report that is in but not yet judged is told as such and not as missing") {
  ACampaign campaign(judged);
  campaign.at("2023-06-09 10:00");
  campaign.report("report", "east", 3);
  campaign.do_(CloseStep{"report", "先行汇总"});
  const auto sums = campaign.collected("report");
  CHECK(sums.unjudged == std::vector<std::string>{"east"});
  CHECK(sums.missing == std::vector<std::string>{"west", "north"});
  CHECK(sums.incomplete());
  const auto& table = std::get<Table>(campaign.press.last.attachments.front().body.front().content);
  CHECK(table.note == "注：合计不完整，未报送单位（2个）：西街道、北街道；待审核单位（1个）：东街道。");
}

TEST_CASE("waiving a missing unit makes the total stale too") {
  ACampaign campaign(judged);
  campaign.do_(CloseStep{"report", "先行汇总"});
  CHECK_FALSE(campaign.state.step("total").stale);
  campaign.do_(Waive{"report", "east", "撤并"});
  CHECK(campaign.state.step("total").stale);
  CHECK_FALSE(campaign.try_(CloseStep{"total", ""}).ok());
  campaign.do_(CloseStep{"total", "数字不变"});  // a person lets it stand
  CHECK_FALSE(campaign.state.step("total").stale);
  CHECK(campaign.happened(event_type::result_kept).size() == 1);
}

TEST_CASE("an act cannot be dated before its step opened") {
  ACampaign campaign(reporting);
  campaign.at("2023-06-12 09:30");
  const auto submit = Submit{"report", "east", Value(Map{{"events", 1}, {"people", 5}}), {}};
  CHECK(campaign.try_(submit, "office", *parse_instant("2023-05-30 15:00"), "补录").refusal->message.code ==
        "refused.before_opening");
}

TEST_CASE("a report cannot be judged before it is there, on paper neither") {
  ACampaign campaign(judged);
  campaign.at("2023-06-08 10:00");
  campaign.do_(Submit{"report", "east", Value(Map{{"events", 1}, {"people", 5}}), {}}, "east");
  campaign.at("2023-06-12 09:30");
  const auto early = campaign.try_(Accept{"report", "east"}, "office", *parse_instant("2023-06-07 15:00"), "补录");
  REQUIRE(early.refusal);
  CHECK(early.refusal->text(Language::zh) ==
        "2023-06-07 15:00 时“东街道”还没有报“report”（2023-06-08 10:00 报送）。写报送以后的时间");
  CHECK(campaign.try_(Accept{"report", "east"}, "office", *parse_instant("2023-06-08 15:00"), "补录").ok());
}

TEST_CASE("a personal value that is odd is told without being repeated") {
  ACampaign campaign("steps { r { do collect form phones from 街道 } }\n");
  const auto decision = campaign.try_(Submit{"r", "east", Value(Map{{"phone", "139123"}, {"id", "x"}}), {}}, "east");
  REQUIRE_FALSE(decision.ok());
  CHECK(decision.refusal->text(Language::zh).find("139123") == std::string::npos);
  campaign.do_(Submit{"r", "east", Value(Map{{"phone", "139123"}, {"id", 7}}), {}}, "east");
  CHECK(to_json(campaign.happened(event_type::report_submitted).front().data.at("findings")).find("139123") == std::string::npos);
}

TEST_CASE("a form holds what its unit reported before, who it is and what other steps have") {
  ACampaign campaign(R"f(
forms { n { fields {
  who    { label 单位  prefill unit.name }
  parent { label 上级  prefill unit.parent }
  events { label 场次  type count  prefill "previous.events + 1"  default 1 }
  all    { label 全区  type count  prefill ask.total.events }
  place  { label 地点  default 广场 }
} } }
steps { ask { do collect form n from 街道 due 2023-06-10 }  again { do collect form n from 街道 due 2023-06-20 } })f");
  const auto today = *parse_date("2023-06-01");
  CHECK(form_to_fill(campaign.place("ask"), "east", today) ==
        Value(Map{{"who", "东街道"}, {"parent", "office"}, {"events", 1}, {"all", 0}, {"place", "广场"}}));
  campaign.do_(Submit{"ask", "east", Value(Map{{"events", 4}, {"all", 0}}), {}}, "east");
  const auto form = form_to_fill(campaign.place("again"), "east", today);
  CHECK(form.at("events") == Value(5));
  CHECK(form.at("all") == Value(4));
  CHECK(form_to_fill(campaign.place("again"), "west", today).at("events") == Value(1));
}

TEST_CASE("what adds up over time is held against what was accepted last") {
  ACampaign campaign(R"(
forms { totals { fields { done { label 累计登记  type count  cumulative yes } } } }
steps { report { do collect form totals from 街道 voluntary yes settles 2023-06-20 } })");
  for (const int done : {12, 11, 11}) campaign.do_(Submit{"report", "east", Value(Map{{"done", done}}), {}}, "east");
  campaign.do_(Submit{"report", "west", Value(Map{{"done", 1}}), {}}, "west");
  std::vector<std::string> findings;
  for (const auto& report : campaign.happened(event_type::report_submitted)) {
    const auto& found = *report.data.at("findings").list();
    findings.push_back(found.empty() ? "" : found.front().at("code").text_or(""));
  }
  CHECK(findings == std::vector<std::string>{"", "form.went_down", "", ""});
}
