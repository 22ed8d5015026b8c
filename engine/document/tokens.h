// The tokens of a Mustache template: text and tags, where they stand. Private to the document layer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnostic.h"
#include "engine/document/template.h"

namespace hongtou {

struct Token {
  bool is_tag = false;
  Tag tag;                  // of a tag: its name trimmed, also of U+3000
  std::string_view source;  // as written, a view into the template
};

// Errors: template.unclosed_tag, template.empty_name, template.partial. The tokens before and after them are still given.
struct Tokens {
  std::vector<Token> list;
  Diagnostics diagnostics;
};
Tokens read_tokens(std::string_view text, std::string_view file);

bool opens_section(TagKind kind);
bool prints(TagKind kind);  // a variable, escaped or not

}  // namespace hongtou
