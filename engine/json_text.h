// Texts as JSON writes them.
#pragma once

#include <string>
#include <string_view>

namespace hongtou {

// Adds `text` in quotes, escaped as docs/journal.md says; what is not UTF-8 becomes U+FFFD.
void append_json(std::string& out, std::string_view text);

}  // namespace hongtou
