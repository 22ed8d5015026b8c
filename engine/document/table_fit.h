// How a table fits a page: the widths of its columns and the size of its letters.
// Shape:   every column holds its longest number, word or identifier on one line (GB/T 15835—2011, 5.1.7), and where there is
//          room the short names in it, the unit behind what it is called and its e-mail addresses; what the columns want beyond
//          that they get by their shares. The largest size that does so, with four lines at most in a cell of the head.
// Units:   mm, pt.
// Source:  practice-table-5.
#pragma once

#include <vector>

#include "engine/diagnostic.h"
#include "engine/document/document.h"

namespace hongtou {

struct TableFit {
  std::vector<double> widths;  // of the columns, adding up to the width asked for
  double size_pt = 0;
  bool parts_numbers = false;     // too narrow for the numbers even in the smallest letters
  bool parts_characters = false;  // and for single characters
};
TableFit fit_table(const Table& table, double width);

// What is told of one that does not fit: layout.numbers_parted as a warning, layout.too_many_columns as an error.
void tell_misfit(const TableFit& fit, const Position& position, Diagnostics& diagnostics);

// Left and right of the text in a cell; less in a narrow one.
inline constexpr double widest_cell_margin = 1;
double cell_margin(double cell_width);

}  // namespace hongtou
