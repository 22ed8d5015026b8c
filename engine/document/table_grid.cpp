#include "engine/document/table_grid.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/text.h"

namespace hongtou {

namespace {

std::size_t places(int count) { return static_cast<std::size_t>(std::max(count, 1)); }

// Rows as long as their cells need; later rows may know of places covered from above.
std::vector<GridRow> place(const std::vector<std::vector<Cell>>& rows) {
  std::vector<GridRow> grid(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::size_t column = 0;
    for (const auto& cell : rows[row]) {
      while (column < grid[row].size() && grid[row][column].cell) ++column;
      const auto end = column + places(cell.columns);
      const auto last = std::min(rows.size(), row + places(cell.rows));
      for (auto r = row; r < last; ++r) {
        if (grid[r].size() < end) grid[r].resize(end);
        for (auto c = column; c < end; ++c)
          if (!grid[r][c].cell) grid[r][c] = {&cell, static_cast<int>(end - c), c == column, r == row};
      }
      column = end;
    }
  }
  return grid;
}

std::size_t longest(const std::vector<GridRow>& grid) {
  std::size_t out = 0;
  for (const auto& row : grid) out = std::max(out, row.size());
  return out;
}

}  // namespace

int column_count(const Table& table) {
  return static_cast<int>(std::max({table.widths.size(), longest(place(table.header)), longest(place(table.rows))}));
}

std::vector<GridRow> place_cells(const std::vector<std::vector<Cell>>& rows, int columns) {
  auto grid = place(rows);
  for (auto& row : grid) row.resize(std::max(row.size(), static_cast<std::size_t>(columns)));
  return grid;
}

std::vector<double> column_shares(const Table& table) {
  auto shares = table.widths;
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  const double mean = sum > 0 ? sum / static_cast<double>(shares.size()) : 1;
  shares.resize(static_cast<std::size_t>(column_count(table)), mean);
  for (auto& share : shares)
    if (share <= 0) share = mean;
  const double total = std::accumulate(shares.begin(), shares.end(), 0.0);
  for (auto& share : shares) share /= total;
  return shares;
}

namespace {

// Characters of the longest line.
double length_of(const std::string& text) {
  std::size_t longest = 0;
  for (const auto line : lines(text)) longest = std::max(longest, half_width_count(line));
  return static_cast<double>(longest) / 2;
}

double wanted_by_heading(double length) { return std::max(2.0, std::ceil(length / 3)); }

double wanted_by_text(double length) {
  constexpr double one_line = 10, most = 20;
  return length <= one_line ? length : std::min(most, one_line + (length - one_line) / 6);
}

// Cells over several columns take what those want.
template <class Wanted>
void widen(std::vector<double>& widths, const std::vector<std::vector<Cell>>& rows, const Wanted& wanted) {
  for (const auto& row : place_cells(rows, static_cast<int>(widths.size())))
    for (std::size_t column = 0; column < row.size(); ++column)
      if (const auto* cell = row[column].cell; cell != nullptr && cell->columns == 1)
        widths[column] = std::max(widths[column], wanted(length_of(cell->text)));
}

}  // namespace

std::vector<double> fitted_widths(const Table& table) {
  constexpr double least = 2, margins = 1;
  std::vector<double> widths(static_cast<std::size_t>(column_count(table)), least);
  widen(widths, table.header, wanted_by_heading);
  widen(widths, table.rows, wanted_by_text);
  for (auto& width : widths) width += margins;
  return widths;
}

}  // namespace hongtou
