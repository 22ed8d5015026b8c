#include "engine/definition/section.h"

#include <algorithm>
#include <set>

#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message unknown_key{"workflow.unknown_key", "这里没有名为“{0}”的项{1}", "there is no key “{0}” here{2}",
                              "可用的项：{3}", "keys that may stand here: {3}"};
constexpr Message duplicate_key{"workflow.duplicate_key", "“{0}”写了两次（先前在第 {1} 行）",
                                "“{0}” stands twice (first in line {1})", "保留一个，或把内容合并", "keep one of them"};
constexpr Message value_missing{"workflow.value_missing", "“{0}”后面没有内容", "“{0}” has no value",
                                "在同一行写上内容；含空格的内容要放在双引号里",
                                "write the value in the same line; one with spaces needs quotes"};
constexpr Message block_missing{"workflow.block_missing", "“{0}”后面应是一对花括号", "“{0}” wants a block in braces",
                                "写成：{0} { … }", "write: {0} { … }"};
constexpr Message block_unexpected{"workflow.block_unexpected", "“{0}”只要一个内容，不能带花括号",
                                   "“{0}” takes a value, not a block", "去掉花括号，把内容写在同一行",
                                   "remove the braces and write the value in the same line"};

std::vector<std::string> names_of(const std::vector<SectionKey>& keys) {
  std::vector<std::string> names;
  for (const auto& key : keys) names.emplace_back(key.name);
  return names;
}

void check_shape(const Entry& entry, Shape shape, Diagnostics& diagnostics) {
  const auto fail = [&](Message message) {
    diagnostics.push_back({Severity::error, entry.key_position(), message, {entry.key}});
  };
  if (shape == Shape::value && entry.has_block()) fail(block_unexpected);
  if (shape == Shape::value && !entry.has_block() && entry.value.empty()) fail(value_missing);
  if (shape == Shape::block && !entry.has_block()) fail(block_missing);
}

}  // namespace

Section::Section(const Tree& tree, const Node& node) : position_(tree.place(node).key) {
  for (const auto& [key, child] : node) entries_.push_back({english_key(key), child.data(), &tree, &child});
}

const Entry* Section::find(std::string_view key) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries_.end() ? nullptr : &*found;
}

std::string Section::value(std::string_view key) const {
  const auto* entry = find(key);
  return entry == nullptr ? std::string() : entry->value;
}

void Section::check(const std::vector<SectionKey>& keys, Diagnostics& diagnostics) const {
  for (const auto& entry : entries_) {
    const auto known = std::find_if(keys.begin(), keys.end(), [&](const SectionKey& key) { return key.name == entry.key; });
    if (known == keys.end()) {
      const auto names = names_of(keys);
      const auto near = nearest(entry.key, names);
      diagnostics.push_back({Severity::error,
                             entry.key_position(),
                             unknown_key,
                             {entry.key, near.empty() ? "" : "，是否为“" + near + "”？",
                              near.empty() ? "" : "; did you mean “" + near + "”?", join(names, " ")}});
      continue;
    }
    const auto* first = find(entry.key);
    if (first->node != entry.node)
      diagnostics.push_back(
          {Severity::error, entry.key_position(), duplicate_key, {entry.key, std::to_string(first->key_position().line)}});
    check_shape(entry, known->shape, diagnostics);
  }
}

}  // namespace hongtou
