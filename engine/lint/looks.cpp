#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

#include "engine/document/heading_level.h"
#include "engine/document/page.h"
#include "engine/lint/checks.h"
#include "engine/lint/faces.h"
#include "engine/text.h"

namespace hongtou::lint {

namespace {

constexpr std::array ambiguous_marks{"“", "”", "‘", "’", "—", "…"};  // in Latin faces as well as in Chinese ones

constexpr std::array<std::string_view, 3> attendance{"出席：", "请假：", "列席："};

bool is_near(double found, double wanted, double tolerance) { return std::abs(found - wanted) <= tolerance; }
constexpr double size_tolerance_pt = 0.5;
constexpr double indent_tolerance = 0.3;  // characters

std::string in_pt(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%g", std::round(value * 10) / 10);
  return text;
}

std::string face(std::string_view font, double size) { return std::string(font) + " " + in_pt(size); }

void check_face(const Line& line, std::string_view rule, Face wanted, double size, Report& report) {
  const auto* run = line.look->main_run();
  if (run == nullptr || (run->chinese_font.empty() && run->size_pt == 0)) return;
  const bool right_font = run->chinese_font.empty() || is_face(run->chinese_font, wanted);
  if (!right_font || !is_near(run->size_pt, size, size_tolerance_pt))
    report.add(rule, line, face(run->chinese_font, run->size_pt), face(name_of(wanted), size));
}

bool is_black(const std::string& color) { return color.empty() || color == "auto" || color == "000000"; }

void check_runs(const Line& line, Report& report) {
  bool colour_told = false, face_told = false;  // once a line
  for (const auto& run : line.look->runs) {
    const auto text = line.text.substr(run.begin, run.end - run.begin);
    if (text.find_first_not_of(" ") == std::string::npos) continue;
    if (line.role != Role::issuer_mark && !is_black(run.color) && !std::exchange(colour_told, true))
      report.add("9704-5.2.4", line, run.color, "000000");
    if (run.theme_font) report.add("practice-theme-font", line, text, "");
    const bool ambiguous = std::any_of(ambiguous_marks.begin(), ambiguous_marks.end(),
                                       [&](const char* mark) { return text.find(mark) != std::string::npos; });
    if (ambiguous && !run.chinese_hint) report.add("practice-quote-face", line, text, "");
    const bool letters = std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) != 0; });
    if (letters && !run.latin_font.empty() && !is_face(run.latin_font, Face::latin) && !std::exchange(face_told, true))
      report.add("practice-latin", line, run.latin_font, "Times New Roman");
  }
}

// A sentence with a number, as those of a list are.
bool is_item(const Line& line) {
  const std::string_view text = line.text, stop = "。";
  const auto at = text.find(stop);
  const bool has_stop = at != std::string_view::npos;
  const auto end = has_stop ? at + stop.size() : text.size();
  return text.ends_with("；") ||
         !begins_with_heading(line.level, character_count(line.text.substr(0, end)), has_stop, end < text.size());
}

void check_heading(const Line& line, Report& report) {
  const auto* run = line.look->runs.empty() ? nullptr : &line.look->runs.front();
  if (run == nullptr || run->chinese_font.empty() || line.level == 0) return;
  const bool as_text = is_item(line) && is_face(run->chinese_font, Face::fang_song);
  const auto wanted = as_text ? Face::fang_song : line.level == 1 ? Face::hei : line.level == 2 ? Face::kai : Face::fang_song;
  if (!is_face(run->chinese_font, wanted) || !is_near(run->size_pt, page::body_pt, size_tolerance_pt))
    report.add("9704-7.3.3f", line, face(run->chinese_font, run->size_pt), face(name_of(wanted), page::body_pt));
  if (run->bold) report.add("practice-bold", line);
}

void check_indent(const Line& line, Report& report) {
  if (line.text.starts_with(" ") || line.text.starts_with("　"))
    return report.add("9704-7.3.3d", line, 0, line.text.find_first_not_of(" "), "");
  const auto& look = *line.look;
  const double indent = look.first_indent + look.left_indent;
  const bool hangs = look.left_indent > 2 && indent >= 2 - indent_tolerance;  // a list
  const bool at_side = look.side == Side::center || look.side == Side::right;
  if (!at_side && !hangs && !is_near(indent, 2, indent_tolerance)) report.add("9704-7.3.3d", line, in_pt(indent), "2");
}

// In minutes these stand a line below the text (10.3).
bool tells_attendance(const Line& line) {
  return std::any_of(attendance.begin(), attendance.end(), [&](auto word) { return line.text.starts_with(word); });
}

void check_body(const Line& line, Report& report) {
  check_indent(line, report);
  if (line.role == Role::heading)
    check_heading(line, report);
  else
    check_face(line, "9704-7.3.3b", Face::fang_song, page::body_pt, report);
  if (tells_attendance(line)) return;
  if (line.look->before_pt > 1 || line.look->after_pt > 1)
    report.add("practice-spacing", line, in_pt(line.look->before_pt) + " / " + in_pt(line.look->after_pt), "0 / 0");
}

void check_title_line(const Line& line, Report& report) {
  check_face(line, "9704-7.3.1a", Face::small_biao_song, page::title_pt, report);
  if (const auto* run = line.look->main_run(); run != nullptr && run->bold) report.add("9704-7.3.1a", line, "加粗", "不加粗");
  if (line.look->side != Side::center) report.add("9704-7.3.1b", line);
  if (line.look->pitch_pt > 0 && (line.look->pitch_pt < 28 || line.look->pitch_pt > 36))
    report.add("practice-title-line", line, in_pt(line.look->pitch_pt), "35");
}

void check_mark(const Line& line, Report& report) {
  const auto* run = line.look->main_run();
  if (run == nullptr) return;
  if (is_black(run->color))
    report.add("9704-7.2.4c", line, "000000", page::red);
  else if (!run->chinese_font.empty() && !is_face(run->chinese_font, Face::small_biao_song))
    report.add("9704-7.2.4c", line, run->chinese_font, std::string(name_of(Face::small_biao_song)));
}

void check_line(const Line& line, Report& report) {
  switch (line.role) {
    case Role::issuer_mark:
      return check_mark(line, report);
    case Role::title:
      return check_title_line(line, report);
    case Role::recipients:
      if (line.look->first_indent + line.look->left_indent > indent_tolerance) report.add("9704-7.3.2a", line);
      return;
    case Role::paragraph:
    case Role::heading:
      return line.table != 0 || line.part != 0 ? void() : check_body(line, report);
    case Role::signature:
    case Role::date: {
      const auto& look = *line.look;
      const double least = line.role == Role::date ? 2 - indent_tolerance : 6;  // below a name of 26 characters
      const bool right = look.side == Side::right || look.side == Side::center || look.left_indent > least ||
                         look.right_indent > 0 || line.text.starts_with('\t');
      if (!right && line.rows.empty()) report.add("9704-7.3.5.2a", line);
      return;
    }
    case Role::attachment_label:
      check_face(line, "9704-7.3.7b", Face::hei, page::body_pt, report);
      if (line.look->side == Side::center || line.look->first_indent > indent_tolerance) report.add("9704-7.3.7b", line);
      return;
    case Role::attachment_title:
      if (line.look->side != Side::center) report.add("9704-7.3.7c", line);
      return;
    case Role::copy_recipients:
    case Role::printing:
      return check_face(line, "9704-7.4.2a", Face::fang_song, page::imprint_pt, report);
    default:
      return;
  }
}

// 22 lines to a side, as most paragraphs of the body are set.
void check_pitch(const Manuscript& manuscript, Report& report) {
  constexpr double least = 27.5, most = 30;
  std::vector<double> pitches;
  for (const auto* line : manuscript.of(Role::paragraph))
    if (line->look && line->table == 0) pitches.push_back(line->look->pitch_pt);
  if (pitches.empty()) return;
  std::nth_element(pitches.begin(), pitches.begin() + static_cast<std::ptrdiff_t>(pitches.size() / 2), pitches.end());
  const double pitch = pitches[pitches.size() / 2];
  if (manuscript.printout && pitch == 0) return;
  if (pitch < least || pitch > most) report.add("9704-5.2.3", pitch == 0 ? "—" : in_pt(pitch), "29");
}

// The body follows the recipients at once.
void check_gap(const Manuscript& manuscript, Report& report) {
  const auto recipients = manuscript.of(Role::recipients);
  if (recipients.empty()) return;
  const auto* next = recipients.back() + 1;
  if (next < manuscript.lines.data() + manuscript.lines.size() && next->role == Role::blank && next->look)
    report.add("9704-7.3.3c", *next);
}

void check_red_rule(const Manuscript& manuscript, Report& report) {
  const auto numbers = manuscript.of(Role::document_number);
  const auto format = format_of(manuscript);
  if (format == DocumentFormat::letter || format == DocumentFormat::order) return;
  if (numbers.empty() || !numbers.front()->look) return;
  const bool ruled = std::any_of(manuscript.lines.begin(), manuscript.lines.end(), [](const Line& line) {
    return line.look && line.table == 0 && (line.look->rule_below_mm > 0 || line.look->rule_above_mm > 0) &&
           !is_black(line.look->rule_color);
  });
  if (!ruled && !manuscript.has_drawings) report.add("9704-7.2.7a", *numbers.front());
}

void check_attachment_pages(const Manuscript& manuscript, Report& report) {
  for (const auto& line : manuscript.lines) {
    if (line.role != Role::attachment_label || !line.look || &line == manuscript.lines.data()) continue;
    const auto& before = *(&line - 1);
    if (!line.look->page_break_before && before.sheet == line.sheet) report.add("9704-7.3.7a", line);
  }
}

void check_imprint_rules(const Manuscript& manuscript, Report& report) {
  for (const auto& line : manuscript.lines) {
    if ((line.role != Role::copy_recipients && line.role != Role::printing) || !line.look) continue;
    for (const double rule : {line.look->rule_above_mm, line.look->rule_below_mm})
      if (rule > 0 && !is_near(rule, page::imprint_thick_rule_mm, 0.05) && !is_near(rule, page::imprint_thin_rule_mm, 0.05)) {
        char found[32];
        std::snprintf(found, sizeof found, "%.2f mm", rule);
        report.add("9704-7.4.1b", line, found, "0.35 mm");
      }
  }
}

}  // namespace

void check_looks(const Manuscript& manuscript, Report& report) {
  for (const auto& line : manuscript.lines) {
    if (!line.look || line.role == Role::blank || line.role == Role::page_number) continue;
    check_line(line, report);
    if (line.table == 0) check_runs(line, report);
  }
  if (manuscript.sheets.empty()) return;
  check_pitch(manuscript, report);
  check_gap(manuscript, report);
  check_attachment_pages(manuscript, report);
  if (manuscript.printout) return;
  check_red_rule(manuscript, report);
  check_imprint_rules(manuscript, report);
}

}  // namespace hongtou::lint
