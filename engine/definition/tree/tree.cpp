#include "engine/definition/tree/tree.h"

namespace hongtou {

const Tree::Place& Tree::place(const Node& node) const {
  const auto found = places_.find(&node);
  return found == places_.end() ? whole_ : found->second;
}

void Tree::set_place(const Node& node, Place place) { (&node == &root ? whole_ : places_[&node]) = std::move(place); }

Result<std::unique_ptr<Tree>> read_tree(const std::string& path, const std::string& root_folder, const Environment& environment) {
  const auto text = environment.read_file(path);
  if (!text) return text.diagnostics();
  if (path.ends_with(".json")) return read_json_tree(*text, path);
  return read_info(*text, path, root_folder, environment);
}

}  // namespace hongtou
