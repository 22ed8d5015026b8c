#include "bindings/cli/language.h"

#include <cstdlib>

namespace hongtou::cli {

namespace {

Language language_of_environment() {
  for (const auto* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
      return std::string_view(value).starts_with("zh") ? Language::zh : Language::en;
  return Language::en;
}

}  // namespace

Language choose_language(const std::vector<std::string>& arguments) {
  static constexpr std::string_view option = "--lang";
  auto language = language_of_environment();
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string_view value;
    if (arguments[i] == option && i + 1 < arguments.size()) value = arguments[i + 1];
    if (arguments[i].starts_with("--lang=")) value = std::string_view(arguments[i]).substr(option.size() + 1);
    if (value == "zh") language = Language::zh;
    if (value == "en") language = Language::en;
  }
  return language;
}

}  // namespace hongtou::cli
