// Units that leave while a campaign runs, and come back.
#include "as_foreseen.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string two_reports = R"(
steps {
    report { do collect form numbers from 街道 due 2023-06-20 review office }
    total  { do compile text total.gw after report }
    last   { do collect form numbers from 街道 due 2023-07-20 after report }
})";

}  // namespace

TEST_CASE("what was accepted of a unit before it left is counted, what it still owed is closed") {
  ACampaign campaign(two_reports);
  campaign.report("report", "east", 3);
  campaign.do_(Accept{"report", "east"});
  campaign.report("report", "west", 5);
  campaign.do_(Leave{"east", "撤并"});
  const auto foreseen = do_as_foreseen(campaign, Leave{"west", "撤并"});
  CHECK(foreseen.items_end == std::vector<ItemEnded>{{"report", "west"}});
  CHECK(campaign.item("report", "west").status == ItemStatus::closed);
  const auto sums = campaign.collected("report");
  CHECK(sums.totals.at("events") == Value(3));
  CHECK(sums.reported == std::vector<std::string>{"east"});
  CHECK(sums.missing == std::vector<std::string>{"north"});
  campaign.report("report", "north", 1);
  campaign.do_(Accept{"report", "north"});
  CHECK(campaign.state.step("last").items.size() == 1);
}

TEST_CASE("a unit that comes back finds what it left as it was") {
  ACampaign campaign(two_reports);
  campaign.report("report", "east", 3);
  campaign.report("report", "west", 5);
  campaign.do_(Accept{"report", "west"});
  for (const auto* unit : {"east", "west", "north"}) campaign.do_(Leave{unit, "误办"});
  CHECK(campaign.status("report") == StepStatus::done);
  SUBCASE("after the step was done what it owed is missing and may still come") {
    for (const auto* unit : {"east", "west", "north"}) campaign.do_(Join{unit, "", "", {}});
    CHECK(campaign.item("report", "east").status == ItemStatus::submitted);
    CHECK(campaign.item("report", "west").status == ItemStatus::accepted);
    CHECK(campaign.item("report", "north").status == ItemStatus::missing);
    campaign.report("report", "north", 1);
    CHECK(campaign.item("report", "north").status == ItemStatus::submitted);
  }
  SUBCASE("after the step went back it is asked like everybody else") {
    campaign.do_(Join{"west", "", "", {}});
    campaign.do_(GoBack{"report", "重办"});
    campaign.do_(Join{"north", "", "", {}});
    CHECK(campaign.item("report", "north").status == ItemStatus::open);
    CHECK(campaign.status("report") == StepStatus::open);
  }
}

TEST_CASE("a unit that comes back while the step runs goes on where it was") {
  ACampaign campaign(two_reports);
  campaign.do_(SaveDraft{"report", "east", Value(Map{{"events", 3}})});
  const auto before = campaign.item("report", "east");
  campaign.do_(Leave{"east", "误办"});
  CHECK(campaign.item("report", "east").status == ItemStatus::closed);
  campaign.do_(Join{"east", "", "", {}});
  CHECK(campaign.item("report", "east").status == ItemStatus::draft);
  CHECK(campaign.item("report", "east").draft == before.draft);
  CHECK(campaign.item("report", "east").due == before.due);
}
