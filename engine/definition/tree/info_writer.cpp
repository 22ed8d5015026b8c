#include <algorithm>

#include "engine/definition/tree/line_cursor.h"
#include "engine/definition/tree/odd_word.h"
#include "engine/definition/tree/tree.h"

namespace hongtou {

namespace {

bool may_stand_bare(const std::string& text, WordRole role) {
  const auto special = [](char c) {
    return is_space(c) || c == '\0' || c == '\a' || c == '\b' || c == ';' || c == '"' || c == '\\';
  };
  return !text.empty() && text.front() != '#' && std::none_of(text.begin(), text.end(), special) && !odd_word(text, role);
}

std::string quoted(const std::string& text) {
  static constexpr std::string_view characters("\0\a\b\f\n\r\t\v\"\\", 10);
  static constexpr std::string_view letters = "0abfnrtv\"\\";
  std::string out = "\"";
  for (const char c : text) {
    const auto special = characters.find(c);
    if (special == std::string_view::npos) {
      out += c;
    } else {
      out += '\\';
      out += letters[special];
    }
  }
  return out += '"';
}

std::string word(const std::string& text, WordRole role) { return may_stand_bare(text, role) ? text : quoted(text); }

void write_children(const Node& node, std::size_t depth, std::string& out) {
  const std::string indent(4 * depth, ' ');
  for (const auto& [key, child] : node) {
    out += indent + word(key, WordRole::key);
    if (!child.data().empty() || child.empty()) out += " " + word(child.data(), WordRole::value);
    if (!child.empty()) {
      out += " {\n";
      write_children(child, depth + 1, out);
      out += indent + "}";
    }
    out += "\n";
  }
}

}  // namespace

std::string write_info(const Node& root) {
  std::string out;
  write_children(root, 0, out);
  return out;
}

}  // namespace hongtou
