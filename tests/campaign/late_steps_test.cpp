// What is late by itself, and what others have for it: units that are asked late have time all the same.
#include "engine/campaign/late_steps.h"

#include "a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string due_notice_gw =
    "---\n标题  关于报送的通知\n主送机关  各单位\n署名  区处非办\n成文日期  {{today}}\n---\n请于{{report.due}}前报送。\n";

const std::string notice = "notice { do issue text notice.gw to 街道 sign-off 签发 ";
const std::string report = "report { do collect form numbers from 街道 due 2023-06-09 after notice ";

ACampaign with(const std::string& steps) {
  return ACampaign("roles { 签发 office }\nsteps {\n" + steps + "\n}", {{"c/notice.gw", due_notice_gw}});
}

void send_notice(ACampaign& campaign, const std::string& when) {
  campaign.at(when);
  campaign.do_(Sign{"notice", "签发", ""}, "office");
}

std::vector<LateStep> late(const ACampaign& campaign) {
  return late_steps(campaign.definition, campaign.rules.calendar, campaign.state, campaign.now);
}

Instant end_of(const std::string& day) { return end_of_day(*parse_date(day)); }

}  // namespace

TEST_CASE("units that are asked only after their date have three working days and are not late before") {
  auto campaign = with(notice + "}\n" + report + "}");
  send_notice(campaign, "2023-06-12 10:00");
  const auto& item = campaign.item("report", "east");
  CHECK(item.due == end_of("2023-06-15"));
  CHECK(campaign.happened(event_type::items_opened).back().data.at("before") == Value(to_text(end_of("2023-06-09"))));
  CHECK(units_due(campaign.place("report")) == end_of("2023-06-15"));
  campaign.at("2023-06-15 23:00");
  CHECK(campaign.happened(event_type::items_overdue).empty());
  campaign.report("report", "east");
  CHECK_FALSE(campaign.item("report", "east").versions.back().late);
  campaign.at("2023-06-16 09:00");
  CHECK(campaign.item("report", "west").overdue);
}

TEST_CASE("the notice that is late prints the date that its units will have") {
  auto campaign = with(notice + "}\n" + report + "}");
  send_notice(campaign, "2023-06-12 10:00");
  const auto* paragraph = std::get_if<Paragraph>(&campaign.press.last.body.front().content);
  REQUIRE(paragraph != nullptr);
  CHECK(paragraph->text == "请于6月15日前报送。");
}

TEST_CASE("a step that settles on its due date waits for those who were asked late") {
  auto campaign = with(notice + "}\n" + report + "settles at-due }");
  send_notice(campaign, "2023-06-12 10:00");
  CHECK(campaign.status("report") == StepStatus::open);
  campaign.at("2023-06-16 00:00");
  CHECK(campaign.status("report") == StepStatus::done);
  CHECK(campaign.item("report", "east").status == ItemStatus::missing);
}

TEST_CASE("a unit that joins after the date has as much time") {
  auto campaign = with(notice + "}\n" + report + "}");
  send_notice(campaign, "2023-06-01 10:00");
  campaign.at("2023-06-14 10:00");
  campaign.do_(Join{"new", "新街道", "office", {"街道"}});
  CHECK(campaign.item("report", "new").due == end_of("2023-06-19"));
  CHECK(campaign.item("report", "east").due == end_of("2023-06-09"));
}

TEST_CASE("a date that is announced holds for those who were asked late too") {
  auto campaign = with(notice + "}\n" + report + "}");
  send_notice(campaign, "2023-06-12 10:00");
  campaign.do_(Announce{"report", "due", "2023-06-30", "另定"});
  CHECK(campaign.item("report", "east").due == end_of("2023-06-30"));
  CHECK(units_due(campaign.place("report")) == end_of("2023-06-30"));
}

TEST_CASE("a notice that is not sent on its day is late, and whose turn it is") {
  auto campaign = with(notice + "on 2023-06-01 }\n" + report + "}");
  campaign.at("2023-06-01 18:00");
  CHECK(late(campaign).empty());
  campaign.at("2023-06-04 10:00");
  CHECK(late(campaign) == std::vector<LateStep>{{"notice", *parse_date("2023-06-01"), 3, false, "office"}});
  campaign.do_(Sign{"notice", "签发", ""}, "office");
  CHECK(late(campaign) == std::vector<LateStep>{{"notice", *parse_date("2023-06-01"), 3, true, ""}});
}

TEST_CASE("what has no day is late when the date of what waits for it has passed") {
  auto campaign = with(notice + "}\n" + report + "}");
  campaign.at("2023-06-09 18:00");
  CHECK(late(campaign).empty());
  campaign.at("2023-06-11 10:00");
  CHECK(late(campaign) == std::vector<LateStep>{{"notice", *parse_date("2023-06-09"), 2, false, "office", {}, {"report"}}});
}

TEST_CASE("a decision is late after its date and a result waits for what it is made from") {
  auto campaign = with(
      "visit { do decision outcomes \"去, 不去\" by 区教育局 due 2023-06-07 }\n"
      "report { do collect form numbers from 街道 due 2023-06-09 }\n"
      "total { do compile text total.gw on 2023-06-12 after report }");
  campaign.at("2023-06-14 10:00");
  CHECK(late(campaign) == std::vector<LateStep>{{"visit", *parse_date("2023-06-07"), 7, false, "edu"},
                                                {"total", *parse_date("2023-06-12"), 2, false, "", {"report"}}});
}

TEST_CASE("what waits for a step that is late is told with that one alone") {
  auto campaign =
      with(notice + "on 2023-06-01 }\n" + report + "}\n" + "first { do compile text total.gw on 2023-06-03 after notice }\n" +
           "second { do compile text total.gw on 2023-06-04 after first }");
  campaign.at("2023-06-06 10:00");
  CHECK(late(campaign) == std::vector<LateStep>{{"notice", *parse_date("2023-06-01"), 5, false, "office", {}, {"first"}}});
}
