#include "engine/journal/references.h"

namespace hongtou {

namespace {

void collect(const Value& value, std::string_view key, std::set<std::string>& hashes) {
  if (const auto* list = value.list())
    for (const auto& element : *list) collect(element, key, hashes);
  if (value.map() == nullptr) return;
  if (const auto* hash = referred(value, key)) hashes.insert(*hash);
  for (const auto& [name, element] : *value.map()) collect(element, key, hashes);
}

}  // namespace

const std::string* referred(const Value& value, std::string_view key) { return value.at(key).text(); }

std::set<std::string> references_in(const Value& value, std::string_view key) {
  std::set<std::string> hashes;
  collect(value, key, hashes);
  return hashes;
}

}  // namespace hongtou
