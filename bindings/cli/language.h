// Chinese or English: by --lang, or else by LC_ALL, LC_MESSAGES or LANG, whichever is set first. zh… is Chinese, all else
// (C, POSIX, nothing) English.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnostic.h"

namespace hongtou::cli {

// Text in both languages, as a Message is for what goes wrong.
struct Words {
  std::string_view zh;
  std::string_view en;

  std::string in(Language language) const { return std::string(language == Language::zh ? zh : en); }
};

// Needed before the command line is parsed, since its help is in this language already.
Language choose_language(const std::vector<std::string>& arguments);

}  // namespace hongtou::cli
