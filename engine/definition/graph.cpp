#include "engine/definition/graph.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <functional>
#include <queue>

#include "engine/definition/flow.h"
#include "engine/text.h"

namespace hongtou {

namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, boost::no_property, StepEdge>;
using Vertex = boost::graph_traits<Graph>::vertex_descriptor;
using Edge = boost::graph_traits<Graph>::edge_descriptor;

std::string edge_label(const Gate& gate, const Dependency& dependency) {
  if (!dependency.outcomes.empty()) return join(dependency.outcomes, "|");
  switch (gate.kind) {
    case Gate::Kind::all:
      return {};
    case Gate::Kind::some:
      return "some";
    case Gate::Kind::any:
      return "any";
    case Gate::Kind::count:
      return std::to_string(gate.count) + " of " + std::to_string(gate.on.size());
    case Gate::Kind::each:
      return "each";
  }
  return {};
}

// Those of the step itself, and of the steps it holds, that name a step `depth` flows around.
template <class Visit>
void for_dependencies_from(const Step& step, std::size_t depth, const Visit& visit) {
  for (const auto& gate : step.gates)
    for (const auto& dependency : gate.on)
      if (dependency.up == depth) visit(gate, dependency);
  if (step.flow == nullptr) return;
  for (const auto& inner : step.flow->steps) for_dependencies_from(inner, depth + 1, visit);
}

// Remembers the path it walks, so that a back edge shows the cycle.
class CycleFinder : public boost::default_dfs_visitor {
 public:
  CycleFinder(std::vector<Vertex>& path, std::vector<std::size_t>& cycle) : path_(&path), cycle_(&cycle) {}

  void discover_vertex(Vertex vertex, const Graph&) { path_->push_back(vertex); }
  void finish_vertex(Vertex, const Graph&) { path_->pop_back(); }
  void back_edge(Edge edge, const Graph& graph) {
    if (!cycle_->empty()) return;
    const auto begin = std::find(path_->begin(), path_->end(), target(edge, graph));
    cycle_->assign(begin, path_->end());
    cycle_->push_back(*begin);
  }

 private:
  std::vector<Vertex>* path_;
  std::vector<std::size_t>* cycle_;
};

template <class AnyGraph>
std::vector<std::size_t> reachable(const AnyGraph& graph, std::size_t from) {
  std::vector<bool> seen(num_vertices(graph), false);
  std::queue<std::size_t> open;
  open.push(from);
  while (!open.empty()) {
    const auto vertex = open.front();
    open.pop();
    for (auto [edge, end] = out_edges(vertex, graph); edge != end; ++edge) {
      const auto next = target(*edge, graph);
      if (seen[next]) continue;
      seen[next] = true;
      open.push(next);
    }
  }
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < seen.size(); ++i)
    if (seen[i] && i != from) out.push_back(i);
  return out;
}

}  // namespace

struct StepGraph::Parts {
  Graph graph;
  std::vector<StepEdge> edges;
};

StepGraph::StepGraph() : StepGraph(std::vector<Step>{}) {}

StepGraph::StepGraph(const std::vector<Step>& steps) {
  auto parts = std::make_shared<Parts>();
  parts->graph = Graph(steps.size());
  std::map<std::string, std::size_t, std::less<>> place;
  for (std::size_t i = 0; i < steps.size(); ++i) place.emplace(steps[i].id, i);
  const auto add = [&](std::size_t to, const Gate& gate, const Dependency& dependency) {
    const auto from = place.find(dependency.step);
    if (from == place.end()) return;
    StepEdge edge{from->second, to, edge_label(gate, dependency)};
    boost::add_edge(edge.from, edge.to, edge, parts->graph);
    parts->edges.push_back(std::move(edge));
  };
  for (std::size_t i = 0; i < steps.size(); ++i)
    for_dependencies_from(steps[i], 0, [&](const Gate& gate, const Dependency& dependency) { add(i, gate, dependency); });
  parts_ = std::move(parts);
}

const std::vector<StepEdge>& StepGraph::edges() const { return parts_->edges; }

std::vector<std::size_t> StepGraph::cycle() const {
  std::vector<Vertex> path;
  std::vector<std::size_t> found;
  boost::depth_first_search(parts_->graph, boost::visitor(CycleFinder(path, found)));
  return found;
}

std::vector<std::size_t> StepGraph::order() const {
  const auto& graph = parts_->graph;
  std::vector<std::size_t> waiting_for(num_vertices(graph));
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
  for (std::size_t v = 0; v < waiting_for.size(); ++v) {
    waiting_for[v] = in_degree(v, graph);
    if (waiting_for[v] == 0) ready.push(v);
  }
  std::vector<std::size_t> out;
  while (!ready.empty()) {
    const auto vertex = ready.top();
    ready.pop();
    out.push_back(vertex);
    for (auto [edge, end] = out_edges(vertex, graph); edge != end; ++edge)
      if (--waiting_for[target(*edge, graph)] == 0) ready.push(target(*edge, graph));
  }
  if (out.size() != waiting_for.size()) out.clear();
  return out;
}

std::vector<std::size_t> StepGraph::followers(std::size_t step) const { return reachable(parts_->graph, step); }

std::vector<std::size_t> StepGraph::ancestors(std::size_t step) const {
  return reachable(boost::make_reverse_graph(parts_->graph), step);
}

}  // namespace hongtou
