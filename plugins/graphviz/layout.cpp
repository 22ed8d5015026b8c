#include "plugins/graphviz/layout.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace hongtou::graphviz {

namespace {

constexpr Message failed{"graphviz.failed", "Graphviz 无法生成 {0} 格式的图", "Graphviz cannot draw the diagram as {0}",
                         "检查 Graphviz 是否安装完整（软件包 graphviz）",
                         "see whether Graphviz is installed completely (package graphviz)"};

char* text(const char* name) { return const_cast<char*>(name); }

std::string cell(const Size& size, const std::string& port = {}) {
  return "<TR><TD FIXEDSIZE=\"TRUE\" WIDTH=\"" + std::to_string(std::lround(size.width)) + "\" HEIGHT=\"" +
         std::to_string(std::lround(size.height)) + "\"" + port + "></TD></TR>";
}

std::string table(const std::string& rows) {
  return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\">" + rows + "</TABLE>";
}

void set_label(Agraph_t* graph, void* object, const std::string& markup) {
  char* const html = agstrdup_html(graph, text(markup.c_str()));
  agsafeset(object, text("label"), html, text(""));
  agstrfree(graph, html);
}

class Drawing {
 public:
  Drawing(const std::vector<Box>& boxes, const std::vector<Arrow>& arrows)
      : boxes_(boxes), arrows_(arrows), graph_(agopen(text("flow"), Agdirected, nullptr)) {
    set_defaults();
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      nodes_.push_back(agnode(graph_, text(std::to_string(i).c_str()), 1));
      const Size below{1, boxes[i].below};
      set_label(graph_, nodes_.back(),
                table(cell(boxes[i].size, " PORT=\"shape\"") + (boxes[i].below > 0 ? cell(below) : std::string())));
    }
    for (const auto& arrow : arrows) {
      edges_.push_back(agedge(graph_, nodes_[arrow.from], nodes_[arrow.to], nullptr, 1));
      if (arrow.label.width > 0) set_label(graph_, edges_.back(), table(cell(arrow.label)));
    }
  }
  Drawing(const Drawing&) = delete;
  Drawing& operator=(const Drawing&) = delete;
  ~Drawing() { agclose(graph_); }

  Result<Layout> lay_out(GVC_t* context) {
    if (gvLayout(context, graph_, "dot") != 0) return Result<Layout>::failure({}, failed, {"bpmn"});
    Layout out;
    top_ = GD_bb(graph_).UR.y;
    out.size = {GD_bb(graph_).UR.x, top_};
    for (std::size_t i = 0; i < nodes_.size(); ++i) out.corners.push_back(corner(i));
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      out.routes.push_back(route(edges_[i]));
      out.labels.push_back(label(i));
    }
    gvFreeLayout(context, graph_);
    return out;
  }

 private:
  void set_defaults() {
    const auto set_default = [&](int kind, const char* name, const char* value) {
      agattr(graph_, kind, text(name), text(value));
    };
    set_default(AGRAPH, "rankdir", "LR");
    set_default(AGRAPH, "splines", "polyline");
    set_default(AGRAPH, "nodesep", "0.45");
    set_default(AGRAPH, "ranksep", "0.6");
    set_default(AGNODE, "shape", "plain");
    set_default(AGNODE, "label", "");
    set_default(AGEDGE, "label", "");
    set_default(AGEDGE, "dir", "none");
    set_default(AGEDGE, "tailport", "shape:e");
    set_default(AGEDGE, "headport", "shape:w");
  }

  Point to_point(const pointf& from) const { return {std::round(from.x), std::round(top_ - from.y)}; }

  Point corner(std::size_t index) const {
    const auto& box = boxes_[index];
    const auto centre = to_point(ND_coord(nodes_[index]));
    return {centre.x - std::round(box.size.width / 2), centre.y - std::round((box.size.height + box.below) / 2)};
  }

  // The corners of what Graphviz draws as a curve of straight pieces.
  std::vector<Point> route(Agedge_t* edge) const {
    std::vector<Point> out;
    const auto* splines = ED_spl(edge);
    for (int i = 0; splines != nullptr && i < splines->size; ++i)
      for (int j = 0; j < splines->list[i].size; j += 3) add_to(out, to_point(splines->list[i].list[j]));
    return out;
  }

  static void add_to(std::vector<Point>& route, const Point& next) {
    if (!route.empty() && route.back().x == next.x && route.back().y == next.y) return;
    route.push_back(next);
  }

  Point label(std::size_t index) const {
    const auto* placed = ED_label(edges_[index]);
    if (placed == nullptr) return {};
    const auto centre = to_point(placed->pos);
    const auto& size = arrows_[index].label;
    return {centre.x - std::round(size.width / 2), centre.y - std::round(size.height / 2)};
  }

  const std::vector<Box>& boxes_;
  const std::vector<Arrow>& arrows_;
  Agraph_t* graph_;
  std::vector<Agnode_t*> nodes_;
  std::vector<Agedge_t*> edges_;
  double top_ = 0;
};

}  // namespace

Result<Layout> lay_out(GVC_t* context, const std::vector<Box>& boxes, const std::vector<Arrow>& arrows) {
  return Drawing(boxes, arrows).lay_out(context);
}

}  // namespace hongtou::graphviz
