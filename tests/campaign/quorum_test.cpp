// complete-when and rest: a step that runs its flow many times settles before all have ended.
#include "tests/campaign/a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

std::string two_of_three(const std::string& rest) {
  return "steps { visit { do each over 街道 complete-when \"visit.closed_count >= 2\" " + rest +
         " steps {\n talk { do collect form numbers from self }\n record { do mark after talk } } }\n"
         " wrap { do mark after visit } }";
}

const std::string clues =
    "parameters { wanted 2 }\n"
    "steps { clue { do case from 街道 complete-when \"clue.closed_count >= wanted\" rest run-on steps {\n"
    "  look { do decision outcomes \"true=end, false=end\" } } }\n"
    "  wrap { do mark after clue } }";

const ScopeState& scope(const ACampaign& campaign, const std::string& step, const std::string& key) {
  return campaign.state.step(step).scopes.at(key);
}

}  // namespace

TEST_CASE("an each settles when its condition holds, and the units that still run go on to their end") {
  ACampaign campaign(two_of_three(""));
  campaign.report("visit[east]/talk", "east");
  CHECK(campaign.status("visit") == StepStatus::open);
  campaign.report("visit[north]/talk", "north");
  CHECK(campaign.state.step("visit").how == "condition");
  CHECK(campaign.status("wrap") == StepStatus::done);
  CHECK_FALSE(scope(campaign, "visit", "west").settled);
  campaign.report("visit[west]/talk", "west");
  CHECK(campaign.status("visit[west]/record") == StepStatus::done);
  CHECK(scope(campaign, "visit", "west").how == "complete");
}

TEST_CASE("with rest cancel the units that still run end there") {
  ACampaign campaign(two_of_three("rest cancel"));
  campaign.report("visit[east]/talk", "east");
  campaign.report("visit[north]/talk", "north");
  CHECK(campaign.status("wrap") == StepStatus::done);
  CHECK(scope(campaign, "visit", "west").how == "called_off");
  CHECK(campaign.item("visit[west]/talk", "west").status == ItemStatus::closed);
  CHECK(campaign.status("visit[west]/record") == StepStatus::skipped);
  campaign.at("2024-01-01");
  CHECK(campaign.state.closed);
}

TEST_CASE("the values that made the condition hold stand in the journal") {
  ACampaign campaign(two_of_three(""));
  campaign.report("visit[east]/talk", "east");
  campaign.report("visit[west]/talk", "west");
  const auto settled = campaign.happened(event_type::step_settled);
  const auto by_condition =
      std::find_if(settled.begin(), settled.end(), [](const Event& event) { return event.data.at("step") == Value("visit"); });
  REQUIRE(by_condition != settled.end());
  CHECK(by_condition->data.at("inputs").at("visit.closed_count") == Value(2));
}

TEST_CASE("a case takes nothing in after its condition holds") {
  ACampaign campaign(clues);
  for (const auto* unit : {"east", "west", "north"}) campaign.do_(OpenCase{"clue", unit, Value(Map{}), "某店"}, unit);
  campaign.do_(Choose{"clue[1]/look", "false", "r"});
  CHECK(campaign.status("clue") == StepStatus::open);
  campaign.do_(Choose{"clue[3]/look", "true", "r"});
  CHECK(campaign.status("clue") == StepStatus::done);
  CHECK(campaign.status("wrap") == StepStatus::done);
  CHECK_FALSE(campaign.try_(OpenCase{"clue", "east", Value(Map{}), "某店"}, "east").ok());
  campaign.do_(Choose{"clue[2]/look", "true", "r"});
  CHECK(scope(campaign, "clue", "2").how == "complete");
}

TEST_CASE("a number that the condition compares with can be changed on the way") {
  ACampaign campaign(clues);
  campaign.do_(OpenCase{"clue", "east", Value(Map{}), "某店"}, "east");
  campaign.do_(Choose{"clue[1]/look", "true", "r"});
  CHECK(campaign.status("clue") == StepStatus::open);
  campaign.do_(SetParameter{"wanted", 1, "时间紧"});
  CHECK(campaign.status("clue") == StepStatus::done);
}

TEST_CASE("a repeat opens no period after its condition holds") {
  ACampaign campaign(
      "steps { calm { do decision outcomes yes }\n"
      "  monthly { do repeat every month complete-when \"calm.status = \\\"done\\\"\" steps {\n"
      "    report { do collect form numbers from 街道 due 25日 } } } }");
  campaign.at("2023-06-05 09:00");
  CHECK(campaign.state.step("monthly").scopes.size() == 2);
  campaign.do_(Choose{"calm", "yes", "r"});
  CHECK(campaign.state.step("monthly").how == "condition");
  campaign.at("2023-12-31 09:00");
  CHECK(campaign.state.step("monthly").scopes.size() == 2);
  campaign.report("monthly[2023-06]/report", "east");
  CHECK(campaign.item("monthly[2023-06]/report", "east").status == ItemStatus::accepted);
}

TEST_CASE("a condition that cannot be judged yet does not settle the step") {
  ACampaign campaign(
      "parameters { wanted 待定 }\n"
      "steps { visit { do each over 街道 complete-when \"visit.closed_count >= wanted\" steps { talk { do decision outcomes a } "
      "} } "
      "}");
  campaign.do_(Choose{"visit[east]/talk", "a", "r"});
  CHECK(campaign.status("visit") == StepStatus::open);
  for (const auto* address : {"visit[west]/talk", "visit[north]/talk"}) campaign.do_(Choose{address, "a", "r"});
  CHECK(campaign.state.step("visit").how == "complete");
}

TEST_CASE("a name that nobody knows is told in complete-when as in when") {
  const auto definition = read_campaign_text(
      "steps { visit { do each over 街道 complete-when \"visits.closed_count >= 2\" steps { talk { do mark } } } }");
  const auto& found = definition.diagnostics();
  CHECK(std::any_of(found.begin(), found.end(),
                    [](const Diagnostic& each) { return each.message.code == "expression.unknown_name"; }));
}
