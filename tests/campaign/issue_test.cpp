// Issuing, marks and the end of a campaign.
#include "a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string signed_notice = R"(
roles { 拟稿 处非办 签发 区处非办 }
steps {
    notice { do issue text notice.gw to 街道 on 2023-05-31 sign-off "拟稿, 签发" }
    next   { do mark after notice }
})";

}  // namespace

TEST_CASE("a notice goes out on its day at nine once it is signed by all in turn") {
  ACampaign campaign(signed_notice);
  CHECK_FALSE(campaign.try_(Sign{"notice", "签发", ""}).ok());
  campaign.do_(Sign{"notice", "拟稿", ""});
  campaign.do_(Sign{"notice", "签发", "同意"});
  CHECK_FALSE(campaign.try_(Sign{"notice", "签发", ""}).ok());
  campaign.at("2023-05-31 08:59");
  CHECK(campaign.status("notice") == StepStatus::open);
  campaign.at("2023-05-31 09:00");
  CHECK(campaign.status("notice") == StepStatus::done);
  CHECK(campaign.press.last.date_of_issue == "2023年5月31日");
  CHECK(campaign.status("next") == StepStatus::done);
}

TEST_CASE("a notice signed late goes out as soon as it is signed and is dated so") {
  ACampaign campaign(signed_notice);
  campaign.do_(Sign{"notice", "拟稿", ""});
  campaign.at("2023-06-02 15:00");
  CHECK(campaign.status("notice") == StepStatus::open);
  campaign.do_(Sign{"notice", "签发", ""});
  CHECK(campaign.status("notice") == StepStatus::done);
  CHECK(campaign.press.last.date_of_issue == "2023年6月2日");
}

TEST_CASE("nothing is issued unsigned and where no role signs the lead does") {
  ACampaign campaign("steps { day { do mark on 2023-05-02 } notice { do issue text notice.gw to 街道 after day } }");
  campaign.lead_signs = false;
  campaign.at("2023-06-01");
  CHECK(campaign.status("notice") == StepStatus::open);
  CHECK(
      campaign.refusal(Sign{"notice", "签发", ""}, "east").starts_with("“东街道”不能办理“签批”。可由 区处非办（签发） 办理 / "));
  CHECK_FALSE(campaign.try_(Sign{"notice", "审核", ""}, "office").ok());
  campaign.do_(Sign{"notice", "签发", "同意"}, "office");
  CHECK(campaign.status("notice") == StepStatus::done);
  CHECK(campaign.press.printed.at("notice") == 1);
}

TEST_CASE("each recipient confirms the receipt once and nobody waits for it") {
  ACampaign campaign("steps { notice { do issue text notice.gw to 街道 } next { do mark after notice } }");
  CHECK(campaign.status("next") == StepStatus::done);
  campaign.do_(ConfirmReceipt{"notice", "east"}, "east");
  CHECK(campaign.item("notice", "east").status == ItemStatus::accepted);
  CHECK(campaign.item("notice", "west").status == ItemStatus::open);
  CHECK_FALSE(campaign.try_(ConfirmReceipt{"notice", "east"}, "east").ok());
  CHECK_FALSE(campaign.try_(ConfirmReceipt{"notice", "edu"}, "edu").ok());
}

TEST_CASE("a window opens on its first day and settles at the end of its last whatever is missing") {
  ACampaign campaign("steps { month { do mark window 2023-06 } after_it { do mark after month } }");
  campaign.at("2023-05-31 23:59");
  CHECK(campaign.status("month") == StepStatus::waiting);
  campaign.at("2023-06-01 00:00");
  CHECK(campaign.status("month") == StepStatus::open);
  campaign.at("2023-06-30 23:59");
  CHECK(campaign.status("month") == StepStatus::open);
  campaign.at("2023-07-01");
  CHECK(campaign.status("month") == StepStatus::done);
  CHECK(campaign.status("after_it") == StepStatus::done);
}

TEST_CASE("a campaign closes at its end when nothing is open, and else when the last item is closed by name") {
  ACampaign idle("steps { day { do mark on 2023-06-15 } }");
  idle.at("2024-01-01");
  CHECK(idle.state.closed);
  CHECK_FALSE(idle.try_(PassTime{}).ok());

  ACampaign open("steps { r { do collect form numbers from 街道 } }");
  open.report("r", "east");
  open.report("r", "west");
  open.at("2024-02-01");
  CHECK_FALSE(open.state.closed);
  open.do_(CloseItem{"r", "north", "机构撤销"});
  CHECK(open.state.closed);
}

TEST_CASE("time never goes back and nothing happens in the future") {
  ACampaign campaign("steps { r { do collect form numbers from 街道 } }");
  campaign.at("2023-06-01 10:00");
  campaign.report("r", "east");
  campaign.now = *parse_instant("2023-06-01 09:00");
  CHECK_FALSE(campaign.try_(PassTime{}).ok());
  campaign.now = *parse_instant("2023-06-02");
  CHECK_FALSE(campaign.try_(PassTime{}, "engine", *parse_instant("2023-06-03")).ok());
}

TEST_CASE("after a pause everything that was due happens in its order and at its own time") {
  ACampaign campaign(R"(
steps {
    day   { do mark on 2023-06-05 }
    r     { do collect form numbers from 街道 due 2023-06-10 after day remind -1 settles at-due }
    total { do compile text total.gw after report }
    report { do collect form numbers from 部门 settles 2023-06-03 }
})");
  const auto to = *parse_instant("2023-07-01 08:00");
  for (auto next = next_timer(campaign.rules, campaign.state); next && *next <= to;
       next = next_timer(campaign.rules, campaign.state)) {
    const auto decision = perform(campaign.rules, campaign.state, {"engine", *next, PassTime{}}, to);  // recorded only now
    REQUIRE(decision.ok());
    campaign.journal.insert(campaign.journal.end(), decision.events.begin(), decision.events.end());
  }
  std::vector<Instant> effective;
  for (const auto& event : campaign.journal) effective.push_back(event.effective);
  CHECK(std::is_sorted(effective.begin(), effective.end()));
  CHECK(campaign.happened(event_type::reminder_sent).front().effective == *parse_instant("2023-06-09 09:00"));
  CHECK(campaign.happened(event_type::reminder_sent).front().recorded == to);
  CHECK(campaign.status("r") == StepStatus::done);
}
