#include <algorithm>
#include <cmath>

#include "engine/lint/checks.h"
#include "engine/lint/geometry.h"

namespace hongtou::lint::geometry {

namespace {

bool is_one_of_lines(double top, int number) {
  const double pitch = page::line_pitch_twips / 20.0 * 25.4 / 72;
  const double wanted = type_top + (number - 1) * pitch;
  return top >= wanted - tolerance_mm - (number - 1) * 0.5 && top <= wanted + lower_mm + tolerance_mm;
}

// 份号 on the first line of the type area, 密级 on the second, both flush left.
void check_corner(const Manuscript& manuscript, Report& report) {
  if (manuscript.format == DocumentFormat::letter) return;
  const auto check = [&](Role role, std::string_view id, int number) {
    const auto* line = first(manuscript, role);
    if (line == nullptr) return;
    const auto& row = line->rows.front();
    if (!is_near(row.left, type_left) || !is_one_of_lines(row.top, number))
      report.add(id, *line, in_mm(row.left) + " / " + in_mm(row.top),
                 in_mm(type_left) + " / " + in_mm(type_top + (number - 1) * 10.4));
  };
  check(Role::copy_number, "9704-7.2.1b", 1);
  check(Role::security_level, "9704-7.2.2b", 2);
}

struct Height {
  std::string_view id;
  double top;   // below `from`
  double from;  // the edge of the sheet or of the type area
};

Height mark_height(DocumentFormat format) {
  switch (format) {
    case DocumentFormat::letter:
      return {"9704-10.1a", page::letter_mark_top_mm, 0};
    case DocumentFormat::order:
      return {"9704-10.2a", page::order_mark_top_mm, type_top};
    case DocumentFormat::minutes:
      return {"9704-10.3a", page::issuer_mark_top_mm, type_top};
    case DocumentFormat::general:
      break;
  }
  return {"9704-7.2.4b", page::issuer_mark_top_mm, type_top};
}

// A face's letters do not fill their bodies, so a mark in large letters may look right a little off.
void check_mark(const Manuscript& manuscript, DocumentFormat format, Report& report) {
  const auto* mark = first(manuscript, Role::issuer_mark);
  if (mark == nullptr) return;
  constexpr double tolerance = 2;
  const auto& row = mark->rows.front();
  const auto height = mark_height(format);
  const double top = row.top - height.from;
  if (!is_near(top, height.top, tolerance)) report.add(height.id, *mark, in_mm(top), in_mm(height.top));
  const double middle = format == DocumentFormat::letter ? page::paper_width_mm / 2 : type_middle;
  const bool joint = manuscript.of(Role::issuer_mark).size() > 1;
  if (!joint && !is_near((row.left + row.right) / 2, middle, tolerance))
    report.add(height.id, *mark, "中线 " + in_mm((row.left + row.right) / 2), in_mm(middle));
}

// 发文字号 two lines below the mark and centred, or at the left beside the signatory.
void check_number(const Manuscript& manuscript, Report& report) {
  const auto* number = first(manuscript, Role::document_number);
  const auto* mark = last(manuscript, Role::issuer_mark);
  if (number == nullptr || number->page() != 1) return;
  const auto& row = number->rows.front();
  if (first(manuscript, Role::signatory) != nullptr) {
    if (!is_near(row.left, type_left + cell_mm)) report.add("9704-7.2.5d", *number, in_mm(row.left), in_mm(type_left + cell_mm));
    return;
  }
  if (!is_near((row.left + row.right) / 2, type_middle, 2 * tolerance_mm))
    report.add("9704-7.2.5a", *number, in_mm((row.left + row.right) / 2), in_mm(type_middle));
  check_gap("9704-7.2.5a", mark, number, two_lines, report);
}

// 发文字号 or 签发人, whichever stands lower.
const Line* above_red_rule(const Manuscript& manuscript) {
  const auto* number = last(manuscript, Role::document_number);
  const auto* signatory = last(manuscript, Role::signatory);
  if (number == nullptr || signatory == nullptr) return number == nullptr ? signatory : number;
  return signatory->rows.back().bottom > number->rows.back().bottom ? signatory : number;
}

const PrintedRule* red_rule(const Manuscript& manuscript, const Line& above) {
  constexpr double far_mm = 30;
  for (const auto* rule : level_rules(sheet_of(manuscript, above.page()), true))
    if (rule->y1 > above.rows.back().bottom - tolerance_mm && rule->y1 < above.rows.back().bottom + far_mm) return rule;
  return nullptr;
}

void check_red_rule(const Line& above, const PrintedRule& rule, Report& report) {
  if (!is_near(rule.x1, type_left, 2 * tolerance_mm) || !is_near(rule.x2, type_right, 2 * tolerance_mm))
    report.add("9704-7.2.7a", above, in_mm(rule.x1) + " – " + in_mm(rule.x2), in_mm(type_left) + " – " + in_mm(type_right));
  const double gap = rule.y1 - rule.width / 2 - above.rows.back().bottom;
  if (!is_near(gap, page::red_rule_gap_mm, 1.5)) report.add("9704-7.2.7a", above, in_mm(gap), in_mm(page::red_rule_gap_mm));
}

void check_title(const Manuscript& manuscript, const PrintedRule* above, Report& report) {
  const auto* title = first(manuscript, Role::title);
  if (title == nullptr) return;
  for (const auto* line : manuscript.of(Role::title)) {
    const double middle = (line->rows.front().left + line->rows.front().right) / 2;
    if (line->look->side == Side::center && !is_near(middle, type_middle, 2 * tolerance_mm))
      report.add("9704-7.3.1b", *line, "中线 " + in_mm(middle), in_mm(type_middle));
  }
  if (above == nullptr || title->page() != 1) return;
  const double gap = title->rows.front().top - above->y1;
  if (gap < two_lines.least || gap > two_lines.most) report.add("9704-7.3.1b", *title, in_mm(gap), in_mm(two_lines.wanted));
}

void check_general(const Manuscript& manuscript, Report& report) {
  check_number(manuscript, report);
  const auto* above = above_red_rule(manuscript);
  const auto* rule = above == nullptr ? nullptr : red_rule(manuscript, *above);
  const bool on_blank_paper = first(manuscript, Role::issuer_mark) != nullptr;
  if (above != nullptr && rule == nullptr && on_blank_paper) report.add("9704-7.2.7a", *above, "");
  if (rule != nullptr) check_red_rule(*above, *rule, report);
  check_title(manuscript, rule, report);
}

// 9704-10.1d, e: two pairs of red rules on the first page, 170 mm long.
void check_letter_rules(const Manuscript& manuscript, Report& report) {
  auto rules = level_rules(sheet_of(manuscript, 1), true);
  std::erase_if(rules, [](const auto* rule) { return rule->x2 - rule->x1 < page::type_area_width_mm; });
  const auto* mark = last(manuscript, Role::issuer_mark);
  const auto check = [&](std::string_view id, bool upper) {
    std::vector<const PrintedRule*> pair;
    for (const auto* rule : rules)
      if ((rule->y1 < page::paper_height_mm / 2) == upper) pair.push_back(rule);
    if (pair.size() != 2) return report.add_on_page(id, 1, std::to_string(pair.size()), "2");
    if ((pair.front()->width > pair.back()->width) != upper)
      report.add_on_page(id, 1, upper ? "上细下粗" : "上粗下细", upper ? "上粗下细" : "上细下粗");
    for (const auto* rule : pair)
      if (!is_near(rule->x2 - rule->x1, page::letter_rule_width_mm, 2 * tolerance_mm))
        return report.add_on_page(id, 1, in_mm(rule->x2 - rule->x1), in_mm(page::letter_rule_width_mm));
    const double found =
        upper ? pair.front()->y1 - (mark == nullptr ? 0 : mark->rows.back().bottom) : page::paper_height_mm - pair.back()->y1;
    const double wanted = upper ? page::letter_rule_gap_mm : page::letter_foot_mm;
    if ((!upper || mark != nullptr) && !is_near(found, wanted, 1.5)) report.add_on_page(id, 1, in_mm(found), in_mm(wanted));
  };
  check("9704-10.1d", true);
  check("9704-10.1e", false);
}

void check_letter(const Manuscript& manuscript, Report& report) {
  check_letter_rules(manuscript, report);
  const auto* number = first(manuscript, Role::document_number);
  if (number != nullptr && !is_near(number->rows.front().right, type_right, 2 * tolerance_mm))
    report.add("9704-10.1g", *number, in_mm(number->rows.front().right), in_mm(type_right));
  const auto* title = first(manuscript, Role::title);
  check_gap("9704-10.1h", before(manuscript, title), title, two_lines, report);
}

// 令号 two lines below the mark and centred, the text two lines below it.
void check_order(const Manuscript& manuscript, Report& report) {
  const auto* number = first(manuscript, Role::document_number);
  if (number == nullptr) return;
  const double middle = (number->rows.front().left + number->rows.front().right) / 2;
  if (!is_near(middle, type_middle, 2 * tolerance_mm)) report.add("9704-10.2c", *number, in_mm(middle), in_mm(type_middle));
  check_gap("9704-10.2c", last(manuscript, Role::issuer_mark), number, two_lines, report);
  const auto* text = first(manuscript, Role::paragraph);
  if (before(manuscript, text) == number) check_gap("9704-10.2c", number, text, two_lines, report);
}

}  // namespace

void check_head(const Manuscript& manuscript, Report& report) {
  const auto format = format_of(manuscript);
  check_corner(manuscript, report);
  check_mark(manuscript, format, report);
  if (format == DocumentFormat::letter)
    check_letter(manuscript, report);
  else if (format == DocumentFormat::order)
    check_order(manuscript, report);
  else
    check_general(manuscript, report);
}

}  // namespace hongtou::lint::geometry
