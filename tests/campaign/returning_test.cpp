// Going back: what is foreseen is what happens.
#include <set>

#include <algorithm>

#include "a_campaign.h"
#include "engine/campaign/returning.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string two_branches = R"(
steps {
    notice { do issue text notice.gw to 街道 }
    plan   { do collect form numbers from 街道 due 2023-06-10 after notice }
    letter { do issue text notice.gw to 部门 after plan }
    report { do collect form numbers from 街道 due 2023-07-10 after letter }
    survey { do collect form numbers from 部门 after notice }
    look   { do mark after survey }
    total  { do compile text total.gw after report }
})";

ACampaign in_the_middle() {
  ACampaign campaign(two_branches);
  for (const auto* unit : {"east", "west", "north"}) campaign.report("plan", unit);
  campaign.report("report", "east");
  return campaign;
}

}  // namespace

TEST_CASE("the consequences of going back are told before and then come true") {
  auto campaign = in_the_middle();
  const auto foreseen = consequences_of(campaign.rules, campaign.state, GoBack{"plan", "口径有变"}, campaign.now);
  CHECK(foreseen.stops == std::vector<std::string>{"report"});
  CHECK(foreseen.done_again == std::vector<std::string>{"plan", "letter"});
  CHECK(foreseen.goes_on == std::vector<std::string>{"survey"});
  CHECK(foreseen.stays == std::vector<std::string>{"notice"});
  CHECK(foreseen.stands == std::vector<std::string>{"letter"});
  const auto before = campaign.state;
  campaign.do_(GoBack{"plan", "口径有变"});
  CHECK(campaign.happened(event_type::flow_returned).back().actor == "office");
  for (const auto& address : foreseen.stops) CHECK(campaign.status(address) == StepStatus::waiting);
  CHECK(campaign.status("plan") == StepStatus::open);
  CHECK(campaign.state.step("letter").round == 2);
  CHECK(campaign.state.step("letter").documents.size() == 1);
  for (const auto& address : {"survey", "notice"}) CHECK(campaign.state.step(address) == before.step(address));
  CHECK(campaign.item("report", "east").versions.size() == 1);
}

TEST_CASE("a due date that stands in the file stays and an extended one is given up") {
  auto campaign = in_the_middle();
  campaign.do_(Extend{"report", "west", "2023-07-20", "汛期"});
  const auto foreseen = consequences_of(campaign.rules, campaign.state, GoBack{"report", "重报"}, campaign.now);
  REQUIRE(foreseen.moves.size() == 1);
  CHECK(foreseen.moves.front() ==
        MovedDeadline{"report", "west", end_of_day(*parse_date("2023-07-20")), end_of_day(*parse_date("2023-07-10"))});
  campaign.do_(GoBack{"report", "重报"});
  CHECK(campaign.item("report", "west").due == foreseen.moves.front().after);
}

TEST_CASE("returning an accepted report makes stale what was made from it and moves nothing") {
  auto campaign = in_the_middle();
  for (const auto* unit : {"west", "north"}) campaign.report("report", unit);
  CHECK(campaign.status("total") == StepStatus::done);
  const Return back{"report", "east", "核对"};
  const auto foreseen = consequences_of(campaign.rules, campaign.state, back, campaign.now);
  CHECK(foreseen.goes_stale == std::vector<std::string>{"total"});
  CHECK(foreseen.sent_back == SentBack{"report", "east", end_of_day(*parse_date("2023-07-10")), false});
  CHECK(std::find(foreseen.stays.begin(), foreseen.stays.end(), "total") == foreseen.stays.end());
  CHECK(foreseen.moves.empty());
  CHECK(foreseen.stops.empty());
  campaign.do_(back);
  CHECK(campaign.state.step("total").stale);
}

TEST_CASE("a punctual report that is returned after its due date has three working days") {
  ACampaign campaign("steps { report { do collect form numbers from 街道 due 2023-06-09 review office } }");
  campaign.report("report", "east");
  campaign.at("2023-06-12 10:00");
  campaign.report("report", "west");
  const auto later = end_of_day(*parse_date("2023-06-15"));
  const auto foreseen = consequences_of(campaign.rules, campaign.state, Return{"report", "east", "漏报"}, campaign.now);
  CHECK(foreseen.sent_back == SentBack{"report", "east", later, false});
  campaign.do_(Return{"report", "east", "漏报"});
  CHECK(campaign.item("report", "east").due == later);
  CHECK_FALSE(campaign.item("report", "east").overdue);
  campaign.at("2023-06-16 09:00");
  CHECK(campaign.item("report", "east").overdue);
}

TEST_CASE("a late report that is returned keeps its due date and is overdue") {
  ACampaign campaign("steps { report { do collect form numbers from 街道 due 2023-06-09 review office } }");
  campaign.at("2023-06-12 10:00");
  campaign.report("report", "west");
  const Return back{"report", "west", "漏报"};
  const auto due = end_of_day(*parse_date("2023-06-09"));
  CHECK(consequences_of(campaign.rules, campaign.state, back, campaign.now).sent_back == SentBack{"report", "west", due, true});
  campaign.do_(back);
  CHECK(campaign.item("report", "west").due == due);
}

TEST_CASE("what is foreseen reads in both languages' terms") {
  auto campaign = in_the_middle();
  const auto value = to_value(consequences_of(campaign.rules, campaign.state, GoBack{"plan", "重来"}, campaign.now),
                              campaign.definition, campaign.state);
  CHECK(to_json(value.at("stops")) == R"([{"label":"report","step":"report"}])");
  CHECK(value.at("moves").list()->empty());
}

TEST_CASE("inside a scope that has settled one goes back to the step around it") {
  ACampaign campaign(
      "steps { s { do each over 街道 steps { r { do collect form numbers from self } } } next { do mark after s } }");
  campaign.report("s[east]/r", "east");
  CHECK(campaign.refusal(GoBack{"s[east]/r", "重报"}) ==
        "“东街道 r”所在的一层已经办结。退回到“s”，整层重办 / what “东街道 r” stands in has settled. go back to “s”, with all "
        "that is in it");
  campaign.do_(GoBack{"s", "重报"});
  CHECK(campaign.status("s[east]/r") == StepStatus::open);
}
