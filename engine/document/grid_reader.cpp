#include "engine/document/grid_reader.h"

#include <utility>

#include "engine/document/table_grid.h"
#include "engine/text.h"

namespace hongtou::gw {

namespace {

constexpr Message grid_columns{
    "text.grid_columns", "表格的这一行有 {0} 格，第一行有 {1} 格", "this row has {0} cells, the first one {1}",
    "各行格数要一样，格与格之间写 |；并到左边的格写 <，并到上边的写 ^",
    "give every row as many cells, with | between them; < joins the cell on the left, ^ the one above"};
constexpr Message grid_merge{
    "text.grid_merge", "表格的这一行里，“{0}”没有可以并入的格", "in this row “{0}” has no cell to belong to",
    "< 并入左边的格，^ 并入上边的格，并成的格要是长方形；表头和正文不能并在一起",
    "< joins the cell on the left, ^ the one above; together they are a rectangle, in the header or below it"};
constexpr Message empty_grid{"text.empty_grid", "“::{0}”下面没有表格", "there is no table under “::{0}”",
                             "紧接着每行写一行，格与格之间写 |，以空行结束",
                             "write one row a line right below, with | between the cells, and a blank line at the end"};

constexpr std::size_t short_text = 12;  // characters; a column of longer ones is not centred

enum class Joins { nothing, left, above };

struct Written {
  std::string text;
  Joins joins = Joins::nothing;
};
struct Row {
  Position position;
  std::vector<Written> cells;
};

bool is_rule(const Line& line) {
  return line.text.find('-') != std::string_view::npos && line.text.find_first_not_of("-|:+ \t") == std::string_view::npos;
}

Joins joins_of(std::string_view text) {
  if (text == "<" || text == "＜") return Joins::left;
  return text == "^" || text == "＾" ? Joins::above : Joins::nothing;
}

Row read_row(const Line& line) {
  auto text = line.text;
  const bool is_framed = text.starts_with('|');
  if (is_framed) text.remove_prefix(1);
  if (is_framed && text.ends_with('|')) text.remove_suffix(1);
  Row row{line.position, {}};
  for (const auto part : split_authored(text, "|"))
    row.cells.push_back({std::string(trim(plain(part, "\n"))), has_data(part) ? Joins::nothing : joins_of(part)});
  return row;
}

using Rows = std::vector<Row>;

// The cells of one part, header or body: which of them each place belongs to.
class Part {
 public:
  Part(const Rows& rows, const std::vector<bool>& is_long) : rows_(rows), is_long_(is_long) {
    for (const auto& row : rows) {
      owners_.emplace_back(row.cells.size());
      belonging_.emplace_back(row.cells.size());
    }
  }

  Result<std::vector<std::vector<Cell>>> cells() {
    Result<std::vector<std::vector<Cell>>> out(std::vector<std::vector<Cell>>(rows_.size()));
    for_each_place([&](Place at) {
      if (!join(at)) out.fail(rows_[at.row].position, grid_merge, {sign(at)});
      ++belonging_[owner(at).row][owner(at).column];
    });
    if (!out.ok()) return out;
    for_each_place([&](Place at) {
      if (owner(at) != at) return;
      (*out)[at.row].push_back(cell(at));
      const auto& made = (*out)[at.row].back();
      if (belonging_[at.row][at.column] != made.columns * made.rows) out.fail(rows_[at.row].position, grid_merge, {"^"});
    });
    return out;
  }

 private:
  struct Place {
    std::size_t row = 0, column = 0;
    bool operator==(const Place&) const = default;
  };

  template <class What>
  void for_each_place(const What& what) const {
    for (std::size_t row = 0; row < owners_.size(); ++row)
      for (std::size_t column = 0; column < owners_[row].size(); ++column) what(Place{row, column});
  }

  const Written& written(Place at) const { return rows_[at.row].cells[at.column]; }
  Place owner(Place at) const { return owners_[at.row][at.column]; }
  std::string sign(Place at) const { return written(at).joins == Joins::left ? "<" : "^"; }

  bool join(Place at) {
    auto& owner = owners_[at.row][at.column];
    owner = at;
    switch (written(at).joins) {
      case Joins::nothing:
        return true;
      case Joins::left:
        if (at.column > 0) owner = owners_[at.row][at.column - 1];
        return at.column > 0;
      case Joins::above:
        if (at.row > 0) owner = owners_[at.row - 1][at.column];
        return at.row > 0;
    }
    return false;
  }

  Cell cell(Place at) const {
    Cell cell{written(at).text};
    while (at.column + count(cell.columns) < owners_[at.row].size() && owner({at.row, at.column + count(cell.columns)}) == at)
      ++cell.columns;
    while (at.row + count(cell.rows) < owners_.size() && owner({at.row + count(cell.rows), at.column}) == at) ++cell.rows;
    if (is_long_[at.column]) cell.align = Align::left;
    return cell;
  }

  static std::size_t count(int number) { return static_cast<std::size_t>(number); }

  const Rows& rows_;
  const std::vector<bool>& is_long_;
  std::vector<std::vector<Place>> owners_;
  std::vector<std::vector<int>> belonging_;  // places to each owner
};

std::vector<bool> long_columns(const Rows& rows, std::size_t columns) {
  std::vector<bool> is_long(columns);
  for (const auto& row : rows)
    for (std::size_t column = 0; column < columns; ++column)
      if (character_count(row.cells[column].text) > short_text) is_long[column] = true;
  return is_long;
}

}  // namespace

Result<Table> read_grid(const std::vector<Line>& lines, const Line& heading, const std::string& name) {
  Rows header, body;
  for (const auto& line : lines) {
    if (is_rule(line) && header.empty())
      header = std::exchange(body, {});
    else
      body.push_back(read_row(line));
  }
  if (header.empty() && !body.empty()) {
    header.push_back(std::move(body.front()));
    body.erase(body.begin());
  }
  Result<Table> table(Table{});
  if (header.empty()) table.fail(heading.position, empty_grid, {name});
  if (!table.ok()) return table;
  const auto columns = header.front().cells.size();
  for (const auto* rows : {&header, &body})
    for (const auto& row : *rows)
      if (row.cells.size() != columns)
        table.fail(row.position, grid_columns, {std::to_string(row.cells.size()), std::to_string(columns)});
  if (!table.ok()) return table;
  auto head = Part(header, std::vector<bool>(columns)).cells();
  auto rest = Part(body, long_columns(body, columns)).cells();
  if (!head.ok()) return head.diagnostics();
  if (!rest.ok()) return rest.diagnostics();
  table->header = *std::move(head);
  table->rows = *std::move(rest);
  table->widths = fitted_widths(*table);
  return table;
}

}  // namespace hongtou::gw
