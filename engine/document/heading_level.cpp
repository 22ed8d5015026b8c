#include "engine/document/heading_level.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace hongtou {

std::optional<int> marked_level(std::string_view text) {
  const auto level = text.find_first_not_of('#');
  return level >= 1 && level <= 4 && text.substr(level).starts_with(' ') ? std::optional(static_cast<int>(level)) : std::nullopt;
}

bool begins_with_heading(int level, std::size_t first_sentence, bool has_stop, bool goes_on) {
  constexpr std::size_t longest = 30;  // of a heading that a sentence follows, or that stands at level 3 or 4
  if (level > 2) return !has_stop && first_sentence <= longest;
  return !has_stop || first_sentence <= (goes_on ? longest : longest_stopped_heading);
}

namespace {

// What follows 一、 in 一、二、三等奖 and 一、二月份: these are numbers in a row.
bool goes_on_counting(std::string_view number, std::string_view text) {
  static constexpr std::string_view row = "一二三四五六七八九十";
  const auto next = row.substr(std::min(row.find(number), row.size() - number.size()) + number.size(), number.size());
  if (next.empty() || !text.starts_with(next)) return false;
  constexpr std::array<std::string_view, 9> counted{"、", "月", "季", "等", "级", "期", "批", "类", "线"};
  return std::any_of(counted.begin(), counted.end(), [&](auto word) { return text.substr(next.size()).starts_with(word); });
}

}  // namespace

std::optional<int> heading_level(std::string_view text) {
  static const std::set<std::string, std::less<>> numerals{"〇", "零", "一", "二", "三", "四", "五",
                                                           "六", "七", "八", "九", "十", "百"};
  const auto take = [&text](std::initializer_list<std::string_view> choices) {
    const auto hit = std::find_if(choices.begin(), choices.end(), [&](auto choice) { return text.starts_with(choice); });
    if (hit != choices.end()) text.remove_prefix(hit->size());
    return hit != choices.end();
  };
  const auto is_digit = [&text] { return !text.empty() && text.front() >= '0' && text.front() <= '9'; };
  const bool bracket = take({"（", "("});
  const bool digits = is_digit();
  const auto number = text.substr(0, 3);
  std::size_t count = 0;
  for (; digits ? is_digit() : numerals.contains(text.substr(0, 3)); ++count) text.remove_prefix(digits ? 1 : 3);
  if (count == 0 || count > (digits ? 2u : 4u)) return std::nullopt;
  if (bracket) return take({"）", ")"}) ? std::optional(digits ? 4 : 2) : std::nullopt;
  if (!digits) return take({"、"}) && !(count == 1 && goes_on_counting(number, text)) ? std::optional(1) : std::nullopt;
  return take({".", "．", "、"}) && !is_digit() ? std::optional(3) : std::nullopt;
}

}  // namespace hongtou
