// Takes a text apart from its beginning. White space between the parts is passed over where the reader says so.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "engine/text.h"

namespace hongtou {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(trim(text)) {}

  bool done() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  void skip_spaces() { rest_ = trim(rest_); }

  bool take(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }
  bool take_any(std::initializer_list<std::string_view> expected) {
    for (const auto word : expected)
      if (take(word)) return true;
    return false;
  }
  // A number of at least `least` and at most `most` digits.
  std::optional<int> number(std::size_t least, std::size_t most) {
    int value = 0;
    std::size_t count = 0;
    while (count < most && count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9')
      value = value * 10 + (rest_[count++] - '0');
    if (count < least) return std::nullopt;
    rest_.remove_prefix(count);
    return value;
  }

 private:
  std::string_view rest_;
};

}  // namespace hongtou
