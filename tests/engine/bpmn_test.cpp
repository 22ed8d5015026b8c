#include "engine/bpmn.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <set>

#include "engine/engine.h"
#include "engine/text.h"
#include "tests/campaign/random_definition.h"

using namespace hongtou;

namespace {

using Kind = ProcessNodeKind;

Definition loaded(const std::string& file) {
  const Engine engine;
  auto definition = engine.load(HONGTOU_SOURCE_DIR "/" + file);
  REQUIRE_MESSAGE(definition.ok(), to_text(definition.diagnostics(), Language::en));
  return *std::move(definition);
}

// One step of every kind, and every way to wait for others.
class Shapes {
 public:
  const Process process = hongtou::process(loaded("tests/bpmn/campaign/campaign.info"));

  static const ProcessNode& node(const ProcessFlow& in, const std::string& id) {
    const auto found = std::find_if(in.nodes.begin(), in.nodes.end(), [&](const auto& each) { return each.id == id; });
    REQUIRE_MESSAGE(found != in.nodes.end(), id);
    return *found;
  }
  const ProcessNode& node(const std::string& id) const { return node(process.flow, id); }

  // "to" or "to [name]", sorted.
  static std::set<std::string> after(const ProcessFlow& in, const std::string& id) {
    std::set<std::string> out;
    for (const auto& flow : in.flows)
      if (flow.from == id) out.insert(flow.to + (flow.name.empty() ? "" : " [" + flow.name + "]"));
    return out;
  }
  std::set<std::string> after(const std::string& id) const { return after(process.flow, id); }
};

using Names = std::set<std::string>;

void for_each_flow(const ProcessFlow& flow, const std::function<void(const ProcessFlow&)>& visit) {
  visit(flow);
  for (const auto& node : flow.nodes)
    if (node.kind == Kind::sub_process) for_each_flow(node.inner, visit);
}

}  // namespace

TEST_CASE_FIXTURE(Shapes, "each kind of step is the BPMN activity or event of its nature") {
  CHECK(node("step_notice").kind == Kind::send_task);
  CHECK(node("step_report").kind == Kind::user_task);
  CHECK(node("step_urge").kind == Kind::service_task);
  CHECK(node("step_approve").kind == Kind::user_task);
  CHECK(node("step_assess").kind == Kind::rule_task);
  CHECK(node("step_day").kind == Kind::timer);
  CHECK(node("step_contest").kind == Kind::message);
  CHECK(node("step_ready").kind == Kind::milestone);
  CHECK(node("step_june").kind == Kind::sub_process);
  CHECK(node("step_sub").kind == Kind::call_activity);
  CHECK(node("step_report").documentation == "收集\n报送 东街道、西街道");
  CHECK(node("step_notice").documentation == "发文\n发给 东街道、西街道\n签批 拟稿 → 签发");
}

TEST_CASE_FIXTURE(Shapes, "what is done again has a marker") {
  CHECK(node("step_weekly").repetition == Repetition::loop);
  CHECK(node("step_weekly").repeats == "week");
  CHECK(node("step_visits").repetition == Repetition::sequential);
  CHECK(node("step_visits").repeats == "2");
  CHECK(node("step_clue").repetition == Repetition::parallel);
  CHECK(node("step_report").repetition == Repetition::parallel);
  CHECK(node("step_june").repetition == Repetition::once);
}

TEST_CASE_FIXTURE(Shapes, "a called workflow is a process of its own") {
  REQUIRE(process.called.size() == 1);
  CHECK(process.called.front().id == node("step_sub").calls);
  CHECK(node(process.called.front().flow, "step_sub.entries").name == "题库");
}

TEST_CASE_FIXTURE(Shapes, "dates are timers") {
  CHECK(node("wait_notice").rule == "2023-06-01T00:00:00+08:00");
  CHECK(node("wait_notice").name == "6月1日");
  CHECK(after("wait_notice") == Names{"step_notice"});
  CHECK(node("step_day").rule == "2023-06-16T00:00:00+08:00");
  CHECK(node("step_day").name == "宣传日\n6月15日");
  const auto& deadline = node("step_report").deadline;
  REQUIRE(deadline);
  CHECK(deadline->name == "截止 6月20日");
  CHECK(deadline->rule == "2023-06-21T00:00:00+08:00");
  CHECK(deadline->end_name == "催报");
  CHECK(deadline->sends);
  REQUIRE(node("step_plan").deadline);
  CHECK_FALSE(node("step_plan").deadline->sends);
  CHECK_FALSE(node("step_photo").deadline);  // 及时 binds nobody
  CHECK(node(node("step_weekly").inner, "step_week").deadline->rule == "星期五");
}

TEST_CASE_FIXTURE(Shapes, "steps that wait for several stand behind a gateway") {
  CHECK(node("join_1_ready").kind == Kind::parallel);
  CHECK(node("join_1_some").kind == Kind::inclusive);
  CHECK(node("join_1_one").kind == Kind::complex);
  CHECK(node("join_1_one").rule == "办结 1 个");
  CHECK(node("join_1_two").rule == "办结 2 个");
  CHECK(after("step_photo") == Names{"split_photo"});
  CHECK(after("split_photo") == Names{"join_1_one", "join_1_two"});
  CHECK(after("join_1_two") == Names{"step_two"});
}

TEST_CASE_FIXTURE(Shapes, "outcomes part behind an exclusive gateway") {
  CHECK(after("step_approve") == Names{"outcome_approve"});
  CHECK(node("outcome_approve").kind == Kind::exclusive);
  const auto split = "split_approve_-6269--5927-";
  const auto merge = "merge_approve_step_both";
  CHECK(after("outcome_approve") == Names{std::string(split) + " [扩大]", std::string(merge) + " [维持]", "step_later [推迟]",
                                          "end_approve_-505C--6B62- [停止]", "again_report [重报]"});
  CHECK(after(split) == Names{"step_wide", merge});
  CHECK(after(merge) == Names{"step_both"});
  CHECK(after("again_report") == Names{"step_report"});
  for (const auto& flow : process.flow.flows)
    if (flow.from == "outcome_approve" && flow.name == "维持") CHECK(flow.condition == "approve = 维持");
}

TEST_CASE_FIXTURE(Shapes, "a step with a condition can be passed by") {
  CHECK(node("when_urge").kind == Kind::exclusive);
  CHECK(after("when_urge") == Names{"step_urge", "past_urge [否则]"});
  CHECK(after("step_urge") == Names{"past_urge"});
  for (const auto& flow : process.flow.flows) {
    if (flow.from == "when_urge" && flow.to == "step_urge") CHECK(flow.condition == "report.missing_count > 0");
    CHECK(flow.otherwise == (flow.to == "past_urge" && flow.from == "when_urge"));
  }
}

TEST_CASE_FIXTURE(Shapes, "a step that waits for one outside its flow has a condition before it") {
  const auto& inner = node("step_visits").inner;
  CHECK(node(inner, "wait_done_for_report").kind == Kind::condition);
  CHECK(node(inner, "wait_done_for_report").name == "待“统计表”办结");
  CHECK(after(inner, "step_visit") == Names{"wait_done_for_report"});
  CHECK(after(inner, "wait_done_for_report") == Names{"step_done"});
}

TEST_CASE_FIXTURE(Shapes, "the process speaks English too") {
  const auto english = hongtou::process(loaded("tests/bpmn/campaign/campaign.info"), Language::en);
  CHECK(node(english.flow, "step_report").deadline->name == "due 20 June");
  CHECK(node(english.flow, "step_report").deadline->end_name == "reminder");
  CHECK(node(english.flow, "step_report").documentation == "collect\nfrom 东街道, 西街道");
  CHECK(node(english.flow, "join_1_two").name == "2 have ended");
  CHECK(after(english.flow, "when_urge").contains("past_urge [otherwise]"));
}

namespace {

// Each node is on a way from a start to an end, its id is the only one, and each step is there once.
void check_whole(const Definition& definition) {
  const auto process = hongtou::process(definition);
  std::set<std::string> ids;
  std::size_t steps = 0;
  const auto check = [&](const ProcessFlow& flow) {
    for (const auto& node : flow.nodes) {
      INFO(node.id);
      CHECK(ids.insert(node.id).second);
      const auto comes = [&](const SequenceFlow& each) { return each.to == node.id; };
      const auto goes = [&](const SequenceFlow& each) { return each.from == node.id; };
      CHECK(std::any_of(flow.flows.begin(), flow.flows.end(), comes) == (node.kind != Kind::start));
      CHECK(std::any_of(flow.flows.begin(), flow.flows.end(), goes) == (node.kind != Kind::end));
      steps += node.id.starts_with("step_") ? 1u : 0u;
    }
    for (const auto& each : flow.flows) CHECK((ids.contains(each.from) && ids.contains(each.to)));
  };
  for_each_flow(process.flow, check);
  for (const auto& called : process.called) for_each_flow(called.flow, check);
  CHECK(steps == definition.places().size());
}

}  // namespace

TEST_CASE("the process of every campaign that ships is whole") {
  for (const auto* name : {"yangquan-2023", "haidian-2021", "huaiyin-2022", "anhui-2023", "litong-2021", "starter"}) {
    INFO(name);
    check_whole(loaded("workflows/" + std::string(name) + "/campaign.info"));
  }
}

TEST_CASE("the process of a random definition is whole and can be written") {
  Registry registry;
  REQUIRE(registry.load(HONGTOU_BUILD_DIR "/lib/hongtou", "graphviz").ok());
  constexpr unsigned first = 20231122;
  for (auto seed = first; seed < first + 40; ++seed) {
    const test::RandomDefinition random(seed);
    CAPTURE(seed);
    CAPTURE(random.inside());
    const auto definition = random.read();
    if (!definition.ok()) continue;
    check_whole(*definition);
    CHECK(registry.process_writer("bpmn")->write(process(*definition)).ok());
  }
}
