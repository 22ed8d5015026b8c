// One line of a UTF-8 text, read from left to right; knows its column in characters.
#pragma once

#include <string_view>

namespace hongtou {

// White space as Boost.PropertyTree sees it: ASCII only.
constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

class LineCursor {
 public:
  LineCursor() = default;
  explicit LineCursor(std::string_view line) : line_(line) {}

  bool at_end() const { return at_ == line_.size(); }
  char peek() const { return at_end() ? '\0' : line_[at_]; }
  std::string_view rest() const { return line_.substr(at_); }
  std::size_t offset() const { return at_; }
  std::string_view since(std::size_t offset) const { return line_.substr(offset, at_ - offset); }
  int column() const { return column_; }

  char next() {
    const char c = line_[at_++];
    // The column moves on when the last byte of a character has been taken.
    if (at_end() || (static_cast<unsigned char>(line_[at_]) & 0xC0u) != 0x80u) ++column_;
    return c;
  }
  void skip_space() {
    while (!at_end() && is_space(line_[at_])) next();
  }
  void skip_rest() {
    while (!at_end()) next();
  }

 private:
  std::string_view line_;
  std::size_t at_ = 0;
  int column_ = 1;
};

}  // namespace hongtou
