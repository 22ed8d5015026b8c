#include <algorithm>
#include <map>

#include "engine/lint/faces.h"
#include "engine/lint/geometry.h"

namespace hongtou::lint::geometry {

namespace {

// One page is told, the first.
void check_paper(const Manuscript& manuscript, Report& report) {
  for (std::size_t i = 0; i < manuscript.sheets.size(); ++i) {
    const auto& sheet = manuscript.sheets[i];
    const double width = std::min(sheet.width, sheet.height), height = std::max(sheet.width, sheet.height);
    if (is_near(width, page::paper_width_mm) && is_near(height, page::paper_height_mm)) continue;
    return report.add_on_page("9704-5.1", static_cast<int>(i) + 1, in_mm(width) + " × " + in_mm(height), "210.0 mm × 297.0 mm");
  }
}

struct Extent {
  const Line* line = nullptr;
  PrintedRow row;
};

// The rows of each upright page that are text of the type area, from the top.
std::map<int, std::vector<Extent>> rows_by_page(const Manuscript& manuscript) {
  std::map<int, std::vector<Extent>> pages;
  for (const auto& line : manuscript.lines)
    for (const auto& row : line.rows)
      if (line.role != Role::page_number && line.role != Role::blank && is_upright(manuscript, row.page))
        pages[row.page].push_back({&line, row});
  for (auto& [page, rows] : pages)
    std::stable_sort(rows.begin(), rows.end(), [](const Extent& a, const Extent& b) { return a.row.top < b.row.top; });
  return pages;
}

bool has_head(const std::vector<Extent>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const Extent& each) {
    return each.line->role == Role::issuer_mark || each.line->role == Role::document_number;
  });
}

void check_top(const Manuscript& manuscript, const std::map<int, std::vector<Extent>>& pages, Report& report) {
  for (const auto& [page, rows] : pages) {
    const auto& top = rows.front();
    if (has_head(rows) || top.line->table != 0 || !sheet_of(manuscript, page).pictures.empty()) continue;
    if (top.row.top >= type_top - tolerance_mm && top.row.top <= type_top + lower_mm + tolerance_mm) continue;
    const bool imprint = top.line->role == Role::copy_recipients || top.line->role == Role::printing;
    if (!imprint) return report.add_on_page("9704-5.2.1a", page, in_mm(top.row.top), in_mm(type_top));
  }
}

void check_sides(const Manuscript& manuscript, Report& report) {
  const auto sheet =
      std::find_if(manuscript.sheets.begin(), manuscript.sheets.end(), [](const Sheet& each) { return !each.is_landscape(); });
  if (sheet == manuscript.sheets.end()) return;
  constexpr double ragged_mm = 5.6;  // lines that are not spread end up to a letter before the edge
  const double width = sheet->width - sheet->left - sheet->right;
  if (!is_near(sheet->left, type_left)) report.add("9704-5.2.1b", in_mm(sheet->left), in_mm(type_left));
  if (width < page::type_area_width_mm - ragged_mm || width > page::type_area_width_mm + 2 * tolerance_mm)
    report.add("9704-5.2.1c", in_mm(width), in_mm(page::type_area_width_mm));
}

// The first row that leaves the type area, if it is not all of the text that does.
void check_strays(const Manuscript& manuscript, const std::map<int, std::vector<Extent>>& pages, Report& report) {
  const double lowest = type_bottom + lower_mm + tolerance_mm;
  for (const auto& [page, rows] : pages)
    for (const auto& [line, row] : rows) {
      const auto& sheet = manuscript.sheets[static_cast<std::size_t>(page - 1)];
      const double left = std::min(sheet.left, type_left), right = std::max(sheet.width - sheet.right, type_right);
      const bool of_a_letter = manuscript.format == DocumentFormat::letter && line->role == Role::issuer_mark;
      if (row.left < left - 1.5 || row.right > right + 1.5)
        return report.add("9704-5.2.1c", *line, in_mm(row.left) + " – " + in_mm(row.right),
                          in_mm(type_left) + " – " + in_mm(type_right));
      if (row.bottom > lowest || (row.top < type_top - tolerance_mm && !of_a_letter && row.top > rows.front().row.top))
        return report.add("9704-5.2.1c", *line, in_mm(row.bottom), in_mm(type_bottom));
    }
}

// Pages of nothing but the body, as many lines as fit.
void check_lines(const std::map<int, std::vector<Extent>>& pages, Report& report) {
  for (const auto& [page, rows] : pages) {
    const bool full = rows.back().line->rows.back().page > page;
    const bool body = std::all_of(rows.begin(), rows.end(), [](const Extent& each) {
      return (each.line->role == Role::paragraph || each.line->role == Role::heading) && each.line->table == 0;
    });
    const auto blank = [&](const Extent& a, const Extent& b) { return b.row.top - a.row.bottom > one_line.least; };
    if (!full || !body || std::adjacent_find(rows.begin(), rows.end(), blank) != rows.end()) continue;
    if (rows.size() != static_cast<std::size_t>(page::lines))
      return report.add_on_page("9704-5.2.3", page, std::to_string(rows.size()) + " 行", std::to_string(page::lines) + " 行");
  }
}

// Rows of the body that go on below are full.
void check_characters(const Manuscript& manuscript, Report& report) {
  constexpr std::size_t enough = 8;  // to tell a rule from a line with many marks
  std::vector<double> cells;
  for (const auto& line : manuscript.lines)
    if (line.role == Role::paragraph && line.table == 0 && line.part == 0)
      for (std::size_t i = 1; i + 1 < line.rows.size(); ++i) cells.push_back(line.rows[i].cells);
  if (cells.size() < enough) return;
  const auto middle = cells.begin() + static_cast<std::ptrdiff_t>(cells.size() / 2);
  std::nth_element(cells.begin(), middle, cells.end());
  if (*middle < page::characters - 0.5 || *middle > page::characters + 1)
    report.add("9704-5.2.3", in_number(*middle) + " 字", std::to_string(page::characters) + " 字");
}

void check_tables(const Manuscript& manuscript, Report& report) {
  for (std::size_t i = 0; i < manuscript.printout->pages.size(); ++i) {
    const auto& page = manuscript.printout->pages[i];
    if (!is_upright(manuscript, static_cast<int>(i) + 1)) continue;
    for (const auto& rule : page.rules)
      if (rule.is_upright() && (rule.x1 < type_left - 1.5 || rule.x1 > type_right + 1.5))
        return report.add_on_page("practice-table-1", static_cast<int>(i) + 1, in_mm(rule.x1),
                                  in_mm(type_left) + " – " + in_mm(type_right));
  }
}

void check_fonts(const Printout& printout, Report& report) {
  for (const auto& font : printout.fonts)
    if (!font.embedded) return report.add("practice-embedding", office_name(font.name).family, "");
}

}  // namespace

void check_sheets(const Manuscript& manuscript, Report& report) {
  const auto pages = rows_by_page(manuscript);
  check_paper(manuscript, report);
  check_top(manuscript, pages, report);
  check_sides(manuscript, report);
  check_strays(manuscript, pages, report);
  check_lines(pages, report);
  check_characters(manuscript, report);
  check_tables(manuscript, report);
  check_fonts(*manuscript.printout, report);
}

}  // namespace hongtou::lint::geometry
