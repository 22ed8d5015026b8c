#include "plugins/docx/table.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/document/elements.h"
#include "engine/document/table_grid.h"
#include "engine/text.h"
#include "plugins/docx/styles.h"
#include "plugins/docx/table_rows.h"

namespace hongtou::docx {

namespace {

constexpr int cell_margin = 57;           // twips, 1 mm
constexpr int squeeze = 17;               // what our own pages gain by squeezing marks: a word processor does not
constexpr double glyphs_from_rule = 0.7;  // mm
constexpr int most_head_lines = 4;
constexpr int separator_height = 120;

class TableWriter {
 public:
  TableWriter(Flow& flow, const Table& table) : flow_(flow), table_(table), widths_(column_widths()), size_pt_(text_size()) {}

  void write() {
    if (!table_.caption.empty()) flow_.paragraph({.style = style::table_caption}, table_.caption);
    if (!widths_.empty() && !(table_.header.empty() && table_.rows.empty())) write_grid();
    write_note();
  }

 private:
  std::vector<int> column_widths() const {
    const auto shares = column_shares(table_);
    const int total = twips(flow_.width_mm());
    std::vector<int> widths;
    double end = 0;
    int used = 0;
    for (const double share : shares) {
      end += share;
      widths.push_back(static_cast<int>(std::lround(end * total)) - used);
      used += widths.back();
    }
    return widths;
  }

  // The largest size at which no cell of the head takes more than four lines (practice-table-5).
  double text_size() const {
    for (const double pt : page::table_pt)
      if (head_lines(pt) <= most_head_lines) return pt;
    return *std::rbegin(page::table_pt);
  }

  int head_lines(double pt) const {
    double most = 0;
    for (const auto& row : place_cells(table_.header, static_cast<int>(widths_.size())))
      for (std::size_t c = 0; c < row.size(); ++c) {
        if (!row[c].cell || !row[c].first_column || !row[c].first_row) continue;
        const double in_a_line = std::floor((width_of(widths_, c, row[c].columns) - 2 * cell_margin) / (pt * 20));
        double lines = 0;
        for (const auto& line : hongtou::lines(row[c].cell->text))
          lines += std::ceil(width_in_characters(std::string(line)) / std::max(in_a_line, 0.5));
        most = std::max(most, lines);
      }
    return static_cast<int>(most);
  }

  void write_grid() {
    node_ = flow_.table();
    write_properties();
    auto grid = add(node_, "w:tblGrid");
    for (const int width : widths_) set(add(grid, "w:gridCol"), "w:w", width);
    const RowLooks looks{widths_, size_pt_, table_.row_height > 0 ? twips(table_.row_height) : 0};
    flow_.rows(node_, rows_of(flow_, table_.header, looks, true));
    flow_.rows(node_, rows_of(flow_, table_.rows, looks, false));
  }

  void write_properties() {
    auto properties = add(node_, "w:tblPr");
    auto width = add(properties, "w:tblW");
    set(width, "w:w", std::accumulate(widths_.begin(), widths_.end(), 0));
    set(width, "w:type", "dxa");
    add(properties, "w:jc", "center");
    auto borders = add(properties, "w:tblBorders");
    for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
      auto border = add(borders, side, "single");
      set(border, "w:sz", 4);
      set(border, "w:space", 0);
      set(border, "w:color", "000000");
    }
    set(add(properties, "w:tblLayout"), "w:type", "fixed");
    auto margins = add(properties, "w:tblCellMar");
    const int above = std::max(0, twips(glyphs_from_rule) - (table_pitch(size_pt_) - twips_from_pt(size_pt_)) / 2);
    constexpr int beside = cell_margin - squeeze;
    const std::pair<const char*, int> sides[] = {{"w:top", above}, {"w:left", beside}, {"w:bottom", above}, {"w:right", beside}};
    for (const auto& [side, length] : sides) {
      auto margin = add(margins, side);
      set(margin, "w:w", length);
      set(margin, "w:type", "dxa");
    }
  }

  void write_note() {
    if (table_.note.empty()) return flow_.separate(separator_height);
    for (const auto& line : lines(table_.note)) flow_.paragraph({.style = style::table_note}, std::string(line));
  }

  Flow& flow_;
  const Table& table_;
  std::vector<int> widths_;
  double size_pt_;
  pugi::xml_node node_;
};

}  // namespace

void write_table(Flow& flow, const Table& table) { TableWriter(flow, table).write(); }

}  // namespace hongtou::docx
