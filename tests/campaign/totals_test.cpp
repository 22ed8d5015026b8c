// What many reports come to: apart for parents, classes and groups, and what has come so far.
#include "tests/campaign/a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

std::string text(const std::string& body) { return "---\n标题  文稿\n---\n" + body; }

std::vector<std::string> paragraphs(const Document& document) {
  std::vector<std::string> out;
  for (const auto& block : document.body)
    if (const auto* paragraph = std::get_if<Paragraph>(&block.content)) out.push_back(paragraph->text);
  return out;
}

Table table_of(const Document& document) {
  for (const auto& block : document.body)
    if (const auto* table = std::get_if<Table>(&block.content)) return *table;
  throw std::runtime_error("no table");
}

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(const Table& table) {
  Rows out;
  for (const auto* rows : {&table.header, &table.rows})
    for (const auto& row : *rows) {
      out.emplace_back();
      for (const auto& cell : row) out.back().push_back(cell.text);
    }
  return out;
}

const std::string asked = R"(groups { 城区 "东街道, 西街道" } steps {
  ask   { do collect form numbers from "街道, 部门" due 2023-06-10 settles at-due }
  paper { do compile text c.gw after ask }
})";

// 东街道 3, 西街道 4, 区教育局 5; 北街道 and 区司法局 send nothing.
Document printed(const std::string& body, const std::string& steps = asked) {
  ACampaign campaign(steps, {{"c/c.gw", text(body)}});
  campaign.report("ask", "east", 3);
  campaign.report("ask", "west", 4);
  campaign.report("ask", "edu", 5);
  campaign.at("2023-06-11 09:00");
  REQUIRE(campaign.status("paper") == StepStatus::done);
  return campaign.press.last;
}

const std::string daily = R"info(
forms { plan { fields { all { label 应登记  type count } } }
        day  { fields { done { label 累计登记  type count  cumulative yes }
                        share { label 率  type computed  formula "done / 10"  scale 1 } } } }
targets {
  all  { measure day.done  at-least 15  per 处非办  roll-up yes }
  each { formula "max(latest.day.done) / sum(plan.all)"  at-least 80%  per "东街道, 西街道" }
  both { formula "sum(latest.day.done) / sum(plan.all)"  at-least 80%  per 处非办  roll-up yes }
}
steps {
  ahead { do collect  form plan  from "东街道, 西街道"  due 2023-05-31 }
  days  { do repeat  every day  first 2023-06-01  until 2023-06-03
          steps { day { do collect  form day  from "东街道, 西街道"  due "last day 18:00"  settles at-due } } }
  total { do compile  text c.gw  after days }
})info";

}  // namespace

TEST_CASE("a table of classes has a row each, says which lack reports, and a total of all") {
  const auto table = table_of(printed("各类情况。\n::table ask 按类别\n"));
  CHECK(rows_of(table) ==
        Rows{{"类别", "场次", "人次"}, {"街道（未报齐）", "7", "70"}, {"部门（未报齐）", "5", "50"}, {"合计", "12", "120"}});
  CHECK(table.note == "注：合计不完整，街道未报送单位（1个）：北街道；部门未报送单位（1个）：区司法局。");
}

TEST_CASE("a table may be of parents, of groups or of units") {
  CHECK(rows_of(table_of(printed("情况。\n::table ask by-parent\n"))) ==
        Rows{{"上级单位", "场次", "人次"}, {"区处非办（未报齐）", "12", "120"}, {"合计", "12", "120"}});
  CHECK(rows_of(table_of(printed("情况。\n::汇总表 ask 按分组\n"))) ==
        Rows{{"分组", "场次", "人次"}, {"城区", "7", "70"}, {"其他（未报齐）", "5", "50"}, {"合计", "12", "120"}});
  const auto by_unit = rows_of(table_of(printed("情况。\n::table ask 按单位\n")));
  REQUIRE(by_unit.size() == 7);
  CHECK(by_unit[1] == std::vector<std::string>{"东街道", "3", "30"});
  CHECK(by_unit[3] == std::vector<std::string>{"北街道（未报齐）", "0", "0"});
}

TEST_CASE("a text goes through the totals of classes and names who is missing in each") {
  CHECK(paragraphs(printed("{{#ask.by_class}}\n{{name}}{{total.events}}场{{#incomplete}}，缺{{#missing}}{{name}}{{/missing}}"
                           "{{/incomplete}}。\n{{/ask.by_class}}\n")) ==
        std::vector<std::string>{"街道7场，缺北街道。", "部门5场，缺区司法局。"});
}

TEST_CASE("a condition reckons with the totals of classes") {
  ACampaign campaign(R"(steps {
    ask  { do collect form numbers from "街道, 部门" due 2023-06-10 settles at-due }
    busy { do mark after ask when "ask.by_class[name = \"街道\"][1].total.events > 6" }
    idle { do mark after ask when "some group in ask.by_parent satisfies group.missing_count = 0" }
  })");
  campaign.report("ask", "east", 3);
  campaign.report("ask", "west", 4);
  campaign.at("2023-06-11 09:00");
  CHECK(campaign.status("busy") == StepStatus::done);
  CHECK(campaign.status("idle") == StepStatus::skipped);
}

TEST_CASE("a unit that joins late stands among its parent's and its class's") {
  ACampaign campaign(asked, {{"c/c.gw", text("{{#ask.by_class}}\n{{name}}{{total.events}}，{{units}}个\n{{/ask.by_class}}\n"
                                             "::table ask 按上级\n")}});
  campaign.do_(Join{"south", "南街道", "east", {"街道"}});
  campaign.report("ask", "south", 9);
  campaign.at("2023-06-11 09:00");
  CHECK(paragraphs(campaign.press.last) == std::vector<std::string>{"街道9，4个", "部门0，2个"});
  CHECK(rows_of(table_of(campaign.press.last))[2] == std::vector<std::string>{"东街道", "9", "90"});
}

TEST_CASE("of what has come so far only the latest report of each unit counts") {
  ACampaign campaign(daily, {{"c/c.gw", text("{{day.total.done}}户，{{day.total.share}}，{{#day.by_unit}}{{name}}{{total.done}}；"
                                             "{{/day.by_unit}}\n")}});
  const auto send = [&](const std::string& step, const std::string& unit, const std::string& field, int number) {
    campaign.do_(Submit{step, unit, Value(Map{{field, number}}), {}}, unit);
  };
  send("ahead", "east", "all", 10);
  send("ahead", "west", "all", 10);
  campaign.at("2023-06-01 09:00");
  send("days[2023-06-01]/day", "east", "done", 3);
  send("days[2023-06-01]/day", "west", "done", 5);
  campaign.at("2023-06-02 09:00");
  send("days[2023-06-02]/day", "east", "done", 9);
  send("days[2023-06-02]/day", "west", "done", 7);
  campaign.at("2023-06-04 09:00");
  CHECK(paragraphs(campaign.press.last) == std::vector<std::string>{"16户，1.6，东街道9；西街道7；"});
  const auto result = [&](std::size_t target, std::size_t unit) {
    return measure(campaign.definition, campaign.definition.targets[target], campaign.state)[unit];
  };
  CHECK(result(0, 0).value == Value(16));
  CHECK(result(0, 0).sources.size() == 2);
  CHECK(result(0, 0).status == TargetStatus::met);
  CHECK(result(1, 0).value.print() == "0.9");
  CHECK(result(1, 1).status == TargetStatus::not_met);
  CHECK(result(2, 0).value.print() == "0.8");
}

TEST_CASE("a corrected report makes stale what prints a target that is reckoned by a formula") {
  ACampaign campaign(R"info(
targets { busy { formula "sum(latest.numbers.events)"  at-least 5  per 街道 } }
steps {
  ask   { do collect form numbers from 街道 due 2023-06-10 settles at-due }
  paper { do compile text c.gw after ask }
})info",
                     {{"c/c.gw", text("达标{{targets.busy.met}}个。\n")}});
  campaign.report("ask", "east", 7);
  campaign.at("2023-06-11 09:00");
  CHECK(paragraphs(campaign.press.last) == std::vector<std::string>{"达标1个。"});
  campaign.do_(Return{"ask", "east", "漏报一场"});
  CHECK(campaign.state.step("paper").stale);
  campaign.report("ask", "east", 2);
  campaign.do_(Recompute{"paper"});
  CHECK(paragraphs(campaign.press.last) == std::vector<std::string>{"达标0个。"});
}
