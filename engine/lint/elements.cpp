#include <algorithm>
#include <array>

#include "engine/calendar.h"
#include "engine/document/heading_level.h"
#include "engine/lint/checks.h"
#include "engine/lint/chinese_numerals.h"
#include "engine/text.h"

namespace hongtou::lint {

namespace {

bool has_data(const Line& line) { return line.text.find(data_mark) != std::string::npos; }

bool has_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.find(word) != std::string_view::npos; });
}

// What is typed where only `wanted` may stand; the label is that of a printed line, such as 抄送.
void check_colon(const Line& line, std::string_view label, std::string_view rule, Report& report) {
  if (!line.text.starts_with(label)) return;
  const auto rest = std::string_view(line.text).substr(label.size());
  if (rest.starts_with("：")) return;
  const std::string wanted = std::string(label) + "：";
  const bool half = rest.starts_with(":");
  report.add(rule, line, 0, label.size() + (half ? 1 : 0), wanted, half ? std::optional(wanted) : std::nullopt);
}

void check_copy_number(const Line& line, Report& report) {
  const bool digits = std::all_of(line.text.begin(), line.text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits && line.text.size() == 6) return;
  report.add("9704-7.2.1a", line, digits && line.text.size() < 6 ? std::string(6 - line.text.size(), '0') + line.text : "000001");
}

void check_security(const Line& line, Report& report) {
  static constexpr std::array<std::string_view, 3> levels{"绝密", "机密", "秘密"};
  const auto level = std::find_if(levels.begin(), levels.end(), [&](auto each) { return line.text.starts_with(each); });
  if (level == levels.end()) return report.add("9704-7.2.2d", line, "机密★1年");
  const auto rest = std::string_view(line.text).substr(level->size());
  if (rest.empty()) return;
  const std::string_view star = "★";
  const auto period = trim(rest.substr(std::min(rest.find_first_of("0123456789"), rest.size())));
  if (!rest.starts_with(star) || rest.substr(star.size()).starts_with(" "))
    return report.add("9704-7.2.2d", line, std::string(*level) + "★" + (period.empty() ? "1年" : std::string(period)));
  if (has_one_of(rest, {"一", "二", "三", "五", "十"})) report.add("9704-7.2.2c", line, std::string(*level) + "★1年");
}

void check_urgency(const Line& line, Report& report) {
  static constexpr std::array<std::string_view, 4> words{"特急", "加急", "特提", "平急"};
  if (std::find(words.begin(), words.end(), line.text) == words.end()) report.add("9704-7.2.3a", line, "特急");
}

void check_mark(const Line& line, Report& report) {
  if (has_data(line)) return;
  if (has_one_of(line.text, {"，", "。", "：", "、", "〔", " ", "　", "0", "1", "2"}) || line.text.ends_with("通知"))
    report.add("9704-7.2.4a", line);
}

void check_recipients(const Line& line, bool as_printed, Report& report) {
  const auto& text = line.text;
  if (has_one_of(text, {"；", ";"})) report.add("practice-zhusong", line);
  if (!as_printed || text.ends_with("：")) return;
  const std::string_view last = text.ends_with(":") ? ":" : text.ends_with("。") ? "。" : text.ends_with("，") ? "，" : "";
  report.add("9704-7.3.2b", line, text.size() - last.size(), text.size(), "：",
             last == ":" ? std::optional<std::string>("：") : std::nullopt);
}

void check_date(const Line& line, Report& report) {
  if (has_data(line) || parse_date(line.text)) return;
  const bool numerals = has_one_of(line.text, {"〇", "○", "零", "二", "一"});
  if (numerals) report.add("9704-7.3.5.4", line, date_in_digits(line.text));
}

void check_note(const Line& line, bool as_printed, Report& report) {
  if (!as_printed || (line.text.starts_with("（") && line.text.ends_with("）"))) return;
  const bool half = line.text.starts_with("(") && line.text.ends_with(")");
  const auto wanted = "（" + (half ? line.text.substr(1, line.text.size() - 2) : line.text) + "）";
  report.add("9704-7.3.6", line, 0, line.text.size(), wanted, half ? std::optional(wanted) : std::nullopt);
}

// The name in a line of the attachment note: 附件：1.名称 or 2.名称.
std::size_t name_begin(std::string_view text) {
  std::size_t at = 0;
  if (text.starts_with("附件")) {
    at = std::string_view("附件").size();
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    if (text.substr(at).starts_with("："))
      at += std::string_view("：").size();
    else if (text.substr(at).starts_with(":"))
      ++at;
  }
  auto digits = at;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits > at && digits < text.size())
    for (const std::string_view mark : {".", "．", "、"})
      if (text.substr(digits).starts_with(mark)) return digits + mark.size();
  return at;
}

void check_attachment_name(const Line& line, Report& report) {
  const std::string_view text = line.text;
  for (const std::string_view mark : {"。", "；", "，", "、", ";", ","})
    if (text.ends_with(mark)) report.add("9704-7.3.4c", line, text.size() - mark.size(), text.size(), "", "");
  const auto begin = name_begin(text);
  const auto name = text.substr(begin);
  if (name.starts_with("《") && name.ends_with("》"))
    report.add("practice-fujian-marks", line, begin, text.size(), std::string(name.substr(3, name.size() - 6)),
               std::string(name.substr(3, name.size() - 6)));
}

void check_attachment_label(const Line& line, Report& report) {
  for (const std::string_view mark : {"：", ":", "、", "."})
    if (line.text.ends_with(mark)) report.add("9704-7.3.7b", line, line.text.size() - mark.size(), line.text.size(), "", "");
}

void check_copies(const Line& line, bool as_printed, Report& report) {
  if (!as_printed) return;
  check_colon(line, "抄送", "9704-7.4.2b", report);
  if (line.text.ends_with("。")) return;
  const std::string_view last = line.text.ends_with(".") ? "." : line.text.ends_with("；") ? "；" : "";
  report.add("9704-7.4.2c", line, line.text.size() - last.size(), line.text.size(), "。", "。");
}

void check_printing(const Line& line, bool as_printed, Report& report) {
  const bool dated = line.text.find("年") != std::string::npos && line.text.ends_with("日");
  if (as_printed && dated) report.add("9704-7.4.3b", line, line.text.size(), line.text.size(), "印发", "印发");
}

// A heading on a line of its own: so short that it is no sentence of a list, and all of the line.
void check_heading_end(const Line& line, Report& report) {
  if (character_count(line.text) > longest_stopped_heading || line.level > 2) return;
  for (const std::string_view mark : {"。", "；", "，", "："}) {
    const bool only = line.text.find("。") == std::string::npos || line.text.find("。") == line.text.size() - mark.size();
    if (line.text.ends_with(mark) && only)
      report.add("practice-heading-end", line, line.text.size() - mark.size(), line.text.size(), "", "");
  }
}

// Brackets and quotation marks that never close, or close what never opened.
void check_pairs(const Line& line, Report& report) {
  constexpr std::u32string_view opening = U"“‘（《〈【〔「『", closing = U"”’）》〉】〕」』";
  std::u32string open;
  for (const auto character : to_utf32(line.text)) {
    if (opening.find(character) != std::u32string_view::npos) open += character;
    const auto close = closing.find(character);
    if (close == std::u32string_view::npos) continue;
    if (open.empty() || open.back() != opening[close])
      return report.add("practice-pairs", line, to_utf8(std::u32string(1, character)), "");
    open.pop_back();
  }
  if (!open.empty()) report.add("practice-pairs", line, to_utf8(open.substr(open.size() - 1)), "");
}

void check(const Line& line, bool as_printed, Report& report) {
  switch (line.role) {
    case Role::copy_number:
      return check_copy_number(line, report);
    case Role::security_level:
      return check_security(line, report);
    case Role::urgency:
      return check_urgency(line, report);
    case Role::issuer_mark:
      return check_mark(line, report);
    case Role::signatory:
      return as_printed ? check_colon(line, "签发人", "9704-7.2.6a", report) : void();
    case Role::recipients:
      return check_recipients(line, as_printed, report);
    case Role::heading:
      check_heading_end(line, report);
      return check_pairs(line, report);
    case Role::attachment_note:
      if (as_printed) check_colon(line, "附件", "9704-7.3.4a", report);
      return check_attachment_name(line, report);
    case Role::date:
      return check_date(line, report);
    case Role::note:
      return check_note(line, as_printed, report);
    case Role::attachment_label:
      return check_attachment_label(line, report);
    case Role::copy_recipients:
      return check_copies(line, as_printed, report);
    case Role::printing:
      return check_printing(line, as_printed, report);
    case Role::paragraph:
    case Role::cell:
      return check_pairs(line, report);
    default:
      return;
  }
}

}  // namespace

void check_elements(const Manuscript& manuscript, Report& report) {
  for (const auto& line : manuscript.lines) check(line, manuscript.as_printed, report);
}

}  // namespace hongtou::lint
