#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/calendar.h"
#include "engine/lint/checks.h"
#include "engine/lint/chinese_numerals.h"
#include "engine/text.h"

namespace hongtou::lint {

namespace {

// 9704-7.1c
constexpr std::array order{Role::copy_number,      Role::security_level,  Role::urgency,    Role::issuer_mark,
                           Role::document_number,  Role::title,           Role::recipients, Role::paragraph,
                           Role::attachment_note,  Role::signature,       Role::date,       Role::note,
                           Role::attachment_label, Role::copy_recipients, Role::printing};

// In a letter, 份号 stands on the row of the document number.
bool holds_copy_number(const Line& line) {
  return line.role == Role::document_number && line.text.front() >= '0' && line.text.front() <= '9';
}

void check_order(const Manuscript& manuscript, Report& report) {
  if (!manuscript.as_printed) return;
  std::size_t furthest = 0;
  const Line* last = nullptr;
  const bool is_letter = manuscript.format == DocumentFormat::letter ||
                         std::any_of(manuscript.lines.begin(), manuscript.lines.end(), holds_copy_number);
  const auto title_rank = static_cast<std::size_t>(std::find(order.begin(), order.end(), Role::title) - order.begin());
  for (const auto& line : manuscript.lines) {
    const auto at = std::find(order.begin(), order.end(), line.role);
    if (at == order.end() || (line.part != 0 && line.role != Role::attachment_label)) continue;
    const auto rank = static_cast<std::size_t>(at - order.begin());
    if (is_letter && rank < title_rank) continue;  // its corner stands below the mark
    if (rank < furthest && line.role != Role::paragraph) {
      report.add("9704-7.1c", line, std::string(name_of(line.role, Language::zh)),
                 std::string(name_of(line.role, Language::zh)) + "、" + std::string(name_of(last->role, Language::zh)));
      continue;
    }
    if (rank >= furthest) last = &line;
    furthest = std::max(furthest, rank);
  }
}

const Line* first(const Manuscript& manuscript, Role role) {
  const auto lines = manuscript.of(role);
  return lines.empty() ? nullptr : lines.front();
}

std::string whole(const std::vector<const Line*>& lines) {
  std::string text;
  for (const auto* line : lines) text += line->text;
  return text;
}

void check_head(const Manuscript& manuscript, Report& report) {
  const auto* security = first(manuscript, Role::security_level);
  const auto* number = first(manuscript, Role::document_number);
  const bool copied = first(manuscript, Role::copy_number) != nullptr || (number != nullptr && holds_copy_number(*number));
  if (security != nullptr && !copied) report.add("9704-7.2.1c", *security);
  const auto numbers = manuscript.of(Role::document_number);
  const auto several = [](const std::string& text) { return text.find("号") != text.rfind("号"); };
  for (const auto* each : numbers)
    if (numbers.size() > 1 || several(each->text)) report.add("9704-7.2.5e", *each);
  const auto title = whole(manuscript.of(Role::title));
  const bool upward = title.ends_with("请示") || title.ends_with("的报告");
  if (upward && first(manuscript, Role::issuer_mark) != nullptr && first(manuscript, Role::signatory) == nullptr)
    report.add("9704-7.2.6a", *first(manuscript, Role::title), "", "签发人：○○○");
}

// The number a heading begins with: 3 of （三）.
std::optional<int> number_of(const Line& heading) {
  const auto text = to_utf32(heading.text);
  const std::size_t begin = !text.empty() && (text[0] == U'（' || text[0] == U'(') ? 1 : 0;
  constexpr std::u32string_view ends = U"、.．）)";
  const auto end = text.find_first_of(ends, begin);
  return end == std::u32string::npos || end > begin + 3 ? std::nullopt
                                                        : numeral(std::u32string_view(text).substr(begin, end - begin));
}

std::string numbered(int level, int number) {
  switch (level) {
    case 1:
      return chinese_number(number) + "、";
    case 2:
      return "（" + chinese_number(number) + "）";
    case 3:
      return std::to_string(number) + ".";
    default:
      return "（" + std::to_string(number) + "）";
  }
}

// Levels are entered from above, a level may be left out only below the first; numbers begin at one, or go on from the section
// before, and follow each other.
void check_headings(const Manuscript& manuscript, Report& report) {
  std::map<int, int> counts, last;
  int part = -1;
  for (const auto& line : manuscript.lines) {
    if (line.role != Role::heading) continue;
    if (line.part != part) counts.clear(), last.clear();
    part = line.part;
    const auto number = number_of(line);
    if (!number) continue;
    counts.erase(counts.upper_bound(line.level), counts.end());
    const bool orphan =
        (line.level == 2 || line.level == 4) && *number == 1 && !counts.contains(line.level) && !counts.contains(line.level - 1);
    if (orphan && part == 0) report.add("9704-7.3.3e", line, line.text, numbered(line.level - 1, 1));
    const int count = counts[line.level];
    const bool begun = last.contains(line.level);
    const bool follows = !begun || *number == 1 || *number == count + 1 || (count == 0 && *number == last[line.level] + 1);
    if (!follows) report.add("practice-heading-sequence", line, line.text, numbered(line.level, count + 1));
    counts[line.level] = last[line.level] = *number;
  }
}

// 附件：1.名称 → number 1, marked with a point, name
struct NotedAttachment {
  const Line* line = nullptr;
  std::optional<int> number;
  bool has_point = false;
  std::string name;
};

std::u32string without_spaces_around(const std::u32string& text) { return to_utf32(trim(to_utf8(text))); }

NotedAttachment read_noted(const Line& line, const std::string& printed) {
  NotedAttachment noted{&line, {}, false, {}};
  auto text = to_utf32(trim(printed));
  if (text.starts_with(U"附件")) text = text.substr(2);
  if (!text.empty() && (text[0] == U'：' || text[0] == U':')) text = text.substr(1);
  text = without_spaces_around(text);
  const auto end = text.find_first_of(U".．、");
  if (end != std::u32string::npos && end > 0 && end <= 2) {
    noted.number = numeral(text.substr(0, end));
    noted.has_point = text[end] == U'.';
    if (noted.number) text = text.substr(end + 1);
  }
  while (!text.empty() && std::u32string_view(U"。；，、;,").find(text.back()) != std::u32string_view::npos) text.pop_back();
  noted.name = to_utf8(without_spaces_around(text));
  return noted;
}

std::vector<NotedAttachment> noted_attachments(const Manuscript& manuscript) {
  std::vector<NotedAttachment> all;
  const auto own = manuscript.of(Role::attachment_note);
  for (const auto* line : own.empty() ? manuscript.of(Role::attachment_note, issued_part) : own)
    for (const auto& printed : split(line->text, {"\n"})) all.push_back(read_noted(*line, printed));
  return all;
}

void check_note(const std::vector<NotedAttachment>& noted, bool as_printed, Report& report) {
  if (!as_printed) return;
  for (std::size_t i = 0; i < noted.size(); ++i) {
    if (noted.size() == 1) break;
    const auto& line = *noted[i].line;
    const auto number = std::to_string(i + 1);
    const auto mark = line.text.find(number + "、");
    if (noted[i].number != static_cast<int>(i) + 1 || (!noted[i].has_point && mark == std::string::npos))
      report.add("9704-7.3.4b", line, line.text, number + "." + noted[i].name);
    else if (!noted[i].has_point)
      report.add("9704-7.3.4b", line, mark, mark + number.size() + std::string_view("、").size(), number + ".", number + ".");
  }
  if (noted.size() == 1 && noted.front().number)
    report.add("practice-fujian-one", *noted.front().line, noted.front().line->text, "附件：" + noted.front().name);
}

std::optional<int> label_number(const std::string& label) {
  const auto digits = label.find_first_of("0123456789");
  return digits == std::string::npos
             ? std::nullopt
             : numeral(to_utf32(label.substr(digits, label.find_first_not_of("0123456789", digits) - digits)));
}

std::string letters_of(const std::string& text) {
  std::u32string letters;
  for (const auto c : to_utf32(text))
    if (c > U' ' && std::u32string_view(U"《》“”（）()　 ").find(c) == std::u32string_view::npos) letters += c;
  return to_utf8(letters);
}

void check_attachments(const Manuscript& manuscript, Report& report) {
  const auto noted = noted_attachments(manuscript);
  check_note(noted, manuscript.as_printed, report);
  if (noted.empty()) return;
  std::vector<const Line*> labels;
  std::map<int, std::string> titles;  // by part
  for (const auto& line : manuscript.lines) {
    if (line.role == Role::attachment_label) labels.push_back(&line);
    if (line.role == Role::attachment_title) titles[line.part] += line.text;
  }
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto number = label_number(labels[i]->text);
    const bool is_noted = i < noted.size();
    if (!is_noted || (noted.size() > 1 && number != static_cast<int>(i) + 1)) {
      report.add("9704-7.3.7d", *labels[i], labels[i]->text, is_noted ? "附件" + std::to_string(i + 1) : "");
      continue;
    }
    const auto& title = titles[labels[i]->part];
    if (!title.empty() && title.find(data_mark) == std::string::npos && letters_of(title) != letters_of(noted[i].name))
      report.add("9704-7.3.7d", *labels[i], title, noted[i].name);
  }
  for (std::size_t i = labels.size(); manuscript.as_printed && i < noted.size(); ++i)
    report.add("9704-7.3.7d", *noted[i].line, noted[i].name, "");
}

// An order is stamped with a name, minutes are not signed.
void check_signature(const Manuscript& manuscript, Report& report) {
  const auto format = format_of(manuscript);
  if (format == DocumentFormat::order || format == DocumentFormat::minutes) return;
  const auto* signature = first(manuscript, Role::signature);
  const auto* date = first(manuscript, Role::date);
  const bool official = first(manuscript, Role::recipients) != nullptr || first(manuscript, Role::document_number) != nullptr;
  if (signature != nullptr && date == nullptr)
    report.add("9704-7.3.5.1b", *signature, signature->text, std::string(name_of(Role::date, Language::zh)));
  if (signature == nullptr && date != nullptr && official)
    report.add("9704-7.3.5.1b", *date, date->text, std::string(name_of(Role::signature, Language::zh)));
  if (signature == nullptr && date == nullptr && official) report.add("9704-7.3.5.1b", "", "");
}

std::optional<Date> date_in(const std::string& text) {
  const auto year = text.find("年");
  const auto day = text.find("日");
  if (year == std::string::npos || year < 4 || day == std::string::npos) return std::nullopt;
  return parse_date(text.substr(year - 4, day - year + 4 + std::string_view("日").size()));
}

void check_printing_date(const Manuscript& manuscript, Report& report) {
  const auto* issue = first(manuscript, Role::date);
  if (issue == nullptr) return;
  const auto issued = date_in(issue->text);
  for (const auto& line : manuscript.lines) {
    if (line.role != Role::printing) continue;
    const auto printed = date_in(line.text);
    if (issued && printed && *printed < *issued) report.add("practice-imprint-date", line, line.text, issue->text);
  }
}

}  // namespace

void check_structure(const Manuscript& manuscript, Report& report) {
  check_order(manuscript, report);
  check_head(manuscript, report);
  check_headings(manuscript, report);
  check_attachments(manuscript, report);
  check_signature(manuscript, report);
  check_printing_date(manuscript, report);
}

}  // namespace hongtou::lint
