#include <algorithm>
#include <array>

#include "engine/document/title_shape.h"
#include "engine/lint/checks.h"
#include "engine/text.h"

namespace hongtou::lint {

namespace {

// 条例 article 8, and what offices write besides.
constexpr std::array<std::string_view, 26> kinds{"决议", "决定", "命令", "令",   "公报", "公告", "通告",   "意见", "通知",
                                                 "通报", "报告", "请示", "批复", "议案", "函",   "通知书", "名单", "纪要",
                                                 "方案", "办法", "规定", "细则", "计划", "要点", "总结",   "简报"};

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

constexpr std::size_t line_limit = 20;  // characters of 22 pt on a line of 156 mm

// Whether the break at `at` falls inside 《》 or “” that a line has room for, or inside a number.
bool breaks_inside(const std::u32string& title, std::size_t at) {
  if (is_digit(title[at - 1]) && is_digit(title[at])) return true;
  for (const auto& [opening, closing] : {std::pair{U'《', U'》'}, std::pair{U'“', U'”'}}) {
    const auto open = title.rfind(opening, at - 1);
    if (open == std::u32string::npos) continue;
    const auto close = title.find(closing, open);
    if (close != std::u32string::npos && close >= at && close - open < line_limit) return true;
  }
  return false;
}

void check_lines(const std::vector<const Line*>& lines, Report& report) {
  std::u32string title;
  std::vector<std::size_t> lengths;
  std::vector<std::pair<std::size_t, const Line*>> breaks;
  for (const auto* line : lines)
    for (const auto& printed : split(line->text, {"\n"})) {  // a word processor may hold them in one paragraph
      const auto begin = title.size();
      title += to_utf32(printed);
      if (begin > 0) breaks.emplace_back(begin, line);
      lengths.push_back(half_width_count(printed));
    }
  for (const auto& [at, line] : breaks)
    if (breaks_inside(title, at)) report.add("9704-7.3.1c", *line);
  const bool data = title.find(static_cast<char32_t>(data_mark)) != std::u32string::npos;
  if (lengths.size() > 1 && !data && !is_title_shape(lengths)) report.add("9704-7.3.1d", *lines.front(), to_utf8(title), "");
}

void check_marks(const Line& line, Report& report) {
  for (const std::string_view mark : {"，", "。", "；", "：", "！", "？", ",", ";", ":"})
    if (const auto at = line.text.find(mark); at != std::string::npos)
      report.add("practice-title-2", line, at, at + mark.size(), "");
}

void check_wording(const std::vector<const Line*>& lines, Report& report) {
  std::string title;
  for (const auto* line : lines) title += line->text;
  if (title.find(data_mark) != std::string::npos) return;
  const auto bracket = title.ends_with("）") ? title.rfind("（") : std::string::npos;
  const auto named = title.substr(0, bracket);
  const bool has_kind = std::any_of(kinds.begin(), kinds.end(), [&](auto kind) { return named.ends_with(kind); });
  if (!has_kind) report.add("practice-title-1", *lines.back(), title, "关于……的通知");
}

}  // namespace

void check_title(const Manuscript& manuscript, Report& report) {
  const auto lines = manuscript.of(Role::title);
  if (lines.empty()) return;
  check_lines(lines, report);
  for (const auto* line : lines) check_marks(*line, report);
  const bool official = !manuscript.of(Role::recipients).empty() || !manuscript.of(Role::document_number).empty();
  if (official && format_of(manuscript) != DocumentFormat::minutes) check_wording(lines, report);
}

}  // namespace hongtou::lint
