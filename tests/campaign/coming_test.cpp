// What will happen by itself at a moment.
#include "engine/campaign/coming.h"

#include "a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

using Kind = Coming::Kind;

// At the campaign's next timer.
std::vector<Coming> next_of(const ACampaign& campaign) {
  const auto next = next_timer(campaign.rules, campaign.state);
  REQUIRE(next);
  return coming_at(campaign.definition, campaign.rules.calendar, campaign.state, *next);
}

}  // namespace

TEST_CASE("the next thing that comes by itself has a name") {
  ACampaign campaign(R"(
roles { 签发 office }
steps {
    notice { do issue text notice.gw to 街道 on 2023-05-10 sign-off 签发 }
    report { do collect form numbers from 街道 due 2023-06-09 remind -1 after notice }
    month  { do repeat every month first 2023-07-01 after notice steps { r { do collect form numbers from 街道 due "day 25" } } }
})");
  campaign.do_(Sign{"notice", "签发", ""}, "office");
  CHECK(next_of(campaign) == std::vector<Coming>{{Kind::issued, "notice"}});
  campaign.at("2023-05-10 09:00");
  CHECK(next_of(campaign) == std::vector<Coming>{{Kind::reminder, "report"}});
  campaign.at("2023-06-08 09:00");
  CHECK(next_of(campaign) == std::vector<Coming>{{Kind::due, "report"}});
  campaign.at("2023-06-10 00:00");
  CHECK(next_of(campaign) == std::vector<Coming>{{Kind::next_period, "month"}});
}

TEST_CASE("targets are reckoned when their days are over") {
  ACampaign campaign(
      "targets { many { measure numbers.events at-least 3 per 街道 within 2023-06 } }\n"
      "roles { 签发 office }\nsteps { notice { do issue text notice.gw to 街道 sign-off 签发 }\n"
      "report { do collect form numbers from 街道 after notice } }");
  CHECK(next_of(campaign) == std::vector<Coming>{{Kind::measured, ""}});
}

TEST_CASE("the rung of a ladder that begins next has a name") {
  ACampaign campaign(R"(
steps {
    report { do collect form numbers from 街道 due 2023-06-09 }
    chase  { do supervise of report steps { urge { do issue text notice.gw to late on "1 working day after overdue" } } }
})");
  campaign.at("2023-06-10 12:00");
  CHECK(next_of(campaign) == std::vector<Coming>{{Kind::begins, "chase[1]/urge"}});
}

TEST_CASE("the last thing that comes is the campaign's end") {
  ACampaign campaign("steps { report { do collect form numbers from 街道 } }");
  CHECK_FALSE(next_timer(campaign.rules, campaign.state));
  for (const auto* unit : {"east", "west", "north"}) campaign.report("report", unit);
  CHECK(next_of(campaign) == std::vector<Coming>{{Kind::ends, ""}});
}
