#include "plugins/graphviz/bpmn_picture.h"

#include <algorithm>

#include "engine/text.h"

namespace hongtou::graphviz {

namespace {

using Kind = ProcessNodeKind;

constexpr Size task{100, 80};
constexpr double gateway_size = 50;
constexpr double label_width = 88;     // of events and gateways
constexpr double character = 6.5;      // a half-width one, at 11 px
constexpr double below_deadline = 88;  // its event, the end behind it and their names

double below(const ProcessNode& node) {
  if (node.deadline) return below_deadline;
  if (!is_event(node.kind) && !is_gateway(node.kind)) return 0;
  const auto size = label_size(node.name);
  return size.height > 0 ? size.height + 4 : 0;
}

}  // namespace

bool is_event(Kind kind) {
  return kind == Kind::start || kind == Kind::end || kind == Kind::message_end || kind == Kind::timer || kind == Kind::message ||
         kind == Kind::condition || kind == Kind::milestone;
}

bool is_gateway(Kind kind) {
  return kind == Kind::exclusive || kind == Kind::parallel || kind == Kind::inclusive || kind == Kind::complex;
}

Size size_of(const ProcessNode& node, const BpmnPicture& picture) {
  if (is_event(node.kind)) return {event_size, event_size};
  if (is_gateway(node.kind)) return {gateway_size, gateway_size};
  const auto inner = picture.inner.find(node.id);
  if (inner == picture.inner.end()) return task;
  return {std::max(160.0, inner->second.layout.size.width + 2 * inner_corner.x),
          inner->second.layout.size.height + inner_corner.y + inner_corner.x};
}

Size label_size(const std::string& name) {
  if (name.empty()) return {};
  double lines_needed = 0;
  double widest = 0;
  for (const auto line : lines(name)) {
    const auto width = static_cast<double>(half_width_count(line)) * character;
    widest = std::max(widest, std::min(width, label_width));
    lines_needed += std::max(1.0, std::ceil(width / label_width));
  }
  return {widest, lines_needed * label_line};
}

Result<BpmnPicture> picture_of(GVC_t* context, const ProcessFlow& flow) {
  Result<BpmnPicture> out(BpmnPicture{});
  for (const auto& node : flow.nodes) {
    if (node.kind != Kind::sub_process) continue;
    auto inner = picture_of(context, node.inner);
    if (!inner.ok()) return inner;
    out->inner.emplace(node.id, *std::move(inner));
  }
  std::map<std::string, std::size_t> places;
  std::vector<Box> boxes;
  for (const auto& node : flow.nodes) {
    places.emplace(node.id, boxes.size());
    boxes.push_back({size_of(node, *out), below(node)});
  }
  std::vector<Arrow> arrows;
  for (const auto& each : flow.flows) arrows.push_back({places.at(each.from), places.at(each.to), label_size(each.name)});
  auto layout = lay_out(context, boxes, arrows);
  if (!layout.ok()) return layout.diagnostics();
  out->layout = *std::move(layout);
  return out;
}

}  // namespace hongtou::graphviz
