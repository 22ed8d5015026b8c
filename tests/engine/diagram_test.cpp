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

TEST_CASE("the picture of a running campaign says how its steps stand") {
  const Engine engine(installed());
  RunningCampaign campaign(engine);
  campaign.submit("2023-06-05 10:00", "liaison", "pingtanjie");
  const auto picture = diagram(campaign->definition(), campaign->state());
  CHECK(node(picture, "notice").state == "done");
  CHECK(node(picture, "notice").lines.back() == "已完成 · 签收 0/15");
  CHECK(node(picture, "liaison").state == "open");
  CHECK(node(picture, "liaison").lines.back() == "进行中 · 已报 1/15");
  CHECK(node(picture, "unit_plan").lines.back() == "进行中 · 已报 0");
  CHECK(node(picture, "assess").state == "waiting");
  CHECK(node(diagram(campaign->definition(), campaign->state(), Language::en), "liaison").lines.back() == "open · in 1/15");
}

TEST_CASE("arrows to and from steps that do not happen are dashed") {
  const Engine engine(installed());
  const auto definition = yangquan(engine);
  State state;
  state.steps["summary"].status = StepStatus::skipped;
  for (const auto& edge : diagram(definition, state).edges)
    CHECK(edge.dashed == (edge.from == "summary" || edge.to == "summary"));
}
