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

// The rows of each page that are text of the type area, from the top.
std::map<int, std::vector<Extent>> rows_by_page(const Manuscript& manuscript) {
  std::map<int, std::vector<Extent>> pages;
  for (const auto& line : manuscript.lines)
    for (const auto& row : line.rows)
      if (line.role != Role::page_number && line.role != Role::blank) pages[row.page].push_back({&line, row});
  for (auto& [page, rows] : pages)
    std::stable_sort(rows.begin(), rows.end(), [](const Extent& a, const Extent& b) { return a.row.top < b.row.top; });
  return pages;
}

bool has_head(const std::vector<Extent>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const Extent& each) {
    return each.line->role == Role::issuer_mark || each.line->role == Role::document_number;
  });
}

double first_rule(const PrintedPage& sheet) {
  double first = sheet.height;
  for (const auto& rule : sheet.rules)
    if (rule.is_level()) first = std::min(first, rule.y1);
  return first;
}

// White above the text, or the table that begins a page: 天头, on a page in landscape 订口. An imprint stands at the foot, and
// names may have room for seals above them.
void check_top(const Manuscript& manuscript, const std::map<int, std::vector<Extent>>& pages, Report& report) {
  for (const auto& [page, rows] : pages) {
    const auto& top = rows.front();
    const auto& sheet = sheet_of(manuscript, page);
    const auto role = top.line->role;
    const bool has_own_place = role == Role::copy_recipients || role == Role::printing || role == Role::signature;
    if (has_head(rows) || has_own_place || !sheet.pictures.empty()) continue;
    const double wanted = type_area(manuscript, page).top;
    const bool in_table = top.line->table != 0;
    const double found = in_table ? first_rule(sheet) : top.row.top;
    if (found < wanted - tolerance_mm - (in_table ? lower_mm : 0) || found > wanted + lower_mm + tolerance_mm)
      return report.add_on_page(is_upright(manuscript, page) ? "9704-5.2.1a" : "9704-5.2.1b", page, in_mm(found), in_mm(wanted));
  }
}

// The edges that the text of upright pages keeps to, or of those in landscape, whose left one is the foot of the sheet.
void check_sides(const Manuscript& manuscript, bool on_side, Report& report) {
  const auto sheet = std::find_if(manuscript.sheets.begin(), manuscript.sheets.end(),
                                  [&](const Sheet& each) { return each.is_landscape() == on_side; });
  if (sheet == manuscript.sheets.end()) return;
  constexpr double ragged_mm = 5.6;  // lines that are not spread end up to a letter before the edge
  const auto& area = on_side ? lying : upright;
  const double width = sheet->width - sheet->left - sheet->right, wanted = area.right - area.left;
  const int page = static_cast<int>(sheet - manuscript.sheets.begin()) + 1;
  const auto tell = [&](std::string_view id, double found, double asked) {
    on_side ? report.add_on_page(id, page, in_mm(found), in_mm(asked)) : report.add(id, in_mm(found), in_mm(asked));
  };
  if (!is_near(sheet->left, area.left)) tell(on_side ? "9704-5.2.1c" : "9704-5.2.1b", sheet->left, area.left);
  if (width < wanted - ragged_mm || width > wanted + 2 * tolerance_mm) tell("9704-5.2.1c", width, wanted);
}

// The first row that leaves the type area, if it is not all of the text that does.
void check_strays(const Manuscript& manuscript, const std::map<int, std::vector<Extent>>& pages, Report& report) {
  for (const auto& [page, rows] : pages)
    for (const auto& [line, row] : rows) {
      const auto& sheet = manuscript.sheets[static_cast<std::size_t>(page - 1)];
      const auto& area = type_area(manuscript, page);
      const double left = std::min(sheet.left, area.left), right = std::max(sheet.width - sheet.right, area.right);
      const bool of_a_letter = manuscript.format == DocumentFormat::letter && line->role == Role::issuer_mark;
      if (row.left < left - 1.5 || row.right > right + 1.5)
        return report.add("9704-5.2.1c", *line, in_mm(row.left) + " – " + in_mm(row.right),
                          in_mm(area.left) + " – " + in_mm(area.right));
      const bool above = row.top < area.top - tolerance_mm && !of_a_letter && row.top > rows.front().row.top;
      if (above || row.bottom > area.bottom + lower_mm + tolerance_mm)
        return report.add("9704-5.2.1c", *line, in_mm(row.bottom), in_mm(area.bottom));
    }
}

bool is_signed(const std::vector<Extent>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const Extent& each) { return each.line->role == Role::date; });
}

// Upright pages of nothing but the body, as many lines as fit; the page of the signature may take some (9704-7.3.5.5).
void check_lines(const Manuscript& manuscript, const std::map<int, std::vector<Extent>>& pages, Report& report) {
  for (const auto& [page, rows] : pages) {
    if (!is_upright(manuscript, page)) continue;
    const auto next = pages.find(page + 1);
    const bool full = rows.back().line->rows.back().page > page && !(next != pages.end() && is_signed(next->second));
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

void check_fonts(const Printout& printout, Report& report) {
  for (const auto& font : printout.fonts)
    if (!font.embedded) return report.add("practice-embedding", office_name(font.name).family, "");
}

}  // namespace

void check_sheets(const Manuscript& manuscript, Report& report) {
  const auto pages = rows_by_page(manuscript);
  check_paper(manuscript, report);
  check_top(manuscript, pages, report);
  for (const bool on_side : {false, true}) check_sides(manuscript, on_side, report);
  check_strays(manuscript, pages, report);
  check_lines(manuscript, pages, report);
  check_characters(manuscript, report);
  check_fonts(*manuscript.printout, report);
}

}  // namespace hongtou::lint::geometry
