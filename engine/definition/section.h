// Section: the keys between two braces, by their English names, with the checks every block needs. Private to the definition
// layer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/tree.h"
#include "engine/result.h"

namespace hongtou {

// One key of a block with its value and its own block.
struct Entry {
  std::string key;  // the English name where there is one
  std::string value;
  const Tree* tree = nullptr;
  const Node* node = nullptr;

  Position key_position() const { return tree->place(*node).key; }
  Position value_position() const { return tree->place(*node).value; }
  bool has_block() const { return !node->empty(); }
};

enum class Shape { value, block, either };

struct SectionKey {
  std::string_view name;
  Shape shape = Shape::value;
};

class Section {
 public:
  Section(const Tree& tree, const Node& node);

  const std::vector<Entry>& entries() const { return entries_; }
  std::vector<Entry>& entries() { return entries_; }
  // Null when there is none; the first when there are several.
  const Entry* find(std::string_view key) const;
  std::string value(std::string_view key) const;  // "" when there is none
  Position position() const { return position_; }

  // workflow.unknown_key (did you mean), workflow.duplicate_key, workflow.value_missing, workflow.block_missing,
  // workflow.block_unexpected.
  void check(const std::vector<SectionKey>& keys, Diagnostics& diagnostics) const;

 private:
  std::vector<Entry> entries_;
  Position position_;
};

// The English name of a Chinese key of the workflow language, or the word itself.
std::string english_key(std::string_view word);
// yes/no, 是/否; nothing for any other word.
std::optional<bool> parse_flag(std::string_view word);

}  // namespace hongtou
