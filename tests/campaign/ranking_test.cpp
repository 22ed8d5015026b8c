// What an assessment came to, in texts, conditions, the units a step asks, and another assessment.
#include "engine/campaign/ranking.h"
#include "tests/campaign/a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

const std::string scored = R"(steps {
  scored { do assess label 打分 rules rules.info text c.gw }
  talk   { do collect require 情况说明 from "scored=末位" after scored }
  poor   { do collect require 整改报告 from "scored=差|中" after scored }
  best   { do issue text notice.gw to "scored=前2名" after scored }
  praise { do mark after scored when "some each in scored.ranking satisfies each.score >= 95" }
  shame  { do mark after scored when "count(scored.last_1) > 1" }
})";

const std::string rules = R"(assessment {
  judged 街道  rank competition  grades { 优 "90 up"  中 "60 to 90"  差 "below 60" }
  items { 质量 { expert 处非办  points 100 } }
})";

const std::string text =
    "---\n标题  文稿\n---\n{{#scored.ranking}}\n{{rank}} {{name}} {{score}} {{grade}}"
    "{{#items}}（{{label}}{{points}}/{{possible}}：{{why}}）{{/items}}\n{{/scored.ranking}}\n"
    "前二：{{#scored.top_2}}{{name}}、{{/scored.top_2}}末位：{{#scored.last_1}}{{name}}{{/scored.last_1}}；"
    "优：{{#scored.graded.优}}{{name}}{{/scored.graded.优}}{{^scored.graded.优}}无{{/scored.graded.优}}\n"
    "::table scored\n";

std::vector<std::string> paragraphs(const Document& document) {
  std::vector<std::string> out;
  for (const auto& block : document.body)
    if (const auto* paragraph = std::get_if<Paragraph>(&block.content)) out.push_back(paragraph->text);
  return out;
}

std::vector<std::string> first_column(const Document& document) {
  std::vector<std::string> out;
  for (const auto& block : document.body)
    if (const auto* table = std::get_if<Table>(&block.content))
      for (const auto& row : table->rows) out.push_back(row.front().text);
  return out;
}

void score(ACampaign& campaign, const std::string& step, int east, int west, int north) {
  const std::pair<const char*, int> points[] = {{"east", east}, {"west", west}, {"north", north}};
  for (const auto& [unit, number] : points) campaign.do_(Enter{step, "score", "质量", "", unit, Value(number), "评定"}, "office");
}

std::vector<std::string> asked(const ACampaign& campaign, const std::string& step) {
  std::vector<std::string> units;
  for (const auto& [unit, item] : campaign.state.step(step).items) units.push_back(unit);
  return units;
}

using Words = std::vector<std::string>;

std::string problems(const std::string& steps, Language language, const std::string& with = rules) {
  const auto read = read_campaign_text(steps, {{"c/rules.info", with}, {"c/c.gw", "---\n标题  文稿\n---\n好。\n"}});
  return complaints(read, language);
}

}  // namespace

TEST_CASE("a text prints the ranking with score and grade and why, and singles out the first and the last") {
  ACampaign campaign(scored, {{"c/rules.info", rules}, {"c/c.gw", text}});
  score(campaign, "scored", 70, 96, 55);
  REQUIRE(campaign.status("scored") == StepStatus::done);
  campaign.do_(Enter{"scored", "correction", "质量", "", "east", Value(72), "复核"}, "office");
  campaign.do_(Recompute{"scored"});
  CHECK(paragraphs(campaign.press.last) == Words{"1 西街道 96 优（质量96/100：区处非办：评定（96分））",
                                                 "2 东街道 72 中（质量72/100：区处非办：评定（70分）；由区处非办更正：复核）",
                                                 "3 北街道 55 差（质量55/100：区处非办：评定（55分））",
                                                 "前二：西街道、东街道、末位：北街道；优：西街道"});
  CHECK(first_column(campaign.press.last) == Words{"西街道", "东街道", "北街道"});
}

TEST_CASE("steps ask the units that an assessment singles out by rank or grade") {
  ACampaign campaign(scored, {{"c/rules.info", rules}, {"c/c.gw", text}});
  score(campaign, "scored", 70, 96, 55);
  CHECK(asked(campaign, "talk") == Words{"north"});
  CHECK(asked(campaign, "poor") == Words{"east", "north"});
  CHECK(asked(campaign, "best") == Words{"east", "west"});
  CHECK(campaign.status("praise") == StepStatus::done);
  CHECK(campaign.state.step("praise").how != "when");
  CHECK(campaign.status("shame") == StepStatus::skipped);
}

TEST_CASE("those who share the last rank are singled out together") {
  ACampaign campaign(scored, {{"c/rules.info", rules}, {"c/c.gw", text}});
  score(campaign, "scored", 60, 60, 80);
  CHECK(asked(campaign, "talk") == Words{"east", "west"});
  CHECK(asked(campaign, "best") == Words{"east", "north", "west"});
  CHECK(campaign.status("praise") == StepStatus::skipped);
  CHECK(campaign.status("shame") == StepStatus::done);
}

TEST_CASE("nobody is asked when no unit has the grade") {
  ACampaign campaign(scored, {{"c/rules.info", rules}, {"c/c.gw", text}});
  score(campaign, "scored", 91, 92, 93);
  CHECK(asked(campaign, "poor").empty());
  CHECK(campaign.status("poor") == StepStatus::done);
}

TEST_CASE("a yearly assessment takes the average of the quarterly ones and its text has a table of them") {
  const std::string yearly =
      "assessment { judged 街道  rank dense  items {\n"
      "  季度 { label 季度平均  score scored  points 40 }\n"
      "  原分 { score scored }\n"
      "  测评 { expert 处非办  points 60 } } }";
  ACampaign campaign(
      "steps { quarter { do repeat every month first 2023-05-01 until 2023-06-30 steps { scored { do assess rules rules.info } } "
      "}\n"
      "  year { do assess rules year.info text c.gw after quarter } }",
      {{"c/rules.info", rules},
       {"c/year.info", yearly},
       {"c/c.gw",
        "---\n标题  文稿\n---\n{{#scored.ranking}}\n{{rank}} {{name}} {{score}}\n{{/scored.ranking}}\n::table scored\n"}});
  score(campaign, "quarter[2023-05]/scored", 70, 90, 50);
  campaign.at("2023-06-01 09:00");
  score(campaign, "quarter[2023-06]/scored", 80, 85, 60);
  campaign.at("2023-07-01 09:00");
  for (const auto* unit : {"east", "west", "north"})
    campaign.do_(Enter{"year", "score", "测评", "", unit, Value(30), "评定"}, "office");
  REQUIRE(campaign.status("year") == StepStatus::done);
  const auto& east = campaign.state.step("year").results.list()->front();
  const auto& items = *east.at("items").list();
  CHECK(items[0].at("points") == Value(30));
  CHECK(items[0].at("zh").text_or("") == "平均得75分（2023年5月 70、2023年6月 80）");
  CHECK(items[0].at("sources").list()->size() == 2);
  CHECK(items[1].at("points") == Value(75));
  CHECK(items[1].at("possible") == Value(100));
  CHECK(paragraphs(campaign.press.last) == Words{"1 西街道 87.5", "2 东街道 75", "3 北街道 55"});
  CHECK(first_column(campaign.press.last) == Words{"西街道", "东街道", "北街道"});
  campaign.do_(Enter{"quarter[2023-05]/scored", "correction", "质量", "", "east", Value(80), "复核"}, "office");
  CHECK_FALSE(campaign.state.step("year").stale);
  campaign.do_(Recompute{"quarter[2023-05]/scored"});
  CHECK(campaign.state.step("year").stale);
  campaign.do_(Recompute{"year"});
  CHECK(campaign.state.step("year").results.list()->front().at("items").list()->front().at("points") == Value(32));
}

TEST_CASE("units that no assessment can single out are told when the file is read") {
  CHECK(problems("steps { a { do assess rules rules.info } b { do collect require 说明 from \"a=末位\" } }", Language::zh) ==
        "c/campaign.info:12:74: error [workflow.result_not_before] 步骤“b”按“a”的结果选单位，但“a”不在它之前办结\n"
        "  提示：加上：after a；“a”在循环里的，把本步骤也放进同一个循环\n");
  CHECK(
      problems("steps { a { do mark } b { do collect require 说明 from \"a=末位\" after a } }", Language::en) ==
      "c/campaign.info:12:55: error [workflow.not_assessed] “a” is no step that assesses; no units can be chosen by its result\n"
      "  hint: name a step that assesses: from \"scored=last\"\n");
  const std::string unranked = "assessment { judged 街道 items { 质量 { expert 处非办 points 100 } } }";
  CHECK(problems("steps { a { do assess rules rules.info } b { do collect require 说明 from \"a=前三名\" after a } }",
                 Language::zh, unranked) ==
        "c/campaign.info:12:74: error [workflow.no_ranks] “a”的考核规则不排名次，选不出前几名、末几名\n"
        "  提示：在考核规则里加上：rank competition（名次 并列占位）\n");
  CHECK(
      problems("steps { a { do assess rules rules.info } b { do collect require 说明 from \"a=优秀\" after a } }",
               Language::zh) ==
      "c/campaign.info:12:76: error [workflow.unknown_grade] 没有名为“优秀”的等次，是否为“优”？\n  提示：已有的等次：优 中 差\n");
}

TEST_CASE("a score that is taken from no other assessment is told when the file is read") {
  const std::string steps = "steps { a { do assess rules rules.info } b { do mark after a } }";
  const auto with = [](const std::string& step) { return "assessment { judged 街道 items { 季度 { score " + step + " } } }"; };
  for (const auto* step : {"a", "b"}) {
    const auto number = std::string(step);
    CHECK(problems(steps, Language::zh, with(step)) == "c/rules.info:1:43: error [workflow.assessment_step] 步骤“" + number +
                                                           "”不是另一个考核，没有得分可取\n  提示：写另一个考核步骤的名称\n");
    CHECK(problems(steps, Language::en, with(step)) ==
          "c/rules.info:1:43: error [workflow.assessment_step] the step “" + number +
              "” is no other assessment, so there is no score to take\n  hint: name another step that assesses\n");
  }
}

TEST_CASE("classes that are ranked apart have a last of their own") {
  const auto definition = read_or_fail("steps { a { do assess rules rules.info } }",
                                       {{"c/rules.info",
                                         "assessment { judged \"街道, 部门\" rank dense rank-within-class yes\n"
                                         "items { 质量 { expert 处非办 points 100 } } }"}});
  const auto& rules_read = definition.assessments.begin()->second;
  std::vector<AssessedUnit> units(4);
  const std::pair<const char*, int> scores[] = {{"east", 80}, {"west", 60}, {"edu", 70}, {"law", 90}};
  for (std::size_t i = 0; i < units.size(); ++i) {
    units[i].unit = scores[i].first;
    units[i].score = Value(scores[i].second);
  }
  rank_units(definition, rules_read, units);
  const auto all = ranking(to_value(units));
  Words lowest;
  for (const auto& each : last(definition, rules_read, all, 1)) lowest.push_back(each.unit);
  CHECK(lowest == Words{"west", "edu"});
  units[1].vetoed = true;
  rank_units(definition, rules_read, units);
  CHECK(last(definition, rules_read, ranking(to_value(units)), 1).size() == 2);
  CHECK(last(definition, rules_read, ranking(to_value(units)), 1).front().unit == "east");
}
