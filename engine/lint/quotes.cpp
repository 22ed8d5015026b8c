#include <algorithm>

#include "engine/lint/checks.h"
#include "engine/lint/patterns.h"
#include "engine/text.h"

namespace hongtou::lint {

namespace {

constexpr Roles quoted = set_of({Role::heading, Role::paragraph, Role::note, Role::cell, Role::title, Role::subtitle,
                                 Role::recipients, Role::attachment_note, Role::attachment_title, Role::copy_recipients});
constexpr char mark = '"';

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::size_t> marks_in(const std::string& text) {
  std::vector<std::size_t> marks;
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) marks.push_back(at);
  return marks;
}

// 24" is a measure in inches; "2023" and "5·31" are not.
bool may_be_inches(const std::string& text, std::size_t begin, std::size_t end) {
  const auto is_number = [&] { return text.find_first_not_of("0123456789.-+%·", begin + 1) == end; };
  const bool opens_after_digit = begin > 0 && is_digit(text[begin - 1]);
  return opens_after_digit || (is_digit(text[end - 1]) && !is_number());
}

}  // namespace

// What opens and what closes is known of marks in pairs, none of which may stand for inches.
void check_quotes(const Manuscript& manuscript, Report& report) {
  for (const auto& line : manuscript.lines) {
    if ((quoted & set_of({line.role})) == 0) continue;
    const auto marks = marks_in(line.text);
    bool safe = marks.size() % 2 == 0;
    for (std::size_t i = 0; i + 1 < marks.size(); i += 2) safe = safe && !may_be_inches(line.text, marks[i], marks[i + 1]);
    if (!safe && std::all_of(marks.begin(), marks.end(), [&](auto at) { return at > 0 && is_digit(line.text[at - 1]); }))
      continue;
    for (std::size_t i = 0; safe && i < marks.size(); i += 2) {
      const auto instead = "“" + line.text.substr(marks[i] + 1, marks[i + 1] - marks[i] - 1) + "”";
      report.add("15834-4.8", line, marks[i], marks[i + 1] + 1, instead, instead);
    }
    if (!safe) report.add("15834-4.8", line, marks.front(), marks.back() + 1, "");
  }
}

}  // namespace hongtou::lint
