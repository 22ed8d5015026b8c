// FEEL text as tokens with their places.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnostic.h"
#include "engine/value.h"

namespace hongtou::feel {

struct Token {
  enum class Kind { end, number, text, word, symbol };  // word: a keyword, or a name with dots

  Kind kind = Kind::end;
  std::string source;  // as it is written
  Value value;         // of a number or a text
  Position position;
};

class Lexer {
 public:
  Lexer(std::string_view text, Position where) : rest_(text), here_(std::move(where)) {}

  // After the last token, and after an error, an end token each time.
  Token next();
  const std::optional<Diagnostic>& error() const { return error_; }

 private:
  void skip_spaces();
  std::string_view take(std::size_t bytes);
  std::size_t word_length() const;
  std::size_t number_length() const;
  std::size_t symbol_length() const;
  Token text_literal();
  Token number_literal();
  Token fail(Message message, std::vector<std::string> arguments = {});

  std::string_view rest_;
  Position here_;
  std::optional<Diagnostic> error_;
};

}  // namespace hongtou::feel
