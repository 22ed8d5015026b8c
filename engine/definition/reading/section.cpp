#include "engine/definition/reading/section.h"

#include <algorithm>
#include <unordered_map>

#include "engine/definition/reading/suggestion.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message unknown_key{"workflow.unknown_key", "这里没有名为“{0}”的项{1}", "there is no key “{0}” here{2}",
                              "可用的项：{3}", "keys that may stand here: {4}"};
constexpr Message glued_key{"workflow.unknown_key", "“{0}”里的“{1}”和内容之间用了“{2}”，应当用空格",
                            "in “{0}” the key “{1}” is followed by “{2}” instead of a space", "写成：{1} {3}", "write: {1} {3}"};
constexpr Message spilled_value{"workflow.unknown_key", "这里没有名为“{0}”的项；它像是前面“{1}”的内容",
                                "there is no key “{0}” here; it seems to belong to the value of “{1}”",
                                "含空格的内容要加英文引号：{1} \"{2}\"；若确是一项，可用的项：{3}",
                                "a value with spaces needs quotes: {1} \"{2}\"; if it is a key, these may stand here: {4}"};
constexpr Message duplicate_key{"workflow.duplicate_key", "“{0}”写了两次（先前在第 {1} 行）",
                                "“{0}” stands twice (first in line {1})", "保留一个，或把内容合并", "keep one of them"};
constexpr Message value_missing{"workflow.value_missing", "“{0}”后面没有内容", "“{0}” has no value",
                                "在同一行写上内容；含空格的内容要放在双引号里",
                                "write the value in the same line; one with spaces needs quotes"};
constexpr Message block_missing{"workflow.block_missing", "“{0}”后面应有花括号和其中的内容",
                                "“{0}” wants braces with something in them", "写成：{0} { … }", "write: {0} { … }"};
constexpr Message block_unexpected{"workflow.block_unexpected", "“{0}”只要一个内容，不能带花括号",
                                   "“{0}” takes a value, not a block", "去掉花括号，把内容写在同一行",
                                   "remove the braces and write the value in the same line"};
constexpr Message value_unexpected{"workflow.value_unexpected", "“{0}”和左花括号之间多了“{1}”",
                                   "“{1}” stands between “{0}” and its block", "把它移进花括号里，或删去",
                                   "move it into the braces or remove it"};

std::vector<std::string> all_words(const SectionKeys& keys) {
  std::vector<std::string> words;
  for (const auto& key : keys) {
    words.emplace_back(key.name);
    words.emplace_back(key.chinese);
  }
  return words;
}

std::string list_zh(const SectionKeys& keys) {
  std::vector<std::string> words;
  for (const auto& key : keys) words.push_back(std::string(key.name) + "（" + std::string(key.chinese) + "）");
  return join(words, " ");
}

std::string list_en(const SectionKeys& keys) {
  std::vector<std::string> words;
  for (const auto& key : keys) words.emplace_back(key.name);
  return join(words, " ");
}

const SectionKey* find_word(const SectionKeys& keys, std::string_view word) {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const SectionKey& key) { return key.name == word || key.chinese == word; });
  return found == keys.end() ? nullptr : &*found;
}

}  // namespace

void check_shape(const Entry& entry, Shape shape, Diagnostics& diagnostics) {
  const auto fail = [&](const Position& where, Message message) {
    diagnostics.push_back({Severity::error, where, message, {entry.word, entry.value}});
  };
  if (shape == Shape::value && entry.has_block()) fail(entry.key_position(), block_unexpected);
  if (shape != Shape::block && !entry.has_block() && entry.value.empty()) fail(entry.key_position(), value_missing);
  if (shape == Shape::block && !entry.has_block()) fail(entry.key_position(), block_missing);
  if (shape != Shape::value && entry.has_block() && !entry.value.empty()) fail(entry.value_position(), value_unexpected);
}

Section::Section(const Tree& tree, const Node& node, SectionKeys keys) : keys_(std::move(keys)), position_(tree.place(node).key) {
  for (const auto& [word, child] : node) {
    const auto* key = find_word(keys_, word);
    entries_.push_back({key == nullptr ? word : std::string(key->name), word, child.data(), &tree, &child});
  }
}

const Entry* Section::find(std::string_view key) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries_.end() ? nullptr : &*found;
}

std::string Section::value(std::string_view key) const {
  const auto* entry = find(key);
  return entry == nullptr ? std::string() : entry->value;
}

Diagnostic Section::unknown(const Entry& entry) const {
  for (const std::string_view sign : {"：", ":", "＝", "="}) {
    const auto at = entry.word.find(sign);
    if (at == std::string::npos || find_word(keys_, entry.word.substr(0, at)) == nullptr) continue;
    const auto rest = entry.word.substr(at + sign.size());
    return {Severity::error,
            entry.key_position(),
            glued_key,
            {entry.word, entry.word.substr(0, at), std::string(sign), rest.empty() ? "…" : rest}};
  }
  const auto near = suggest(entry.word, all_words(keys_));
  return {Severity::error, entry.key_position(), unknown_key, {entry.word, near.zh, near.en, list_zh(keys_), list_en(keys_)}};
}

// What goes on behind a value on its line, as in 2023-05-01 至 2023-12-31: the value lacks its quotes.
std::vector<std::string> Section::spilled_at(std::size_t index) const {
  constexpr std::string_view joints[] = {"至", "到", "to", "—", "-", "~", "～", "和", "与", "及"};
  std::vector<std::string> words;
  if (std::find(std::begin(joints), std::end(joints), entries_[index].word) == std::end(joints)) return words;
  if (index == 0 || entries_[index - 1].has_block() || entries_[index - 1].value.empty()) return words;
  const auto line = entries_[index - 1].value_position().line;
  for (; index < entries_.size(); ++index) {
    const auto& entry = entries_[index];
    const bool ours = find_word(keys_, entry.word) != nullptr || !suggest(entry.word, all_words(keys_)).zh.empty();
    if (ours || entry.has_block() || entry.key_position().line != line) break;
    words.push_back(entry.value.empty() ? entry.word : entry.word + " " + entry.value);
  }
  return words;
}

Diagnostic Section::unknown_in(const Entry& before, const Entry& entry, const std::vector<std::string>& spilled) const {
  return {Severity::error,
          entry.key_position(),
          spilled_value,
          {entry.word, before.word, before.value + " " + join(spilled, " "), list_zh(keys_), list_en(keys_)}};
}

void Section::check(Diagnostics& diagnostics) const {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (const auto* key = find_word(keys_, entries_[i].word)) {
      check_shape(entries_[i], key->shape, diagnostics);
    } else {
      const auto spilled = spilled_at(i);
      diagnostics.push_back(spilled.empty() ? unknown(entries_[i]) : unknown_in(entries_[i - 1], entries_[i], spilled));
      i += spilled.empty() ? 0 : spilled.size() - 1;
    }
  }
  check_names(diagnostics);
}

void Section::check_names(Diagnostics& diagnostics) const {
  std::unordered_map<std::string_view, const Entry*> first;
  for (const auto& entry : entries_) {
    const auto [place, added] = first.emplace(entry.key, &entry);
    if (added) continue;
    const auto line = std::to_string(place->second->key_position().line);
    diagnostics.push_back({Severity::error, entry.key_position(), duplicate_key, {entry.word, line}});
  }
}

}  // namespace hongtou
