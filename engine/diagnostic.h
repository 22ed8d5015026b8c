// What is wrong in a file: where, what, and how to mend it, in Chinese and in English.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hongtou {

enum class Language { zh, en };

// A place in a text file. Line and column count from 1, columns in characters; 0 means "the file as a whole".
struct Position {
  std::string file;
  int line = 0;
  int column = 0;

  bool operator==(const Position&) const = default;
};

// One thing that can be wrong, said once in both languages. {0}, {1} … stand for arguments.
// The views must point at text that outlives every diagnostic: string literals.
struct Message {
  std::string_view code;  // area.what
  std::string_view zh;
  std::string_view en;
  std::string_view hint_zh = {};
  std::string_view hint_en = {};
};

enum class Severity { error, warning, note };

struct Diagnostic {
  Severity severity = Severity::error;
  Position position;
  Message message;
  std::vector<std::string> arguments;

  std::string text(Language language) const;  // the fact, arguments filled in
  std::string hint(Language language) const;  // how to mend it, or ""
};

using Diagnostics = std::vector<Diagnostic>;

bool has_errors(const Diagnostics& diagnostics);

// `{0}`-style places of `pattern` filled with `arguments`.
std::string fill(std::string_view pattern, const std::vector<std::string>& arguments);

// file:line:column: error [code] what is wrong
//   hint: how to mend it
std::string to_text(const Diagnostic& diagnostic, Language language);
std::string to_text(const Diagnostics& diagnostics, Language language);

}  // namespace hongtou
