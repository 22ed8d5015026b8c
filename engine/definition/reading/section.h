// Section: what stands between two braces, with the checks every block needs. Private to the definition layer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/reading/language.h"
#include "engine/definition/tree/tree.h"
#include "engine/result.h"

namespace hongtou {

// One key of a block with its value and its own block.
struct Entry {
  std::string key;   // the English name of a key of the language
  std::string word;  // as written
  std::string value;
  const Tree* tree = nullptr;
  const Node* node = nullptr;

  Position key_position() const { return tree->place(*node).key; }
  Position value_position() const { return tree->place(*node).value; }
  bool has_block() const { return !node->empty(); }
};

// A value where a block is wanted, and the other way round: workflow.value_missing, workflow.block_missing,
// workflow.block_unexpected, workflow.value_unexpected.
void check_shape(const Entry& entry, Shape shape, Diagnostics& diagnostics);

class Section {
 public:
  // A block of the language's keys.
  Section(const Tree& tree, const Node& node, SectionKeys keys);
  Section(const Entry& entry, SectionKeys keys) : Section(*entry.tree, *entry.node, std::move(keys)) {}
  // A block whose keys are names the author gives.
  Section(const Tree& tree, const Node& node) : Section(tree, node, SectionKeys()) {}
  explicit Section(const Entry& entry) : Section(*entry.tree, *entry.node) {}

  const std::vector<Entry>& entries() const { return entries_; }
  // Null when there is none; the first when there are several.
  const Entry* find(std::string_view key) const;
  std::string value(std::string_view key) const;  // "" when there is none
  Position position() const { return position_; }

  // Every key: workflow.unknown_key (did you mean), workflow.duplicate_key, and check_shape.
  void check(Diagnostics& diagnostics) const;
  // Every name: workflow.duplicate_key.
  void check_names(Diagnostics& diagnostics) const;

 private:
  Diagnostic unknown(const Entry& entry) const;
  Diagnostic unknown_in(const Entry& before, const Entry& entry, const std::vector<std::string>& spilled) const;
  std::vector<std::string> spilled_at(std::size_t index) const;

  SectionKeys keys_;
  std::vector<Entry> entries_;
  Position position_;
};

}  // namespace hongtou
