#include <cmath>
#include <cstdio>

#include "engine/document/page.h"
#include "engine/lint/checks.h"

namespace hongtou::lint {

namespace {

constexpr double tolerance_mm = 1;  // 9704-5.2.1a, b

bool is_near(double found, double wanted, double tolerance = tolerance_mm) { return std::abs(found - wanted) <= tolerance; }

std::string in_mm(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f mm", value);
  return text;
}

void check_sheet(const Sheet& sheet, Report& report) {
  const double width = std::min(sheet.width, sheet.height), height = std::max(sheet.width, sheet.height);
  if (!is_near(width, page::paper_width_mm) || !is_near(height, page::paper_height_mm))
    report.add("9704-5.1", in_mm(width) + " × " + in_mm(height), "210.0 mm × 297.0 mm");
  if (sheet.is_landscape()) return;
  if (!is_near(sheet.top, page::top_margin_mm) && !is_near(sheet.top, page::processor_top_margin_mm))
    report.add("9704-5.2.1a", in_mm(sheet.top), in_mm(page::top_margin_mm));
  if (!is_near(sheet.left, page::binding_margin_mm)) report.add("9704-5.2.1b", in_mm(sheet.left), in_mm(page::binding_margin_mm));
  const double type_width = sheet.width - sheet.left - sheet.right;
  const double type_height = sheet.height - sheet.top - sheet.bottom;
  const double processor_height = page::paper_height_mm - page::processor_top_margin_mm - page::processor_bottom_margin_mm;
  if (!is_near(type_width, page::type_area_width_mm) ||
      (!is_near(type_height, page::type_area_height_mm) && !is_near(type_height, processor_height)))
    report.add("9704-5.2.1c", in_mm(type_width) + " × " + in_mm(type_height), "156.0 mm × 225.0 mm");
}

void check_footer(const Footer& footer, Report& report) {
  constexpr double size_tolerance_pt = 0.5;
  if (footer.text.find("— ") != 0 || footer.text.find(" —") == std::string::npos || footer.text.find("——") != std::string::npos)
    if (footer.text != "—1—") report.add("9704-7.5b", footer.text, "— 1 —");
  if (footer.size_pt > 0 && !is_near(footer.size_pt, page::page_number_pt, size_tolerance_pt)) {
    char found[32];
    std::snprintf(found, sizeof found, "%.1f", footer.size_pt);
    report.add("9704-7.5a", found, "14");
  }
}

std::string_view name_of(Side side) { return side == Side::right ? "右" : side == Side::center ? "中" : "左"; }

void check_numbers(const Sheet& sheet, Report& report) {
  if (!sheet.odd) return;
  check_footer(*sheet.odd, report);
  const auto& even = sheet.odd_and_even && sheet.even ? *sheet.even : *sheet.odd;
  if (sheet.odd->side != Side::right || even.side == Side::right || even.side == Side::center)
    report.add("9704-7.5d", "单" + std::string(name_of(sheet.odd->side)) + "双" + std::string(name_of(even.side)), "单右双左");
}

}  // namespace

void check_pages(const Manuscript& manuscript, Report& report) {
  if (manuscript.printout || manuscript.sheets.empty()) return;
  for (const auto& sheet : manuscript.sheets) check_sheet(sheet, report);
  check_numbers(manuscript.sheets.front(), report);
}

}  // namespace hongtou::lint
