#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <pugixml.hpp>
#include <thread>

#include "engine/registry.h"

using namespace hongtou;

namespace {

const std::string built_plugins = HONGTOU_BUILD_DIR "/lib/hongtou";

Diagram three_steps() {
  return {"宣传月活动",
          {{"notice", {"印发通知", "发文 · 5月31日"}, "done", "issue"},
           {"liaison", {"联络人名单", "收集 · 截止 6月10日", "进行中 · 已报 3/15"}, "open", "collect"},
           {"summary", {"情况报告", "汇总", "略过"}, "skipped", "compile"}},
          {{"notice", "liaison", "", false}, {"liaison", "summary", "同意", true}}};
}

class Graphviz {
 public:
  Graphviz() { REQUIRE(registry_.load(built_plugins, "graphviz").ok()); }

  std::string draw(const std::string& format, const Diagram& diagram) const {
    const auto* writer = registry_.diagram_writer(format);
    REQUIRE(writer != nullptr);
    const auto drawn = writer->write(diagram);
    REQUIRE_MESSAGE(drawn.ok(), to_text(drawn.diagnostics(), Language::en));
    return *drawn;
  }

  const Registry& registry() const { return registry_; }

 private:
  Registry registry_;
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// All that the picture prints, a space after each piece.
std::string printed(const std::string& svg) {
  pugi::xml_document document;
  const auto parsed = document.load_string(svg.c_str());
  REQUIRE_MESSAGE(static_cast<bool>(parsed), parsed.description());
  std::string out;
  for (const auto& text : document.select_nodes("//text")) out += std::string(text.node().text().get()) + " ";
  return out;
}

// What is written to the standard error stream meanwhile.
template <class Work>
std::string complaints_of(Work&& work) {
  std::FILE* const file = std::tmpfile();
  REQUIRE(file != nullptr);
  std::fflush(stderr);
  const int kept = dup(STDERR_FILENO);
  dup2(fileno(file), STDERR_FILENO);
  work();
  std::fflush(stderr);
  dup2(kept, STDERR_FILENO);
  close(kept);
  std::rewind(file);
  std::string out(1 << 12, '\0');
  out.resize(std::fread(out.data(), 1, out.size(), file));
  std::fclose(file);
  return out;
}

}  // namespace

TEST_CASE_FIXTURE(Graphviz, "graphviz draws svg and dot") {
  CHECK(registry().diagram_writer("svg")->info().media_type == "image/svg+xml");
  CHECK(registry().diagram_writer("dot")->info().extension == ".dot");
  CHECK(contains(printed(draw("svg", three_steps())), "印发通知 发文 · 5月31日 "));
  const auto dot = draw("dot", three_steps());
  CHECK(contains(dot, "digraph"));
  CHECK(contains(dot, "notice -> liaison"));
}

TEST_CASE_FIXTURE(Graphviz, "the svg can stand in a page as it is") {
  const auto svg = draw("svg", three_steps());
  CHECK(svg.starts_with("<svg"));
  CHECK(contains(svg, "viewBox="));
  CHECK_FALSE(contains(svg, "<!DOCTYPE"));
  CHECK_FALSE(contains(svg, "<script"));
}

TEST_CASE_FIXTURE(Graphviz, "states differ by colour and those that will not happen by a dashed line too") {
  const auto svg = draw("svg", three_steps());
  CHECK(contains(svg, "#e4f4e8"));
  CHECK(contains(svg, "#fff3d1"));
  pugi::xml_document document;
  REQUIRE(document.load_string(svg.c_str()));
  CHECK(document.select_nodes("//g[@class='node'][title='summary']/*[@stroke-dasharray]").size() > 0);
  CHECK(document.select_nodes("//g[@class='node'][title='liaison']/*[@stroke-dasharray]").empty());
  CHECK(document.select_nodes("//g[@class='edge']/path[@stroke-dasharray]").size() == 1);
}

TEST_CASE_FIXTURE(Graphviz, "labels are text whatever they hold") {
  const Diagram odd{"“<script>”--&",
                    {{"a", {"<script>alert(1)</script>", "\"引号\" & '单引号' \\N\\l"}, "", "collect"},
                     {"<b>", {"第一行\n第二行", std::string("控制\x01符\uFFFE")}, "dead", "decision"},
                     {"c", {}, "waiting", "third party"},
                     {"", {""}, "no such state", ""}},
                    {{"a", "<b>", "<i>是</i>", false}, {"a", "missing", "", false}, {"c", "c", "", false}}};
  const auto svg = draw("svg", odd);
  CHECK_FALSE(contains(svg, "<script"));
  const auto text = printed(svg);
  INFO(text);
  CHECK(contains(text, "<script>alert(1)</script> "));
  CHECK(contains(text, "\"引号\" & '单引号' \\N\\l "));
  CHECK(contains(text, "第一行 第二行 控制 符 "));
  CHECK(contains(text, "<i>是</i> "));
  CHECK_FALSE(contains(text, "missing"));
}

TEST_CASE_FIXTURE(Graphviz, "a step with a flow of its own is a box around the steps within") {
  const Diagram nested{"月报",
                       {{"notice", {"通知"}, "", "issue"},
                        {"towns", {"各街道", "逐个"}, "open", "each"},
                        {"case", {"线索"}, "", "case", "towns"},
                        {"verify", {"核实"}, "", "collect", "case"},
                        {"close", {"办结"}, "", "decision", "case"},
                        {"year", {"年报"}, "", "compile"}},
                       {{"notice", "towns", "", false},
                        {"towns", "year", "", false},
                        {"verify", "close", "", false},
                        {"towns", "case", "", false}}};
  const auto dot = draw("dot", nested);
  CHECK(contains(dot, "subgraph cluster_towns"));
  CHECK(contains(dot, "subgraph cluster_case"));
  CHECK(contains(dot, "notice -> verify"));
  CHECK(contains(dot, "lhead=cluster_towns"));
  CHECK(contains(dot, "close -> year"));
  CHECK(contains(dot, "ltail=cluster_towns"));
  pugi::xml_document svg;
  REQUIRE(svg.load_string(draw("svg", nested).c_str()));
  CHECK(svg.select_nodes("//g[@class='cluster']").size() == 2);
  CHECK(svg.select_nodes("//g[@class='node']").size() == 4);
  CHECK(svg.select_nodes("//g[@class='edge']").size() == 4);
  CHECK(contains(printed(draw("svg", nested)), "各街道 逐个 "));
}

TEST_CASE_FIXTURE(Graphviz, "boxes that would lie within each other are plain steps") {
  const Diagram odd{"",
                    {{"a", {"甲"}, "", "each", "b"},
                     {"b", {"乙"}, "", "each", "a"},
                     {"c", {"丙"}, "", "each", "c"},
                     {"d", {"丁"}, "", "each", "gone"}},
                    {{"a", "b", "", false}}};
  const auto svg = draw("svg", odd);
  CHECK_FALSE(contains(svg, "class=\"cluster\""));
  for (const char* name : {"甲", "乙", "丙", "丁"}) CHECK(contains(printed(svg), name));
}

TEST_CASE_FIXTURE(Graphviz, "a long label is broken into lines") {
  CHECK(contains(printed(draw("svg", {"", {{"a", {"关于组织开展防范非法集资宣传月活动启动仪式的通知"}, "", "issue"}}, {}})),
                 "关于组织开展防范非法集资宣 传月活动启动仪式的通知 "));
}

TEST_CASE_FIXTURE(Graphviz, "a word is not broken, unless it is too long for a line") {
  const auto label = [&](const std::string& text) { return printed(draw("svg", {"", {{"a", {text}, "", "issue"}}, {}})); };
  CHECK(contains(label("in 5 of 30, due by 30 November"), "in 5 of 30, due by 30 November "));
  CHECK(contains(label("abcdefghijklmnopqrstuvwxyz0123"), "abcdefghijklmnopqrstuvwxyz 0123 "));
}

TEST_CASE_FIXTURE(Graphviz, "what would get too wide is drawn top down") {
  Diagram chain{"一条线", {}, {}};
  for (int i = 0; i < 15; ++i) {
    chain.nodes.push_back({std::to_string(i), {"第" + std::to_string(i) + "步"}, "", "collect"});
    if (i > 0) chain.edges.push_back({std::to_string(i - 1), std::to_string(i), "", false});
  }
  CHECK(contains(draw("dot", chain), "rankdir=TB"));
  CHECK(contains(draw("dot", three_steps()), "rankdir=LR"));
}

TEST_CASE_FIXTURE(Graphviz, "the same diagram gives the same bytes also from many threads") {
  const auto expected = draw("svg", three_steps());
  std::vector<std::string> drawn(8);
  std::vector<std::thread> threads;
  for (auto& each : drawn) threads.emplace_back([&] { each = *registry().diagram_writer("svg")->write(three_steps()); });
  for (auto& thread : threads) thread.join();
  for (const auto& each : drawn) CHECK(each == expected);
}

TEST_CASE_FIXTURE(Graphviz, "drawing is silent") {
  CHECK(complaints_of([&] {
          draw("svg", three_steps());
          draw("svg", {"", {}, {}});
          draw("svg", {"x", {{"a", {"<", "&amp"}, "", "decision"}}, {{"a", "a", "循环", true}}});
        }).empty());
}

TEST_CASE_FIXTURE(Graphviz, "a process is written as BPMN with a place for everything") {
  using Kind = ProcessNodeKind;
  ProcessNode report{Kind::user_task, "report", "统计\uFFFF表\x02 <&>"};
  report.deadline = ProcessDeadline{"截止 6月20日", "2023-06-21T00:00:00+08:00", "催报", true};
  ProcessNode phase{Kind::sub_process, "phase", "宣传月"};
  phase.inner = {{{Kind::start, "begin"}, report, {Kind::end, "finish"}}, {{"begin", "report"}, {"report", "finish"}}};
  const Process process{
      "p", "活动", {{{Kind::start, "start"}, phase, {Kind::end, "end"}}, {{"start", "phase"}, {"phase", "end"}}}, {}};
  const auto* writer = registry().process_writer("bpmn");
  REQUIRE(writer != nullptr);
  const auto written = writer->write(process);
  REQUIRE(written.ok());
  pugi::xml_document bpmn;
  REQUIRE(bpmn.load_string(written->c_str()));
  CHECK(bpmn.select_node("//bpmn:subProcess[@id='phase']/bpmn:userTask[@name='统计表 <&>']"));
  CHECK(bpmn.select_node("//bpmn:boundaryEvent[@attachedToRef='report'][@cancelActivity='false']"));
  CHECK(bpmn.select_node("//bpmn:endEvent/bpmn:messageEventDefinition"));
  CHECK(bpmn.select_nodes("//bpmndi:BPMNShape").size() == 8);
  CHECK(bpmn.select_nodes("//bpmndi:BPMNEdge[count(di:waypoint) > 1]").size() == 5);
  const auto side = [&](const char* id, const char* name) {
    const auto bounds = "//bpmndi:BPMNShape[@bpmnElement='" + std::string(id) + "']/dc:Bounds";
    return bpmn.select_node(bounds.c_str()).node().attribute(name).as_double();
  };
  CHECK(side("report", "x") > side("phase", "x"));
  CHECK(side("finish", "x") + side("finish", "width") < side("phase", "x") + side("phase", "width"));
  CHECK(side("report", "y") + side("report", "height") < side("phase", "y") + side("phase", "height"));
}
