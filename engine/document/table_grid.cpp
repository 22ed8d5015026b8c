#include "engine/document/table_grid.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/text.h"

namespace hongtou {

namespace {

std::size_t places(int count) { return static_cast<std::size_t>(std::max(count, 1)); }

std::size_t longest(const std::vector<std::vector<Cell>>& rows) {
  std::size_t out = 0;
  for (GridWalk walk(rows, 0); walk.next();) out = std::max(out, walk.row().size());
  return out;
}

}  // namespace

GridWalk::GridWalk(const std::vector<std::vector<Cell>>& rows, int columns)
    : rows_(rows), columns_(static_cast<std::size_t>(std::max(columns, 0))) {}

bool GridWalk::next() {
  if (next_ == rows_.size()) return false;
  row_.assign(columns_, {});
  for (std::size_t column = 0; column < reaching_.size(); ++column) {
    auto& [place, rows] = reaching_[column];
    if (rows == 0) continue;
    if (row_.size() <= column) row_.resize(column + 1);
    row_[column] = place;
    --rows;
  }
  std::size_t column = 0;
  for (const auto& cell : rows_[next_]) {
    while (column < row_.size() && row_[column].cell) ++column;
    place(cell, column);
    column += places(cell.columns);
  }
  ++next_;
  return true;
}

void GridWalk::place(const Cell& cell, std::size_t first) {
  const auto end = first + places(cell.columns);
  if (row_.size() < end) row_.resize(end);
  for (auto column = first; column < end; ++column) {
    if (row_[column].cell) continue;
    row_[column] = {&cell, static_cast<int>(end - column), column == first, true};
    if (cell.rows <= 1) continue;
    if (reaching_.size() < end) reaching_.resize(end);
    reaching_[column] = {row_[column], cell.rows - 1};
    reaching_[column].place.first_row = false;
  }
}

int column_count(const Table& table) {
  return static_cast<int>(std::max({table.widths.size(), longest(table.header), longest(table.rows)}));
}

std::vector<GridRow> place_cells(const std::vector<std::vector<Cell>>& rows, int columns) {
  std::vector<GridRow> grid;
  grid.reserve(rows.size());
  for (GridWalk walk(rows, columns); walk.next();) grid.push_back(walk.row());
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
