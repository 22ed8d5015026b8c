// Whose reports a target counts, of which steps; bands of shares; rules under another heading; weights that change too late.
#include "tests/campaign/a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string inspection = R"(forms {
  found { layout fields fields { checked { label 被查单位 type unit_ref }  errors { label 差错 type count } } }
}
targets {
  few    { measure found.errors  about self     at-most 3  per 街道 }
  named  { measure spot.errors   about checked  at-most 3  per 街道 }
}
steps {
  each_street { do each over 街道 steps { visit { do collect form found from 区司法局 } } }
  spot        { do collect form found from 部门 voluntary yes settles 2023-06-30 }
  judged      { do assess rules rules.info after "each_street, spot" }
})";

const std::string rules = R"(assessment { judged 街道  items {
  现场 { deduct few    each 2  floor -8 }
  抽查 { target named  points 10 }
} })";

Submit found(const std::string& step, const std::string& unit, const std::string& about, int errors) {
  return {step, unit, Value(Map{{"checked", about}, {"errors", errors}}), {}};
}

const TargetResult& of(const std::vector<TargetResult>& results, const std::string& unit) {
  for (const auto& each : results)
    if (each.unit == unit) return each;
  throw std::runtime_error("no result of " + unit);
}

std::string warnings(const std::string& inside, Language language,
                     const std::string& rules_file =
                         "assessment { items { a { "
                         "deadline report } } }") {
  const auto read = read_campaign_text(inside, {{"c/rules.info", rules_file}});
  return complaints(read, language);
}

}  // namespace

TEST_CASE("what one unit reports about another counts for the unit it is about") {
  ACampaign campaign(inspection, {{"c/rules.info", rules}});
  campaign.do_(found("each_street[east]/visit", "law", "east", 5), "law");
  campaign.do_(found("each_street[west]/visit", "law", "西街道", 1), "law");
  campaign.do_(found("each_street[north]/visit", "law", "north", 0), "law");
  campaign.do_(found("spot", "edu", "东街道", 2), "edu");
  campaign.do_(found("spot", "edu", "north", 4), "edu");
  campaign.do_(found("spot", "law", "东街道", 2), "law");
  const auto few = measure(campaign.definition, campaign.definition.targets[0], campaign.state);
  CHECK(of(few, "east").value == Value(5));
  CHECK(of(few, "east").status == TargetStatus::not_met);
  CHECK(of(few, "east").sources == std::vector<Source>{{"visit", "each_street[east]/", "law", 1}});
  CHECK(of(few, "west").status == TargetStatus::met);
  const auto named = measure(campaign.definition, campaign.definition.targets[1], campaign.state);
  CHECK(of(named, "east").value == Value(4));
  CHECK(of(named, "north").value == Value(4));
  CHECK(of(named, "west").status == TargetStatus::no_data);
  campaign.at("2023-07-01 09:00");
  REQUIRE(campaign.status("judged") == StepStatus::done);
  const auto& east = campaign.state.step("judged").results.list()->front();
  CHECK(east.at("items").list()->front().at("points") == Value(-8));
  CHECK(east.at("items").list()->front().at("sources").list()->front().at("unit") == Value("law"));
  CHECK(east.at("items").list()->back().at("points") == Value(0));
}

TEST_CASE("a target of a step counts what that step collects and no other") {
  const std::string steps =
      "steps { weekly { do collect form numbers from 街道 due 2023-06-09 }\n"
      "  total { do collect form numbers from 街道 due 2023-06-25 after weekly } }\n";
  const auto value = [&](const std::string& target) {
    ACampaign campaign("targets { a { " + target + "  at-least 4  per 街道 } }\n" + steps);
    for (const auto* unit : {"east", "west", "north"}) campaign.report("weekly", unit, 3);
    campaign.report("total", "east", 8);
    return measure(campaign.definition, campaign.definition.targets[0], campaign.state).front().value;
  };
  CHECK(value("measure numbers.events") == Value(11));
  CHECK(value("measure total.events") == Value(8));
  CHECK(value("measure \"count weekly.events\"") == Value(1));
  CHECK(value("measure numbers.events  steps \"weekly, total\"") == Value(11));
}

TEST_CASE("a form that two steps ask of the same unit is told because it may be counted twice") {
  const std::string campaign =
      "targets { a { measure numbers.events  at-least 4  per 街道 } }\n"
      "steps { weekly { do collect form numbers from 街道 due 2023-06-09 }\n"
      "  total { do collect form numbers from 街道 due 2023-06-25 after weekly } }\n";
  CHECK(warnings(campaign, Language::zh) ==
        "c/campaign.info:12:23: warning [workflow.measured_twice] "
        "目标“a”取自表单“numbers”，步骤“weekly”“total”都向“东街道”收这张表，同一件事可能算两次\n"
        "  提示：只算一个步骤的，写“步骤.字段”，例如 measure total.events；都要算的，写明 steps \"weekly, total\"\n");
  CHECK(
      warnings(campaign, Language::en) ==
      "c/campaign.info:12:23: warning [workflow.measured_twice] the target “a” is read from the form “numbers”, which “weekly”, "
      "“total” each ask of “东街道”: the same may be counted twice\n"
      "  hint: to count one step only, write STEP.FIELD, such as measure total.events; to count all of them, say so: steps "
      "\"weekly, total\"\n");
}

TEST_CASE("bands of a share may be written in percent and are told when they are written in hundredths") {
  const std::string head =
      "targets { share { measure \"ratio numbers.events, numbers.people\"  at-least 95%  per 街道 } }\n"
      "steps { report { do collect form numbers from 街道 due 2023-06-25 } judge { do assess rules rules.info after report } }\n";
  const auto with = [](const std::string& bands) {
    return "assessment { items { 质效 { bands share  table { " + bands + " } } } }";
  };
  CHECK(warnings(head, Language::zh, with("10 \"95% up\"  5 \"80%至95%\"  0 不满80%")).empty());
  const auto read = read_or_fail(head, {{"c/rules.info", with("10 \"95% up\"  5 \"80%至95%\"  0 不满80%")}});
  const auto& bands = read.assessments.begin()->second.items.front().bands;
  CHECK(band_of(bands, *number_of("0.95"))->name == "10");
  CHECK(band_of(bands, *number_of("0.9499"))->name == "5");
  CHECK(warnings(head, Language::zh, with("10 95以上  0 不满95")) ==
        "c/rules.info:1:51: error [workflow.band_of_share] "
        "考核项“质效”的“share”是比率，测得的是 0 到 1 的数，分档“10”写成了百分数\n  提示：加上百分号，例如：\"95% up\"\n");
  CHECK(
      warnings(head, Language::en, with("10 \"95 up\"  0 \"below 95\"")) ==
      "c/rules.info:1:51: error [workflow.band_of_share] “share” of the item “质效” is a share from 0 to 1, but the band “10” is "
      "written in hundredths\n  hint: write the sign, as in \"95% up\"\n");
}

TEST_CASE("a file of rules may be headed as people call it and its name is its title") {
  const std::string steps =
      "steps { report { do collect form numbers from 街道 due 2023-06-25 } judge { do assess rules rules.info after report } }\n";
  for (const auto* head : {"考核", "考核规则", "assessment", "rules"}) {
    CAPTURE(head);
    const auto named =
        read_or_fail(steps, {{"c/rules.info", std::string(head) + " 季度考评 { items { a { deadline report } } }"}});
    CHECK(named.assessments.begin()->second.title == "季度考评");
    const auto plain =
        read_or_fail(steps, {{"c/rules.info", std::string(head) + " { title 评比 items { a { deadline report } } }"}});
    CHECK(plain.assessments.begin()->second.title == "评比");
  }
}

TEST_CASE("points that get another value after the assessment make its result stale") {
  ACampaign campaign(
      "parameters { 分值 待定  其他 1 }\n"
      "steps { report { do collect form numbers from 街道 due 2023-06-25 } judge { do assess rules rules.info after report } }\n",
      {{"c/rules.info", "assessment { items { a { deadline report  points 分值 } } }"}});
  for (const auto* unit : {"east", "west", "north"}) campaign.report("report", unit, 3);
  CHECK(campaign.status("judge") == StepStatus::open);
  CHECK(campaign.state.step("judge").results.is_null());
  campaign.do_(SetParameter{"分值", 10, "领导审定"});
  REQUIRE(campaign.status("judge") == StepStatus::done);
  campaign.do_(SetParameter{"其他", 2, "调整"});
  CHECK_FALSE(campaign.state.step("judge").stale);
  campaign.do_(SetParameter{"分值", 20, "调整"});
  CHECK(campaign.state.step("judge").stale);
  CHECK(campaign.state.step("judge").results.list()->front().at("score") == Value(10));
  campaign.do_(Recompute{"judge"});
  CHECK(campaign.state.step("judge").results.list()->front().at("score") == Value(20));
}
