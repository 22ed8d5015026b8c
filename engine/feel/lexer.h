// FEEL text as tokens with their places.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnostic.h"
#include "engine/text.h"
#include "engine/value.h"

namespace hongtou::feel {

struct Fault {
  Message message;
  std::vector<std::string> arguments;
};

struct Token {
  enum class Kind { end, number, text, at, word, symbol, fault };  // at: @"2023-06-10"; fault: no token of FEEL

  Kind kind = Kind::end;
  std::string_view source = {};  // as it is written; part of the text that was read
  Value value = {};              // of a number, a text or an at
  LineColumn place = {};
  std::optional<Fault> fault = {};
};

// The last is the end. `text` is valid UTF-8 and begins at `start`.
std::vector<Token> tokenize(std::string_view text, LineColumn start = {});

// The parts of a name, as the tokens of a text show them; spaces between them do not count.
std::vector<std::string> name_parts(std::string_view name);

}  // namespace hongtou::feel
