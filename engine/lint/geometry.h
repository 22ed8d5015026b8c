// What the checks of a printout share. Private to engine/lint.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/document/page.h"
#include "engine/lint/manuscript.h"
#include "engine/lint/printout.h"
#include "engine/lint/rule.h"

namespace hongtou::lint::geometry {

inline constexpr double tolerance_mm = 1;  // 9704-5.2.1a, b
inline constexpr double cell_mm = page::type_area_width_mm / page::characters;
inline constexpr double type_left = page::binding_margin_mm, type_right = page::paper_width_mm - page::right_margin_mm;
inline constexpr double type_top = page::top_margin_mm, type_bottom = page::paper_height_mm - page::bottom_margin_mm;
inline constexpr double type_middle = (type_left + type_right) / 2;

// The type area of a page as it is read; one in landscape has its top at the left edge of the upright sheet (9704-8).
struct TypeArea {
  double left, top, right, bottom;
};
inline constexpr TypeArea upright{type_left, type_top, type_right, type_bottom};
inline constexpr TypeArea lying{page::bottom_margin_mm, page::binding_margin_mm, page::paper_height_mm - page::top_margin_mm,
                                page::paper_width_mm - page::right_margin_mm};

// A word processor puts half the leading above the first line (33476.2-6.2): lower by that much is right as well.
inline constexpr double lower_mm = page::half_leading_mm;

// Two empty paragraphs stand for 空二行 in most templates, one for 空一行: both readings are taken.
struct Gap {
  double least, most;
  double wanted;
};
inline constexpr Gap one_line{9, 16, page::one_line_gap_mm}, two_lines{19, 26.5, page::two_lines_gap_mm};

inline bool is_near(double found, double wanted, double tolerance = tolerance_mm) {
  return found >= wanted - tolerance && found <= wanted + tolerance;
}
std::string in_mm(double value);
std::string in_number(double value);  // to a tenth

// The line above it that is not blank. Null when there is none.
const Line* before(const Manuscript& manuscript, const Line* line);
// Null when there is none.
const Line* first(const Manuscript& manuscript, Role role);
const Line* last(const Manuscript& manuscript, Role role);

// White between the two, if they are on one page, held against the gap that should be there.
void check_gap(std::string_view id, const Line* above, const Line* line, const Gap& gap, Report& report);

const PrintedPage& sheet_of(const Manuscript& manuscript, int page);
bool is_upright(const Manuscript& manuscript, int page);
const TypeArea& type_area(const Manuscript& manuscript, int page);
// Level rules of a page, red or not, from the top.
std::vector<const PrintedRule*> level_rules(const PrintedPage& page, bool red);

void check_sheets(const Manuscript& manuscript, Report& report);  // paper, type area, lines, fonts
void check_tables(const Manuscript& manuscript, Report& report);
void check_page_numbers(const Manuscript& manuscript, Report& report);
void check_head(const Manuscript& manuscript, Report& report);  // down to the title
void check_main(const Manuscript& manuscript, Report& report);  // recipients to attachments
void check_imprint(const Manuscript& manuscript, Report& report);

}  // namespace hongtou::lint::geometry
