// Names of several words (string length, 活动 场次) and names with signs (a-b): known beforehand, found among tokens.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/feel/lexer.h"
#include "engine/type.h"

namespace hongtou::feel {

struct Phrase {
  std::vector<std::string> parts;
  std::string name;
};

class Phrases {
 public:
  void add(const std::string& name);  // names of one word are not kept
  std::size_t size() const { return all_.size(); }
  void shrink(std::size_t size) { all_.resize(size); }
  // The longest that stands at the beginning of `tokens`, or nullptr.
  const Phrase* find(std::span<const Token> tokens) const;

 private:
  std::vector<Phrase> all_;
};

// Of the functions that are built in.
const Phrases& function_phrases();
// Every name in a schema, members too.
void add_members(Phrases& phrases, const Schema& schema);

}  // namespace hongtou::feel
