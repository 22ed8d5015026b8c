#include "engine/feel/functions.h"

#include <map>

namespace hongtou::feel {

namespace {

using Index = std::map<std::string_view, std::vector<const Function*>>;

const Index& index() {
  static const Index all = [] {
    Index made;
    for (const auto* table : {&list_functions(), &number_functions(), &text_functions(), &conversion_functions(),
                              &calendar_functions(), &range_functions(), &context_functions()})
      for (const auto& function : *table) {
        made[function.name].push_back(&function);
        if (!function.chinese.empty()) made[function.chinese].push_back(&function);
      }
    return made;
  }();
  return all;
}

}  // namespace

std::optional<int> Arguments::whole(std::size_t index, int most) const {
  const auto number = values[index].integer();
  if (number == nullptr || *number < -most || *number > most) return std::nullopt;
  return static_cast<int>(*number);
}

std::vector<const Function*> find_functions(std::string_view name) {
  const auto found = index().find(name);
  return found == index().end() ? std::vector<const Function*>() : found->second;
}

const std::vector<std::string>& function_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> made;
    for (const auto& [name, functions] : index()) made.emplace_back(name);
    return made;
  }();
  return names;
}

}  // namespace hongtou::feel
