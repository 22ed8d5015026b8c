#include "engine/diagram.h"

#include <algorithm>

#include "tests/engine/june_campaign.h"

using namespace hongtou;

namespace {

const DiagramNode& node(const Diagram& diagram, const std::string& id) {
  const auto found = std::find_if(diagram.nodes.begin(), diagram.nodes.end(), [&](const auto& each) { return each.id == id; });
  REQUIRE(found != diagram.nodes.end());
  return *found;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the picture of a definition has a box a step with its kind and dates") {
  const Engine engine(installed());
  const auto definition = yangquan(engine);
  const auto picture = diagram(definition);
  CHECK(picture.title == definition.title);
  CHECK(picture.nodes.size() == definition.places().size());
  CHECK(picture.edges.size() == definition.flow->graph.edges().size());
  CHECK(node(picture, "notice").lines == Lines{"印发通知", "发文 · 5月31日"});
  CHECK(node(picture, "liaison").lines == Lines{"联络人名单", "收集 · 截止 6月10日"});
  CHECK(node(picture, "month").lines == Lines{"宣传月", "节点 · 6月1日—6月30日"});
  CHECK(node(picture, "unit_plan").lines == Lines{"单位方案和通知", "收集 · 至 6月30日"});
  CHECK(node(picture, "total").lines == Lines{"汇总统计", "汇总"});
  CHECK(node(picture, "liaison").state.empty());
  CHECK(node(diagram(definition, Language::en), "liaison").lines == Lines{"联络人名单", "collect · due 10 June"});
}

namespace {

Diagram picture_at(const std::string& now, const Campaign& campaign, Language language = Language::zh) {
  return diagram(campaign.definition(), campaign.calendar(), campaign.state(), at(now), language);
}

}  // namespace

TEST_CASE("the picture of a running campaign says how its steps stand") {
  const Engine engine(installed());
  RunningCampaign campaign(engine);
  campaign.submit("2023-06-05 10:00", "liaison", "pingtanjie");
  const auto picture = picture_at("2023-06-05 10:00", *campaign);
  CHECK(node(picture, "notice").state == "done");
  CHECK(node(picture, "notice").lines == Lines{"✓ 印发通知", "发文 · 5月31日", "已完成 · 签收 0/15"});
  CHECK(node(picture, "liaison").state == "open");
  CHECK(node(picture, "liaison").lines == Lines{"▶ 联络人名单", "收集 · 截止 6月10日", "进行中 · 已报 1/15"});
  CHECK(node(picture, "unit_plan").lines.back() == "进行中 · 已报 0");
  CHECK(node(picture, "assess").lines == Lines{"○ 考核", "考核 · 7月7日", "未开始"});
  CHECK(node(picture_at("2023-06-05 10:00", *campaign, Language::en), "liaison").lines.back() == "open · in 1/15");
}

TEST_CASE("a step with units that are overdue says how many") {
  const Engine engine(installed());
  RunningCampaign campaign(engine);
  campaign.submit("2023-06-05 10:00", "liaison", "pingtanjie");
  campaign.pass("2023-06-11 00:00");
  const auto picture = picture_at("2023-06-11 00:00", *campaign);
  CHECK(node(picture, "liaison").state == "overdue");
  CHECK(node(picture, "liaison").lines.front() == "! 联络人名单");
  CHECK(node(picture, "liaison").lines.back() == "进行中 · 已报 1/15，逾期 14");
  CHECK(node(picture_at("2023-06-11 00:00", *campaign, Language::en), "liaison").lines.back() == "open · in 1/15, 14 overdue");
}

TEST_CASE("the picture shows dates as they have been announced") {
  const Engine engine(installed());
  RunningCampaign campaign(engine);
  campaign.perform("2023-06-01 10:00", Announce{"liaison", "due", "2023-06-14", "推迟"});
  CHECK(node(picture_at("2023-06-01 10:00", *campaign), "liaison").lines[1] == "收集 · 截止 6月14日");
}

TEST_CASE("the picture of a running campaign has a legend with a mark for each state") {
  const Engine engine(installed());
  const auto definition = yangquan(engine);
  CHECK(diagram(definition).legend.empty());
  std::string words;
  for (const auto& entry : diagram(definition, {}, {}, {}).legend) words += entry.state + " " + entry.text + "\n";
  CHECK(words == "waiting ○ 未开始\nopen ▶ 进行中\noverdue ! 有逾期\ndone ✓ 已完成\nskipped – 略过\ndead ✕ 不再进行\n");
}

TEST_CASE("arrows to and from steps that do not happen are dashed") {
  const Engine engine(installed());
  const auto definition = yangquan(engine);
  State state;
  state.steps["summary"].status = StepStatus::skipped;
  for (const auto& edge : diagram(definition, {}, state, {}).edges)
    CHECK(edge.dashed == (edge.from == "summary" || edge.to == "summary"));
}

TEST_CASE("outcomes that lead back or end a matter have their arrows") {
  const Engine engine(Environment::in_memory(
      {{"c/campaign.info",
        "campaign c { title 活动 period \"2023-05-01 to 2023-12-31\" units { from units.csv } lead office\n"
        "steps { draft { do mark label 起草 }\n"
        "        look { do decision label 会签 by office after draft\n"
        "               outcomes \"同意, 另拟=return draft, 再拟=return draft, 不办=end\" }\n"
        "        done { do mark label 印发 after look=同意 } } }\n"},
       {"c/units.csv", "id,name,class\noffice,办,牵头\n"}},
      Instant{}));
  const auto definition = engine.load("c/campaign.info");
  REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::en));
  const auto picture = diagram(*definition);
  const auto edge = [&](const std::string& from, const std::string& to) {
    const auto found = std::find_if(picture.edges.begin(), picture.edges.end(),
                                    [&](const auto& each) { return each.from == from && each.to == to; });
    REQUIRE(found != picture.edges.end());
    return *found;
  };
  CHECK(edge("look", "draft").label == "另拟|再拟");
  CHECK(edge("look", "draft").back);
  CHECK(edge("look", "done").label == "同意");
  CHECK_FALSE(edge("look", "done").back);
  CHECK(edge("look", "end of look").label == "不办");
  CHECK(node(picture, "end of look").lines == Lines{"结束"});
}
