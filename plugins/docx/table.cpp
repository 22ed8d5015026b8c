#include "plugins/docx/table.h"

#include <numeric>

#include "engine/document/table_fit.h"
#include "engine/text.h"
#include "plugins/docx/styles.h"
#include "plugins/docx/table_rows.h"

namespace hongtou::docx {

namespace {

constexpr int squeeze = 17;               // what our own pages gain by squeezing marks: a word processor does not
constexpr double glyphs_from_rule = 0.7;  // mm
constexpr int separator_height = 120;

class TableWriter {
 public:
  TableWriter(Flow& flow, const Table& table) : flow_(flow), table_(table) {
    const auto fit = fit_table(table, flow.width_mm());
    tell_misfit(fit, flow.position(), flow.diagnostics());
    widths_ = in_twips(fit.widths);
    size_pt_ = fit.size_pt;
  }

  void write() {
    if (!table_.caption.empty()) flow_.paragraph({.style = style::table_caption}, table_.caption);
    if (!widths_.empty() && !(table_.header.empty() && table_.rows.empty())) write_grid();
    write_note();
  }

 private:
  // Rounded at the edges, so that the sum is right.
  static std::vector<int> in_twips(const std::vector<double>& widths) {
    std::vector<int> out;
    double end = 0;
    int used = 0;
    for (const double width : widths) {
      end += width;
      out.push_back(twips(end) - used);
      used += out.back();
    }
    return out;
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
    const int beside = twips(widest_cell_margin) - squeeze;
    write_margin(margins, "w:top", above);
    write_margin(margins, "w:left", beside);
    write_margin(margins, "w:bottom", above);
    write_margin(margins, "w:right", beside);
  }

  void write_note() {
    if (table_.note.empty()) return flow_.separate(separator_height);
    for (const auto& line : lines(table_.note)) flow_.paragraph({.style = style::table_note}, std::string(line));
  }

  Flow& flow_;
  const Table& table_;
  std::vector<int> widths_;
  double size_pt_ = 0;
  pugi::xml_node node_;
};

}  // namespace

void write_table(Flow& flow, const Table& table) { TableWriter(flow, table).write(); }

}  // namespace hongtou::docx
