#include "engine/feel/names.h"

#include <algorithm>

#include "engine/feel/functions.h"

namespace hongtou::feel {

namespace {

bool stands_at(const Phrase& phrase, std::span<const Token> tokens) {
  return phrase.parts.size() <= tokens.size() &&
         std::equal(phrase.parts.begin(), phrase.parts.end(), tokens.begin(),
                    [](const auto& part, const Token& token) { return part == token.source; });
}

void add_members(Phrases& phrases, const Type& type) {
  if (type.element) add_members(phrases, *type.element);
  if (type.members) add_members(phrases, *type.members);
}

}  // namespace

void Phrases::add(const std::string& name) {
  auto parts = name_parts(name);
  if (parts.size() > 1) all_.push_back({std::move(parts), name});
}

const Phrase* Phrases::find(std::span<const Token> tokens) const {
  const Phrase* best = nullptr;
  for (const auto& phrase : all_)
    if ((best == nullptr || phrase.parts.size() > best->parts.size()) && stands_at(phrase, tokens)) best = &phrase;
  return best;
}

const Phrases& function_phrases() {
  static const Phrases phrases = [] {
    Phrases made;
    for (const auto& name : function_names()) made.add(name);
    return made;
  }();
  return phrases;
}

void add_members(Phrases& phrases, const Schema& schema) {
  for (const auto& [name, type] : schema) {
    phrases.add(name);
    add_members(phrases, type);
  }
}

}  // namespace hongtou::feel
