#include "engine/lint/chinese_numerals.h"

#include "engine/calendar.h"
#include "engine/text.h"

namespace hongtou::lint {

namespace {

// Digit by digit: 二〇二三 → 2023
std::string year_in_digits(std::u32string_view text) {
  std::string year;
  for (const auto character : text) {
    const auto digit = is_chinese_zero(character) ? 0 : chinese_digits.find(character);
    if (digit == std::u32string_view::npos) return {};
    year += static_cast<char>('0' + digit);
  }
  return year;
}

}  // namespace

bool is_chinese_zero(char32_t character) {
  return std::u32string_view(U"〇○零ＯO0").find(character) != std::u32string_view::npos;
}

std::optional<int> numeral(std::u32string_view text) {
  int value = 0, last = 0;
  for (const auto c : text) {
    if (c >= U'0' && c <= U'9') {
      value = value * 10 + static_cast<int>(c - U'0');
    } else if (c == U'十') {
      value += (last == 0 ? 1 : last) * 10 - last;
      last = 0;
    } else if (const auto digit = chinese_digits.find(c); digit != std::u32string_view::npos) {
      last = static_cast<int>(digit);
      value += last;
    } else {
      return std::nullopt;
    }
  }
  return value > 0 ? std::optional(value) : std::nullopt;
}

std::string date_in_digits(const std::string& text) {
  const auto letters = to_utf32(text);
  const std::u32string_view all = letters;
  const auto year = all.find(U'年'), month = all.find(U'月'), day = all.find(U'日');
  if (year == all.npos || month == all.npos || day == all.npos || year > month || month > day) return {};
  const auto in_month = numeral(all.substr(year + 1, month - year - 1)), in_day = numeral(all.substr(month + 1, day - month - 1));
  if (!in_month || !in_day) return {};
  const auto date =
      year_in_digits(all.substr(0, year)) + "年" + std::to_string(*in_month) + "月" + std::to_string(*in_day) + "日";
  return parse_date(date) ? date : std::string();
}

}  // namespace hongtou::lint
