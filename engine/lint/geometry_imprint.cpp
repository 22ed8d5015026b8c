#include <algorithm>
#include <cstdio>

#include "engine/lint/checks.h"
#include "engine/lint/geometry.h"

namespace hongtou::lint::geometry {

namespace {

std::string in_hundredths(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f mm", value);
  return text;
}

std::vector<const Line*> imprint_of(const Manuscript& manuscript) {
  std::vector<const Line*> lines;
  for (const auto& line : manuscript.lines)
    if (line.role == Role::copy_recipients || line.role == Role::printing) lines.push_back(&line);
  return lines;
}

// The black rules around it.
std::vector<const PrintedRule*> rules_around(const Manuscript& manuscript, const Line& first_line, const Line& last_line) {
  constexpr double around_mm = 10;
  const auto& top = first_line.rows.front();
  const auto& bottom = last_line.rows.back();
  auto rules = level_rules(sheet_of(manuscript, top.page), false);
  std::erase_if(rules, [&](const PrintedRule* rule) {
    return rule->y1 < top.top - around_mm || rule->y1 > bottom.bottom + around_mm || rule->x2 - rule->x1 < cell_mm * 10;
  });
  return rules;
}

void check_thickness(const Line& line, const std::vector<const PrintedRule*>& rules, Report& report) {
  constexpr double tolerance = 0.06;
  for (const auto* rule : rules) {
    const bool outer = rule == rules.front() || rule == rules.back();
    const double wanted = outer ? page::imprint_thick_rule_mm : page::imprint_thin_rule_mm;
    if (!is_near(rule->width, wanted, tolerance))
      return report.add("9704-7.4.1b", line, in_hundredths(rule->width), in_hundredths(wanted));
  }
}

void check_place(const Manuscript& manuscript, const Line& line, double bottom, Report& report) {
  const int pages = static_cast<int>(manuscript.sheets.size());
  if (line.page() != pages)
    return report.add("9704-7.4.1c", line, "第" + std::to_string(line.page()) + "面", "第" + std::to_string(pages) + "面");
  if (!is_near(bottom, type_bottom, 2 * tolerance_mm)) report.add("9704-7.4.1c", line, in_mm(bottom), in_mm(type_bottom));
  if (pages % 2 != 0) report.add("33476.2-7.3.1", line, "第" + std::to_string(pages) + "面", "");
}

// A character in at the left, and what ends with a date at the right as well.
void check_indents(const std::vector<const Line*>& lines, Report& report) {
  const double em = page::imprint_pt * 25.4 / 72;
  for (const auto* line : lines) {
    const bool printing = line->role == Role::printing;
    const auto& row = line->rows.front();
    const auto* id = printing ? "9704-7.4.3b" : "9704-7.4.2a";
    if (!is_near(row.left, type_left + em, 1.5)) report.add(id, *line, "左空 " + in_mm(row.left - type_left), in_mm(em));
    if (printing && line->text.ends_with("印发") && !is_near(row.right, type_right - em, 1.5))
      report.add(id, *line, "右空 " + in_mm(type_right - row.right), in_mm(em));
  }
}

}  // namespace

void check_imprint(const Manuscript& manuscript, Report& report) {
  const auto lines = imprint_of(manuscript);
  check_indents(lines, report);
  if (lines.empty() || manuscript.format == DocumentFormat::letter) return;
  const auto& line = *lines.front();
  const auto rules = rules_around(manuscript, line, *lines.back());
  if (rules.empty()) return report.add("9704-7.4.1a", line, "", in_mm(page::type_area_width_mm));
  for (const auto* rule : {rules.front(), rules.back()})
    if (!is_near(rule->x1, type_left, 2 * tolerance_mm) || !is_near(rule->x2, type_right, 2 * tolerance_mm)) {
      report.add("9704-7.4.1a", line, in_mm(rule->x2 - rule->x1), in_mm(page::type_area_width_mm));
      break;
    }
  check_thickness(line, rules, report);
  check_place(manuscript, line, rules.back()->y1, report);
}

}  // namespace hongtou::lint::geometry
