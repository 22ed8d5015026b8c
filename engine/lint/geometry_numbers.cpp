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

void check_place(const Manuscript& manuscript, const Line& line, int number, Report& report) {
  const auto& row = line.rows.front();
  if (row.bottom < type_bottom) return report.add("9704-7.1b", line, in_mm(row.bottom), in_mm(type_bottom));
  const double em = row.size_pt * 25.4 / 72;
  const double dash = row.top + (0.88 - dash_height) * em - type_bottom;
  if (!is_near(dash, page::page_number_gap_mm, 1.5)) report.add("9704-7.5c", line, in_mm(dash), in_mm(page::page_number_gap_mm));
  const bool odd = number % 2 == 1;
  const bool outside = odd ? is_near(row.right, type_right - em, em) : is_near(row.left, type_left + em, em);
  if (!outside)
    report.add("9704-7.5d", line, in_mm(odd ? manuscript.sheets.front().width - row.right : row.left),
               odd ? "右空一字" : "左空一字");
}

}  // namespace

void check_page_numbers(const Manuscript& manuscript, Report& report) {
  for (const auto& line : manuscript.lines) {
    if (line.role != Role::page_number || !is_upright(manuscript, line.page())) continue;
    const auto [number, between_dashes] = read_number(line.text);
    if (!between_dashes) report.add("9704-7.5b", line, "— " + std::to_string(number) + " —");
    if (manuscript.format == DocumentFormat::letter && line.page() == 1) report.add("9704-10.1j", line, "");
    check_face(line, report);
    check_place(manuscript, line, number, report);
  }
}

}  // namespace hongtou::lint::geometry
