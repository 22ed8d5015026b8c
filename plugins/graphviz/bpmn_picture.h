// BpmnPicture: where everything of a process stands, in the sizes that BPMN viewers draw.
#pragma once

#include <map>
#include <string>

#include "engine/bpmn_model.h"
#include "plugins/graphviz/layout.h"

namespace hongtou::graphviz {

struct BpmnPicture {
  Layout layout;                             // of the flow's nodes and flows, in their order
  std::map<std::string, BpmnPicture> inner;  // of sub-processes, by id
};

inline constexpr double event_size = 36;
inline constexpr double label_line = 14;
// From the upper left corner of a sub-process to its inside.
inline constexpr Point inner_corner{30, 50};

bool is_event(ProcessNodeKind kind);
bool is_gateway(ProcessNodeKind kind);

Size size_of(const ProcessNode& node, const BpmnPicture& picture);
// Of a name that stands beside its shape: 0 × 0 when there is none.
Size label_size(const std::string& name);

// Errors: graphviz.failed.
Result<BpmnPicture> picture_of(GVC_t* context, const ProcessFlow& flow);

}  // namespace hongtou::graphviz
