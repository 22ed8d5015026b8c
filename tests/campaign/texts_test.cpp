// What texts print: a report or none, honours, values that are public, parameters that are still to be set, personal columns.
#include "engine/campaign/visibility.h"
#include "tests/campaign/a_campaign.h"

using namespace hongtou;
using namespace hongtou::test;

namespace {

std::string text(const std::string& body) { return "---\n标题  文稿\n---\n" + body; }

// The paragraphs of a document.
std::vector<std::string> paragraphs(const Document& document) {
  std::vector<std::string> out;
  for (const auto& block : document.body)
    if (const auto* paragraph = std::get_if<Paragraph>(&block.content)) out.push_back(paragraph->text);
  return out;
}

const Table& table_of(const Document& document, std::size_t number = 0) {
  for (const auto& block : document.body)
    if (const auto* table = std::get_if<Table>(&block.content); table != nullptr && number-- == 0) return *table;
  throw std::runtime_error("no such table");
}

std::vector<std::string> texts(const std::vector<Cell>& cells) {
  std::vector<std::string> out;
  for (const auto& cell : cells) out.push_back(cell.text);
  return out;
}

const std::string one_report = R"(steps {
  ask   { do collect form numbers from 区教育局 due 2023-06-10 settles at-due }
  paper { do compile text c.gw after ask }
})";

ACampaign with_one_report() {
  return ACampaign(one_report, {{"c/c.gw", text("场次{{ask.data.events}}。\n{{#ask.data}}\n共{{events}}场。\n{{/ask.data}}\n"
                                                "{{^ask.data}}\n没有报送。\n{{/ask.data}}\n")}});
}

const std::string honours = R"(steps {
  assess { do assess rules rules.info text c.gw }
})";
const std::string rules =
    "assessment { title 评选  judged 街道  awards {\n"
    "  model { label 先进街道  nominate 部门  decide 处非办  quota 2 }\n"
    "  best  { label 最佳街道  nominate 部门  decide 处非办  quota none } } }";

}  // namespace

TEST_CASE("the one report that a step asks for is printed by its fields") {
  auto campaign = with_one_report();
  campaign.report("ask", "edu", 3);
  CHECK(paragraphs(campaign.press.last) == std::vector<std::string>{"场次3。", "共3场。"});
}

TEST_CASE("a report that did not come prints nothing and its section is left out") {
  auto campaign = with_one_report();
  campaign.at("2023-06-11 09:00");
  REQUIRE(campaign.status("paper") == StepStatus::done);
  CHECK(paragraphs(campaign.press.last) == std::vector<std::string>{"场次。", "没有报送。"});
}

TEST_CASE("honours that were granted are printed with who got them and why") {
  ACampaign campaign(honours, {{"c/rules.info", rules},
                               {"c/c.gw", text("{{#assess.awards}}\n{{award}}{{count}}个：{{#granted}}{{name}}（{{unit}}："
                                               "{{reason}}）{{/granted}}{{^granted}}没有{{/granted}}\n{{/assess.awards}}\n"
                                               "::table assess\n")}});
  for (const auto* award : {"model", "best"}) campaign.do_(Enter{"assess", "decided", award, "", "", {}, "暂缺"}, "office");
  CHECK(paragraphs(campaign.press.last) == std::vector<std::string>{"先进街道0个：没有", "最佳街道0个：没有"});
  campaign.do_(Enter{"assess", "nomination", "model", "", "east", {}, "走访最多"}, "edu");
  campaign.do_(Enter{"assess", "nomination", "model", "", "west", {}, "台账最全"}, "law");
  campaign.do_(Enter{"assess", "grant", "model", "", "west", {}, "台账最全"}, "office");
  campaign.do_(Recompute{"assess"});
  CHECK(paragraphs(campaign.press.last) ==
        std::vector<std::string>{"先进街道1个：西街道（区司法局：台账最全）", "最佳街道0个：没有"});
  const auto& table = table_of(campaign.press.last);
  CHECK(texts(table.header.front()) == std::vector<std::string>{"荣誉", "获得者", "推荐单位", "事由"});
  REQUIRE(table.rows.size() == 2);
  CHECK(texts(table.rows.front()) == std::vector<std::string>{"先进街道", "西街道", "区司法局", "台账最全"});
  CHECK(texts(table.rows.back()) == std::vector<std::string>{"最佳街道", "空缺", "—", ""});
}

TEST_CASE("a supplied value that is meant for everybody stands in a public notice and is not personal") {
  const Value supplied(Map{{"leader", "某甲"}, {"contact", Map{{"name", "某乙"}}}});
  ACampaign campaign(
      "supply { leader { label 组长 public yes } contact.name 联系人 }\n"
      "steps { notice { do issue text c.gw to 街道 public yes when \"leader != \\\"\\\"\" } }",
      {{"c/c.gw", text("组长：{{leader}}。\n")}}, supplied);
  CHECK(paragraphs(campaign.press.last) == std::vector<std::string>{"组长：某甲。"});
  CHECK(campaign.happened(event_type::campaign_started).front().personal == std::vector<std::string>{"/supplied/contact/name"});
}

TEST_CASE("a text that prints a parameter still to be set waits until it is set") {
  ACampaign campaign(
      "parameters { channel { phone 待定 } }\n"
      "steps { notice { do issue text c.gw to 街道 } next { do mark after notice } }",
      {{"c/c.gw", text("举报电话：{{channel.phone}}。\n")}});
  CHECK(campaign.status("notice") == StepStatus::open);
  const auto incident = campaign.state.step("notice").incident;
  REQUIRE(incident.list() != nullptr);
  CHECK(incident.list()->front().at("zh").text_or("") ==
        "c/c.gw:4:6: error [template.null_variable] “channel.phone”还没有值\n"
        "  提示：先填上“channel.phone”，再生成文稿\n");
  campaign.at("2023-06-01 09:00");
  CHECK(campaign.status("next") == StepStatus::waiting);
  campaign.do_(SetParameter{"channel.phone", "（电话）", "领导审定"});
  CHECK(campaign.status("next") == StepStatus::done);
  CHECK(paragraphs(campaign.press.last) == std::vector<std::string>{"举报电话：（电话）。"});
}

TEST_CASE("a table over several weeks has a row a unit and says which weeks it adds up") {
  ACampaign campaign(
      "forms { week { fields { found { label 发现 type count }  mended { label 整改 type count }\n"
      "  rate { label 整改率 type computed formula \"mended / found * 100\" }  on { label 检查日期 type date }\n"
      "  note { label 备注 type text } } } }\n"
      "steps { weekly { do repeat every week first 2023-06-01 until 2023-06-14 steps {\n"
      "  report { do collect form week from \"东街道, 西街道\" } } }\n"
      "  sum { do compile text c.gw after weekly } }",
      {{"c/c.gw", text("各街道情况。\n::table report\n")}});
  const auto report = [&](const std::string& week, const std::string& unit, int found, int mended, const std::string& note) {
    campaign.do_(Submit{"weekly[2023-" + week + "]/report",
                        unit,
                        Value(Map{{"found", found}, {"mended", mended}, {"on", "2023-06-02"}, {"note", note}}),
                        {}},
                 unit);
  };
  campaign.at("2023-06-08 10:00");
  CHECK(campaign.state.step("weekly").scopes.at("2023-W23").title == "第2周（6月5日至11日）");
  report("W22", "east", 10, 5, "");
  report("W22", "west", 4, 4, "");
  campaign.at("2023-06-15 10:00");
  report("W23", "east", 30, 25, "两处延期");
  report("W23", "west", 0, 0, "");
  report("W24", "east", 0, 0, "已补办");
  report("W24", "west", 4, 2, "");
  const auto& table = table_of(campaign.press.last);
  REQUIRE(table.rows.size() == 3);
  CHECK(texts(table.rows[0]) == std::vector<std::string>{"东街道", "40", "30", "75", "2023年6月2日", "两处延期；已补办"});
  CHECK(texts(table.rows[1]) == std::vector<std::string>{"西街道", "8", "6", "75", "2023年6月2日", ""});
  CHECK(texts(table.rows[2]).front() == "合计");
  CHECK(table.note == "注：各单位为第1周（5月29日至6月4日）至第3周（6月12日至18日）的合计。");
}

TEST_CASE("a table of reports leaves personal columns out unless they are asked for") {
  const std::string steps =
      "steps { ask { do collect form visit from 街道 due 2023-06-10 settles at-due } paper { do compile text c.gw after ask } }";
  const auto printed = [&](const std::string& table) {
    ACampaign campaign(steps, {{"c/c.gw", text("各街道情况。\n" + table)}});
    campaign.do_(Submit{"ask", "east", Value(Map{{"events", 2}, {"head", "某甲"}}), {}}, "east");
    campaign.at("2023-06-11 09:00");
    return table_of(campaign.press.last);
  };
  const auto plain = printed("::table ask\n");
  CHECK(texts(plain.header.front()) == std::vector<std::string>{"单位", "场次"});
  CHECK(texts(plain.rows.front()) == std::vector<std::string>{"东街道", "2"});
  CHECK(texts(printed("::table ask 含个人信息\n").header.front()) == std::vector<std::string>{"单位", "场次", "负责人"});
  CHECK(printed("::汇总表 ask with-personal-data\n").rows.front().size() == 3);
}

TEST_CASE("a scope that was closed by name is told so in Chinese where a text lists it") {
  ACampaign campaign(
      "steps { clue { do case from 街道 until 2023-06-30 await all steps { look { do decision outcomes \"a, b\" } } }\n"
      "  paper { do compile text c.gw after clue } }",
      {{"c/c.gw", text("{{#clue.scopes}}\n{{title}}：{{how}}{{reason}}\n{{/clue.scopes}}\n")}});
  campaign.do_(OpenCase{"clue", "east", Value(Map{}), "某某商行"}, "east");
  campaign.do_(OpenCase{"clue", "west", Value(Map{}), "某某公司"}, "west");
  campaign.do_(Choose{"clue[1]/look", "a", "属实"});
  campaign.do_(CloseScope{"clue", "2", "移交", "edu"});
  campaign.at("2023-07-01 09:00");
  CHECK(paragraphs(campaign.press.last) == std::vector<std::string>{"某某商行：办结", "某某公司：人工关闭移交"});
}

namespace {

// A report whose cost only `readers` may see, and texts that go to different units.
ACampaign with_cost_for(const std::string& readers) {
  ACampaign campaign("forms { n { fields { events { label 场次 type count }  cost { label 费用 type count visible-to \"" +
                         readers +
                         "\" } } } }\n"
                         "steps { ask { do collect form n from 区教育局 due 2023-06-10 }\n"
                         "  inside  { do issue text c.gw to 部门 after ask }\n"
                         "  outside { do issue text c.gw to \"东街道, 部门\" after ask }\n"
                         "  kept    { do compile text c.gw after ask } }",
                     {{"c/c.gw", text("场次{{ask.total.events}}，费用{{ask.total.cost}}、{{ask.data.cost}}。\n::table ask\n")}});
  campaign.do_(Submit{"ask", "edu", Value(Map{{"events", 3}, {"cost", 54321}}), {}}, "edu");
  return campaign;
}

Document composed(const ACampaign& campaign, const std::string& step) {
  const auto place = campaign.place(step);
  const auto data = campaign_data(place, date_of(campaign.now));
  auto document = campaign.definition.texts.at("c.gw").compose(data, block_source(place, data));
  REQUIRE_MESSAGE(document.ok(), to_text(document.diagnostics(), Language::en));
  return *std::move(document);
}

}  // namespace

TEST_CASE("a text leaves out a field unless all who get it may see it") {
  const auto campaign = with_cost_for("处非办, 部门");
  for (const auto* step : {"inside", "kept"}) {
    CAPTURE(step);
    const auto document = composed(campaign, step);
    CHECK(paragraphs(document) == std::vector<std::string>{"场次3，费用54321、54321。"});
    CHECK(texts(table_of(document).rows.front()) == std::vector<std::string>{"区教育局", "3", "54321"});
  }
  const auto outside = composed(campaign, "outside");
  CHECK(paragraphs(outside) == std::vector<std::string>{"场次3，费用、。"});
  CHECK(texts(table_of(outside).rows.front()) == std::vector<std::string>{"区教育局", "3"});
}

TEST_CASE("what the lead may not see stands in no status and in no text that the office keeps") {
  const auto shown = [](const ACampaign& campaign) {
    return to_json(status(campaign.definition, state_calendar(), campaign.state, campaign.now));
  };
  CHECK(shown(with_cost_for("处非办, 部门")).find("54321") != std::string::npos);
  const auto campaign = with_cost_for("部门");
  CHECK(shown(campaign).find("54321") == std::string::npos);
  CHECK(paragraphs(composed(campaign, "kept")) == std::vector<std::string>{"场次3，费用、。"});
}

TEST_CASE("a unit that fills a role may see what the role may") {
  const ACampaign campaign("roles { 签发 区教育局 }\nsteps { day { do mark } }");
  CHECK(is_called(campaign.definition, campaign.state, "edu", "签发"));
  CHECK_FALSE(is_called(campaign.definition, campaign.state, "law", "签发"));
}
