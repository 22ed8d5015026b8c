// Numbers written with Chinese numerals. Private to engine/lint.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hongtou::lint {

inline constexpr std::u32string_view chinese_digits = U"〇一二三四五六七八九";

bool is_chinese_zero(char32_t character);  // also those typed for 〇: ○, 零, the letter O, the digit 0

// 三, 二十一, 12; nothing for zero and what is no number.
std::optional<int> numeral(std::u32string_view text);

// 二〇二三年五月三十一日 → 2023年5月31日; empty if it is no date.
std::string date_in_digits(const std::string& text);

}  // namespace hongtou::lint
