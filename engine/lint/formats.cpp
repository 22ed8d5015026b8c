#include <algorithm>

#include "engine/lint/checks.h"

namespace hongtou::lint {

namespace {

bool has_data(const Line& line) { return line.text.find(data_mark) != std::string::npos; }

void check_letter(const Manuscript& manuscript, Report& report) {
  const auto marks = manuscript.of(Role::issuer_mark);
  for (const auto* mark : marks) {
    if (mark->text.ends_with("文件")) report.add("9704-10.1a", *mark, mark->text.substr(0, mark->text.size() - 6));
    if (mark != marks.front()) report.add("9704-10.1c", *mark);
  }
  for (const auto* printing : manuscript.of(Role::printing)) report.add("9704-10.1k", *printing);
}

// 第12号
bool is_order_number(std::string_view text) {
  const std::string_view first = "第", last = "号";
  if (!text.starts_with(first) || !text.ends_with(last) || text.size() <= first.size() + last.size()) return false;
  const auto number = text.substr(first.size(), text.size() - first.size() - last.size());
  return number.front() != '0' && std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void check_order(const Manuscript& manuscript, Report& report) {
  for (const auto* mark : manuscript.of(Role::issuer_mark))
    if (!mark->text.ends_with("令") && !has_data(*mark)) report.add("9704-10.2a", *mark, mark->text + "令");
  for (const auto* number : manuscript.of(Role::document_number))
    if (!has_data(*number) && !is_order_number(number->text)) report.add("9704-10.2c", *number, "第1号");
}

void check_minutes(const Manuscript& manuscript, Report& report) {
  for (const auto* mark : manuscript.of(Role::issuer_mark))
    if (!mark->text.ends_with("纪要") && !has_data(*mark)) report.add("9704-10.3a", *mark, mark->text + "纪要");
  for (const auto* line : manuscript.of(Role::paragraph))
    for (const std::string_view word : {"出席", "请假", "列席"})
      if (line->text.starts_with(std::string(word) + ":"))
        report.add("9704-10.3c", *line, word.size(), word.size() + 1, "：", "：");
}

}  // namespace

DocumentFormat format_of(const Manuscript& manuscript) {
  const auto marks = manuscript.of(Role::issuer_mark);
  if (manuscript.format != DocumentFormat::general || marks.empty()) return manuscript.format;
  if (marks.front()->text.ends_with("令")) return DocumentFormat::order;
  return marks.front()->text.ends_with("纪要") ? DocumentFormat::minutes : DocumentFormat::general;
}

void check_formats(const Manuscript& manuscript, Report& report) {
  switch (format_of(manuscript)) {
    case DocumentFormat::letter:
      return check_letter(manuscript, report);
    case DocumentFormat::order:
      return check_order(manuscript, report);
    case DocumentFormat::minutes:
      return check_minutes(manuscript, report);
    case DocumentFormat::general:
      return;
  }
}

}  // namespace hongtou::lint
