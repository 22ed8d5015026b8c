#include <algorithm>

#include "engine/lint/checks.h"
#include "engine/lint/chinese_numerals.h"
#include "engine/text.h"

namespace hongtou::lint {

namespace {

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_wide_digit(char32_t c) { return c >= U'０' && c <= U'９'; }
bool is_year_digit(char32_t c) { return is_chinese_zero(c) || chinese_digits.find(c) != std::u32string_view::npos; }

std::size_t bytes(std::u32string_view characters) { return to_utf8(characters).size(); }

// A line with the offset of each of its characters.
class Characters {
 public:
  explicit Characters(const Line& line) : line_(line), text_(to_utf32(line.text)) {}

  const std::u32string& text() const { return text_; }
  std::u32string_view view(std::size_t begin, std::size_t end) const {
    return std::u32string_view(text_).substr(begin, end - begin);
  }
  void tell(Report& report, std::string_view rule, std::size_t begin, std::size_t end, const std::string& wanted,
            bool safe = true) const {
    const auto from = bytes(view(0, begin)), to = from + bytes(view(begin, end));
    report.add(rule, line_, from, to, wanted, safe ? std::optional(wanted) : std::nullopt);
  }

 private:
  const Line& line_;
  std::u32string text_;
};

// １２ → 12
void check_wide_digits(const Characters& line, Report& report) {
  const auto& text = line.text();
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    auto end = begin;
    std::u32string narrow;
    for (; end < text.size() && is_wide_digit(text[end]); ++end) narrow += static_cast<char32_t>(text[end] - U'０' + U'0');
    if (end == begin) continue;
    line.tell(report, "15835-5.1.7", begin, end, to_utf8(narrow));
    begin = end;
  }
}

// The four Chinese digits of a year before `year`; nothing if there are none.
std::optional<std::size_t> year_begin(const std::u32string& text, std::size_t year) {
  std::size_t begin = year;
  while (begin > 0 && is_year_digit(text[begin - 1])) --begin;
  return year - begin == 4 && !is_chinese_zero(text[begin]) ? std::optional(begin) : std::nullopt;
}

// 二零二三年 → 二〇二三年
void check_zeros(const Characters& line, Report& report) {
  const auto& text = line.text();
  for (auto year = text.find(U'年'); year != std::u32string::npos; year = text.find(U'年', year + 1)) {
    const auto begin = year_begin(text, year);
    if (!begin) continue;
    std::u32string wanted(line.view(*begin, year));
    std::replace_if(wanted.begin(), wanted.end(), is_chinese_zero, U'〇');
    if (wanted != line.view(*begin, year)) line.tell(report, "15835-5.2", *begin, year, to_utf8(wanted));
  }
}

// 约3、4百人 → 约三四百人
void check_approximations(const Characters& line, Report& report) {
  constexpr std::u32string_view before = U"约近", after = U"十百千万";
  const auto& text = line.text();
  for (auto mark = text.find(U'、', 2); mark != std::u32string::npos; mark = text.find(U'、', mark + 1)) {
    if (mark + 2 >= text.size() || before.find(text[mark - 2]) == before.npos || after.find(text[mark + 2]) == after.npos)
      continue;
    const auto less = text[mark - 1], more = text[mark + 1];
    if (less < U'1' || less > U'8' || more != less + 1) continue;
    const auto wanted = std::u32string{chinese_digits[less - U'0'], chinese_digits[more - U'0']};
    line.tell(report, "15835-4.2.2", mark - 1, mark + 2, to_utf8(wanted));
  }
}

// 星期5 → 星期五
void check_weekdays(const Characters& line, Report& report) {
  constexpr std::u32string_view word = U"星期";
  const auto& text = line.text();
  for (auto at = text.find(word); at != std::u32string::npos; at = text.find(word, at + 1)) {
    const auto digit = at + word.size();
    const bool alone = digit + 1 >= text.size() || !is_digit(text[digit + 1]);
    if (digit >= text.size() || text[digit] < U'1' || text[digit] > U'6' || !alone) continue;
    line.tell(report, "15835-4.2.3", digit, digit + 1, to_utf8(chinese_digits.substr(text[digit] - U'0', 1)));
  }
}

bool has_arabic_year(const std::u32string& text) {
  for (auto year = text.find(U'年'); year != std::u32string::npos; year = text.find(U'年', year + 1))
    if (year >= 4 && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(year) - 4,
                                 text.begin() + static_cast<std::ptrdiff_t>(year), is_digit))
      return true;
  return false;
}

void check_years(const Manuscript& manuscript, Report& report) {
  const auto is_body = [](const Line& line) { return line.role == Role::paragraph || line.role == Role::heading; };
  const bool arabic = std::any_of(manuscript.lines.begin(), manuscript.lines.end(),
                                  [&](const Line& line) { return is_body(line) && has_arabic_year(to_utf32(line.text)); });
  if (!arabic) return;
  for (const auto& line : manuscript.lines) {
    const Characters characters(line);
    const auto& text = characters.text();
    for (auto year = text.find(U'年'); is_body(line) && year != std::u32string::npos; year = text.find(U'年', year + 1))
      if (const auto begin = year_begin(text, year)) {
        std::string wanted;
        for (const auto digit : characters.view(*begin, year)) {
          const auto value = chinese_digits.find(digit);
          wanted += value == std::u32string_view::npos ? '0' : static_cast<char>('0' + value);
        }
        characters.tell(report, "15835-4.3", *begin, year, wanted, false);
      }
  }
}

// 1,234 and 12345 in one document.
void check_grouping(const Manuscript& manuscript, Report& report) {
  const Line* grouped = nullptr;
  std::vector<std::pair<const Line*, std::string>> plain;
  for (const auto& line : manuscript.lines) {
    if (line.role != Role::paragraph && line.role != Role::cell) continue;
    const auto& text = line.text;
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
      auto end = begin;
      while (end < text.size() && (text[end] == ',' || text[end] == '.' || (text[end] >= '0' && text[end] <= '9'))) ++end;
      if (end == begin) continue;
      const auto number = text.substr(begin, end - begin);
      const auto whole = number.substr(0, number.find('.'));
      const auto comma = whole.rfind(',');
      if (comma != std::string::npos && whole.size() - comma == 4) grouped = &line;
      if (comma == std::string::npos && whole.size() >= 5 && text.compare(end, 3, "元") == 0) plain.emplace_back(&line, whole);
      begin = end;
    }
  }
  if (grouped == nullptr) return;
  for (const auto& [line, number] : plain) {
    std::string wanted = number;
    for (auto at = static_cast<std::ptrdiff_t>(wanted.size()) - 3; at > 0; at -= 3)
      wanted.insert(static_cast<std::size_t>(at), ",");
    report.add("15835-5.1.1", *line, number, wanted);
  }
}

}  // namespace

void check_numerals(const Manuscript& manuscript, Report& report) {
  for (const auto& line : manuscript.lines) {
    if (line.role == Role::date || line.role == Role::blank) continue;
    const Characters characters(line);
    check_wide_digits(characters, report);
    check_zeros(characters, report);
    check_weekdays(characters, report);
    check_approximations(characters, report);
  }
  check_years(manuscript, report);
  check_grouping(manuscript, report);
}

}  // namespace hongtou::lint
