// The order of steps as a directed graph (Boost.Graph, kept behind this header). Vertices are steps by their place in the file.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/definition/step.h"

namespace hongtou {

struct StepEdge {
  std::size_t from = 0;
  std::size_t to = 0;
  std::string label;  // the outcomes, or some, any, 2 of …, each
};

// Immutable; shared between copies.
class StepGraph {
 public:
  StepGraph();
  explicit StepGraph(const std::vector<Step>& steps);  // dependencies on unknown steps are left out

  const std::vector<StepEdge>& edges() const;
  // The steps of one cycle in order, the first repeated at the end; empty when there is none.
  std::vector<std::size_t> cycle() const;
  // Predecessors before successors, file order among equals. Empty if there is a cycle.
  std::vector<std::size_t> order() const;
  // Everything that follows from a step, in file order, itself left out.
  std::vector<std::size_t> followers(std::size_t step) const;
  std::vector<std::size_t> ancestors(std::size_t step) const;

 private:
  struct Parts;
  std::shared_ptr<const Parts> parts_;
};

}  // namespace hongtou
