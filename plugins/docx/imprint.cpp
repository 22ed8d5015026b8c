#include "plugins/docx/imprint.h"

#include "engine/document/elements.h"
#include "plugins/docx/styles.h"

namespace hongtou::docx {

namespace {

const int one_character = twips_from_pt(page::imprint_pt);
const int width = twips(page::type_area_width_mm);
constexpr int label_characters = 3;             // 抄送：
constexpr double room_for_spaced_digits = 1.3;  // LibreOffice puts a gap between digits and 年, 月, 日

void write_border(pugi::xml_node borders, const char* side, double mm) {
  auto border = add(borders, side, "single");
  set(border, "w:sz", eighths(mm));
  set(border, "w:space", 0);
  set(border, "w:color", "000000");
}

void write_width(pugi::xml_node node, int twips) {
  set(node, "w:w", twips);
  set(node, "w:type", "dxa");
}

// Floats at the foot of the type area that a word processor knows.
void write_properties(pugi::xml_node table, int date_width) {
  auto properties = add(table, "w:tblPr");
  auto place = add(properties, "w:tblpPr");
  set(place, "w:vertAnchor", "margin");
  set(place, "w:horzAnchor", "page");  // LibreOffice lets a table this wide float only when it is placed on the page
  set(place, "w:tblpX", twips(page::binding_margin_mm));
  set(place, "w:tblpYSpec", "bottom");
  write_width(add(properties, "w:tblW"), width);
  set(add(properties, "w:tblLayout"), "w:type", "fixed");
  auto margins = add(properties, "w:tblCellMar");
  for (const char* side : {"w:left", "w:right"}) write_width(add(margins, side), 0);
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
  write_width(add(properties, "w:tcW"), cell_width);
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

// 9704-7.4.2: one character free left and right, lines that wrap go on under the first organ.
void write_organs(Flow& flow, pugi::xml_node table, const std::string& label, const std::string& organs, Rules rules) {
  const int hanging = label_characters * one_character;
  auto paragraph =
      add_cell(add_row(table), width, 2, rules,
               {.style = style::imprint, .left = one_character + hanging, .right = one_character, .first_line = -hanging});
  flow.text(paragraph, label + organs + "。");
}

// 9704-7.4.3: the office one character from the left, the date one from the right, both on one line: the letters of a long name
// and of the date are narrower if that is what it takes.
class PrintingLine {
 public:
  PrintingLine(const std::string& office, const std::string& date) : office_(office), date_(date) {
    const double room = static_cast<double>(width) / one_character - 2 - room_for_spaced_digits;
    const double wanted = width_in_characters(office) + width_in_characters(date);
    if (wanted > room) run_.scale = static_cast<int>(100 * room / wanted);
    const double date_characters = width_in_characters(date) * run_.scale.value_or(100) / 100;
    date_width_ = static_cast<int>((date_characters + room_for_spaced_digits + 1) * one_character);
  }

  int date_width() const { return date_width_; }

  void write(Flow& flow, pugi::xml_node table, Rules rules) const {
    auto row = add_row(table);
    flow.text(add_cell(row, width - date_width_, 1, rules, {.style = style::imprint, .left = one_character}), office_, run_);
    flow.text(add_cell(row, date_width_, 1, rules, {.style = style::imprint, .right = one_character, .edge = Edge::right}), date_,
              run_);
  }

 private:
  const std::string& office_;
  const std::string& date_;
  RunProperties run_;
  int date_width_ = 0;
};

}  // namespace

void write_imprint(Flow& flow, const Document& document, const PageForecast& pages) {
  using namespace page;
  const auto recipients = pages.recipients_in_imprint ? document.main_recipients : std::string();
  const auto& copies = document.copy_recipients;
  const bool organs = !copies.empty() || !recipients.empty();
  const bool letter = document.format == DocumentFormat::letter;  // 9704-10.1k: no printing office, no rules
  const bool prints = !letter && (!document.printing_office.empty() || !document.date_of_printing.empty());
  if (!organs && !prints) return;
  if (flow.landscape() || pages.imprint != ImprintPage::last) flow.turn_to_even_page(pages.imprint != ImprintPage::behind_blank);
  const auto date = document.date_of_printing.empty() ? std::string() : document.date_of_printing + "印发";
  const PrintingLine line(document.printing_office, date);
  auto table = flow.table();
  write_properties(table, line.date_width());
  const double thick = letter ? 0 : imprint_thick_rule_mm;
  const double below_organs = prints ? imprint_thin_rule_mm : thick;
  if (!recipients.empty())
    write_organs(flow, table, "主送：", recipients, {thick, copies.empty() ? below_organs : 0});  // 9704-7.4.2d: no rule between
  if (!copies.empty()) write_organs(flow, table, "抄送：", copies, {recipients.empty() ? thick : 0, below_organs});
  if (prints) line.write(flow, table, {organs ? imprint_thin_rule_mm : thick, thick});
  write_foot(table);
  flow.separate(20);
}

}  // namespace hongtou::docx
