#include "engine/document/line_ends.h"

namespace hongtou {

namespace {

constexpr std::u32string_view never_first = U"。，、；：？！”’）》〉】〕」』〗·…—～％℃‰°,.;:?!)]}%";
constexpr std::u32string_view never_last = U"“‘（《〈【〔「『〖([{￥＄№$";
constexpr std::u32string_view multiples = U"万亿";

bool is_in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }
bool is_space(char32_t c) { return c == U' ' || c == U'\t'; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_pair(char32_t left, char32_t right) { return left == right && (left == U'—' || left == U'…'); }

bool may_end_between(char32_t left, char32_t right) {
  if (left == U'\n' || right == U'\n') return true;
  if (is_space(right)) return false;
  if (is_in(never_first, right) || is_in(never_last, left) || is_pair(left, right)) return false;
  return is_space(left) || !(is_latin(left) && is_latin(right));
}

// 3.2万元, 1亿元: past the unit behind the digits that end before `at`.
std::size_t end_of_amount(std::u32string_view text, std::size_t at) {
  while (at < text.size() && is_in(multiples, text[at])) ++at;
  return at < text.size() && text[at] == U'元' ? at + 1 : at;
}

// 〔2023〕3号: past it, or `at` if there is none.
std::size_t end_of_number(std::u32string_view text, std::size_t at) {
  const auto digits = [&](std::size_t from) {
    while (from < text.size() && is_digit(text[from])) ++from;
    return from;
  };
  const auto is = [&](std::size_t index, char32_t c) { return index < text.size() && text[index] == c; };
  if (!is(at, U'〔')) return at;
  const auto year = digits(at + 1);
  if (!is(year, U'〕')) return at;
  const auto number = digits(year + 1);
  return is(number, U'号') ? number + 1 : at;
}

void keep_together(std::vector<bool>& ends, std::size_t begin, std::size_t end) {
  for (auto i = begin; i + 1 < end; ++i) ends[i] = false;
}

}  // namespace

bool is_full_width(char32_t c) { return c == U'·' || (c >= 0x2010 && !(c >= 0xFF61 && c <= 0xFFDC)); }

bool is_latin(char32_t c) { return (c > U' ' && c < 0x7F) || (c >= 0xC0 && c < 0x250 && c != U'×' && c != U'÷'); }

std::vector<bool> line_ends(std::u32string_view text) {
  std::vector<bool> ends(text.size());
  for (std::size_t i = 0; i + 1 < text.size(); ++i) ends[i] = may_end_between(text[i], text[i + 1]);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) keep_together(ends, i, end_of_amount(text, i + 1));
    keep_together(ends, i, end_of_number(text, i));
  }
  return ends;
}

}  // namespace hongtou
