#include <cmath>
#include <string>

#include "engine/lint/faces.h"
#include "engine/lint/geometry.h"
#include "engine/text.h"

namespace hongtou::lint::geometry {

namespace {

constexpr double dash_height = 0.38;  // em, of the dash above the baseline

struct ReadNumber {
  int number = 0;
  bool between_dashes = false;
};

// — 12 —, whatever spaces stand in it. It has digits, or it would be no page number.
ReadNumber read_number(const std::string& text) {
  std::u32string bare, digits;
  for (const auto c : to_utf32(text))
    if (c != U' ' && c != U'\t' && c != U'\u3000') bare += c;
  for (const auto c : bare)
    if (c >= U'0' && c <= U'9') digits += c;
  return {std::stoi(to_utf8(digits)), bare == U"—" + digits + U"—"};
}

void check_face(const Line& line, Report& report) {
  const auto* run = line.look->main_run();
  if (run == nullptr) return;
  const auto& font = run->latin_font.empty() ? run->chinese_font : run->latin_font;
  const bool song = font.empty() || is_face(font, Face::song);
  if (!song || !is_near(run->size_pt, page::page_number_pt, 0.5))
    report.add("9704-7.5a", line, font + " " + in_number(run->size_pt),
               std::string(name_of(Face::song)) + " " + in_number(page::page_number_pt));
}

// A row that stands is an em high, however narrow it is.
bool is_turned(const PrintedRow& row) { return std::abs(row.bottom - row.top - row.size_pt * 25.4 / 72) > 0.1; }

// From a page in landscape to the upright sheet.
PrintedRow turned_back(PrintedRow row, double page_width) {
  const auto read = row;
  row.left = read.top;
  row.top = page_width - read.right;
  row.right = read.bottom;
  row.bottom = page_width - read.left;
  return row;
}

void check_place(const Line& line, const PrintedRow& row, int number, Report& report) {
  if (row.bottom < type_bottom) return report.add("9704-7.1b", line, in_mm(row.bottom), in_mm(type_bottom));
  const double em = row.size_pt * 25.4 / 72;
  const double dash = row.top + (0.88 - dash_height) * em - type_bottom;
  if (!is_near(dash, page::page_number_gap_mm, 1.5)) report.add("9704-7.5c", line, in_mm(dash), in_mm(page::page_number_gap_mm));
  const bool odd = number % 2 == 1;
  const bool outside = odd ? is_near(row.right, type_right - em, em) : is_near(row.left, type_left + em, em);
  if (!outside)
    report.add("9704-7.5d", line, in_mm(odd ? page::paper_width_mm - row.right : row.left), odd ? "右空一字" : "左空一字");
}

// On a page in landscape it is where it is on the others, and shows which side the table has its head on.
void check_place_on_side(const Line& line, double page_width, int number, Report& report) {
  const auto& row = line.rows.front();
  if (!is_turned(row))
    report.add("9704-8a", line, in_mm(row.left), in_mm(page_width - type_bottom - page::page_number_gap_mm));
  else if (row.left > page_width / 2)
    report.add("9704-8b", line, number % 2 == 1 ? "切口" : "订口", number % 2 == 1 ? "订口" : "切口");
  else
    check_place(line, turned_back(row, page_width), number, report);
}

}  // namespace

void check_page_numbers(const Manuscript& manuscript, Report& report) {
  for (const auto& line : manuscript.lines) {
    if (line.role != Role::page_number) continue;
    const auto [number, between_dashes] = read_number(line.text);
    if (!between_dashes) report.add("9704-7.5b", line, "— " + std::to_string(number) + " —");
    if (manuscript.format == DocumentFormat::letter && line.page() == 1) report.add("9704-10.1j", line, "");
    check_face(line, report);
    if (is_upright(manuscript, line.page()))
      check_place(line, line.rows.front(), number, report);
    else
      check_place_on_side(line, sheet_of(manuscript, line.page()).width, number, report);
  }
}

}  // namespace hongtou::lint::geometry
