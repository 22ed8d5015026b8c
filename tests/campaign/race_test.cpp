// Races: the branches before a step with cancel-rest, of which the first wins, and what becomes of them when the flow goes back.
#include "as_foreseen.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

using Names = std::vector<std::string>;

const std::string first_of_three = R"(
steps {
    fork  { do decision outcomes go }
    east  { do collect form numbers from east after fork }
    west  { do collect form numbers from west after fork }
    north { do collect form numbers from north after fork }
    best  { do mark after-any "east, west, north" cancel-rest yes }
    filed { do mark after north }
    other { do collect form numbers from edu }
})";

ACampaign won_by_west(const std::string& steps = first_of_three) {
  ACampaign campaign(steps);
  if (campaign.status("fork") == StepStatus::open) campaign.do_(Choose{"fork", "go", "开始"});
  campaign.report("west", "west");
  REQUIRE(campaign.status("best") == StepStatus::done);
  REQUIRE(campaign.status("east") == StepStatus::skipped);
  REQUIRE(campaign.status("north") == StepStatus::skipped);
  return campaign;
}

}  // namespace

TEST_CASE("going back to the fork of a race runs it anew and another branch may win") {
  auto campaign = won_by_west();
  const auto foreseen = do_as_foreseen(campaign, GoBack{"fork", "重来"});
  CHECK(foreseen.done_again == Names{"fork", "west", "best", "filed"});
  CHECK(foreseen.decided_again == Names{"east", "north"});
  campaign.do_(Choose{"fork", "go", "开始"});
  for (const auto* branch : {"east", "west", "north"}) CHECK(campaign.status(branch) == StepStatus::open);
  campaign.report("north", "north");
  CHECK(campaign.status("best") == StepStatus::done);
  CHECK(campaign.status("west") == StepStatus::skipped);
  CHECK(campaign.item("west", "west").versions.size() == 1);
}

TEST_CASE("going back to the branch that won runs the race anew and leaves others alone") {
  auto campaign = won_by_west();
  const auto foreseen = do_as_foreseen(campaign, GoBack{"west", "重来"});
  CHECK(foreseen.done_again == Names{"west", "best", "filed"});
  CHECK(foreseen.begins == Names{"east", "north"});
  CHECK(foreseen.stays == Names{"fork"});
  CHECK(foreseen.goes_on == Names{"other"});
  CHECK(campaign.status("best") == StepStatus::waiting);
  campaign.report("east", "east");
  CHECK(campaign.status("best") == StepStatus::done);
  CHECK(campaign.status("west") == StepStatus::skipped);
}

TEST_CASE("going back to a branch that lost runs the race anew without the report that won it") {
  auto campaign = won_by_west();
  const auto foreseen = do_as_foreseen(campaign, GoBack{"east", "东片也做完了"});
  CHECK(foreseen.done_again == Names{"west", "best", "filed"});
  CHECK(foreseen.begins == Names{"east", "north"});
  CHECK(campaign.status("west") == StepStatus::open);
  campaign.report("east", "east");
  CHECK(campaign.status("best") == StepStatus::done);
  CHECK(campaign.status("west") == StepStatus::skipped);
}

TEST_CASE("a race that some win keeps those who won when another of them goes back") {
  const std::string two_of_three = R"(
steps {
    east  { do collect form numbers from east }
    west  { do collect form numbers from west }
    north { do collect form numbers from north }
    best  { do mark after-count "2 of east, west, north" cancel-rest yes }
})";
  ACampaign campaign(two_of_three);
  campaign.report("west", "west");
  campaign.report("east", "east");
  REQUIRE(campaign.status("north") == StepStatus::skipped);
  SUBCASE("the other winner stands") {
    const auto foreseen = do_as_foreseen(campaign, GoBack{"east", "重来"});
    CHECK(foreseen.stays == Names{"west"});
    CHECK(foreseen.begins == Names{"north"});
    CHECK(campaign.status("best") == StepStatus::waiting);
    campaign.report("north", "north");
    CHECK(campaign.status("best") == StepStatus::done);
    CHECK(campaign.status("east") == StepStatus::skipped);
  }
  SUBCASE("a branch that lost takes them along") {
    const auto foreseen = do_as_foreseen(campaign, GoBack{"north", "重来"});
    CHECK(foreseen.done_again == Names{"east", "west", "best"});
    CHECK(campaign.status("best") == StepStatus::waiting);
  }
}

TEST_CASE("going back to what a race led to leaves the race as it was decided") {
  auto campaign = won_by_west();
  const auto foreseen = do_as_foreseen(campaign, GoBack{"best", "重来"});
  CHECK(foreseen.done_again == Names{"best"});
  CHECK(campaign.status("best") == StepStatus::done);
  CHECK(campaign.status("east") == StepStatus::skipped);
}

TEST_CASE("a decision that called off what was under way is taken back with all it did") {
  ACampaign campaign(R"(
steps {
    visit { do each over 街道 steps { talk { do collect form numbers from 本单位 } } }
    go_on { do decision outcomes "yes, no" }
    stop  { do mark after go_on=no after-any "go_on, visit" cancel-rest yes }
    total { do mark after "visit, go_on=yes" }
})");
  campaign.report("visit[east]/talk", "east");
  campaign.do_(Choose{"go_on", "no", "停"});
  REQUIRE(campaign.status("visit") == StepStatus::skipped);
  do_as_foreseen(campaign, GoBack{"go_on", "误选"});
  CHECK(campaign.status("visit") == StepStatus::open);
  campaign.do_(Choose{"go_on", "yes", "照办"});
  CHECK(campaign.status("total") == StepStatus::waiting);
  for (const auto* unit : {"east", "west", "north"}) campaign.report(std::string("visit[") + unit + "]/talk", unit);
  CHECK(campaign.status("total") == StepStatus::done);
  CHECK(campaign.item("visit[east]/talk", "east").versions.size() == 2);
}

TEST_CASE("a race that is decided again at once is foreseen to be") {
  ACampaign campaign(R"(
steps {
    answer  { do mark on 另行通知 }
    expired { do mark on 2023-05-20 }
    result  { do mark after-any "answer, expired" cancel-rest yes }
})");
  campaign.at("2023-05-22 09:00");
  REQUIRE(campaign.status("answer") == StepStatus::skipped);
  const auto foreseen = do_as_foreseen(campaign, GoBack{"answer", "批复来了"});
  CHECK(foreseen.done_again == Names{"expired", "result"});
  CHECK(foreseen.off_again == Names{"answer"});
}

TEST_CASE("of branches that settle at the same moment the first in the file wins") {
  ACampaign campaign(R"(
steps {
    result  { do mark after-any "answer, expired" cancel-rest yes }
    answer  { do mark on 另行通知 }
    expired { do mark on 2023-05-20 }
})");
  campaign.do_(Announce{"answer", "on", "2023-05-20", "收到"});
  campaign.at("2023-05-22 09:00");
  CHECK(campaign.status("result") == StepStatus::done);
  CHECK(campaign.status("answer") == StepStatus::done);
  CHECK(campaign.status("expired") == StepStatus::skipped);
}

TEST_CASE("what was called off by hand and is gone back to is told to begin") {
  ACampaign campaign("steps {\n a { do collect form numbers from 街道 }\n b { do mark after a }\n}");
  campaign.do_(Cancel{"a", "不办了"});
  REQUIRE(campaign.status("b") == StepStatus::done);
  const auto foreseen = do_as_foreseen(campaign, GoBack{"a", "还是要办"});
  CHECK(foreseen.begins == Names{"a"});
  CHECK(foreseen.done_again == Names{"b"});
  CHECK(foreseen.decided_again.empty());
}
