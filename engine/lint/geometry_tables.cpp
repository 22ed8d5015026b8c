#include <algorithm>
#include <cmath>
#include <span>

#include "engine/lint/geometry.h"
#include "engine/text.h"

namespace hongtou::lint::geometry {

namespace {

void check_width(const Manuscript& manuscript, Report& report) {
  int number = 0;
  for (const auto& page : manuscript.printout->pages) {
    const auto& area = type_area(manuscript, ++number);
    for (const auto& rule : page.rules)
      if (rule.is_upright() && (rule.x1 < area.left - 1.5 || rule.x1 > area.right + 1.5))
        return report.add_on_page("practice-table-1", number, in_mm(rule.x1), in_mm(area.left) + " – " + in_mm(area.right));
  }
}

using Lines = std::vector<const Line*>;

// Of each page, page numbers and white left out.
std::vector<Lines> lines_by_page(const Manuscript& manuscript) {
  std::vector<Lines> pages(manuscript.printout->pages.size());
  for (const auto& line : manuscript.lines)
    if (line.role != Role::blank && line.role != Role::page_number)
      pages[static_cast<std::size_t>(line.page()) - 1].push_back(&line);
  return pages;
}

bool is_text(const Line* line) { return line->table == 0; }

std::span<const Line* const> table_at_head(const Lines& page) {
  return {page.begin(), std::find_if(page.begin(), page.end(), is_text)};
}
std::span<const Line* const> table_at_foot(const Lines& page) {
  return {std::find_if(page.rbegin(), page.rend(), is_text).base(), page.end()};
}

// What the cells of its first row say.
std::vector<std::string> first_row(std::span<const Line* const> cells) {
  const auto top = [](const Line* cell) { return cell->rows.front().top; };
  const auto highest = std::min_element(cells.begin(), cells.end(), [&](auto* a, auto* b) { return top(a) < top(b); });
  std::vector<std::string> texts;
  for (const auto* cell : cells)
    if (top(cell) < top(*highest) + 1) texts.push_back(cell->text);
  return texts;
}

// Words over three columns or more, none of them empty: names, no data.
bool is_head(const std::vector<std::string>& row) {
  return row.size() >= 3 && std::none_of(row.begin(), row.end(), [](const std::string& text) {
           return text.empty() || text.find_first_of("0123456789") != std::string::npos;
         });
}

// The upright rules of the page below stand where some of the page above do.
bool has_columns_of(const PrintedPage& below, const PrintedPage& above) {
  return std::all_of(below.rules.begin(), below.rules.end(), [&](const PrintedRule& rule) {
    return !rule.is_upright() || std::any_of(above.rules.begin(), above.rules.end(), [&](const PrintedRule& each) {
      return each.is_upright() && is_near(each.x1, rule.x1, 0.5);
    });
  });
}

// A table that goes on at the head of the next page.
void check_repeated_heads(const Manuscript& manuscript, Report& report) {
  const auto& sheets = manuscript.printout->pages;
  const auto pages = lines_by_page(manuscript);
  for (std::size_t i = 1; i < pages.size(); ++i) {
    const auto above = table_at_foot(pages[i - 1]), below = table_at_head(pages[i]);
    if (above.empty() || below.empty() || !has_columns_of(sheets[i], sheets[i - 1])) continue;
    const auto wanted = first_row(above), found = first_row(below);
    if (is_head(wanted) && found != wanted)
      return report.add_on_page("practice-table-2", static_cast<int>(i) + 1, join(found, " | "), join(wanted, " | "));
  }
}

}  // namespace

void check_tables(const Manuscript& manuscript, Report& report) {
  check_width(manuscript, report);
  check_repeated_heads(manuscript, report);
}

}  // namespace hongtou::lint::geometry
