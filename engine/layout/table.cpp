#include <algorithm>

#include "engine/document/table_fit.h"
#include "engine/document/table_grid.h"
#include "engine/layout/parts.h"
#include "engine/text.h"

namespace hongtou::layout {

namespace {

constexpr double margin_above = 0.7;  // and below
constexpr double line_pitch = 1.3;    // of the size
constexpr double rule_width = 0.18;   // half a point
constexpr double caption_gap = 1;     // to the table

// A cell whose height is not known until its last row is.
struct OpenCell {
  std::size_t last_row;
  std::size_t first_box;
  std::uint32_t first_run, run_end;
  double text_height;
};

class TableComposer {
 public:
  TableComposer(Composer& composer, const Table& table) : composer_(composer), table_(table) {
    const auto fit = fit_table(table, composer.width());
    tell_misfit(fit, composer.position(), composer.diagnostics());
    edges_.push_back(0);
    for (const double width : fit.widths) edges_.push_back(edges_.back() + width);
    size_pt_ = fit.size_pt;
    size_ = size_pt_ * mm_of_pt;
  }

  void compose() {
    if (!table_.caption.empty()) {
      composer_.paragraph({.role = Role::table_caption, .keep_with_next = true}, table_.caption, text_style(Face::fang_song, 12));
      composer_.keep_off(caption_gap);
    } else {
      composer_.keep_off(leading);
    }
    if (edges_.size() > 1 && !(table_.header.empty() && table_.rows.empty())) compose_grid();
    compose_note();
  }

 private:
  static Style text_style(Face face, double size_pt) { return plain(face, size_pt); }

  std::size_t columns() const { return edges_.size() - 1; }
  double width_of(std::size_t column, int count) const {
    return edges_[std::min(column + static_cast<std::size_t>(count), columns())] - edges_[column];
  }

  void compose_grid() {
    auto& galley = composer_.galley();
    element_ = composer_.add_element({.role = Role::table});
    id_ = static_cast<int>(galley.tables.size());
    const auto first = static_cast<std::uint32_t>(galley.boxes.size());
    galley.tables.push_back({first, first, composer_.width()});
    compose_rows(table_.header, true);
    galley.tables.back().box_end = static_cast<std::uint32_t>(galley.boxes.size());
    head_height_ = 0;
    for (auto i = first; i < galley.boxes.size(); ++i) head_height_ += galley.boxes[i].height;
    compose_rows(table_.rows, false);
  }

  void compose_rows(const std::vector<std::vector<Cell>>& rows, bool head) {
    const auto grid = place_cells(rows, static_cast<int>(columns()));
    const auto begin = extent();
    tall_.assign(grid.size(), false);
    const auto first_box = composer_.galley().boxes.size();
    compose_rows(grid, head);
    if (mark_tall(grid)) {
      const auto first = composer_.galley().boxes[first_box];
      cut_back(begin);
      if (first.new_page) composer_.new_page();
      composer_.keep_off(first.gap);
      compose_rows(grid, head);
    }
    if (!head) return;
    for (auto i = first_box; i < composer_.galley().boxes.size(); ++i) composer_.galley().boxes[i].keep_with_next = true;
  }

  void compose_rows(const std::vector<GridRow>& grid, bool head) {
    box_of_row_.clear();
    for (std::size_t row = 0; row < grid.size(); ++row) compose_row(grid, row, head);
  }

  // Rows that cells join, but that a page cannot hold together: true if there are some.
  bool mark_tall(const std::vector<GridRow>& grid) {
    const auto& boxes = composer_.galley().boxes;
    bool found = false;
    for (std::size_t first = 0; first < grid.size();) {
      auto last = first;
      while (spans_on(grid, last)) ++last;
      const auto end = last + 1 < grid.size() ? box_of_row_[last + 1] : boxes.size();
      double height = 0;
      for (auto i = box_of_row_[first]; i < end; ++i) height += boxes[i].height;
      const auto begin = tall_.begin() + static_cast<std::ptrdiff_t>(first),
                 past = tall_.begin() + static_cast<std::ptrdiff_t>(last) + 1;
      if (last > first && (height > highest() || std::find(begin, past, true) != past)) {
        std::fill(begin, past, true);
        found = true;
      }
      first = last + 1;
    }
    return found;
  }

  struct Extent {
    std::size_t glyphs, runs, rules, elements, boxes;
  };
  Extent extent() const {
    const auto& galley = composer_.galley();
    return {galley.glyphs.size(), galley.runs.size(), galley.rules.size(), galley.elements.size(), galley.boxes.size()};
  }
  void cut_back(const Extent& extent) {
    auto& galley = composer_.galley();
    galley.glyphs.resize(extent.glyphs);
    galley.runs.resize(extent.runs);
    galley.rules.resize(extent.rules);
    galley.elements.resize(extent.elements);
    galley.boxes.resize(extent.boxes);
  }

  void compose_row(const std::vector<GridRow>& grid, std::size_t row, bool head) {
    composer_.add_box(0, 0).table = id_;
    const auto box = composer_.galley().boxes.size() - 1;
    box_of_row_.push_back(box);
    const int row_element = composer_.add_element({.role = Role::table_row, .parent = element_});
    for (std::size_t column = 0; column < columns(); column += static_cast<std::size_t>(grid[row][column].columns)) {
      const auto& place = grid[row][column];
      if (place.cell && place.first_row && place.first_column)
        compose_cell(*place.cell, row, column, place.columns, head, row_element);
    }
    composer_.end_box();
    set_height(row, box, head, grid.size());
    add_rules(grid, row, box);
    composer_.galley().boxes[box].joined_to_next = !tall_[row] && spans_on(grid, row);
    split(box);
  }

  void compose_cell(const Cell& cell, std::size_t row, std::size_t column, int column_count, bool head, int row_element) {
    auto& galley = composer_.galley();
    const double width = width_of(column, column_count), margin = cell_margin(width);
    const auto style = text_style(head ? Face::hei : Face::fang_song, size_pt_);
    const double between = (line_pitch - 1) * size_;
    const Edge edge = cell.align == Align::left ? Edge::left : cell.align == Align::right ? Edge::right : Edge::center;
    const int element = composer_.add_element({.role = head ? Role::table_head_cell : Role::table_cell,
                                               .parent = row_element,
                                               .columns = std::max(cell.columns, 1),
                                               .rows = std::max(cell.rows, 1)});
    const auto first_run = static_cast<std::uint32_t>(galley.runs.size());
    const auto count = composer_.place(
        {.x = edges_[column] + margin, .y = margin_above, .width = width - 2 * margin, .leading = between, .edge = edge},
        {{cell.text, style}}, element);
    const double text = static_cast<double>(count) * size_ + static_cast<double>(count - 1) * between;
    const auto rows = tall_[row] ? 1 : static_cast<std::size_t>(std::max(cell.rows, 1));
    open_.push_back({row + rows - 1, galley.boxes.size() - 1, first_run, static_cast<std::uint32_t>(galley.runs.size()), text});
  }

  // As high as the cells that end in the row need; their text is centred on their height.
  void set_height(std::size_t row, std::size_t index, bool head, std::size_t row_count) {
    auto& boxes = composer_.galley().boxes;
    const bool last = row + 1 == row_count;
    const auto ends = [&](const OpenCell& cell) { return cell.last_row == row || last; };
    const auto above = [&](const OpenCell& cell) {
      double height = 0;
      for (auto i = cell.first_box; i < index; ++i) height += boxes[i].height;
      return height;
    };
    double height = std::max(head ? 0 : std::min(table_.row_height, highest()), size_ + 2 * margin_above);
    for (const auto& cell : open_)
      if (ends(cell)) height = std::max(height, cell.text_height + 2 * margin_above - above(cell));
    boxes[index].height = height;
    tall_[row] = tall_[row] || height > highest();
    for (const auto& cell : open_) {
      if (!ends(cell) || height > highest()) continue;
      const double down = (above(cell) + height - cell.text_height) / 2 - margin_above;
      for (auto run = cell.first_run; run < cell.run_end; ++run) composer_.galley().runs[run].y += down;
    }
    std::erase_if(open_, ends);
  }

  static bool begins_in(const std::vector<GridRow>& grid, std::size_t row, std::size_t column) {
    return row >= grid.size() || !grid[row][column].cell || grid[row][column].first_row;
  }

  bool spans_on(const std::vector<GridRow>& grid, std::size_t row) const {
    for (std::size_t column = 0; column < columns(); ++column)
      if (!begins_in(grid, row + 1, column)) return true;
    return false;
  }

  // Left of each cell, right of the last, and below those that end here.
  void add_rules(const std::vector<GridRow>& grid, std::size_t row, std::size_t box) {
    auto& rules = composer_.galley().rules;
    const double height = composer_.galley().boxes[box].height;
    for (std::size_t column = 0; column <= columns(); ++column)
      if (column == 0 || column == columns() || !grid[row][column].cell || grid[row][column].first_column)
        rules.push_back({edges_[column], 0, edges_[column], height, rule_width, false});
    for (std::size_t column = 0; column < columns();) {
      auto end = column;
      while (end < columns() && begins_in(grid, row + 1, end)) ++end;
      if (end > column) rules.push_back({edges_[column], height, edges_[end], height, rule_width, false});
      column = end + 1;
    }
    composer_.galley().boxes[box].rule_end = static_cast<std::uint32_t>(rules.size());
  }

  double highest() const {
    const double page = composer_.landscape() ? page::type_area_width_mm : page::type_area_height_mm;
    return page - (head_height_ < page / 2 ? head_height_ : 0);
  }

  // A row higher than a page goes on as rows of as many lines as a page holds.
  void split(std::size_t index) {
    auto& galley = composer_.galley();
    const auto whole = galley.boxes[index];
    if (whole.height <= highest()) return;
    if (whole.first_run == whole.run_end) {
      galley.boxes[index].height = highest();
      return;
    }
    const double pitch = line_pitch * size_;
    const auto in_a_part = static_cast<int>((highest() - 2 * margin_above) / pitch);
    const auto line_of = [&](const Run& run) { return static_cast<int>((run.y - margin_above) / pitch); };
    const auto part_of = [&](const Run& run) { return line_of(run) / in_a_part; };
    const auto begin = galley.runs.begin() + whole.first_run, end = galley.runs.begin() + whole.run_end;
    std::stable_sort(begin, end, [&](const Run& a, const Run& b) { return part_of(a) < part_of(b); });
    const std::vector<Rule> rules(galley.rules.begin() + whole.first_rule, galley.rules.begin() + whole.rule_end);
    galley.rules.resize(whole.first_rule);
    galley.boxes.pop_back();
    const int parts = part_of(*(end - 1)) + 1;
    auto run = whole.first_run;
    for (int part = 0; part < parts; ++part) {
      auto& box = composer_.add_box(in_a_part * pitch + 2 * margin_above, 0);
      box.table = id_;
      box.new_page = whole.new_page && part == 0;
      if (part == 0) box.gap = whole.gap;
      box.first_run = run;
      int last_line = 0;
      for (; run < whole.run_end && part_of(galley.runs[run]) == part; ++run) {
        last_line = std::max(last_line, line_of(galley.runs[run]) - part * in_a_part);
        galley.runs[run].y -= part * in_a_part * pitch;
      }
      if (part + 1 == parts) box.height = (last_line + 1) * pitch + 2 * margin_above;
      box.run_end = run;
      for (auto rule : rules) {
        rule.y2 = box.height;
        if (rule.x1 != rule.x2) rule.y1 = box.height;
        galley.rules.push_back(rule);
      }
      box.rule_end = static_cast<std::uint32_t>(galley.rules.size());
    }
  }

  void compose_note() {
    if (table_.note.empty()) return;
    composer_.keep_last(1);
    composer_.keep_off(caption_gap);
    for (const auto& line : lines(table_.note))
      composer_.paragraph({.role = Role::table_note, .edge = Edge::both, .gap = caption_gap, .leading = caption_gap},
                          std::string(line), text_style(Face::fang_song, page::table_pt[0]));
  }

  Composer& composer_;
  const Table& table_;
  std::vector<double> edges_;  // of the columns
  double size_pt_ = 0;
  double size_ = 0;
  double head_height_ = 0;
  int element_ = no_element;
  int id_ = -1;
  std::vector<OpenCell> open_;
  std::vector<std::size_t> box_of_row_;
  std::vector<bool> tall_;  // rows whose cells do not join them on the page
};

}  // namespace

void compose_table(Composer& composer, const Table& table) { TableComposer(composer, table).compose(); }

}  // namespace hongtou::layout
