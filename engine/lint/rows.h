// Rows: the letters of a printed page as lines of text, and the cells that its rules make. Private to engine/lint.
#pragma once

#include <vector>

#include "engine/lint/printout.h"

namespace hongtou::lint {

// Letters on one baseline, left to right. Its box is that of the letters' bodies: 0.88 em above the baseline, 0.12 em below.
struct Row {
  std::vector<const PrintedGlyph*> glyphs;
  double left = 0, top = 0, right = 0, bottom = 0;
  double baseline = 0;
  double size_pt = 0;  // of most of its letters
  double cells = 0;    // its letters, those of half width counted half
  int cell = 0;        // n: it stands in the n-th cell of its page; 0: in no table

  double em() const { return size_pt * 25.4 / 72; }
};

// From the top; those of a cell together. Turned letters are left out.
std::vector<Row> rows_of(const PrintedPage& page);

// Parted where the white is wider than so many letters.
std::vector<Row> parts_of(const Row& row, double letters);
double right_of(const PrintedGlyph& glyph);  // of its body

// What may hang over the end of a line.
bool is_closing_mark(char32_t character);

}  // namespace hongtou::lint
