#include "plugins/pdf/structure.h"

#include <algorithm>

#include "engine/document/page.h"
#include "plugins/pdf/content.h"

namespace hongtou::pdf {

namespace {

std::string type_of(const Element& element) {
  switch (element.role) {
    case Role::title:
    case Role::attachment_title:
      return "H1";
    case Role::heading:
      return "H" + std::to_string(std::clamp(element.level, 1, 4) + 1);
    case Role::table:
      return "Table";
    case Role::table_row:
      return "TR";
    case Role::table_head_cell:
      return "TH";
    case Role::table_cell:
      return "TD";
    case Role::picture:
    case Role::chart:
    case Role::seal:
      return "Figure";
    default:
      return "P";
  }
}

std::string attributes_of(const Element& element) {
  if (!element.description.empty()) return "/Alt" + text_string(element.description);
  const bool head = element.role == Role::table_head_cell;
  if (!head && element.role != Role::table_cell) return {};
  std::string out;
  if (head) out += "/Scope/Column";
  if (element.columns > 1) out += "/ColSpan " + std::to_string(element.columns);
  if (element.rows > 1) out += "/RowSpan " + std::to_string(element.rows);
  return out.empty() ? out : "/A<</O/Table" + out + ">>";
}

struct Mark {
  int page;
  int identifier;
};

class StructureWriter {
 public:
  StructureWriter(File& file, const Pages& pages, const std::vector<int>& page_objects,
                  const std::vector<std::vector<int>>& marked)
      : file_(file), pages_(pages), page_objects_(page_objects), marked_(marked) {}

  int write() {
    const int root = file_.reserve(), document = file_.reserve();
    for (std::size_t i = 0; i < pages_.elements.size(); ++i) numbers_.push_back(file_.reserve());
    kids_.resize(pages_.elements.size());
    marks_.resize(pages_.elements.size());
    std::vector<int> top;
    for (std::size_t i = 0; i < pages_.elements.size(); ++i) {
      const int parent = pages_.elements[i].parent;
      (parent == no_element ? top : kids_[static_cast<std::size_t>(parent)]).push_back(static_cast<int>(i));
    }
    for (std::size_t page = 0; page < marked_.size(); ++page)
      for (std::size_t id = 0; id < marked_[page].size(); ++id)
        marks_[static_cast<std::size_t>(marked_[page][id])].push_back({static_cast<int>(page), static_cast<int>(id)});
    for (std::size_t i = 0; i < pages_.elements.size(); ++i) write_element(i, document);
    file_.set(document, "<</Type/StructElem/S/Document/P " + reference(root) + "/K[" + references(top) + "]>>");
    file_.set(root, "<</Type/StructTreeRoot/K " + reference(document) + "/ParentTree " + reference(write_parents()) +
                        "/ParentTreeNextKey " + std::to_string(marked_.size()) + ">>");
    return root;
  }

 private:
  std::string references(const std::vector<int>& elements) const {
    std::string out;
    for (const int element : elements) out += reference(numbers_[static_cast<std::size_t>(element)]) + " ";
    return out;
  }

  void write_element(std::size_t index, int document) {
    const auto& element = pages_.elements[index];
    const int parent = element.parent == no_element ? document : numbers_[static_cast<std::size_t>(element.parent)];
    std::string out = "<</Type/StructElem/S/" + type_of(element) + "/P " + reference(parent) + attributes_of(element);
    const auto& marks = marks_[index];
    if (!marks.empty()) out += "/Pg " + reference(page_objects_[static_cast<std::size_t>(marks.front().page)]);
    out += "/K[" + references(kids_[index]);
    for (const auto& mark : marks) {
      if (mark.page == marks.front().page)
        out += std::to_string(mark.identifier) + " ";
      else
        out += "<</Type/MCR/Pg " + reference(page_objects_[static_cast<std::size_t>(mark.page)]) + "/MCID " +
               std::to_string(mark.identifier) + ">>";
    }
    file_.set(numbers_[index], out + "]>>");
  }

  // For each page the elements by identifier.
  int write_parents() {
    std::string out = "<</Nums[";
    for (std::size_t page = 0; page < marked_.size(); ++page) out += std::to_string(page) + "[" + references(marked_[page]) + "]";
    return file_.add(out + "]>>");
  }

  File& file_;
  const Pages& pages_;
  const std::vector<int>& page_objects_;
  const std::vector<std::vector<int>>& marked_;
  std::vector<int> numbers_;  // of the elements' objects
  std::vector<std::vector<int>> kids_;
  std::vector<std::vector<Mark>> marks_;
};

// A bookmark with its place in the tree, by indices; -1: none.
struct OutlineNode {
  int parent = -1, first = -1, last = -1, next = -1, previous = -1;
  int below = 0;  // how many it holds, all of them open
};

// A level that is left out makes the entry a child of the nearest one above.
std::vector<OutlineNode> outline_tree(const std::vector<OutlineEntry>& entries, OutlineNode& root) {
  std::vector<OutlineNode> nodes(entries.size());
  const auto at = [&](int index) -> OutlineNode& { return index < 0 ? root : nodes[static_cast<std::size_t>(index)]; };
  std::vector<int> open;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    while (!open.empty() && entries[static_cast<std::size_t>(open.back())].level >= entries[i].level) open.pop_back();
    const int index = static_cast<int>(i);
    auto& node = nodes[i];
    node.parent = open.empty() ? -1 : open.back();
    auto& parent = at(node.parent);
    node.previous = parent.last;
    if (parent.last >= 0) at(parent.last).next = index;
    if (parent.first < 0) parent.first = index;
    parent.last = index;
    for (int above = node.parent; above >= 0; above = at(above).parent) ++at(above).below;
    ++root.below;
    open.push_back(index);
  }
  return nodes;
}

}  // namespace

int write_structure(File& file, const Pages& pages, const std::vector<int>& page_objects,
                    const std::vector<std::vector<int>>& marked) {
  return StructureWriter(file, pages, page_objects, marked).write();
}

int write_outline(File& file, const Pages& pages, const std::vector<int>& page_objects) {
  if (pages.outline.empty()) return 0;
  OutlineNode root;
  const auto nodes = outline_tree(pages.outline, root);
  const int number = file.reserve();
  std::vector<int> numbers;
  for (std::size_t i = 0; i < nodes.size(); ++i) numbers.push_back(file.reserve());
  const auto entry = [&](const char* name, int index) {
    return index < 0 ? std::string() : name + reference(numbers[static_cast<std::size_t>(index)]);
  };
  const auto links = [&](const OutlineNode& node) {
    return entry("/First ", node.first) + entry("/Last ", node.last) + entry("/Next ", node.next) +
           entry("/Prev ", node.previous) + (node.below > 0 ? "/Count " + std::to_string(node.below) : "");
  };
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto& target = pages.outline[i];
    const bool landscape = pages.pages[static_cast<std::size_t>(target.page)].landscape;
    std::string destination = "/Dest[" + reference(page_objects[static_cast<std::size_t>(target.page)]);
    if (landscape) {
      destination += "/Fit]";
    } else {
      destination += "/XYZ null ";
      append_number(destination, points_a_mm * (page::paper_height_mm - target.y), 3);
      destination += " null]";
    }
    file.set(numbers[i],
             "<</Title" + text_string(target.text) + "/Parent " +
                 (nodes[i].parent < 0 ? reference(number) : reference(numbers[static_cast<std::size_t>(nodes[i].parent)])) +
                 links(nodes[i]) + destination + ">>");
  }
  file.set(number, "<</Type/Outlines" + links(root) + ">>");
  return number;
}

}  // namespace hongtou::pdf
