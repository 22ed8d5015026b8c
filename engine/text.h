// UTF-8 text: the few questions every reader asks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hongtou {

// Byte offset of the first byte that is not UTF-8 (RFC 3629), or nothing.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// Code points; `text` is valid UTF-8.
std::size_t character_count(std::string_view text);
std::u32string to_utf32(std::string_view text);
std::string to_utf8(std::u32string_view text);

// Columns on the official grid: 2 for a full-width character, 1 for a half-width one.
std::size_t half_width_count(std::string_view text);

// Without ASCII white space and U+3000 at both ends.
std::string_view trim(std::string_view text);

// Parts between any of `separators` (each one character, may be Chinese: "," "、" "，"), trimmed, empty ones dropped.
std::vector<std::string> split(std::string_view text, const std::vector<std::string_view>& separators);
std::vector<std::string> split_list(std::string_view text);  // at , ， 、
std::vector<std::string_view> lines(std::string_view text);  // without line ends; CR LF and LF
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string replace_all(std::string text, std::string_view from, std::string_view to);

// Line and column, both from 1, of a byte offset; columns in characters.
struct LineColumn {
  int line = 1;
  int column = 1;
};
LineColumn line_column(std::string_view text, std::size_t offset);

// The nearest of `candidates` to `word` if near enough to suggest, else "".
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

// 1 → 一, 12 → 十二, 23 → 二十三; 0 < number < 100.
std::string chinese_number(int number);

}  // namespace hongtou
