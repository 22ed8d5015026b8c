#include "plugins/docx/table_rows.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "engine/document/elements.h"
#include "engine/document/table_fit.h"
#include "engine/document/table_grid.h"
#include "engine/document/writable.h"
#include "plugins/docx/control.h"
#include "plugins/docx/styles.h"

namespace hongtou::docx {

namespace {

constexpr std::size_t piece_size = 1 << 16;

// `xml` without the tags that end it.
std::string opening(std::string xml, std::string_view closing) {
  xml.resize(xml.size() - closing.size());
  return xml;
}

constexpr std::string_view cell_end = "</w:p></w:tc>";
constexpr std::string_view run_end = "</w:r>";
constexpr std::string_view text_begin = "<w:t xml:space=\"preserve\">";
constexpr std::string_view text_end = "</w:t>";

// As Flow::text() writes it. True if every character could be written.
bool append_text(std::string& out, const std::string& text) {
  const auto kept = writable(text);
  bool open = false;
  const auto turn = [&](bool wanted) {
    if (open != wanted) out += wanted ? text_begin : text_end;
    open = wanted;
  };
  for (const char c : kept) {
    if (c == '\r') continue;
    turn(c != '\n' && c != '\t');
    if (c == '\n')
      out += "<w:br/>";
    else if (c == '\t')
      out += "<w:tab/>";
    else if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  turn(false);
  return kept.size() == text.size();
}

Edge edge_of(const Cell* cell) {
  if (!cell || cell->align == Align::center) return Edge::center;
  return cell->align == Align::left ? Edge::left : Edge::right;
}

class Rows {
 public:
  Rows(Flow& flow, const std::vector<std::vector<Cell>>& rows, RowLooks looks, bool head)
      : flow_(flow),
        position_(flow.position()),
        looks_(std::move(looks)),
        run_{.east_asian_hint = true, .size_pt = looks_.size_pt},
        head_(head),
        grid_(rows, static_cast<int>(looks_.widths.size())),
        row_begin_(row_begin()),
        run_begin_(run_begin()) {}

  bool next(std::string& piece) {
    piece.clear();
    while (piece.size() < piece_size && grid_.next()) write(piece, grid_.row());
    return !piece.empty();
  }

 private:
  void write(std::string& out, const GridRow& row) {
    out += row_begin_;
    for (std::size_t column = 0; column < row.size();) {
      write_cell(out, row[column], column);
      column += static_cast<std::size_t>(row[column].columns);
    }
    out += "</w:tr>";
  }

  void write_cell(std::string& out, const GridPlace& place, std::size_t column) {
    out += cell_begin(place, column);
    const bool begins = place.cell && place.first_row && place.first_column;
    if (begins && !place.cell->text.empty()) {
      out += run_begin_;
      if (!append_text(out, place.cell->text)) flow_.warn_of_control_character(position_, place.cell->text);
      out += run_end;
    }
    if (begins && place.cell->text.empty()) write_controls(out, place.cell->blanks);
    out += cell_end;
  }

  void write_controls(std::string& out, const std::vector<Blank>& blanks) {
    for (const auto& blank : blanks) {
      if (&blank != &blanks.front())
        out += run_begin_ + std::string(text_begin) + hongtou::blank(1) + std::string(text_end) + std::string(run_end);
      out += control(blank, flow_.next_control(), run_);
    }
  }

  // Cells differ in little more than their text.
  const std::string& cell_begin(const GridPlace& place, std::size_t column) {
    const bool merged = place.cell && place.cell->rows > 1;
    const auto edge = edge_of(place.cell);
    const bool takes_pictures = place.cell && std::any_of(place.cell->blanks.begin(), place.cell->blanks.end(),
                                                          [](const Blank& blank) { return blank.kind == BlankKind::file; });
    auto& known = cells_[{column, place.columns, merged, place.first_row, edge, takes_pictures}];
    if (!known.empty()) return known;
    pugi::xml_document document;
    auto node = add(document, "w:tc");
    auto properties = add(node, "w:tcPr");
    const int cell_width = width_of(looks_.widths, column, place.columns);
    auto width = add(properties, "w:tcW");
    set(width, "w:w", cell_width);
    set(width, "w:type", "dxa");
    if (place.columns > 1) add(properties, "w:gridSpan", std::to_string(place.columns));
    if (merged) add(properties, "w:vMerge", place.first_row ? "restart" : "continue");
    write_margins(properties, cell_width);
    add(properties, "w:vAlign", "center");
    ParagraphProperties paragraph{.style = head_ ? style::table_head : style::table_text, .edge = edge};
    if (takes_pictures)
      paragraph.single_pitch = true;
    else if (looks_.size_pt != page::table_pt[0])
      paragraph.exact_pitch = table_pitch(looks_.size_pt);
    paragraph.write(add(add(node, "w:p"), "w:pPr"));
    return known = opening(to_fragment(document), cell_end);
  }

  // Of a cell too narrow for those of the table.
  static void write_margins(pugi::xml_node properties, int width) {
    const double margin = cell_margin(width * 25.4 / 1440);
    if (margin == widest_cell_margin) return;
    auto margins = add(properties, "w:tcMar");
    write_margin(margins, "w:left", twips(margin));
    write_margin(margins, "w:right", twips(margin));
  }

  std::string row_begin() const {
    pugi::xml_document document;
    auto row = add(document, "w:tr");
    auto properties = add(row, "w:trPr");
    add(properties, "w:cantSplit");
    if (!head_ && looks_.least_height > 0) {
      auto height = add(properties, "w:trHeight", std::to_string(looks_.least_height));
      set(height, "w:hRule", "atLeast");
    }
    if (head_) add(properties, "w:tblHeader");
    return opening(to_fragment(document), "</w:tr>");
  }

  std::string run_begin() const {
    pugi::xml_document document;
    auto run = add(document, "w:r");
    run_.write(add(run, "w:rPr"));
    return opening(to_fragment(document), run_end);
  }

  Flow& flow_;
  const Position position_;
  const RowLooks looks_;
  const RunProperties run_;
  const bool head_;
  GridWalk grid_;
  const std::string row_begin_, run_begin_;
  std::map<std::tuple<std::size_t, int, bool, bool, Edge, bool>, std::string> cells_;
};

}  // namespace

void write_margin(pugi::xml_node margins, const char* side, int width) {
  auto margin = add(margins, side);
  set(margin, "w:w", width);
  set(margin, "w:type", "dxa");
}

int width_of(const std::vector<int>& widths, std::size_t column, int columns) {
  const auto begin = widths.begin() + static_cast<std::ptrdiff_t>(column);
  const auto count = std::min<std::ptrdiff_t>(columns, widths.end() - begin);
  return std::accumulate(begin, begin + count, 0);
}

package::Pieces rows_of(Flow& flow, const std::vector<std::vector<Cell>>& rows, const RowLooks& looks, bool head) {
  return [made = std::make_shared<Rows>(flow, rows, looks, head)](std::string& piece) { return made->next(piece); };
}

}  // namespace hongtou::docx
