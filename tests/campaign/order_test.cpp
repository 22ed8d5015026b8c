// Order, outcomes, skipping: what opens when, and what dies.
#include "a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string two_ways = R"(
steps {
    look   { do decision outcomes "minor, crime" }
    minor  { do decision outcomes "done_m" after look=minor }
    crime  { do decision outcomes "done_c" after look=crime }
    after_both { do mark after-some "minor, crime" }
})";

const std::string race = R"(
steps {
    a { do decision outcomes yes_a }
    b { do decision outcomes yes_b }
    c { do decision outcomes yes_c }
    first  { do mark after-any "a, b, c" }
    two    { do mark after-count "2 of a, b, c" }
    all    { do mark after "a, b, c" }
})";

}  // namespace

TEST_CASE("a step waits until all steps before it have settled") {
  ACampaign campaign(race);
  CHECK(campaign.status("all") == StepStatus::waiting);
  campaign.do_(Choose{"a", "yes_a", "r"});
  campaign.do_(Choose{"b", "yes_b", "r"});
  CHECK(campaign.status("all") == StepStatus::waiting);
  campaign.do_(Choose{"c", "yes_c", "r"});
  CHECK(campaign.status("all") == StepStatus::done);
}

TEST_CASE("after-any opens with the first and after-count with the nth") {
  ACampaign campaign(race);
  campaign.do_(Choose{"b", "yes_b", "r"});
  CHECK(campaign.status("first") == StepStatus::done);
  CHECK(campaign.status("two") == StepStatus::waiting);
  campaign.do_(Choose{"a", "yes_a", "r"});
  CHECK(campaign.status("two") == StepStatus::done);
  CHECK(campaign.status("c") == StepStatus::open);  // the others run on
}

TEST_CASE("cancel-rest ends the branches that lost the race without killing what follows them") {
  ACampaign campaign(R"(
steps {
    a { do decision outcomes x }
    b { do collect form numbers from 街道 }
    first { do mark after-any "a, b" cancel-rest yes }
    next  { do mark after b }
})");
  campaign.do_(Choose{"a", "x", "r"});
  CHECK(campaign.status("first") == StepStatus::done);
  CHECK(campaign.status("b") == StepStatus::skipped);
  CHECK(campaign.item("b", "east").status == ItemStatus::closed);
  CHECK(campaign.status("next") == StepStatus::done);
}

TEST_CASE("only the outcome that was chosen keeps its way alive") {
  ACampaign campaign(two_ways);
  campaign.do_(Choose{"look", "minor", "轻微"});
  CHECK(campaign.status("minor") == StepStatus::open);
  CHECK(campaign.status("crime") == StepStatus::dead);
  CHECK(campaign.status("after_both") == StepStatus::waiting);
  campaign.do_(Choose{"minor", "done_m", "r"});
  CHECK(campaign.status("after_both") == StepStatus::done);
}

TEST_CASE("one of several outcomes is enough for a way that names them") {
  ACampaign campaign(R"(
steps {
    look { do decision outcomes "minor, controllable, crime" }
    soft { do mark after look=minor|controllable }
    hard { do mark after look=crime }
})");
  campaign.do_(Choose{"look", "controllable", "r"});
  CHECK(campaign.status("soft") == StepStatus::done);
  CHECK(campaign.status("hard") == StepStatus::dead);
}

TEST_CASE("death goes on to all that wait for a dead step and to no others") {
  ACampaign campaign(R"(
steps {
    look { do decision outcomes "a, b" }
    x    { do mark after look=a }
    y    { do mark after x }
    z    { do mark after-some "x, look=b" }
})");
  campaign.do_(Choose{"look", "b", "r"});
  CHECK(campaign.status("y") == StepStatus::dead);
  CHECK(campaign.status("z") == StepStatus::done);
}

TEST_CASE("a step whose condition is false is skipped and passes life on") {
  ACampaign campaign(R"(
parameters { big 0 }
steps {
    a { do mark when "big = 1" }
    b { do mark after a }
})");
  CHECK(campaign.status("a") == StepStatus::skipped);
  CHECK(campaign.status("b") == StepStatus::done);
  const auto skipped = campaign.happened(event_type::step_skipped);
  REQUIRE(skipped.size() == 1);
  CHECK(skipped[0].data.at("inputs").at("big") == Value(0));  // the values that made it so are kept
}

TEST_CASE("a condition that cannot be judged stops for a person and is never taken as false") {
  ACampaign campaign(R"(
parameters { big 待定 }
steps {
    a { do mark when "big > 1" }
    b { do mark after a }
})");
  CHECK(campaign.status("a") == StepStatus::waiting);
  CHECK_FALSE(campaign.state.step("a").incident.is_null());
  CHECK(campaign.status("b") == StepStatus::waiting);
  CHECK(campaign.happened(event_type::incident_raised).size() == 1);
}

TEST_CASE("an optional step is left out unless the campaign chooses it") {
  const std::string steps = "steps {\n a { do mark optional yes }\n b { do mark after a }\n}";
  ACampaign without(steps);
  CHECK(without.status("a") == StepStatus::skipped);
  CHECK(without.status("b") == StepStatus::done);
  ACampaign with("choose a\n" + steps);
  CHECK(with.status("a") == StepStatus::done);
}

TEST_CASE("a choice wants a reason and one of the outcomes") {
  ACampaign campaign(two_ways);
  CHECK(campaign.try_(Choose{"look", "minor", ""}).refusal->kind == RefusalKind::invalid_argument);
  CHECK(campaign.try_(Choose{"look", "huge", "r"}).refusal->kind == RefusalKind::invalid_argument);
  CHECK(campaign.try_(Choose{"nothing", "minor", "r"}).refusal->kind == RefusalKind::not_found);
  CHECK(campaign.try_(Choose{"minor", "done_m", "r"}).refusal->kind == RefusalKind::invalid_state);
}

TEST_CASE("a person closes a step whose condition cannot be judged and the campaign goes on") {
  ACampaign campaign(R"(
parameters { big 待定 }
steps {
    a { do mark when "big > 1" }
    b { do mark after a }
})");
  CHECK_FALSE(campaign.try_(CloseStep{"a", ""}).ok());
  campaign.do_(CloseStep{"a", "按不适用处理"});
  CHECK(campaign.status("a") == StepStatus::skipped);
  CHECK(campaign.status("b") == StepStatus::done);
  campaign.at("2024-01-01");
  CHECK(campaign.state.closed);
}

TEST_CASE("a supplied value that the campaign does not ask for is refused") {
  const auto definition = read_or_fail("supply { chief.name 负责人 }\nsteps { a { do mark } }");
  CountingPress press;
  const Rules rules{definition, state_calendar(), ACampaign::find_kind, press};
  const auto start = [&](const char* json) {
    return decide(rules, State{}, {"office", std::nullopt, Start{*parse_json(json)}}, *parse_instant("2023-05-01"));
  };
  CHECK(start(R"({"chief": {"name": "甲", "phone": "1"}})").refusal->message.code == "refused.not_asked");
  CHECK(start(R"({"chief": {}})").refusal->message.code == "refused.not_supplied");
  const auto good = start(R"({"chief": {"name": "甲"}})");
  REQUIRE(good.ok());
  CHECK(good.events.front().personal == std::vector<std::string>{"/supplied/chief/name"});
}

TEST_CASE("the steps of a phase that is done one at a time never run side by side") {
  ACampaign campaign(R"(
steps {
    round { do mark one-at-a-time yes steps {
        look   { do decision outcomes "mend, fine" }
        second { do decision outcomes b }
        mended { do decision outcomes c after look=mend }
    } }
    wrap { do mark after round }
})");
  CHECK(campaign.status("round/look") == StepStatus::open);
  CHECK(campaign.status("round/second") == StepStatus::waiting);
  campaign.do_(Choose{"round/look", "mend", "r"});
  CHECK(campaign.status("round/second") == StepStatus::open);
  CHECK(campaign.status("round/mended") == StepStatus::waiting);
  campaign.do_(Choose{"round/second", "b", "r"});
  campaign.do_(Choose{"round/mended", "c", "r"});
  CHECK(campaign.status("wrap") == StepStatus::done);
}

TEST_CASE("of the steps of a phase that is done one at a time a person says by a date which goes first") {
  ACampaign campaign(R"(
steps {
    round { do mark one-at-a-time yes steps {
        a { do collect form numbers from edu opens 另行通知 }
        b { do collect form numbers from law opens 另行通知 }
    } }
})");
  campaign.do_(Announce{"round/b", "opens", "2023-05-10", ""});
  campaign.do_(Announce{"round/a", "opens", "2023-05-11", ""});
  campaign.at("2023-05-12");
  CHECK(campaign.status("round/b") == StepStatus::open);
  CHECK(campaign.status("round/a") == StepStatus::waiting);
  campaign.report("round/b", "law");
  CHECK(campaign.status("round/a") == StepStatus::open);
}

TEST_CASE("a way that nobody chose dies without waiting for its turn") {
  ACampaign campaign(R"(
steps {
    look  { do decision outcomes "mend, fine" }
    round { do mark one-at-a-time yes steps {
        other { do decision outcomes a }
        mend  { do mark after look=mend }
    } }
})");
  campaign.do_(Choose{"look", "fine", "r"});
  CHECK(campaign.status("round/other") == StepStatus::open);
  CHECK(campaign.status("round/mend") == StepStatus::dead);
}
