#include "plugins/docx/imprint.h"

#include "plugins/docx/styles.h"

namespace hongtou::docx {

namespace {

const int one_character = twips_from_pt(page::imprint_pt);
const int width = twips(page::type_area_width_mm);
const int date_width = 13 * one_character;
constexpr double copy_label_characters = 3;  // 抄送：

void write_border(pugi::xml_node borders, const char* side, double mm) {
  auto border = add(borders, side, "single");
  set(border, "w:sz", eighths(mm));
  set(border, "w:space", 0);
  set(border, "w:color", "000000");
}

// Floats at the foot of the type area that a word processor knows.
void write_properties(pugi::xml_node table) {
  auto properties = add(table, "w:tblPr");
  auto place = add(properties, "w:tblpPr");
  set(place, "w:vertAnchor", "margin");
  set(place, "w:horzAnchor", "margin");
  set(place, "w:tblpXSpec", "center");
  set(place, "w:tblpYSpec", "bottom");
  auto table_width = add(properties, "w:tblW");
  set(table_width, "w:w", width);
  set(table_width, "w:type", "dxa");
  set(add(properties, "w:tblLayout"), "w:type", "fixed");
  auto margins = add(properties, "w:tblCellMar");
  for (const char* side : {"w:left", "w:right"}) {
    auto margin = add(margins, side);
    set(margin, "w:w", one_character);
    set(margin, "w:type", "dxa");
  }
  auto grid = add(table, "w:tblGrid");
  set(add(grid, "w:gridCol"), "w:w", width - date_width);
  set(add(grid, "w:gridCol"), "w:w", date_width);
}

struct Rules {
  double top_mm;
  double bottom_mm;
};

pugi::xml_node add_cell(pugi::xml_node row, int cell_width, int columns, Rules rules, const ParagraphProperties& paragraph) {
  auto cell = add(row, "w:tc");
  auto properties = add(cell, "w:tcPr");
  auto size = add(properties, "w:tcW");
  set(size, "w:w", cell_width);
  set(size, "w:type", "dxa");
  if (columns > 1) add(properties, "w:gridSpan", std::to_string(columns));
  auto borders = add(properties, "w:tcBorders");
  if (rules.top_mm > 0) write_border(borders, "w:top", rules.top_mm);
  if (rules.bottom_mm > 0) write_border(borders, "w:bottom", rules.bottom_mm);
  auto node = add(cell, "w:p");
  paragraph.write(add(node, "w:pPr"));
  return node;
}

pugi::xml_node add_row(pugi::xml_node table) {
  auto row = add(table, "w:tr");
  add(add(row, "w:trPr"), "w:cantSplit");
  return row;
}

// Keeps the last rule on the bottom edge of the type area, half a leading above that of the word processor (9704-7.4.1c).
void write_foot(pugi::xml_node table) {
  auto row = add(table, "w:tr");
  auto height = add(add(row, "w:trPr"), "w:trHeight", std::to_string(twips(page::half_leading_mm)));
  set(height, "w:hRule", "exact");
  add_cell(row, width, 2, {0, 0}, {.style = style::separator});
}

}  // namespace

void write_imprint(Flow& flow, const Document& document) {
  using namespace page;
  const bool prints = !document.printing_office.empty() || !document.date_of_printing.empty();
  if (document.copy_recipients.empty() && !prints) return;
  if (flow.landscape()) flow.turn_page(false);
  auto table = flow.table();
  write_properties(table);
  double rule_above = imprint_thick_rule_mm;
  if (!document.copy_recipients.empty()) {
    const int hanging = static_cast<int>(copy_label_characters * one_character);
    const Rules rules{rule_above, prints ? imprint_thin_rule_mm : imprint_thick_rule_mm};
    auto paragraph =
        add_cell(add_row(table), width, 2, rules, {.style = style::imprint, .left = hanging, .first_line = -hanging});
    flow.text(paragraph, "抄送：" + document.copy_recipients + "。");
    rule_above = imprint_thin_rule_mm;
  }
  if (prints) {
    const Rules rules{rule_above, imprint_thick_rule_mm};
    auto row = add_row(table);
    flow.text(add_cell(row, width - date_width, 1, rules, {.style = style::imprint}), document.printing_office);
    const auto date = document.date_of_printing.empty() ? std::string() : document.date_of_printing + "印发";
    flow.text(add_cell(row, date_width, 1, rules, {.style = style::imprint, .edge = Edge::right}), date);
  }
  write_foot(table);
  flow.separate(20);
}

}  // namespace hongtou::docx
