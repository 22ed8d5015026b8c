// Going back: what is foreseen is what happens.
#include <set>

#include <algorithm>

#include "a_campaign.h"
#include "engine/campaign/consequences.h"
#include "engine/campaign/naming.h"
#include "engine/campaign/supervision.h"
#include "what_comes_true.h"

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

Consequences foreseen_of(const ACampaign& campaign, const Act& act) {
  const auto foresight = foresee(campaign.rules, campaign.state, {"office", {}, act}, campaign.now);
  REQUIRE(foresight.ok());
  return foresight.consequences;
}

}  // namespace

TEST_CASE("the consequences of going back are told before and then come true") {
  auto campaign = in_the_middle();
  const auto foreseen = foreseen_of(campaign, GoBack{"plan", "口径有变"});
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

TEST_CASE("a due date that stands in the file stays, and so does the time that a unit was given") {
  auto campaign = in_the_middle();
  campaign.do_(Extend{"report", "west", "2023-07-20", "汛期"});
  const auto foreseen = foreseen_of(campaign, GoBack{"report", "重报"});
  CHECK(foreseen.moves.empty());
  campaign.do_(GoBack{"report", "重报"});
  CHECK(campaign.item("report", "west").due == end_of_day(*parse_date("2023-07-20")));
  CHECK(campaign.item("report", "east").due == end_of_day(*parse_date("2023-07-10")));
}

TEST_CASE("returning an accepted report makes stale what was made from it and moves nothing") {
  auto campaign = in_the_middle();
  for (const auto* unit : {"west", "north"}) campaign.report("report", unit);
  CHECK(campaign.status("total") == StepStatus::done);
  const Return back{"report", "east", "核对"};
  const auto foreseen = foreseen_of(campaign, back);
  CHECK(foreseen.goes_stale == std::vector<std::string>{"total"});
  CHECK(foreseen.sent_back == AskedAgain{"report", "east", end_of_day(*parse_date("2023-07-10")), false});
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
  const auto foreseen = foreseen_of(campaign, Return{"report", "east", "漏报"});
  CHECK(foreseen.sent_back == AskedAgain{"report", "east", later, false});
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
  CHECK(foreseen_of(campaign, back).sent_back == AskedAgain{"report", "west", due, true});
  campaign.do_(back);
  CHECK(campaign.item("report", "west").due == due);
}

TEST_CASE("what is foreseen reads in both languages' terms") {
  auto campaign = in_the_middle();
  const auto value = to_value(foreseen_of(campaign, GoBack{"plan", "重来"}), campaign.definition, campaign.state);
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

namespace {

// A notice that somebody has to sign, and behind it a step that holds another one.
struct Behind {
  std::string holder;
  std::string inside;  // address of the report in it
};

const std::vector<Behind> holders{
    {"hold { do mark after notice steps { report { do collect form numbers from 街道 } } }", "hold/report"},
    {"hold { do mark window 2023-05 after notice steps { report { do collect form numbers from 街道 } } }", "hold/report"},
    {"hold { do each over 街道 after notice steps { report { do collect form numbers from self } } }", "hold[east]/report"},
    {"hold { do repeat every month first 2023-05-01 after notice steps { report { do collect form numbers from 街道 } } }",
     "hold[2023-05]/report"},
    {"hold { do case await all after notice steps { report { do collect form numbers from 街道 } } }", "hold[1]/report"},
    {"hold { do call workflow called.info after notice }", "hold/hold.report"},
    {"hold { do mark after notice steps { each { do each over 街道 steps { report { do collect form numbers from self } } } } }",
     "hold/each[east]/report"},
};

ACampaign behind_a_notice(const std::string& steps) {
  ACampaign campaign(
      "roles { 签发 区司法局 }\nsteps {\n notice { do issue text notice.gw to 街道 sign-off 签发 }\n" + steps + " }",
      {{"c/called.info", "campaign called {\n" + forms_info + "steps { report { do collect form numbers from 街道 } }\n}\n"}});
  campaign.do_(Sign{"notice", "签发", ""});
  return campaign;
}

std::size_t accepted(const ACampaign& campaign, const std::string& step) {
  return campaign.state.step(step).items.count(ItemStatus::accepted);
}

bool stands_in(const std::vector<std::string>& list, const std::string& step) {
  return std::find(list.begin(), list.end(), step) != list.end();
}

// The act, which does what was foreseen of it.
Consequences do_as_foreseen(ACampaign& campaign, const Act& act) {
  const auto foreseen = foreseen_of(campaign, act);
  const auto before = campaign.state;
  const auto from = campaign.journal.size();
  campaign.do_(act);
  const std::vector<Event> events(campaign.journal.begin() + static_cast<std::ptrdiff_t>(from), campaign.journal.end());
  CHECK(WhatComesTrue(campaign.definition).difference(foreseen, before, campaign.state, events) == "");
  CHECK(open_in_a_holder_that_waits(campaign.definition, campaign.state) == "");
  return foreseen;
}

}  // namespace

TEST_CASE("what a holder holds waits with it and begins again when it does") {
  for (const auto& behind : holders) {
    const auto& holder = behind.holder;
    const auto& inside = behind.inside;
    CAPTURE(holder);
    auto campaign = behind_a_notice(holder);
    if (campaign.state.step("hold").scopes.empty()) campaign.do_(OpenCase{"hold", "east", Value(Map{}), "一件"});
    campaign.report(inside, "east");
    const auto foreseen = do_as_foreseen(campaign, GoBack{"notice", "文稿有误"});
    CHECK(stands_in(foreseen.stops, "hold"));
    CHECK(campaign.status("notice") == StepStatus::open);
    CHECK(campaign.status("hold") == StepStatus::waiting);
    CHECK(campaign.status(inside) == StepStatus::waiting);
    const auto called = [&](Language language) { return label_of(campaign.definition, campaign.state, inside, language); };
    CHECK(campaign.refusal(Submit{inside, "east", Value(Map{{"events", 1}, {"people", 1}}), {}}) ==
          "步骤“" + called(Language::zh) + "”还没有开始 / the step “" + called(Language::en) + "” has not begun yet");
    campaign.at("2023-05-20 08:00");
    CHECK(campaign.status(inside) == StepStatus::waiting);

    campaign.do_(Sign{"notice", "签发", ""});
    CHECK(campaign.status(inside) == StepStatus::open);
    CHECK(campaign.item(inside, "east").status == ItemStatus::open);
    CHECK(campaign.item(inside, "east").versions.size() == 1);
    campaign.report(inside, "east", 2);
    CHECK(campaign.item(inside, "east").accepted_version == 2);
    CHECK(campaign.replayed() == campaign.state);
  }
}

TEST_CASE("a decision that goes back leaves nothing running in a holder between") {
  for (const auto& behind : holders) {
    const auto& holder = behind.holder;
    const auto& inside = behind.inside;
    if (holder.find("case") != holder.npos) continue;  // does not settle before the decision
    CAPTURE(holder);
    auto campaign = behind_a_notice(holder + "\nlook { do decision outcomes \"同意, 重来=return notice\" after notice }");
    const auto foreseen = do_as_foreseen(campaign, Choose{"look", "重来", "口径有变"});
    CHECK(stands_in(foreseen.stops, "look"));
    CHECK(stands_in(foreseen.stops, inside));
    CHECK(stands_in(foreseen.done_again, "notice"));
    CHECK(campaign.status(inside) == StepStatus::waiting);
    campaign.do_(Sign{"notice", "签发", ""});
    CHECK(campaign.status(inside) == StepStatus::open);
  }
}

TEST_CASE("a period that is over stands when the flow goes back to a step before, and the others are done again") {
  auto campaign = behind_a_notice(
      "monthly { do repeat every month first 2023-05-01 until 2023-07-31 after notice\n"
      " steps { report { do collect form numbers from 街道 due \"day 25\" } } }\n"
      "total { do compile text total.gw on 2023-08-01 after monthly }");
  for (const auto* unit : {"east", "west", "north"}) campaign.report("monthly[2023-05]/report", unit);
  campaign.at("2023-06-02 08:00");
  campaign.report("monthly[2023-06]/report", "east");
  const auto foreseen = do_as_foreseen(campaign, GoBack{"notice", "文稿有误"});
  CHECK(foreseen.stays == std::vector<std::string>{"monthly[2023-05]/report"});
  CHECK(foreseen.stops == std::vector<std::string>{"monthly", "monthly[2023-06]/report"});
  CHECK(accepted(campaign, "monthly[2023-05]/report") == 3);
  CHECK(campaign.state.step("monthly").scopes.at("2023-05").settled.has_value());
  campaign.do_(Sign{"notice", "签发", ""});
  CHECK(campaign.status("monthly[2023-05]/report") == StepStatus::done);
  CHECK(campaign.item("monthly[2023-06]/report", "east").status == ItemStatus::open);

  do_as_foreseen(campaign, GoBack{"monthly", "各月重报"});
  CHECK(campaign.item("monthly[2023-05]/report", "east").status == ItemStatus::open);
}

TEST_CASE("a case that has ended stands, and one that was closed by name") {
  auto campaign = behind_a_notice("clue { do case await all after notice steps { check { do decision outcomes 核实 } } }");
  for (const auto* title : {"甲", "乙", "丙"}) campaign.do_(OpenCase{"clue", "east", Value(Map{}), title});
  campaign.do_(Choose{"clue[1]/check", "核实", "属实"});
  campaign.do_(CloseScope{"clue", "2", "移交公安", ""});
  const auto foreseen = do_as_foreseen(campaign, GoBack{"notice", "文稿有误"});
  CHECK(foreseen.stays == std::vector<std::string>{"clue[1]/check", "clue[2]/check"});
  CHECK(foreseen.stops == std::vector<std::string>{"clue", "clue[3]/check"});
  campaign.do_(Sign{"notice", "签发", ""});
  CHECK(campaign.status("clue[3]/check") == StepStatus::open);
  CHECK(campaign.status("clue[2]/check") == StepStatus::skipped);
}

TEST_CASE("units that are done one after the other are done again one after the other") {
  auto campaign = behind_a_notice(
      "visit { do each over 街道 in-turn yes after notice steps { report { do collect form numbers from self } } }");
  campaign.report("visit[east]/report", "east");
  campaign.report("visit[west]/report", "west");
  CHECK(campaign.status("visit[north]/report") == StepStatus::open);
  do_as_foreseen(campaign, GoBack{"notice", "文稿有误"});
  campaign.do_(Sign{"notice", "签发", ""});
  CHECK(campaign.status("visit[east]/report") == StepStatus::open);
  CHECK(campaign.status("visit[west]/report") == StepStatus::waiting);
  CHECK(campaign.status("visit[north]/report") == StepStatus::waiting);
  campaign.report("visit[east]/report", "east");
  CHECK(campaign.status("visit[west]/report") == StepStatus::open);
  CHECK(campaign.status("visit[north]/report") == StepStatus::waiting);
}

TEST_CASE("a phase that was closed by name is done again from its beginning") {
  auto campaign = behind_a_notice("hold { do mark after notice steps { report { do collect form numbers from 街道 } } }");
  campaign.do_(CloseScope{"hold", "", "暂缓", ""});
  CHECK(campaign.status("hold/report") == StepStatus::skipped);
  do_as_foreseen(campaign, GoBack{"notice", "继续"});
  CHECK(campaign.status("hold/report") == StepStatus::waiting);
  campaign.do_(Sign{"notice", "签发", ""});
  CHECK(campaign.status("hold/report") == StepStatus::open);
}

TEST_CASE("what stands in a holder that is not done again is not waited for") {
  auto campaign = behind_a_notice(
      "look { do decision outcomes \"办, 不办\" after notice }\n"
      "visit { do each over 街道 after look=办 steps { report { do collect form numbers from self } } }");
  campaign.do_(Choose{"look", "办", "研究决定"});
  campaign.report("visit[east]/report", "east");
  do_as_foreseen(campaign, GoBack{"look", "再研究"});
  CHECK(campaign.status("visit[west]/report") == StepStatus::waiting);
  const auto foreseen = do_as_foreseen(campaign, Choose{"look", "不办", "研究决定"});
  CHECK(foreseen.called_off == std::vector<std::string>{"visit"});
  for (const auto* unit : {"east", "west", "north"}) campaign.do_(ConfirmReceipt{"notice", unit}, unit);
  campaign.at("2024-01-02 08:00");
  CHECK(campaign.state.closed);
}

TEST_CASE("a unit that was not late has three working days when it is asked again after the date") {
  auto campaign = behind_a_notice("report { do collect form numbers from 街道 due 2023-06-09 after notice }");
  campaign.report("report", "east");
  campaign.at("2023-06-12 10:00");
  campaign.report("report", "west");  // late; north owes it still
  const auto day = [](const char* text) { return end_of_day(*parse_date(text)); };
  const auto foreseen = do_as_foreseen(campaign, GoBack{"report", "重报"});
  CHECK(foreseen.moves == std::vector<MovedDeadline>{{"report", "east", day("2023-06-09"), day("2023-06-15")}});
  CHECK(foreseen.overdue_at_once ==
        std::vector<AskedAgain>{{"report", "north", day("2023-06-09"), true}, {"report", "west", day("2023-06-09"), true}});
  CHECK(campaign.item("report", "east").due == day("2023-06-15"));
  CHECK(is_late(campaign.item("report", "north"), campaign.now));
  CHECK_FALSE(is_late(campaign.item("report", "east"), campaign.now));

  const auto again = foreseen_of(campaign, GoBack{"notice", "文稿有误"});  // the days are reckoned when it opens
  CHECK(again.moves == std::vector<MovedDeadline>{{"report", "east", day("2023-06-15"), std::nullopt}});
}

TEST_CASE("a step that settles at its due date and is done again after it waits for the days its units have now") {
  ACampaign campaign(R"(steps { report { do collect form numbers from 街道 due 2023-06-09 settles at-due } })");
  campaign.at("2023-06-08 10:00");
  campaign.do_(Submit{"report", "east", Value(Map{{"events", 1}, {"people", 1}}), {}}, "east");
  campaign.do_(Submit{"report", "west", Value(Map{{"events", 1}, {"people", 1}}), {}}, "west");
  campaign.at("2023-06-12 10:00");
  REQUIRE(campaign.status("report") == StepStatus::done);
  campaign.do_(GoBack{"report", "口径变了"});
  CHECK(campaign.status("report") == StepStatus::open);
  CHECK(to_text(day_due(*campaign.item("report", "east").due)) == "2023-06-15");
  campaign.at("2023-06-15 10:00");
  CHECK(campaign.status("report") == StepStatus::open);
  campaign.at("2023-06-16 10:00");
  CHECK(campaign.status("report") == StepStatus::done);
  CHECK(campaign.item("report", "east").status == ItemStatus::missing);
}

TEST_CASE("an outcome that ends there calls off what follows, and says so before") {
  auto campaign = behind_a_notice(
      "look { do decision outcomes \"立案, 不立=end\" after notice }\n"
      "investigate { do collect form numbers from 街道 after look=立案 }\n"
      "survey { do collect form numbers from 部门 after notice }");
  const auto foreseen = do_as_foreseen(campaign, Choose{"look", "不立", "证据不足"});
  CHECK(foreseen.settles == std::vector<std::string>{"look"});
  CHECK(foreseen.called_off == std::vector<std::string>{"investigate"});
  CHECK(foreseen.goes_on == std::vector<std::string>{"survey"});
  CHECK(foreseen.stays == std::vector<std::string>{"notice"});
}

TEST_CASE("what is refused has no consequences") {
  const auto campaign = in_the_middle();
  const auto foresight = foresee(campaign.rules, campaign.state, {"office", {}, GoBack{"plan", ""}}, campaign.now);
  CHECK(foresight.refusal->message.code == "refused.no_reason");
  CHECK(foresight.consequences == Consequences{});
}

TEST_CASE("what was cancelled with all it holds is done again when the flow goes back to it") {
  for (const auto& behind : holders) {
    if (behind.holder.find("case") != behind.holder.npos) continue;  // nobody has registered one
    CAPTURE(behind.holder);
    auto campaign = behind_a_notice(behind.holder);
    campaign.do_(Cancel{"hold", "暂缓"});
    CHECK(campaign.status("hold") == StepStatus::skipped);
    CHECK(campaign.status(behind.inside) == StepStatus::skipped);
    do_as_foreseen(campaign, GoBack{"hold", "继续办"});
    CHECK(campaign.status("hold") == StepStatus::open);
    CHECK(campaign.status(behind.inside) == StepStatus::open);
    campaign.report(behind.inside, "east");
    CHECK(campaign.item(behind.inside, "east").status == ItemStatus::accepted);
  }
}

TEST_CASE("a unit that was closed by name stays closed when what was cancelled with it is done again") {
  auto campaign =
      behind_a_notice("visit { do each over 街道 after notice steps { report { do collect form numbers from self } } }");
  campaign.do_(CloseScope{"visit", "east", "撤并", ""});
  campaign.do_(Cancel{"visit", "暂缓"});
  do_as_foreseen(campaign, GoBack{"visit", "继续办"});
  CHECK(campaign.status("visit[east]/report") == StepStatus::skipped);
  CHECK(campaign.status("visit[west]/report") == StepStatus::open);
}

namespace {

const std::string partly = R"(
    plan   { do collect form numbers from 街道 }
    report { do collect form numbers from 街道 after notice }
    check  { do mark after report }
)";

}  // namespace

TEST_CASE("of a phase only the steps are done again that follow from what the flow went back to") {
  auto campaign = behind_a_notice("phase { do mark steps {" + partly + "} }\ntotal { do compile text total.gw after phase }");
  for (const auto* unit : {"east", "west", "north"}) {
    campaign.report("phase/plan", unit);
    campaign.report("phase/report", unit);
  }
  CHECK(campaign.status("phase") == StepStatus::done);
  const auto foreseen = do_as_foreseen(campaign, GoBack{"notice", "文稿有误"});
  CHECK(foreseen.stays == std::vector<std::string>{"phase/plan"});
  CHECK(foreseen.done_again == std::vector<std::string>{"notice", "phase", "phase/report", "phase/check", "total"});
  CHECK(accepted(campaign, "phase/plan") == 3);
  CHECK(campaign.status("phase") == StepStatus::open);
  CHECK(campaign.status("phase/report") == StepStatus::waiting);
  campaign.do_(Sign{"notice", "签发", ""});
  for (const auto* unit : {"east", "west", "north"}) campaign.report("phase/report", unit, 2);
  CHECK(campaign.status("phase") == StepStatus::done);
  CHECK(campaign.state.step("total").documents.size() == 2);
}

TEST_CASE("a phase that runs goes on while only some of its steps are done again") {
  auto campaign = behind_a_notice("phase { do mark steps {" + partly + "} }");
  campaign.report("phase/plan", "east");
  const auto foreseen = do_as_foreseen(campaign, GoBack{"notice", "文稿有误"});
  CHECK(foreseen.goes_on == std::vector<std::string>{"phase", "phase/plan"});
  CHECK(foreseen.stops == std::vector<std::string>{"phase/report"});
  CHECK(accepted(campaign, "phase/plan") == 1);
}

TEST_CASE("of each unit's share only what follows is done again") {
  auto campaign = behind_a_notice(
      "visit { do each over 街道 steps { plan { do collect form numbers from self }\n"
      " report { do collect form numbers from self after notice } } }");
  for (const auto* unit : {"east", "west"}) {
    campaign.report("visit[" + std::string(unit) + "]/plan", unit);
    campaign.report("visit[" + std::string(unit) + "]/report", unit);
  }
  CHECK(campaign.state.step("visit").scopes.at("east").settled.has_value());
  const auto foreseen = do_as_foreseen(campaign, GoBack{"notice", "文稿有误"});
  CHECK(foreseen.stays == std::vector<std::string>{"visit[east]/plan", "visit[west]/plan"});
  CHECK(foreseen.goes_on == std::vector<std::string>{"visit", "visit[north]/plan"});
  CHECK_FALSE(campaign.state.step("visit").scopes.at("east").settled.has_value());
  campaign.do_(Sign{"notice", "签发", ""});
  CHECK(campaign.status("visit[east]/report") == StepStatus::open);
  campaign.report("visit[east]/report", "east", 2);
  CHECK(campaign.state.step("visit").scopes.at("east").settled.has_value());
}
