#include "engine/board.h"

#include "engine/rehearsal/rehearsal.h"
#include "tests/engine/june_campaign.h"

using namespace hongtou;

namespace {

std::string page(const Engine& engine, const Campaign& campaign, const std::string& now, Language language = Language::zh) {
  auto out = board(engine, campaign, at(now), language);
  REQUIRE_MESSAGE(out.ok(), to_text(out.diagnostics(), Language::en));
  return *std::move(out);
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// From the first `begin` to the next `end` after it.
std::string part(const std::string& text, const std::string& begin, const std::string& end) {
  const auto from = text.find(begin);
  REQUIRE_MESSAGE(from != std::string::npos, begin);
  return text.substr(from, text.find(end, from) - from);
}

// The row of a unit in the table of reports.
std::string row(const std::string& html, const std::string& unit) { return part(html, "<tr><th>" + unit, "</tr>"); }

std::string tile(const std::string& html, const std::string& label) {
  return part(html, "<div class=\"label\">" + label + "</div>", "<div class=\"note\">");
}

}  // namespace

TEST_CASE("the board shows who is overdue and who came late in words") {
  const Engine engine(installed());
  RunningCampaign campaign(engine);
  campaign.pass("2023-06-11 00:00");
  campaign.submit("2023-06-12 10:00", "liaison", "qiaotou");
  const auto html = page(engine, *campaign, "2023-06-13 17:00");
  CHECK(contains(row(html, "平潭街街道"),
                 "<td class=\"behindhand\"><span class=\"chip overdue\"><i>!</i>逾期未报</span><small>晚3天</small>"));
  CHECK(contains(row(html, "平潭街街道"), "<small class=\"owes\">欠1份</small>"));
  CHECK_FALSE(contains(row(html, "桥头街道"), "欠"));
  CHECK(contains(row(html, "桥头街道"), "<span class=\"chip late\"><i>✓</i>迟报</span><small>晚2天 6月12日</small>"));
  const auto attention = part(html, "谁逾期、谁缺报", "<details");
  CHECK_FALSE(contains(attention, "桥头街道"));
  CHECK(contains(part(html, "<details", "</details>"), "<span>桥头街道 <small>晚2天</small></span>"));
  CAPTURE(attention);
  CHECK(contains(attention, "<span>平潭街街道 <small>晚3天；已提醒</small></span>"));
  CHECK(contains(tile(html, "逾期未报"), "<div class=\"value\">14</div>"));
  CHECK(contains(tile(html, "已报"), "<div class=\"value\">1</div>"));
}

TEST_CASE("a unit is not overdue before its due date has passed") {
  const Engine engine(installed());
  RunningCampaign campaign(engine);
  const auto html = page(engine, *campaign, "2023-06-10 23:59");
  CHECK(contains(row(html, "平潭街街道"), "<i>◔</i>今天截止"));
  CHECK(contains(part(html, "谁逾期、谁缺报", "</section>"), "今天截止</span> 15"));
  const auto the_day_before = page(engine, *campaign, "2023-06-09 23:59");
  CHECK(contains(row(the_day_before, "平潭街街道"), "<i>○</i>待报"));
  CHECK(contains(the_day_before, "目前没有逾期、缺报或被退回的单位"));
  CHECK(contains(row(page(engine, *campaign, "2023-06-11 00:00"), "平潭街街道"), "逾期未报</span><small>晚1天</small>"));
}

TEST_CASE("dates of another year than now have their year and a campaign beyond its period says so") {
  const Engine engine(installed());
  RunningCampaign campaign(engine);
  campaign.pass("2023-06-11 00:00");
  const auto html = page(engine, *campaign, "2024-01-02 09:00");
  CHECK(contains(part(html, "谁逾期、谁缺报", "</section>"), "<small>截止 2023年6月10日</small>"));
  CHECK(contains(html, "<span class=\"standing\">进行中，已过活动期间2天</span>"));
}

TEST_CASE("returned and waived and voluntary items have marks of their own") {
  const Engine engine(installed());
  RunningCampaign campaign(engine);
  campaign.pass("2023-06-01 09:00");
  campaign.submit("2023-06-05 10:00", "report", "caiwa");
  campaign.perform("2023-06-06 10:00", Return{"report", "caiwa", "数据不符"});
  campaign.submit("2023-06-06 11:00", "report", "saiyu");
  campaign.perform("2023-06-06 12:00", Waive{"liaison", "police", "机构合并"});
  const auto html = page(engine, *campaign, "2023-06-07 09:00");
  CHECK(contains(row(html, "蔡洼街道"), "<i>↩</i>已退回"));
  CHECK(contains(html, "蔡洼街道 <small>退回：数据不符</small>"));
  CHECK(contains(row(html, "赛鱼街道"), "<i>◐</i>待审核"));
  CHECK(contains(row(html, "区公安分局"), "<i>–</i>免报"));
  CHECK(contains(row(html, "区公安分局"), "<i>·</i>自愿未报"));
  CHECK(contains(html, "份，另免报1份"));
}

TEST_CASE("what people wrote stays text on the board") {
  Engine engine(installed());
  REQUIRE(engine.load_plugin("graphviz").ok());
  auto definition = yangquan(engine);
  definition.title = "<script>alert(1)</script><!-- picture -->";
  auto flow = std::make_shared<Flow>(*definition.flow);
  flow->steps[2].label = "<b>名单</b> & \"表\"";
  definition.set_flow(flow);
  rename_unit(definition, "caiwa", "<script>蔡洼</script>");
  RunningCampaign campaign(engine, definition);
  const auto html = page(engine, *campaign, "2023-06-13 17:00");
  CHECK_FALSE(contains(html, "<script"));
  CHECK_FALSE(contains(html, "<b>名单"));
  CHECK(contains(html, "&lt;script&gt;蔡洼&lt;/script&gt;"));
  CHECK(contains(html, "&lt;!-- picture --&gt;"));
}

TEST_CASE("the board holds everything it needs") {
  Engine engine(installed());
  REQUIRE(engine.load_plugin("graphviz").ok());
  RunningCampaign campaign(engine);
  const auto html = page(engine, *campaign, "2023-06-05 09:00");
  CHECK(contains(html, "<svg"));
  CHECK_FALSE(contains(html, "<!-- picture -->"));
  for (const auto& outside : {"src=", "href=", "url(", "@import", "<link", "<script"}) CHECK_FALSE(contains(html, outside));
}

TEST_CASE("without a plugin that draws the board has no picture and says so") {
  const Engine engine(installed());
  RunningCampaign campaign(engine);
  const auto out = board(engine, *campaign, at("2023-06-05 09:00"), Language::zh);
  CHECK(out.ok());
  CHECK_FALSE(contains(*out, "<svg"));
  const auto file = campaign->definition().file;
  CHECK(to_text(out.diagnostics(), Language::zh) == file +
                                                        ": warning [board.no_picture] 看板没有流程图：没有能画 svg 的插件\n"
                                                        "  提示：安装插件 graphviz（hongtou plugins 可查看已装的插件）\n");
  CHECK(to_text(out.diagnostics(), Language::en) ==
        file +
            ": warning [board.no_picture] the board has no picture: no plugin draws svg\n"
            "  hint: install the plugin graphviz (hongtou plugins lists what is there)\n");
}

TEST_CASE("the board speaks English too") {
  const Engine engine(installed());
  RunningCampaign campaign(engine);
  const auto html = page(engine, *campaign, "2023-06-12 09:00", Language::en);
  CHECK(contains(html, "<html lang=\"en\">"));
  CHECK(contains(row(html, "平潭街街道"), "overdue</span><small>2 days late</small>"));
  CHECK(contains(html, "As of <strong>2023-06-12 09:00</strong>"));
  CHECK_FALSE(contains(html, "逾期"));
}

TEST_CASE("a finished campaign shows targets and totals and documents") {
  const Engine engine(installed());
  RehearsalOptions options;
  options.formats = {};
  const auto campaign = rehearse(engine, yangquan(engine), options);
  REQUIRE_MESSAGE(campaign.ok(), to_text(campaign.diagnostics(), Language::en));
  const auto html = page(engine, *campaign, "2024-01-01 00:00");
  CHECK(contains(html, "<span class=\"standing\">已结束</span>"));
  CHECK(contains(tile(html, "缺报"), "<div class=\"value\">1</div>"));
  CHECK(contains(html, "<i>✕</i>缺报"));
  CHECK(contains(html, "<strong>宣传讲座不少于1次</strong> <span class=\"final\">已核定</span>"));
  CHECK(contains(html, "⚠ 合计不完整"));
  CHECK(contains(part(html, "总结和统计表<small>已计入 14/15", "</dl>"), "<dt>参与群众人数（人次）</dt>"));
  CHECK(contains(html, "<td class=\"title\">关于组织开展2023年阳泉市矿区防范非法集资宣传月活动的通知</td>"));
}

TEST_CASE("a result that is out of date stands at the top") {
  const Engine engine(installed());
  RunningCampaign campaign(engine);
  campaign.pass("2023-06-01 09:00");
  campaign.submit("2023-06-20 10:00", "report", "caiwa");
  campaign.perform("2023-06-20 11:00", Accept{"report", "caiwa"});
  campaign.perform("2023-06-28 10:00", CloseStep{"report", "先行汇总"});
  CHECK_FALSE(contains(page(engine, *campaign, "2023-06-28 10:00"), "class=\"alarm\""));
  campaign.submit("2023-06-29 10:00", "report", "saiyu");
  campaign.perform("2023-06-29 11:00", Accept{"report", "saiyu"});
  CHECK(contains(
      page(engine, *campaign, "2023-06-29 11:00"),
      "<p class=\"alarm\"><strong>⚠ 汇总统计 · 结果已过时</strong><br>结果生成后，所用的数据又有更正，请重做这一步骤。</p>"));
}

TEST_CASE("an incident stands at the top with its problem") {
  const Engine engine(installed());
  auto definition = yangquan(engine);
  definition.texts.insert_or_assign("notice.gw", *OfficialText::read("---\n标题  {{no.such.word}}\n---\n正文\n", "notice.gw"));
  const RunningCampaign campaign(engine, definition);
  const auto html = page(engine, *campaign, "2023-05-31 10:00");
  CHECK(contains(html, "⚠ 印发通知 · 出现问题"));
  CHECK(contains(html, "数据中没有“no.such.word”"));
}

TEST_CASE("those who still owe stand before those who came late") {
  const Engine engine(installed());
  RunningCampaign campaign(engine);
  campaign.pass("2023-06-11 00:00");
  for (const auto& unit : campaign->definition().groups.at("members")) campaign.submit("2023-06-12 10:00", "liaison", unit);
  campaign.pass("2023-06-26 00:00");
  const auto attention = part(page(engine, *campaign, "2023-06-26 10:00"), "谁逾期、谁缺报", "</section>");
  CHECK(attention.find("<h3>总结和统计表") < attention.find("<h3>联络人名单"));
}

TEST_CASE("the board says what comes next and whose turn it is") {
  const Engine engine(installed());
  RunningCampaign campaign(engine);
  campaign.pass("2023-06-01 09:00");
  campaign.submit("2023-06-09 10:00", "report", "caiwa");
  const auto next = part(page(engine, *campaign, "2023-06-09 17:00"), "<h2>接下来", "</section>");
  CHECK(contains(next, "<span class=\"who\">区处非办</span><span>审核1份 <small>总结和统计表</small></span>"));
  CHECK(contains(
      next, "<span class=\"day\">6月10日<small>明天</small></span><span>联络人名单 <small>截止，还有15份未报</small></span>"));
  CHECK(contains(next, "<span class=\"day\">6月12日<small>还有3天</small></span><span>省有奖竞答 <small>开始</small></span>"));
  CHECK(contains(part(page(engine, *campaign, "2023-06-09 17:00", Language::en), "<h2>What comes next", "</section>"),
                 "<small>tomorrow</small></span><span>联络人名单 <small>due, 15 still owed</small>"));
}

TEST_CASE("the board names the few that are still awaited") {
  const Engine engine(installed());
  RunningCampaign campaign(engine);
  for (const auto& unit : campaign->definition().groups.at("members"))
    if (unit != "caiwa" && unit != "qiaotou") campaign.submit("2023-06-02 10:00", "liaison", unit);
  const auto next = part(page(engine, *campaign, "2023-06-09 17:00"), "<h2>接下来", "</section>");
  CHECK(contains(next, "联络人名单 <small>截止，还有2份未报："));
  CHECK(contains(next, "桥头街道"));
}

TEST_CASE("what the copies of a step have on one day stands in one line of the board") {
  auto environment = Environment::in_memory(
      {{"c/campaign.info",
        "campaign c { title 活动 period \"2023-06-01 to 2023-08-31\" units { from units.csv } lead 办\n"
        "forms { n { fields { events { label 场次 type count } } } }\n"
        "steps { visit { do each over 街道 label 检查 steps { look { do collect label 现场检查 form n from 办 due 2023-06-29 } } "
        "}\n"
        "start { do mark on 2023-06-02 }\n"
        "week { do repeat label 周报 after start every week first 2023-06-12 until 2023-07-30 steps {\n"
        "r { do collect label 周表 form n from 街道 due friday } } } } }"},
       {"c/units.csv", "id,name,class\noffice,办,牵头\na,甲街道,街道\nb,乙街道,街道\n"},
       {"share/calendars/2023.csv", ""},
       {"share/templates/board/board.html", *Environment::system().read_file(HONGTOU_SOURCE_DIR "/templates/board/board.html")}},
      at("2023-06-01 08:00"));
  environment.share_folder = "share";
  const Engine engine(std::move(environment));
  StartOptions options;
  options.formats = {};
  auto definition = engine.load("c/campaign.info");
  REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::en));
  auto campaign = engine.start(*std::move(definition), options);
  REQUIRE_MESSAGE(campaign.ok(), to_text(campaign.diagnostics(), Language::en));
  const auto next = part(page(engine, *campaign, "2023-06-01 09:00"), "<h2>接下来", "</section>");
  CHECK(contains(next, "<span>现场检查 <small>截止，还有2份未报：甲街道、乙街道</small></span>"));
  CHECK(contains(next, "6月12日"));
  CHECK_FALSE(contains(next, "7月30日"));
  REQUIRE(campaign->advance_to(at("2023-06-24 09:00")).ok());
  const auto late = part(page(engine, *campaign, "2023-06-24 09:00"), "谁逾期、谁缺报", "</section>");
  CAPTURE(late);
  CHECK(contains(late, "2次：2023年6月12日至18日、2023年6月19日至25日"));
}

TEST_CASE("a document that waits to be signed names who signs it") {
  const Engine engine(installed());
  StartOptions options;
  options.formats = {};
  options.now = at("2023-05-31 08:00");
  const auto definition = yangquan(engine);
  options.supplied = made_up_supplied(definition);
  const auto campaign = engine.start(definition, options);
  REQUIRE(campaign.ok());
  CHECK(contains(page(engine, *campaign, "2023-05-31 08:00"), "<span>签批（拟稿） <small>印发通知</small></span>"));
}

TEST_CASE("the chart shows steps and deadlines over the days of the campaign") {
  const Engine engine(installed());
  RunningCampaign campaign(engine);
  campaign.pass("2023-06-11 00:00");
  const auto chart = part(page(engine, *campaign, "2023-06-11 09:00"), "<h2>进度", "</section>");
  // 215 days from 31 May: the list was open from the first to the eleventh day of twelve, its due date ends the eleventh.
  CHECK(contains(chart,
                 "<div class=\"row overdue\"><div class=\"name\">! 联络人名单<small>进行中 · 已报 0/15，逾期 15</small></div>"));
  CHECK(contains(chart,
                 "<span class=\"bar overdue\" style=\"left:0.00%;width:5.58%\" title=\"5月31日—6月11日\"></span>"
                 "<span class=\"due\" style=\"left:5.11%\"></span>"));
  CHECK(contains(chart, "<span class=\"bar open\" style=\"left:0.46%;width:13.95%\" title=\"6月1日—6月30日\"></span>"));
  CHECK(contains(chart, "<u style=\"left:5.11%\"></u>"));
  CHECK(contains(chart, "<s class=\"\" style=\"left:0.46%\">2023年6月</s>"));
  CHECK(contains(chart, "<s class=\"wide\" style=\"left:14.41%\">7月</s>"));  // no room for it on a telephone
  CHECK(contains(chart, "<s class=\"\" style=\"left:28.83%\">8月</s>"));
}

TEST_CASE("the board shows the scores of an assessment") {
  const Engine engine(installed());
  RehearsalOptions options;
  options.formats = {};
  auto definition = engine.load(HONGTOU_SOURCE_DIR "/workflows/starter/campaign.info");
  REQUIRE(definition.ok());
  const auto campaign = rehearse(engine, *std::move(definition), options);
  REQUIRE_MESSAGE(campaign.ok(), to_text(campaign.diagnostics(), Language::en));
  const auto html = page(engine, *campaign, "2025-01-01 00:00");
  const auto table = part(html, "<table class=\"items scores\">", "</table>");
  for (const auto* head : {"<th>单位</th>", "<th>得分</th>", "<th>名次</th>", "<th>等次</th>"}) CHECK(contains(table, head));
  CHECK(contains(table, "<td>1</td>"));
  const RunningCampaign begun(engine);
  CHECK_FALSE(contains(page(engine, *begun, "2023-06-01 00:00"), "class=\"items scores\""));
}

TEST_CASE("the next period of a repeat is among the dates that come") {
  const Engine engine(installed());
  auto definition = engine.load(HONGTOU_SOURCE_DIR "/workflows/haidian-2021/campaign.info");
  REQUIRE(definition.ok());
  RehearsalOptions options;
  options.formats = {};
  options.until = at("2021-09-28 10:00");
  const auto campaign = rehearse(engine, *std::move(definition), options);
  REQUIRE_MESSAGE(campaign.ok(), to_text(campaign.diagnostics(), Language::en));
  CHECK_FALSE(campaign->state().closed);
  CHECK(campaign->state().time <= *options.until);
  const auto next = part(page(engine, *campaign, "2021-09-28 10:00"), "<h2>接下来", "</section>");
  CHECK(contains(next, "10月1日<small>还有3天</small></span><span>月报 <small>下一期开始</small></span>"));
}

TEST_CASE("the board says for which year and which steps working days are only a guess") {
  const Engine engine(installed());
  auto definition = engine.load(HONGTOU_SOURCE_DIR "/tests/corpus/mistakes/year_not_yet_published.info");
  REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::en));
  StartOptions options;
  options.formats = {};
  options.now = at("2026-12-01 08:00");
  const auto campaign = engine.start(*std::move(definition), options);
  REQUIRE_MESSAGE(campaign.ok(), to_text(campaign.diagnostics(), Language::en));
  const auto html = page(engine, *campaign, "2026-12-02 09:00");
  CHECK(contains(html, "2027年放假安排"));
  CHECK(contains(html, "工作日暂按周一至周五推算，这些步骤的日期可能变动：reply。"));
  CHECK(contains(page(engine, *campaign, "2026-12-02 09:00", Language::en),
                 "Working days are reckoned as Monday to Friday; dates of these steps may change: reply."));
}

TEST_CASE("a share that a target measures is shown as its bound is written") {
  const Engine engine(installed());
  auto definition = yangquan(engine);
  auto& target = definition.targets.front();
  target.op = Target::Operator::at_least;
  target.coverage.clear();
  target.formula = *Expression::parse("2 / 3");
  target.bounds = {Bound{{}, Amount{Value(0.98), "", true, {}}, {}}};
  RunningCampaign campaign(engine, std::move(definition));
  CHECK(contains(page(engine, *campaign, "2023-06-13 17:00"), "66.67%"));
}

TEST_CASE("what may still be reached is not told as missed and what is only watched has no mark") {
  const Engine engine(installed());
  auto definition = yangquan(engine);
  definition.targets.resize(1);
  auto& target = definition.targets.front();
  target.op = Target::Operator::at_least;
  target.coverage.clear();
  target.formula = *Expression::parse("2 / 3");
  target.bounds = {Bound{{}, Amount{Value(0.98), "", true, {}}, {}}};
  const auto targets_of = [&](Target::Operator op) {
    target.op = op;
    RunningCampaign campaign(engine, definition);
    return part(page(engine, *campaign, "2023-06-13 17:00"), "<div class=\"targets\">", "<p class=\"legend\">");
  };
  CHECK(contains(targets_of(Target::Operator::at_least), "◔ 尚未达到"));
  CHECK_FALSE(contains(targets_of(Target::Operator::at_least), "✕ 未达标"));
  target.bounds.front().low = Amount{Value(0.5), "", true, {}};
  CHECK(contains(targets_of(Target::Operator::at_most), "✕ 未达标"));
  CHECK(contains(targets_of(Target::Operator::none), "只统计，不设指标"));
  CHECK_FALSE(contains(targets_of(Target::Operator::none), "达标</div>"));
}
