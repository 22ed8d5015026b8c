// Awards from nomination to decision, and what may be entered for an assessment by whom.
#include "engine/campaign/awards.h"
#include "engine/campaign/tasks.h"
#include "tests/campaign/a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string contest = R"(steps {
  assess { do assess rules rules.info text result.gw }
  notice { do issue text c.gw to 街道 public yes after assess }
})";

const std::string rules = R"(assessment {
  title 评选  judged 街道
  items { 台账 { checklist 齐全  points 10 } }
  awards { best { label 先进个人  nominate "街道, 部门"  decide 区司法局  quota 2  per-nominator { 街道 2  部门 1 } } }
})";

const std::string plain_text = "---\n标题  文稿\n---\n{{#assess.awards}}{{award}}{{count}}名。{{/assess.awards}}\n";

ACampaign a_contest(const std::string& steps = contest) {
  return ACampaign(steps, {{"c/rules.info", rules}, {"c/c.gw", plain_text}, {"c/result.gw", plain_text}});
}

Enter nomination(const std::string& candidate) { return {"assess", "nomination", "best", "", candidate, {}, "事迹突出"}; }
Enter grant(const std::string& candidate, bool granted = true) {
  return {"assess", "grant", "best", "", candidate, {}, granted ? "会议审定" : "有异议，不予授予", granted};
}
const Enter decided{"assess", "decided", "best", "", "", {}, "第3次会议审定"};

void tick(ACampaign& campaign) {
  for (const auto* unit : {"east", "west", "north"})
    campaign.do_(Enter{"assess", "score", "台账", "齐全", unit, Value(1), "核对无误"}, "office");
}

std::vector<std::string> who_has_to_enter(const ACampaign& campaign) {
  std::vector<std::string> units;
  for (const auto& unit : campaign.definition.units.all())
    if (!tasks(campaign.definition, state_calendar(), campaign.state, unit.id, campaign.now).empty()) units.push_back(unit.id);
  return units;
}

}  // namespace

TEST_CASE("an assessment with awards waits until the deciding unit says that they are decided") {
  auto campaign = a_contest();
  tick(campaign);
  CHECK(campaign.status("assess") == StepStatus::open);
  campaign.do_(nomination("甲"), "east");
  campaign.do_(nomination("乙"), "edu");
  campaign.do_(grant("甲"), "law");
  CHECK(campaign.status("assess") == StepStatus::open);
  CHECK(campaign.status("notice") == StepStatus::waiting);
  campaign.do_(decided, "law");
  CHECK(campaign.status("assess") == StepStatus::done);
  CHECK(campaign.state.step("assess").how == "complete");
  CHECK(campaign.state.step("assess").awards.at("best").at("decided") == Value(true));
  CHECK(campaign.status("notice") == StepStatus::done);
}

TEST_CASE("awards that are decided do not end an assessment that still waits for a score") {
  auto campaign = a_contest();
  campaign.do_(decided, "law");
  CHECK(campaign.status("assess") == StepStatus::open);
  tick(campaign);
  CHECK(campaign.status("assess") == StepStatus::done);
}

TEST_CASE("what was granted by the due day of an assessment counts whatever is still open") {
  auto campaign = a_contest(
      "steps { assess { do assess rules rules.info due 2023-06-15 }\n"
      "notice { do issue text c.gw to 街道 after assess } }");
  campaign.do_(nomination("甲"), "east");
  campaign.do_(nomination("乙"), "west");
  campaign.do_(grant("甲"), "law");
  campaign.at("2023-06-15 23:00");
  CHECK(campaign.status("assess") == StepStatus::open);
  campaign.at("2023-06-16 00:00");
  CHECK(campaign.status("assess") == StepStatus::done);
  CHECK(campaign.state.step("assess").how == "on_date");
  CHECK(campaign.state.step("assess").awards.at("best").at("granted").list()->size() == 1);
  CHECK(campaign.state.step("assess").awards.at("best").at("decided") == Value(false));
  CHECK(campaign.status("notice") == StepStatus::done);
}

TEST_CASE("an award that is taken back after an objection makes the result stale until it is made anew") {
  auto campaign = a_contest();
  tick(campaign);
  campaign.do_(nomination("甲"), "east");
  campaign.do_(nomination("乙"), "edu");
  campaign.do_(grant("甲"), "law");
  campaign.do_(decided, "law");
  campaign.do_(Enter{"assess", "objection", "best", "", "甲", {}, "事迹不实"}, "north");
  CHECK_FALSE(campaign.state.step("assess").stale);
  campaign.do_(Enter{"assess", "answer", "best", "", "甲", {}, "查实，撤下"}, "law");
  campaign.do_(grant("甲", false), "law");
  campaign.do_(grant("乙"), "law");
  CHECK(campaign.state.step("assess").stale);
  campaign.do_(Recompute{"assess"});
  const auto& granted = campaign.state.step("assess").awards.at("best").at("granted");
  REQUIRE(granted.list()->size() == 1);
  CHECK(granted.list()->front().at("candidate") == Value("乙"));
}

TEST_CASE("whoever has to nominate or decide is told so until it is done") {
  auto campaign = a_contest();
  CHECK(who_has_to_enter(campaign) == std::vector<std::string>{"office", "east", "west", "north", "edu", "law"});
  tick(campaign);
  campaign.do_(nomination("甲"), "east");
  CHECK(who_has_to_enter(campaign) == std::vector<std::string>{"west", "north", "edu", "law"});
  campaign.do_(decided, "law");
  CHECK(who_has_to_enter(campaign) == std::vector<std::string>{"east", "west", "north"});  // the notice's receipts
}

TEST_CASE("each class that nominates has its own places and one more is refused") {
  auto campaign = a_contest();
  campaign.do_(nomination("甲"), "east");
  campaign.do_(nomination("乙"), "east");
  CHECK(campaign.refusal(nomination("丙"), "east") ==
        "“东街道”推荐“先进个人”的 2 个名额已经用完。撤下一个，或调整名额 / “东街道” has used its 2 nominations for “先进个人”. "
        "take one back, or change the quota");
  campaign.do_(nomination("丁"), "edu");
  CHECK(campaign.refusal(nomination("戊"), "edu").starts_with("“区教育局”推荐“先进个人”的 1 个名额"));
  campaign.do_(nomination("甲"), "east");  // once more, as it was
}

TEST_CASE("only the unit that decides says that an award is decided") {
  auto campaign = a_contest();
  CHECK(campaign.refusal(decided, "east") ==
        "“先进个人”不由“东街道”审定。请规则写明的单位审定 / “东街道” does not decide on “先进个人”. let the unit decide that the "
        "rules name");
  CHECK(campaign.refusal(Enter{"assess", "decided", "worst", "", "", {}, "审定"}, "law") ==
        "没有名为“worst”的荣誉。写考核规则里的名称 / there is no award “worst”. write a name from the rules");
}

TEST_CASE("only who assesses corrects and answers, and an objection names what is judged") {
  auto campaign = a_contest();
  tick(campaign);
  campaign.do_(decided, "law");
  const Enter correction{"assess", "correction", "台账", "", "east", Value(5), "缺一册"};
  CHECK(campaign.refusal(correction, "east") ==
        "“台账”的结果不能由“东街道”更正。由主办考核的“区处非办”更正；对结果有意见的，录入异议（objection） / “东街道” cannot "
        "correct the result of “台账”. it is for “区处非办”, who assesses; others enter an objection");
  campaign.do_(Enter{"assess", "objection", "台账", "", "east", {}, "册数数错了"}, "east");
  CHECK(campaign.refusal(Enter{"assess", "objection", "册数", "", "east", {}, "数错了"}, "east") ==
        "考核规则里没有名为“册数”的考核项或荣誉。写考核规则里的名称 / the rules have neither an item nor an award “册数”. write "
        "a name from the rules");
  CHECK(campaign.refusal(Enter{"assess", "objection", "台账", "", "edu", {}, "数错了"}, "edu") ==
        "“区教育局”不是考核的单位。写被考核单位的名称或编号 / “区教育局” is not judged by this assessment. write a unit that is "
        "judged");
  CHECK(campaign.refusal(Enter{"assess", "answer", "台账", "", "east", {}, "没有数错"}, "east") ==
        "异议不由“东街道”答复。由主办考核的“区处非办”或审定荣誉的单位答复 / “东街道” does not answer objections. it is for "
        "“区处非办”, who assesses, or who decides the award");
  campaign.do_(Enter{"assess", "answer", "台账", "", "east", {}, "复核属实"}, "office");
  CHECK(campaign.refusal(Enter{"assess", "answer", "台账", "", "east", {}, "复核属实"}, "office") ==
        "“东街道”对“台账”没有提过异议，或已经答复。核对考核项和单位的名称 / “东街道” has no open objection to “台账”. check the "
        "item and the unit");
  campaign.do_(correction, "office");
  campaign.do_(Recompute{"assess"});
  const auto& east = campaign.state.step("assess").results.list()->front();
  CHECK(east.at("score") == Value(5));
  CHECK(east.at("items").list()->front().at("corrected_from") == Value(10));
  CHECK(east.at("objections").list()->front().at("answer") == Value("复核属实"));
}

TEST_CASE("an entry of an unknown kind and one for a unit that is not judged are refused") {
  auto campaign = a_contest();
  CHECK(campaign.refusal(Enter{"assess", "vote", "best", "", "甲", {}, "好"}, "office") ==
        "没有“vote”这种录入。可用：score 评分、correction 更正、objection 异议、answer 答复、nomination 推荐、grant "
        "审定、decided 审定完毕 / there is no entry of the kind “vote”. there are: score, correction, objection, answer, "
        "nomination, grant, decided");
  CHECK(campaign.refusal(Enter{"assess", "score", "台账", "齐全", "edu", Value(1), "好"}, "office")
            .starts_with("“区教育局”不是考核的单位"));
  CHECK(campaign.refusal(Enter{"assess", "score", "台账", "齐全", "east", Value(1), "好"}, "east")
            .starts_with("“台账”不由“东街道”评定"));
}

TEST_CASE("an award whose places leave out a class that nominates is told when the file is read") {
  const auto read =
      read_campaign_text(contest, {{"c/rules.info",
                                    "assessment { awards { best { nominate \"街道, 部门\"  decide 区司法局  quota 2\n"
                                    "  per-nominator { 街道 2 } } } }"},
                                   {"c/c.gw", plain_text},
                                   {"c/result.gw", plain_text}});
  CHECK(complaints(read, Language::zh) ==
        "c/rules.info:2:3: error [workflow.award_places] 荣誉“best”的每家名额没有写到“区教育局”\n"
        "  提示：每一类推荐单位都写上，例如：per-nominator { 乡镇 2  部门 1 }\n");
  CHECK(complaints(read, Language::en) ==
        "c/rules.info:2:3: error [workflow.award_places] the award “best” gives “区教育局”, which nominates, no places\n"
        "  hint: name every class that nominates: per-nominator { CLASS 2  CLASS 1 }\n");
}
