#include "engine/document/table_grid.h"

#include <doctest/doctest.h>

#include <numeric>

using namespace hongtou;

TEST_CASE("a cell covers columns to the right and rows below") {
  const std::vector<std::vector<Cell>> rows{{{"甲", 2}, {"乙", 1, 2}}, {{"子"}, {"丑"}}};
  const auto grid = place_cells(rows, 3);
  CHECK(grid[0][0].columns == 2);
  CHECK(grid[0][1].cell == &rows[0][0]);
  CHECK_FALSE(grid[0][1].first_column);
  CHECK(grid[1][2].cell == &rows[0][1]);
  CHECK_FALSE(grid[1][2].first_row);
  CHECK(grid[1][1].cell == &rows[1][1]);
}

TEST_CASE("a short row leaves places empty and a long one widens the table") {
  Table table;
  table.widths = {1, 1};
  table.rows = {{{"甲"}}, {{"乙"}, {"丙"}, {"丁"}}};
  CHECK(column_count(table) == 3);
  const auto grid = place_cells(table.rows, column_count(table));
  CHECK(grid[0].size() == 3);
  CHECK(grid[0][2].cell == nullptr);
}

TEST_CASE("a cell cannot reach below the last row") {
  const std::vector<std::vector<Cell>> rows{{{"甲", 1, 9}}, {}};
  CHECK(place_cells(rows, 1).size() == 2);
}

TEST_CASE("shares of columns add up to one also when some have no width") {
  Table table;
  table.widths = {3, 1, 0};
  table.rows = {{{"甲"}, {"乙"}, {"丙"}, {"丁"}}};
  const auto shares = column_shares(table);
  CHECK(shares.size() == 4);
  CHECK(std::accumulate(shares.begin(), shares.end(), 0.0) == doctest::Approx(1));
  CHECK(shares[0] == doctest::Approx(3 * shares[1]));
}
