// Flow: steps and the order between them. A campaign is a flow; a step may hold one of its own.
#pragma once

#include <vector>

#include "engine/definition/graph.h"
#include "engine/definition/step.h"

namespace hongtou {

struct Flow {
  std::vector<Step> steps;  // in file order
  StepGraph graph;
};

// Where a step stands in the nesting of flows.
struct StepPlace {
  const Step* step = nullptr;
  const Flow* flow = nullptr;    // that it belongs to
  const Step* holder = nullptr;  // whose flow that is; null for the campaign's own
  std::size_t index = 0;         // in its flow
};

}  // namespace hongtou
