#include "engine/rehearsal/report.h"

#include "engine/rehearsal/rehearsal.h"
#include "engine/rehearsal/workload.h"
#include "engine/text.h"
#include "tests/engine/june_campaign.h"

using namespace hongtou;

namespace {

Campaign rehearsed(const Engine& engine, Definition definition) {
  RehearsalOptions options;
  options.formats = {};
  auto campaign = rehearse(engine, std::move(definition), options);
  REQUIRE_MESSAGE(campaign.ok(), to_text(campaign.diagnostics(), Language::en));
  return *std::move(campaign);
}

Document report_of(const Engine& engine, const Campaign& campaign, const RehearsalFindings& findings,
                   Language language = Language::zh) {
  auto report = rehearsal_report(engine, campaign, findings, language);
  REQUIRE_MESSAGE(report.ok(), to_text(report.diagnostics(), Language::en));
  return *std::move(report);
}

std::vector<std::string> rows_of(const Table& table) {
  std::vector<std::string> out;
  for (const auto& row : table.rows) {
    std::vector<std::string> cells;
    for (const auto& cell : row) cells.push_back(cell.text);
    out.push_back(join(cells, " | "));
  }
  return out;
}

std::vector<Table> tables_in(const std::vector<Block>& blocks) {
  std::vector<Table> out;
  for (const auto& block : blocks)
    if (const auto* table = std::get_if<Table>(&block.content)) out.push_back(*table);
  return out;
}

std::string text_of(const std::vector<Block>& blocks) {
  std::string out;
  for (const auto& block : blocks)
    if (const auto* paragraph = std::get_if<Paragraph>(&block.content)) out += paragraph->text + "\n";
  return out;
}

bool contains(const auto& all, const std::string& one) { return std::find(all.begin(), all.end(), one) != all.end(); }

Duty duty(const std::vector<Duty>& duties, const std::string& unit, const std::string& step) {
  const auto found =
      std::find_if(duties.begin(), duties.end(), [&](const auto& each) { return each.unit == unit && each.address == step; });
  REQUIRE(found != duties.end());
  return *found;
}

}  // namespace

TEST_CASE("a duty knows its working days and what else falls due with it") {
  const Engine engine(installed());
  const auto campaign = rehearsed(engine, yangquan(engine));
  const auto all = duties(campaign.definition(), campaign.calendar(), campaign.state());
  const auto liaison = duty(all, "caiwa", "liaison");
  CHECK(to_text(liaison.opened) == "2023-05-31");
  CHECK(to_text(liaison.due) == "2023-06-10");
  CHECK(liaison.working_days == 7);
  CHECK(liaison.crowd == 1);
  CHECK_FALSE(is_likely_late(liaison));
  CHECK(duty(all, "caiwa", "report").crowd == 2);  // with street_targets, due on the same day
}

TEST_CASE("little time or much at once makes a unit likely late") {
  CHECK(is_likely_late({"u", "a", {}, {}, few_days - 1, false, 1}));
  CHECK_FALSE(is_likely_late({"u", "a", {}, {}, few_days, false, crowded - 1}));
  CHECK(is_likely_late({"u", "a", {}, {}, few_days, false, crowded}));
  CHECK_FALSE(is_likely_late({"u", "a", {}, {}, 0, true, crowded}));
}

TEST_CASE("daily reports are routine and crowd nobody") {
  const Engine engine(installed());
  auto definition = engine.load(HONGTOU_SOURCE_DIR "/workflows/anhui-2023/campaign.info");
  REQUIRE(definition.ok());
  const auto campaign = rehearsed(engine, *std::move(definition));
  std::size_t routine = 0;
  for (const auto& each : duties(campaign.definition(), campaign.calendar(), campaign.state())) {
    routine += each.routine ? 1u : 0u;
    const auto repeat = each.address.substr(0, each.address.find('['));
    CHECK(each.routine == (repeat == "daily" || repeat == "weekly" || repeat == "stage"));
  }
  CHECK(routine > 100);
}

TEST_CASE("the leader's report shows calendar and load and documents") {
  const Engine engine(installed());
  const auto campaign = rehearsed(engine, yangquan(engine));
  const RehearsalFindings findings{{},
                                   {{"notice", "关于开展活动的通知", at("2023-05-31 09:00"), "documents/01-印发通知.docx"},
                                    {"total", "第一份", at("2023-06-30 09:00"), "documents/02.docx"},
                                    {"total", "第二份", at("2023-07-01 09:00"), "documents/03.docx"}}};
  const auto report = report_of(engine, campaign, findings);
  CHECK(report.title == std::vector<std::string>{"2023年阳泉市矿区防范非法集资宣传月活动", "演练报告"});
  const auto tables = tables_in(report.body);
  REQUIRE(tables.size() == 4);
  CHECK(contains(rows_of(tables[0]), "2023年5月31日 | 发文：印发通知 | 15"));
  CHECK(contains(rows_of(tables[0]), "2023年6月1日 | 宣传月（至6月30日） | —"));
  CHECK(contains(rows_of(tables[0]), "2023年6月10日 | 联络人名单截止 | 15"));
  CHECK(rows_of(tables[1]).front() == "区融媒体中心 | 3 | 6月25日，2份");
  CHECK(rows_of(tables[2]).front() == "2023年6月25日 | 22 | 15");
  CHECK(rows_of(tables[3]) == std::vector<std::string>{"5月31日 | 关于开展活动的通知", "6月30日 | 第一份等2份"});
  CHECK(text_of(report.body).find("没有提醒。") != std::string::npos);
  REQUIRE(report.attachments.size() == 3);  // nothing to warn of
  CHECK(contains(rows_of(tables_in(report.attachments[2].body).front()), "7月1日 | 汇总统计 | 第二份 | documents/03.docx"));
}

TEST_CASE("the leader's report writes the years out where the campaign has two") {
  const Engine engine(installed());
  const auto campaign = rehearsed(engine, [&] {
    auto definition = yangquan(engine);
    definition.period.first = *parse_date("2022-12-20");
    return definition;
  }());
  const RehearsalFindings findings{{}, {{"notice", "关于开展活动的通知", at("2023-05-31 09:00"), "documents/01-印发通知.docx"}}};
  const auto tables = tables_in(report_of(engine, campaign, findings).body);
  REQUIRE(tables.size() == 4);
  CHECK(contains(rows_of(tables[0]), "2023年6月1日 | 宣传月（至2023年6月30日） | —"));
  CHECK(rows_of(tables[1]).front() == "区融媒体中心 | 3 | 2023年6月25日，2份");
  CHECK(rows_of(tables[3]) == std::vector<std::string>{"2023年5月31日 | 关于开展活动的通知"});
}

TEST_CASE("the leader's report names who is likely late and why") {
  const Engine engine(installed());
  const auto campaign = rehearsed(engine, [&] {
    auto definition = yangquan(engine);
    auto flow = std::make_shared<Flow>(*definition.flow);
    for (auto& step : flow->steps)
      if (step.id == "liaison") {
        auto& due = step.settings.at("due");
        due.date = *parse_date("2023-06-02");
        due.rule = *parse_date_rule("2023-06-02", {});
      }
    definition.set_flow(flow);
    return definition;
  }());
  const auto tables = tables_in(report_of(engine, campaign, {}).body);
  REQUIRE(tables.size() == 5);
  CHECK(join(rows_of(tables[3]), "\n") == "联络人名单 | 6月2日 | 区融媒体中心、平潭街街道、蔡洼街道等15个单位 | 只有2个工作日");
}

TEST_CASE("the leader's report shows the first warnings and attaches all") {
  const Engine engine(installed());
  const auto campaign = rehearsed(engine, yangquan(engine));
  static constexpr Message odd{"test.odd", "第{0}处不妥", "oddity {0}", "", ""};
  RehearsalFindings findings;
  for (const auto* number : {"一", "二", "三"}) findings.warnings.push_back({Severity::warning, {"c.info", 7, 1}, odd, {number}});
  const auto report = report_of(engine, campaign, findings);
  const auto text = text_of(report.body);
  CHECK(text.starts_with("结论：印发前请先看检查提醒3处（第四部分）。"));
  CHECK(text.find("1．第一处不妥（第7行）\n2．第二处不妥（第7行）\n其余1处见附件4。\n") != std::string::npos);
  CHECK(text_of(report.attachments[3].body).find("3．第三处不妥（第7行）") != std::string::npos);
}

TEST_CASE("the leader's report speaks English too") {
  const Engine engine(installed());
  const auto report = report_of(engine, rehearsed(engine, yangquan(engine)), {}, Language::en);
  CHECK(contains(rows_of(tables_in(report.body).front()), "2023-06-10 | 联络人名单 due | 15"));
  CHECK(text_of(report.body).find("By this rule nobody.") != std::string::npos);
}
