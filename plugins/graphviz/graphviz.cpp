// Diagrams as SVG and DOT, laid out by Graphviz.
#include <graphviz/gvc.h>

#include <map>
#include <utility>

#include "engine/document/writable.h"
#include "engine/plugin.h"
#include "engine/text.h"
#include "plugins/graphviz/bpmn.h"
#include "plugins/graphviz/turn.h"

namespace hongtou::graphviz {

namespace {

constexpr Message failed{"graphviz.failed", "Graphviz 无法生成 {0} 格式的图", "Graphviz cannot draw the diagram as {0}",
                         "检查 Graphviz 是否安装完整（软件包 graphviz）",
                         "see whether Graphviz is installed completely (package graphviz)"};

constexpr double widest = 1150;            // points; what gets wider from left to right is drawn top down
constexpr std::size_t label_columns = 26;  // half-width characters, then a label breaks
constexpr const char* back_color = "#b45309";
constexpr const char* fonts = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif";

struct Look {
  const char* fill;
  const char* line;
  const char* text;
  const char* style;
};

Look look_of(const std::string& state) {
  static const std::map<std::string, Look, std::less<>> looks{{"waiting", {"#f3f4f6", "#9ca3af", "#374151", "filled"}},
                                                              {"open", {"#fff3d1", "#c77700", "#4a2c00", "filled"}},
                                                              {"overdue", {"#fdecee", "#c8102e", "#7a0a1c", "filled,bold"}},
                                                              {"done", {"#e4f4e8", "#2e7d46", "#12391f", "filled"}},
                                                              {"skipped", {"#ffffff", "#9ca3af", "#6b7280", "filled,dashed"}},
                                                              {"dead", {"#ececee", "#a1a1aa", "#6b7280", "filled,dashed"}}};
  const auto found = looks.find(state);
  return found == looks.end() ? Look{"#ffffff", "#6b7280", "#1f2937", "filled"} : found->second;
}

// Boxes are rounded; the other shapes keep their own corners.
std::string shape_of(const std::string& kind) {
  static const std::map<std::string, std::string, std::less<>> shapes{
      {"issue", "note"}, {"compile", "tab"}, {"mark", "oval"}, {"decision", "diamond"}, {"assess", "octagon"}, {"end", "oval"}};
  const auto found = shapes.find(kind);
  return found == shapes.end() ? "box" : found->second;
}

// For Graphviz's HTML-like labels: marks that mean something there, and control characters, which XML does not allow.
std::string escape(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\\')
      out += "\\\\";  // \N would stand for the node's name
    else
      out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return writable(out);
}

std::size_t columns_of(char32_t character) { return half_width_count(to_utf8({&character, 1})); }
bool is_of_word(char32_t character) { return character != U' ' && columns_of(character) == 1; }

// How much of the text goes on one line: as much as fits, but no part of a word that has room on the next.
std::size_t line_end(std::u32string_view text) {
  std::size_t end = 0;
  for (std::size_t width = 0; end < text.size(); ++end)
    if ((width += columns_of(text[end])) > label_columns) break;
  if (end == text.size()) return end;
  auto word = end;
  while (word > 0 && is_of_word(text[word - 1]) && is_of_word(text[word])) --word;
  return word == 0 ? end : word;
}

// Line ends break a line, and so does its length.
std::vector<std::string> broken(const std::string& text) {
  std::vector<std::string> out;
  for (const auto line : lines(text)) {
    const auto characters = to_utf32(line);
    std::u32string_view rest(characters);
    do {
      const auto end = line_end(rest);
      const auto space = end > 0 && end < rest.size() && rest[end - 1] == U' ' ? std::size_t{1} : std::size_t{0};
      out.push_back(to_utf8(rest.substr(0, end - space)));
      rest.remove_prefix(end);
      if (rest.starts_with(U' ')) rest.remove_prefix(1);
    } while (!rest.empty());
  }
  return out;
}

// One row a line, and air above: Graphviz sets the lines of plain text too close and too high for Chinese.
std::string label_of(const DiagramNode& node) {
  std::string rows = "<TR><TD HEIGHT=\"4\"></TD></TR>";
  for (std::size_t i = 0; i < node.lines.size(); ++i)
    for (const auto& line : broken(node.lines[i])) {
      const auto text = line.empty() ? " " : escape(line);
      rows += i == 0 ? "<TR><TD><B>" + text + "</B></TD></TR>" : "<TR><TD><FONT POINT-SIZE=\"10\">" + text + "</FONT></TD></TR>";
    }
  return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"2\">" + rows + "</TABLE>";
}

void set(void* object, const char* name, const std::string& value) {
  agsafeset(object, const_cast<char*>(name), const_cast<char*>(value.c_str()), const_cast<char*>(""));
}

void set_label(Agraph_t* graph, void* object, const std::string& markup) {
  char* const html = agstrdup_html(graph, const_cast<char*>(markup.c_str()));
  agsafeset(object, const_cast<char*>("label"), html, const_cast<char*>(""));
  agstrfree(graph, html);
}

void set_defaults(Agraph_t* graph) {
  const auto set_default = [&](int kind, const char* name, const char* value) {
    agattr(graph, kind, const_cast<char*>(name), const_cast<char*>(value));
  };
  for (const int kind : {AGRAPH, AGNODE, AGEDGE}) set_default(kind, "fontname", fonts);
  set_default(AGRAPH, "charset", "UTF-8");
  set_default(AGRAPH, "bgcolor", "transparent");
  set_default(AGRAPH, "nodesep", "0.18");
  set_default(AGRAPH, "ranksep", "0.8");
  set_default(AGRAPH, "pad", "0.1");
  set_default(AGRAPH, "rankdir", "LR");
  set_default(AGRAPH, "compound", "true");
  set_default(AGRAPH, "label", "");
  set_default(AGRAPH, "labeljust", "l");
  set_default(AGRAPH, "fontsize", "13");
  set_default(AGNODE, "fontsize", "13");
  set_default(AGNODE, "margin", "0.12,0.04");
  set_default(AGNODE, "penwidth", "1.2");
  set_default(AGNODE, "label", "");
  set_default(AGEDGE, "color", "#8b929c");
  set_default(AGEDGE, "fontcolor", "#4b5563");
  set_default(AGEDGE, "fontsize", "10");
  set_default(AGEDGE, "penwidth", "1");
  set_default(AGEDGE, "arrowsize", "0.6");
  set_default(AGEDGE, "label", "");
  set_default(AGEDGE, "style", "solid");
  set_default(AGEDGE, "constraint", "true");
}

void add_node(Agraph_t* graph, const DiagramNode& node) {
  auto* const added = agnode(graph, const_cast<char*>(node.id.c_str()), 1);
  const auto look = look_of(node.state);
  const auto shape = shape_of(node.kind);
  set_label(graph, added, label_of(node));
  set(added, "shape", shape);
  if (shape == "oval") set(added, "margin", "0,0");  // it has room enough around its text
  set(added, "style", std::string(look.style) + (shape == "box" ? ",rounded" : ""));
  set(added, "fillcolor", look.fill);
  set(added, "color", look.line);
  set(added, "fontcolor", look.text);
}

// Draws a diagram into a graph. A node that others lie within is a box around them; an arrow to it ends at the box, drawn
// towards the first step in there, and one from it begins at the box, drawn from the last.
class Drawing {
 public:
  Drawing(Agraph_t* root, const Diagram& diagram) : root_(root) {
    for (const auto& node : diagram.nodes) nodes_.try_emplace(node.id, &node);
    for (const auto& node : diagram.nodes)
      if (!node.within.empty() && nodes_.contains(node.within) && !lies_within(node.within, node.id))
        inner_[node.within].push_back(&node);
    for (const auto& node : diagram.nodes)
      if (!is_box(node.within)) add(root_, node);
    for (const auto& edge : diagram.edges) add(edge);
    if (!diagram.legend.empty()) add(diagram.legend);
  }

 private:
  bool is_box(const std::string& id) const { return inner_.contains(id); }

  // A node lies within itself too.
  bool lies_within(const std::string& id, const std::string& box) const {
    auto at = id;
    for (auto steps = nodes_.size(); at != box && steps > 0; --steps) {
      const auto found = nodes_.find(at);
      if (found == nodes_.end()) return false;
      at = found->second->within;
    }
    return at == box;
  }

  void add(Agraph_t* graph, const DiagramNode& node) {
    if (!is_box(node.id)) return add_node(graph, node);
    auto* const box = agsubg(graph, const_cast<char*>(name_of_box(node.id).c_str()), 1);
    const auto look = look_of(node.state);
    set_label(root_, box, label_of(node));
    set(box, "style", std::string(look.style) + ",rounded");
    set(box, "fillcolor", std::string(look.fill) + "80");
    set(box, "color", look.line);
    set(box, "fontcolor", look.text);
    for (const auto* inner : inner_.at(node.id)) add(box, *inner);
  }

  void add(const DiagramEdge& edge) {
    if (!nodes_.contains(edge.from) || !nodes_.contains(edge.to)) return;
    const auto from = step_at(edge.from, false), to = step_at(edge.to, true);
    auto* const added = agedge(root_, node_of(from), node_of(to), nullptr, 1);
    if (!edge.label.empty()) set_label(root_, added, escape(edge.label));
    if (edge.dashed) set(added, "style", "dashed");
    if (edge.back) {
      set(added, "constraint", "false");  // steps keep their order
      set(added, "color", back_color);
      set(added, "fontcolor", back_color);
    }
    if (is_box(edge.from) && !lies_within(edge.to, edge.from)) set(added, "ltail", name_of_box(edge.from));
    if (is_box(edge.to) && !lies_within(edge.from, edge.to)) set(added, "lhead", name_of_box(edge.to));
  }

  // A row of its own beside the steps.
  void add(const std::vector<DiagramLegend>& legend) {
    std::string cells;
    for (const auto& entry : legend) {
      const auto look = look_of(entry.state);
      const bool dashed = std::string_view(look.style).find("dashed") != std::string_view::npos;
      cells += "<TD BORDER=\"1\" BGCOLOR=\"" + std::string(look.fill) + "\" COLOR=\"" + look.line + "\"" +
               (dashed ? " STYLE=\"dashed\"" : "") + "><FONT POINT-SIZE=\"10\" COLOR=\"" + look.text + "\"> " +
               escape(entry.text) + " </FONT></TD>";
    }
    auto* const added = agnode(root_, const_cast<char*>("legend of states"), 1);
    set(added, "shape", "plain");
    set_label(root_, added,
              "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"6\" CELLPADDING=\"3\"><TR>" + cells + "</TR></TABLE>");
  }

  std::string step_at(std::string id, bool first) const {
    while (is_box(id)) id = (first ? inner_.at(id).front() : inner_.at(id).back())->id;
    return id;
  }

  Agnode_t* node_of(const std::string& id) const { return agnode(root_, const_cast<char*>(id.c_str()), 0); }

  static std::string name_of_box(const std::string& id) { return "cluster_" + id; }

  Agraph_t* root_;
  std::map<std::string, const DiagramNode*> nodes_;
  std::map<std::string, std::vector<const DiagramNode*>> inner_;
};

// A step stands close behind the one it waits for; one that waits for several stands where they end.
void draw_close(Agraph_t* graph) {
  for (auto* node = agfstnode(graph); node != nullptr; node = agnxtnode(graph, node))
    if (agdegree(graph, node, 1, 0) == 1) set(agfstin(graph, node), "weight", "3");
}

Result<std::string> render(GVC_t* context, Agraph_t* graph, const std::string& format) {
  const auto failure = [&] { return Result<std::string>::failure({}, failed, {format}); };
  if (gvLayout(context, graph, "dot") != 0) return failure();
  if (GD_bb(graph).UR.x > widest) {
    gvFreeLayout(context, graph);
    set(graph, "rankdir", "TB");
    if (gvLayout(context, graph, "dot") != 0) return failure();
  }
  char* bytes = nullptr;
  unsigned int size = 0;
  if (gvRenderData(context, graph, format.c_str(), &bytes, &size) != 0 || bytes == nullptr) return failure();
  std::string out(bytes, size);
  gvFreeRenderData(bytes);
  return out;
}

Result<std::string> draw(const Diagram& diagram, const std::string& format) {
  const Turn turn;
  auto* const graph = agopen(const_cast<char*>(diagram.title.c_str()), Agdirected, nullptr);
  set_defaults(graph);
  const Drawing drawing(graph, diagram);
  draw_close(graph);
  auto drawn = render(turn.context(), graph, format);
  gvFreeLayout(turn.context(), graph);
  agclose(graph);
  return drawn;
}

class DotWriter final : public DiagramWriter {
 public:
  FormatInfo info() const override { return {"dot", ".dot", "text/vnd.graphviz"}; }
  Result<std::string> write(const Diagram& diagram) const override { return draw(diagram, "dot"); }
};

// Without the XML declaration and document type, so that it can stand in a page as it is.
class SvgWriter final : public DiagramWriter {
 public:
  FormatInfo info() const override { return {"svg", ".svg", "image/svg+xml"}; }
  Result<std::string> write(const Diagram& diagram) const override {
    auto drawn = draw(diagram, "svg");
    if (drawn.ok()) drawn->erase(0, drawn->find("<svg"));
    return drawn;
  }
};

}  // namespace

}  // namespace hongtou::graphviz

HONGTOU_PLUGIN(registry) {
  registry.add(std::make_unique<hongtou::graphviz::SvgWriter>());
  registry.add(std::make_unique<hongtou::graphviz::DotWriter>());
  registry.add(hongtou::graphviz::bpmn_writer());
}
