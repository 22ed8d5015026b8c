// Where the cells of a table stand on its grid of columns and rows.
#pragma once

#include <vector>

#include "engine/document/document.h"

namespace hongtou {

// A place of the grid: the cell that covers it, and whether the cell begins here.
struct GridPlace {
  const Cell* cell = nullptr;  // null: nobody filled this place
  int columns = 1;             // covered to the right from here, within the grid
  bool first_column = true;
  bool first_row = true;
};

using GridRow = std::vector<GridPlace>;

// At least `table.widths.size()`, more if a row needs them, so that no cell falls off.
int column_count(const Table& table);

// One GridRow of `columns` places a row. A cell that reaches beyond the last row ends there. Points into `rows`.
std::vector<GridRow> place_cells(const std::vector<std::vector<Cell>>& rows, int columns);

// Shares of the columns, adding up to 1; a column without a width counts as much as the mean of the others.
std::vector<double> column_shares(const Table& table);

// Relative widths that the content wants: short texts on one line, headings on three, long texts more the longer they are.
std::vector<double> fitted_widths(const Table& table);

}  // namespace hongtou
