#include "engine/lint/geometry.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "engine/lint/checks.h"

namespace hongtou::lint {

namespace geometry {

std::string in_mm(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f mm", value);
  return text;
}

std::string in_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", std::round(value * 10) / 10);
  return text;
}

void check_gap(std::string_view id, const Line* above, const Line* line, const Gap& gap, Report& report) {
  if (above == nullptr || line == nullptr || above->rows.back().page != line->page()) return;
  const double found = line->rows.front().top - above->rows.back().bottom;
  if (found < gap.least || found > gap.most) report.add(id, *line, in_mm(found), in_mm(gap.wanted));
}

const Line* before(const Manuscript& manuscript, const Line* line) {
  while (line != nullptr && line != manuscript.lines.data())
    if ((--line)->role != Role::blank) return line;
  return nullptr;
}

const Line* first(const Manuscript& manuscript, Role role) {
  const auto lines = manuscript.of(role);
  return lines.empty() ? nullptr : lines.front();
}

const Line* last(const Manuscript& manuscript, Role role) {
  const auto lines = manuscript.of(role);
  return lines.empty() ? nullptr : lines.back();
}

const PrintedPage& sheet_of(const Manuscript& manuscript, int page) {
  return manuscript.printout->pages[static_cast<std::size_t>(page - 1)];
}

bool is_upright(const Manuscript& manuscript, int page) {
  return !manuscript.sheets[static_cast<std::size_t>(page - 1)].is_landscape();
}

const TypeArea& type_area(const Manuscript& manuscript, int page) { return is_upright(manuscript, page) ? upright : lying; }

std::vector<const PrintedRule*> level_rules(const PrintedPage& page, bool red) {
  std::vector<const PrintedRule*> rules;
  for (const auto& rule : page.rules)
    if (rule.is_level() && is_red(rule.rgb) == red) rules.push_back(&rule);
  std::stable_sort(rules.begin(), rules.end(), [](const auto* a, const auto* b) { return a->y1 < b->y1; });
  return rules;
}

}  // namespace geometry

void check_geometry(const Manuscript& manuscript, Report& report) {
  if (!manuscript.printout) return;
  geometry::check_sheets(manuscript, report);
  geometry::check_tables(manuscript, report);
  geometry::check_page_numbers(manuscript, report);
  geometry::check_head(manuscript, report);
  geometry::check_main(manuscript, report);
  geometry::check_imprint(manuscript, report);
}

}  // namespace hongtou::lint
