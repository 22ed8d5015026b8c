#include "plugins/graphviz/bpmn.h"

#include <pugixml.hpp>
#include <sstream>

#include "engine/document/writable.h"
#include "plugins/graphviz/bpmn_picture.h"
#include "plugins/graphviz/turn.h"

namespace hongtou::graphviz {

namespace {

using Kind = ProcessNodeKind;
using pugi::xml_node;

const char* element_of(Kind kind) {
  switch (kind) {
    case Kind::start:
      return "bpmn:startEvent";
    case Kind::end:
    case Kind::message_end:
      return "bpmn:endEvent";
    case Kind::timer:
    case Kind::message:
    case Kind::condition:
      return "bpmn:intermediateCatchEvent";
    case Kind::milestone:
      return "bpmn:intermediateThrowEvent";
    case Kind::send_task:
      return "bpmn:sendTask";
    case Kind::user_task:
      return "bpmn:userTask";
    case Kind::service_task:
      return "bpmn:serviceTask";
    case Kind::rule_task:
      return "bpmn:businessRuleTask";
    case Kind::task:
      return "bpmn:task";
    case Kind::sub_process:
      return "bpmn:subProcess";
    case Kind::call_activity:
      return "bpmn:callActivity";
    case Kind::exclusive:
      return "bpmn:exclusiveGateway";
    case Kind::parallel:
      return "bpmn:parallelGateway";
    case Kind::inclusive:
      return "bpmn:inclusiveGateway";
    case Kind::complex:
      return "bpmn:complexGateway";
  }
  return "bpmn:task";
}

xml_node add(xml_node parent, const char* name, const std::string& id) {
  auto child = parent.append_child(name);
  child.append_attribute("id") = id.c_str();
  return child;
}

void set(xml_node node, const char* name, const std::string& value) { node.append_attribute(name) = writable(value).c_str(); }

void add_text(xml_node parent, const char* name, const std::string& value) {
  if (!value.empty()) parent.append_child(name).text() = writable(value).c_str();
}

void add_expression(xml_node parent, const char* name, const std::string& value) {
  if (value.empty()) return;
  auto child = parent.append_child(name);
  set(child, "xsi:type", "bpmn:tFormalExpression");
  child.text() = value.c_str();
}

std::string deadline_id(const ProcessNode& node) { return "deadline_" + node.id; }
std::string after_deadline_id(const ProcessNode& node) { return "after_deadline_" + node.id; }
std::string deadline_flow_id(const ProcessNode& node) { return "flow_deadline_" + node.id; }

// What happens: the semantic half of the file.
class SemanticWriter {
 public:
  explicit SemanticWriter(xml_node definitions) : definitions_(definitions) {}

  // Messages stand before the processes that name them.
  void write_messages(const ProcessFlow& flow) {
    for (const auto& node : flow.nodes) {
      if (node.kind == Kind::send_task || node.kind == Kind::message) add_message(node.id, node.name);
      if (node.deadline && node.deadline->sends) add_message(after_deadline_id(node), node.deadline->end_name + " " + node.name);
      write_messages(node.inner);
    }
  }

  void write(const Process& process) {
    auto element = add(definitions_, "bpmn:process", process.id);
    set(element, "name", process.name);
    set(element, "isExecutable", "false");
    write(element, process.flow, process.id);
  }

  static std::string flow_id(const std::string& holder, std::size_t index) {
    return "flow_" + std::to_string(index + 1) + "_" + holder;
  }

 private:
  void add_message(const std::string& id, const std::string& name) {
    set(add(definitions_, "bpmn:message", "message_" + id), "name", name);
  }

  void write(xml_node parent, const ProcessFlow& flow, const std::string& holder) {
    for (const auto& node : flow.nodes) {
      write(parent, node, flow, holder);
      if (node.deadline) write_deadline(parent, node);
    }
    for (std::size_t i = 0; i < flow.flows.size(); ++i) {
      auto element = add(parent, "bpmn:sequenceFlow", flow_id(holder, i));
      if (!flow.flows[i].name.empty()) set(element, "name", flow.flows[i].name);
      set(element, "sourceRef", flow.flows[i].from);
      set(element, "targetRef", flow.flows[i].to);
      add_expression(element, "bpmn:conditionExpression", flow.flows[i].condition);
    }
  }

  void write(xml_node parent, const ProcessNode& node, const ProcessFlow& flow, const std::string& holder) {
    auto element = add(parent, element_of(node.kind), node.id);
    if (!node.name.empty()) set(element, "name", node.name);
    if (node.kind == Kind::send_task) set(element, "messageRef", "message_" + node.id);
    if (node.kind == Kind::call_activity) set(element, "calledElement", node.calls);
    for (std::size_t i = 0; i < flow.flows.size(); ++i)
      if (flow.flows[i].from == node.id && flow.flows[i].otherwise) set(element, "default", flow_id(holder, i));
    add_text(element, "bpmn:documentation", node.documentation);
    for (std::size_t i = 0; i < flow.flows.size(); ++i)
      if (flow.flows[i].to == node.id) add_text(element, "bpmn:incoming", flow_id(holder, i));
    for (std::size_t i = 0; i < flow.flows.size(); ++i)
      if (flow.flows[i].from == node.id) add_text(element, "bpmn:outgoing", flow_id(holder, i));
    write_repetition(element, node);
    write_rule(element, node);
    write(element, node.inner, node.id);
  }

  static void write_repetition(xml_node element, const ProcessNode& node) {
    if (node.repetition == Repetition::once) return;
    if (node.repetition == Repetition::loop) {
      add_expression(element.append_child("bpmn:standardLoopCharacteristics"), "bpmn:loopCondition", node.repeats);
      return;
    }
    auto several = element.append_child("bpmn:multiInstanceLoopCharacteristics");
    if (node.repetition == Repetition::sequential) set(several, "isSequential", "true");
    add_expression(several, "bpmn:loopCardinality", node.repeats);
  }

  static void write_rule(xml_node element, const ProcessNode& node) {
    if (node.kind == Kind::timer) add_expression(add_event(element, "timer", node.id), "bpmn:timeDate", node.rule);
    if (node.kind == Kind::condition) add_expression(add_event(element, "conditional", node.id), "bpmn:condition", node.rule);
    if (node.kind == Kind::message) set(add_event(element, "message", node.id), "messageRef", "message_" + node.id);
    if (node.kind == Kind::complex) add_expression(element, "bpmn:activationCondition", node.rule);
  }

  static xml_node add_event(xml_node element, const std::string& kind, const std::string& id) {
    return add(element, ("bpmn:" + kind + "EventDefinition").c_str(), kind + "_event_" + id);
  }

  static void write_deadline(xml_node parent, const ProcessNode& node) {
    const auto& deadline = *node.deadline;
    auto event = add(parent, "bpmn:boundaryEvent", deadline_id(node));
    set(event, "name", deadline.name);
    set(event, "attachedToRef", node.id);
    set(event, "cancelActivity", "false");
    add_text(event, "bpmn:outgoing", deadline_flow_id(node));
    add_expression(add_event(event, "timer", deadline_id(node)), "bpmn:timeDate", deadline.rule);
    auto end = add(parent, "bpmn:endEvent", after_deadline_id(node));
    set(end, "name", deadline.end_name);
    add_text(end, "bpmn:incoming", deadline_flow_id(node));
    if (deadline.sends)
      set(add_event(end, "message", after_deadline_id(node)), "messageRef", "message_" + after_deadline_id(node));
    auto flow = add(parent, "bpmn:sequenceFlow", deadline_flow_id(node));
    set(flow, "sourceRef", deadline_id(node));
    set(flow, "targetRef", after_deadline_id(node));
  }

  xml_node definitions_;
};

// Where it stands: the half that viewers draw.
class DiagramInterchange {
 public:
  DiagramInterchange(xml_node definitions, const Process& process) {
    auto diagram = add(definitions, "bpmndi:BPMNDiagram", "diagram_" + process.id);
    set(diagram, "name", process.name);
    plane_ = add(diagram, "bpmndi:BPMNPlane", "plane_" + process.id);
    set(plane_, "bpmnElement", process.id);
  }

  void draw(const ProcessFlow& flow, const BpmnPicture& picture, const std::string& holder, Point origin) {
    for (std::size_t i = 0; i < flow.nodes.size(); ++i) draw(flow.nodes[i], picture, moved(picture.layout.corners[i], origin));
    for (std::size_t i = 0; i < flow.flows.size(); ++i) {
      auto edge = draw_edge(SemanticWriter::flow_id(holder, i), picture.layout.routes[i], origin);
      draw_label(edge, flow.flows[i].name, moved(picture.layout.labels[i], origin));
    }
  }

 private:
  static Point moved(Point point, Point by) { return {point.x + by.x, point.y + by.y}; }

  void draw(const ProcessNode& node, const BpmnPicture& picture, Point corner) {
    const auto size = size_of(node, picture);
    auto shape = draw_shape(node.id, corner, size);
    if (node.kind == Kind::exclusive) set(shape, "isMarkerVisible", "true");
    if (node.kind == Kind::sub_process) set(shape, "isExpanded", "true");
    if (is_event(node.kind) || is_gateway(node.kind)) draw_label_below(shape, node.name, corner, size);
    if (node.deadline) draw_deadline(node, {corner.x, corner.y + size.height});
    if (const auto inner = picture.inner.find(node.id); inner != picture.inner.end())
      draw(node.inner, inner->second, node.id, moved(corner, inner_corner));
  }

  xml_node draw_shape(const std::string& id, Point corner, Size size) {
    auto shape = add(plane_, "bpmndi:BPMNShape", "shape_" + id);
    set(shape, "bpmnElement", id);
    set_bounds(shape, corner, size);
    return shape;
  }

  xml_node draw_edge(const std::string& id, const std::vector<Point>& route, Point origin) {
    auto edge = add(plane_, "bpmndi:BPMNEdge", "edge_" + id);
    set(edge, "bpmnElement", id);
    for (const auto& point : route) {
      auto waypoint = edge.append_child("di:waypoint");
      waypoint.append_attribute("x") = moved(point, origin).x;
      waypoint.append_attribute("y") = moved(point, origin).y;
    }
    return edge;
  }

  static void set_bounds(xml_node parent, Point corner, Size size) {
    auto bounds = parent.append_child("dc:Bounds");
    bounds.append_attribute("x") = corner.x;
    bounds.append_attribute("y") = corner.y;
    bounds.append_attribute("width") = size.width;
    bounds.append_attribute("height") = size.height;
  }

  static void draw_label(xml_node owner, const std::string& name, Point corner) {
    if (!name.empty()) set_bounds(owner.append_child("bpmndi:BPMNLabel"), corner, label_size(name));
  }

  static void draw_label_below(xml_node owner, const std::string& name, Point corner, Size size) {
    const auto label = label_size(name);
    draw_label(owner, name, {corner.x + (size.width - label.width) / 2, corner.y + size.height + 4});
  }

  // On the lower border of its activity, the end behind it below.
  void draw_deadline(const ProcessNode& node, Point lower_left) {
    constexpr double left = 4;  // clear of the marker of several instances
    constexpr double middle = event_size / 2;
    constexpr Size size{event_size, event_size};
    const Point event = moved(lower_left, {left, -middle});
    draw_label(draw_shape(deadline_id(node), event, size), node.deadline->name, moved(lower_left, {left + event_size + 4, 4}));
    const Point end = moved(lower_left, {64, 34});
    draw_label_below(draw_shape(after_deadline_id(node), end, size), node.deadline->end_name, end, size);
    draw_edge(deadline_flow_id(node), {{left + middle, middle}, {left + middle, 34 + middle}, {64, 34 + middle}}, lower_left);
  }

  xml_node plane_;
};

xml_node add_definitions(pugi::xml_document& document, const Process& process) {
  auto declaration = document.append_child(pugi::node_declaration);
  set(declaration, "version", "1.0");
  set(declaration, "encoding", "UTF-8");
  auto definitions = document.append_child("bpmn:definitions");
  set(definitions, "xmlns:bpmn", "http://www.omg.org/spec/BPMN/20100524/MODEL");
  set(definitions, "xmlns:bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI");
  set(definitions, "xmlns:dc", "http://www.omg.org/spec/DD/20100524/DC");
  set(definitions, "xmlns:di", "http://www.omg.org/spec/DD/20100524/DI");
  set(definitions, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
  set(definitions, "id", "definitions_" + process.id);
  set(definitions, "name", process.name);
  set(definitions, "targetNamespace", "urn:hongtou:" + process.id);
  set(definitions, "exporter", "Hongtou");
  return definitions;
}

class BpmnWriter final : public ProcessWriter {
 public:
  FormatInfo info() const override { return {"bpmn", ".bpmn", "application/bpmn+xml"}; }

  Result<std::string> write(const Process& process) const override {
    const Turn turn;
    pugi::xml_document document;
    auto definitions = add_definitions(document, process);
    std::vector<const Process*> all{&process};
    for (const auto& called : process.called) all.push_back(&called);
    SemanticWriter semantic(definitions);
    for (const auto* each : all) semantic.write_messages(each->flow);
    for (const auto* each : all) semantic.write(*each);
    for (const auto* each : all) {
      const auto picture = picture_of(turn.context(), each->flow);
      if (!picture.ok()) return picture.diagnostics();
      DiagramInterchange(definitions, *each).draw(each->flow, *picture, each->id, {160, 80});
    }
    std::ostringstream out;
    document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
  }
};

}  // namespace

std::unique_ptr<ProcessWriter> bpmn_writer() { return std::make_unique<BpmnWriter>(); }

}  // namespace hongtou::graphviz
