// Bare words that are legal INFO but hardly what their writer meant: what a Chinese input method or another format's
// habits leave in a file.
#pragma once

#include <optional>
#include <string_view>

#include "engine/diagnostic.h"

namespace hongtou {

enum class WordRole { key, value };

// The warning to give for `word`, which stands without quotes (its escapes as written), or nothing. {0} is the word.
std::optional<Message> odd_word(std::string_view word, WordRole role);

}  // namespace hongtou
