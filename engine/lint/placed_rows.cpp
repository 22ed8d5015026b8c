#include "engine/lint/placed_rows.h"

#include <algorithm>
#include <map>
#include <utility>

namespace hongtou::lint {

namespace {

// — 12 — and what is written instead: a number at the foot or the head, nothing but dashes beside it.
bool is_page_number(const PlacedRow& placed) {
  const double height = placed.sheet->height;
  if (placed.row.cell != 0 || (placed.row.top < height * 0.85 && placed.row.bottom > height * 0.1)) return false;
  int digits = 0;
  for (const auto character : characters_of(placed.row)) {
    if (character >= U'0' && character <= U'9')
      ++digits;
    else if (std::u32string_view(U" 　-‐–—―－─•·/第共页").find(character) == std::u32string_view::npos)
      return false;
  }
  return digits > 0 && digits <= 8;
}

// What stands far from a document number on its row is an element of its own.
std::vector<Row> split_head(std::vector<Row> rows, int page) {
  std::vector<Row> split;
  for (auto& row : rows) {
    if (page != 1 || row.cell != 0 || characters_of(row).find(U'号') == std::u32string::npos)
      split.push_back(std::move(row));
    else
      for (auto& part : parts_of(row, 3)) split.push_back(std::move(part));
  }
  return split;
}

// The letters of a page in landscape that stand upright when its top is at the left (9704-8).
PrintedPage turned_back(const PrintedPage& page) {
  PrintedPage upright{page.height, page.width, {}, {}, {}};
  for (auto glyph : page.glyphs) {
    if (!glyph.turned) continue;
    glyph.turned = false;
    glyph.x = std::exchange(glyph.y, page.width - glyph.x);
    upright.glyphs.push_back(glyph);
  }
  return upright;
}

void add_turned_number(PlacedRows& all, int page, const PrintedPage& sheet) {
  if (sheet.width <= sheet.height) return;
  const auto& upright = all.upright.emplace_back(turned_back(sheet));
  for (auto& row : rows_of(upright)) {
    PlacedRow placed{std::move(row), page, 0, &upright, true};
    if (is_page_number(placed)) all.numbers.push_back(std::move(placed));
  }
}

void add_page(PlacedRows& all, int page, const PrintedPage& sheet) {
  auto rows = split_head(rows_of(sheet), page);
  std::map<int, double> tops;  // of cells
  for (const auto& row : rows)
    if (row.cell != 0) tops.try_emplace(row.cell, row.top);
  const auto place = [&](const Row& row) { return row.cell == 0 ? row.top : tops[row.cell]; };
  std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return place(a) < place(b); });
  int number = 0;
  for (auto& row : rows) {
    PlacedRow placed{std::move(row), page, ++number, &sheet};
    (is_page_number(placed) ? all.numbers : all.text).push_back(std::move(placed));
  }
  add_turned_number(all, page, sheet);
}

}  // namespace

PrintedRow PlacedRow::printed() const {
  PrintedRow printed{page, row.left, row.top, row.right, row.bottom, row.cells, row.size_pt};
  if (!turned) return printed;
  const double page_width = sheet->height;
  printed.left = page_width - row.bottom;
  printed.top = row.left;
  printed.right = page_width - row.top;
  printed.bottom = row.right;
  return printed;
}

PlacedRows placed_rows(const Printout& printout) {
  PlacedRows all;
  int page = 0;
  for (const auto& sheet : printout.pages) {
    add_page(all, ++page, sheet);
    if (all.text.size() + all.numbers.size() > most_rows) break;
  }
  return all;
}

std::u32string characters_of(const Row& row) {
  std::u32string text;
  for (const auto* glyph : row.glyphs) text += glyph->character;
  return text;
}

}  // namespace hongtou::lint
