// Any bytes read as INFO end in a tree or in errors, as Boost decides where our limits do not; what is read can be written
// and read again. Not built by default: clang++ -fsanitize=fuzzer,address with the engine's sources.
// Start from tests/corpus/info.
#include <boost/property_tree/info_parser.hpp>
#include <cstdlib>
#include <optional>
#include <sstream>

#include "engine/definition/tree/tree.h"
#include "engine/text.h"

using namespace hongtou;

namespace {

std::optional<Node> read_by_boost(const std::string& text) {
  std::istringstream stream(text);
  Node root;
  try {
    boost::property_tree::read_info(stream, root);
  } catch (const boost::property_tree::info_parser_error&) {
    return std::nullopt;
  }
  return root;
}

// Where we mean to differ from Boost.
bool is_ours_alone(const std::string& text, const Diagnostics& found) {
  if (text.find('#') != std::string::npos || text.starts_with("\uFEFF")) return true;
  for (const auto& diagnostic : found)
    for (const std::string_view code : {"info.not_utf8", "info.nul", "info.empty", "info.too_deep", "info.too_many_nodes"})
      if (diagnostic.message.code == code) return true;
  return false;
}

void expect(bool truth) {
  if (!truth) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto environment = Environment::in_memory({}, Instant());
  const auto tree = read_info(text, "a.info", "", environment);
  expect(tree.ok() || has_errors(tree.diagnostics()));
  if (!is_ours_alone(text, tree.diagnostics())) {
    const auto theirs = read_by_boost(text);
    expect(tree.ok() == theirs.has_value());
    expect(!theirs || (*tree)->root == *theirs);
  }
  if (!tree.ok()) return 0;
  const auto info = read_info(write_info((*tree)->root), "a.info", "", environment);
  const bool is_empty = (*tree)->root.empty();
  expect(is_empty || (info.diagnostics().empty() && (*info)->root == (*tree)->root));
  const auto json = read_json_tree(write_json_tree((*tree)->root), "a.json");
  expect(json.diagnostics().empty() && (*json)->root == (*tree)->root);
  return 0;
}
