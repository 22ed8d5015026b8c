#include "engine/definition/tree/odd_word.h"

#include <algorithm>
#include <array>

namespace hongtou {

namespace {

constexpr Message full_width_quote{
    "info.full_width_quote", "中文引号被当作普通文字：{0}", "Chinese quotation marks are read as plain text: {0}",
    "包住内容要用英文引号 \"…\"；若中文引号是内容的一部分，请在外面再加英文引号",
    "put text in straight quotes \"…\"; if the Chinese marks belong to the text, put straight quotes around them"};
constexpr Message full_width_brace{"info.full_width_brace", "“{0}”中的中文花括号被当作普通文字",
                                   "the full-width brace in “{0}” is read as plain text", "请切换到英文输入法，改为 { 或 }",
                                   "switch the input method to English and type { or }"};
constexpr Message full_width_semicolon{"info.full_width_semicolon", "“{0}”中的中文分号被当作普通文字，不是说明的开头",
                                       "the full-width semicolon in “{0}” is read as plain text; it begins no comment",
                                       "说明文字用英文分号 ; 开头", "begin a comment with the ASCII semicolon ;"};
constexpr Message odd_space{"info.odd_space", "“{0}”中有全角空格或不可见的空格，被当作普通文字",
                            "“{0}” holds a full-width or invisible space, which is read as plain text",
                            "名称和值之间、行首用英文空格；若空格是内容的一部分，请给内容加英文引号 \"…\"",
                            "separate words and indent with plain spaces; if the space belongs to the text, put \"…\" around it"};
constexpr Message brace_in_word{"info.brace_in_word", "“{0}”中的花括号紧挨着文字，被当作文字的一部分",
                                "the brace in “{0}” touches other text and is read as part of it",
                                "在花括号前后各留一个空格；若花括号是内容的一部分，请给内容加英文引号 \"…\"",
                                "leave a space on both sides of a brace; if it belongs to the text, put \"…\" around it"};
constexpr Message quote_in_word{
    "info.quote_in_word", "“{0}”中的引号紧挨着文字，被当作文字的一部分",
    "the quote in “{0}” touches other text and is read as part of it",
    "在开头的引号前留一个空格，例如：名称 \"内容\"；引号本身是内容时写作 \\\"",
    "leave a space before the opening quote, as in: key \"text\"; write \\\" for a quote that belongs to the text"};
constexpr Message separator_in_key{"info.separator_in_key", "名称“{0}”末尾的冒号或等号被当作名称的一部分",
                                   "the colon or equals sign at the end of “{0}” is read as part of the name",
                                   "名称和值之间只用空格，例如：名称 \"内容\"",
                                   "separate a name and its value by a space only, as in: name \"text\""};
constexpr Message foreign_comment{"info.foreign_comment", "“{0}”不是说明的开头，这一行被当作内容",
                                  "“{0}” begins no comment; the line is read as content", "说明文字用英文分号 ; 开头",
                                  "begin a comment with a semicolon ;"};

template <std::size_t size>
bool holds_any(std::string_view word, const std::array<std::string_view, size>& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](auto part) { return word.find(part) != std::string_view::npos; });
}

constexpr std::array<std::string_view, 4> quotes{"“", "”", "＂", "「"};
constexpr std::array<std::string_view, 2> braces{"｛", "｝"};
constexpr std::array<std::string_view, 7> spaces{"\u3000", "\u00A0", "\u2002", "\u2003", "\u2028", "\u200B", "\uFEFF"};
constexpr std::array<std::string_view, 4> separators{"：", ":", "＝", "="};

// A value may well hold such a mark inside, as in 甲；乙; one that begins with it was meant as syntax.
template <std::size_t size>
bool meant_as_syntax(std::string_view word, WordRole role, const std::array<std::string_view, size>& marks) {
  if (role == WordRole::key) return holds_any(word, marks);
  return std::any_of(marks.begin(), marks.end(), [&](auto mark) { return word.starts_with(mark); });
}

bool ends_with_separator(std::string_view key) {
  return std::any_of(separators.begin(), separators.end(), [&](auto separator) { return key.ends_with(separator); });
}

bool holds_quote(std::string_view word) {
  const auto quote = word.find('"');
  return quote != std::string_view::npos && (quote == 0 || word[quote - 1] != '\\');
}

// Most words are, and need no closer look.
bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

}  // namespace

std::optional<Message> odd_word(std::string_view word, WordRole role) {
  if (is_plain(word)) return std::nullopt;
  if (holds_any(word, spaces)) return odd_space;
  if (meant_as_syntax(word, role, quotes)) return full_width_quote;
  if (holds_any(word, braces)) return full_width_brace;
  if (meant_as_syntax(word, role, std::array<std::string_view, 1>{"；"})) return full_width_semicolon;
  if (word.find_first_of("{}") != std::string_view::npos) return brace_in_word;
  if (holds_quote(word)) return quote_in_word;
  if (role == WordRole::key && (word.starts_with("//") || word.starts_with("/*"))) return foreign_comment;
  if (role == WordRole::key && ends_with_separator(word)) return separator_in_key;
  return std::nullopt;
}

}  // namespace hongtou
