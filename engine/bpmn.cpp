#include "engine/bpmn.h"

#include <algorithm>

#include "engine/bpmn/activity.h"
#include "engine/bpmn/flow_builder.h"

namespace hongtou {

namespace {

class Conversion {
 public:
  Conversion(const Definition& definition, Language language) : definition_(definition), language_(language) {}

  Process whole() {
    Process out{node_id("process_", definition_.id), definition_.title, flow(*definition_.flow, ""), {}};
    out.called = std::move(called_);
    return out;
  }

 private:
  ProcessFlow flow(const Flow& of, const std::string& name) {
    auto out = process_flow(definition_, of, name, language_);
    for (const auto& step : of.steps) {
      if (step.flow == nullptr) continue;
      auto inner = flow(*step.flow, step.id);
      if (step.kind == "call")
        called_.push_back({node_id("called_", step.id), step.label, std::move(inner), {}});
      else
        node(out, node_id("step_", step.id)).inner = std::move(inner);
    }
    return out;
  }

  static ProcessNode& node(ProcessFlow& in, const std::string& id) {
    return *std::find_if(in.nodes.begin(), in.nodes.end(), [&](const ProcessNode& each) { return each.id == id; });
  }

  const Definition& definition_;
  const Language language_;
  std::vector<Process> called_;
};

}  // namespace

Process process(const Definition& definition, Language language) { return Conversion(definition, language).whole(); }

}  // namespace hongtou
