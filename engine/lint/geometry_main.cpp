#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "engine/lint/checks.h"
#include "engine/lint/geometry.h"

namespace hongtou::lint::geometry {

namespace {

// 9704-7.3.3a
void check_first_page(const Manuscript& manuscript, Report& report) {
  const bool official = first(manuscript, Role::issuer_mark) != nullptr || first(manuscript, Role::recipients) != nullptr;
  const bool shown = std::any_of(manuscript.lines.begin(), manuscript.lines.end(), [](const Line& line) {
    return line.page() == 1 && line.part <= 0 && (line.role == Role::paragraph || line.role == Role::heading);
  });
  if (official && !shown) report.add_on_page("9704-7.3.3a", 1, "", "");
}

bool is_sealed(const Manuscript& manuscript, const PrintedRow& date) {
  const auto& pictures = sheet_of(manuscript, date.page).pictures;
  return std::any_of(pictures.begin(), pictures.end(), [&](const PrintedPicture& picture) {
    return picture.left < date.right && picture.right > date.left && picture.top < date.bottom && picture.bottom > date.top;
  });
}

bool is_near_cells(double found, double wanted) { return is_near(found, wanted, 0.6); }

std::string in_cells(double value) {
  char text[48];
  std::snprintf(text, sizeof text, "右空 %.1f 字", value);
  return text;
}

// The date two letters in from where the name begins, or, when it is longer, two from the right.
bool stands_below(const PrintedRow& date, const PrintedRow& name) {
  const double offset = (date.left - name.left) / cell_mm;
  const auto at_the_right = [](const PrintedRow& row) {
    const double right = (type_right - row.right) / cell_mm;
    return right < page::signature_right_characters + 0.6 && right > -0.6;
  };
  return is_near_cells(offset, page::date_offset_characters) && (at_the_right(name) || at_the_right(date));
}

void check_date(const Manuscript& manuscript, Report& report) {
  const auto* date = last(manuscript, Role::date);
  if (date == nullptr) return;
  const auto& row = date->rows.front();
  const double right = (type_right - row.right) / cell_mm;
  const bool four = is_near_cells(right, page::sealed_date_right_characters);
  auto names = manuscript.of(Role::signature);
  std::erase_if(names, [&](const Line* name) { return name->page() != date->page(); });
  const bool beside_name = names.empty() ? is_near_cells(right, page::signature_right_characters)
                                         : std::any_of(names.begin(), names.end(),
                                                       [&](const Line* name) { return stands_below(row, name->rows.front()); });
  if (is_sealed(manuscript, row)) {
    if (!four) report.add("9704-7.3.5.1a", *date, in_cells(right), in_cells(page::sealed_date_right_characters));
  } else if (!four && !beside_name) {
    report.add(row.right < type_middle ? "9704-7.3.5.2a" : "9704-7.3.5.2b", *date, in_cells(right), "");
  }
}

// 9704-7.3.5.5: with some of the text, whether paragraphs or a table.
void check_signature_page(const Manuscript& manuscript, Report& report) {
  const auto* date = last(manuscript, Role::date);
  if (date == nullptr || date->part != 0) return;
  const bool shown = std::any_of(manuscript.lines.begin(), manuscript.lines.end(), [&](const Line& line) {
    const bool is_text = line.role == Role::paragraph || line.role == Role::heading || line.role == Role::cell;
    return is_text && line.part <= 0 && line.rows.back().page == date->page();
  });
  if (!shown) report.add("9704-7.3.5.5", *date);
}

void check_label(const Line& label, const TypeArea& area, Report& report) {
  const double top = label.rows.front().top;
  if (top < area.top - tolerance_mm || top > area.top + lower_mm + tolerance_mm)
    report.add("9704-7.3.7b", label, in_mm(top), in_mm(area.top));
}

void check_attachment_title(const Line& label, const Line& title, Report& report) {
  const double pitch = page::line_pitch_twips / 20.0 * 25.4 / 72;
  const double distance = title.rows.front().top - label.rows.front().top;
  if (title.page() == label.page() && !is_near(distance, 2 * pitch, 3))
    report.add("9704-7.3.7c", title, in_mm(distance), in_mm(2 * pitch));
}

void check_attachments(const Manuscript& manuscript, Report& report) {
  const Line* label = nullptr;  // whose title is yet to come
  for (const auto& line : manuscript.lines) {
    if (line.role == Role::attachment_label) {
      label = &line;
      check_label(line, type_area(manuscript, line.page()), report);
    } else if (line.role == Role::attachment_title && label != nullptr) {
      check_attachment_title(*std::exchange(label, nullptr), line, report);
    }
  }
}

// A heading with nothing below it on its page.
void check_lonely(const Manuscript& manuscript, Report& report) {
  const Line* heading = nullptr;
  for (const auto& line : manuscript.lines) {
    if (line.role == Role::blank) continue;
    if (heading != nullptr && line.role != Role::page_number && line.page() > heading->page())
      report.add("practice-lonely", *heading);
    const bool alone = line.role == Role::heading && line.rows.size() == 1 && line.text.find("。") == std::string::npos;
    heading = alone ? &line : nullptr;
  }
}

}  // namespace

void check_main(const Manuscript& manuscript, Report& report) {
  check_first_page(manuscript, report);
  check_gap("9704-7.3.2a", last(manuscript, Role::title), first(manuscript, Role::recipients), one_line, report);
  const auto* note = first(manuscript, Role::attachment_note);
  check_gap("9704-7.3.4a", before(manuscript, note), note, one_line, report);
  check_lonely(manuscript, report);
  check_date(manuscript, report);
  check_signature_page(manuscript, report);
  check_attachments(manuscript, report);
}

}  // namespace hongtou::lint::geometry
