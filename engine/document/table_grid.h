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

// Goes through the rows one by one. A cell that reaches beyond the last row ends there. Points into `rows`.
class GridWalk {
 public:
  // Rows of at least so many columns.
  GridWalk(const std::vector<std::vector<Cell>>& rows, int columns);

  bool next();  // false after the last row
  const GridRow& row() const { return row_; }

 private:
  struct Reaching {  // down from a row above
    GridPlace place;
    int rows = 0;
  };
  void place(const Cell& cell, std::size_t first);

  const std::vector<std::vector<Cell>>& rows_;
  std::size_t columns_;
  std::size_t next_ = 0;
  GridRow row_;
  std::vector<Reaching> reaching_;
};

// At least `table.widths.size()`, more if a row needs them, so that no cell falls off.
int column_count(const Table& table);

// One GridRow of `columns` places a row.
std::vector<GridRow> place_cells(const std::vector<std::vector<Cell>>& rows, int columns);

// Shares of the columns, adding up to 1; a column without a width counts as much as the mean of the others.
std::vector<double> column_shares(const Table& table);

// Relative widths that the content wants: short texts on one line, headings on three, long texts more the longer they are.
std::vector<double> fitted_widths(const Table& table);

}  // namespace hongtou
