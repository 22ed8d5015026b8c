// Trees for tests: random ones, and short ways to read a text.
#pragma once

#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "engine/definition/tree/tree.h"

namespace hongtou::test {

// HONGTOU_SEED repeats a run; a failing test prints its seed.
inline unsigned random_seed() {
  if (const char* given = std::getenv("HONGTOU_SEED")) return static_cast<unsigned>(std::stoul(given));
  return std::random_device()();
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}

  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(engine_); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  const std::string& pick(const std::vector<std::string>& choices) { return choices[below(choices.size())]; }

 private:
  std::mt19937 engine_;
};

inline std::string random_word(Random& random) {
  static const std::vector<std::string> parts{"a",  "key", "甲",     "步骤", "2023-06-01", "\"", "\\", "{",  "}",       ";", "#",
                                              " ",  "\t",  "\n",     "\r",   "\v",         "\f", "\a", "\b", "'",       "“", "”",
                                              "；", "｛",  "\u3000", "𠀀",   "//",         ":",  "=",  ",",  "\xC2\xA0"};
  std::string word;
  for (auto n = random.below(4); n > 0; --n) word += random.pick(parts);
  if (random.one_in(50)) word += '\0';
  return word;
}

inline Node random_node(Random& random, std::size_t depth) {
  Node node;
  if (!random.one_in(3)) node.data() = random_word(random);
  if (depth == 0) return node;
  std::string key;
  for (auto n = random.below(5); n > 0; --n) {
    if (!random.one_in(3)) key = random_word(random);
    node.push_back({key, random_node(random, random.below(depth))});
  }
  return node;
}

// A tree as a file holds it: its root has no value.
inline Node random_tree(Random& random) {
  auto root = random_node(random, 6);
  root.data().clear();
  root.push_back({random_word(random), Node()});
  return root;
}

inline Environment files(std::map<std::string, std::string> contents) {
  return Environment::in_memory(std::move(contents), Instant());
}

inline std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  while (times-- > 0) out += part;
  return out;
}

// Files 0, 1, …, `length`, each including the next one `times` times; the last holds a pair.
inline Environment chain_of_files(int length, std::size_t times) {
  std::map<std::string, std::string> contents;
  for (int i = 0; i < length; ++i) contents[std::to_string(i)] = repeated("#include \"" + std::to_string(i + 1) + "\"\n", times);
  contents[std::to_string(length)] = "x y";
  return files(std::move(contents));
}

inline Result<std::unique_ptr<Tree>> info(std::string_view text) { return read_info(text, "a.info", "", files({})); }
inline Result<std::unique_ptr<Tree>> json(std::string_view text) { return read_json_tree(text, "a.json"); }

// [KEY=VALUE[CHILD=…]…]: what a tree holds and nothing else.
inline std::string shape(const Node& node) {
  std::string out;
  for (const auto& [key, child] : node) {
    out += "[" + key + "=" + child.data() + shape(child) + "]";
  }
  return out;
}

}  // namespace hongtou::test
