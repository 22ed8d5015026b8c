#include "plugins/docx/head.h"

#include <algorithm>

#include "engine/document/elements.h"
#include "engine/document/signatories.h"
#include "engine/text.h"
#include "plugins/docx/letter.h"
#include "plugins/docx/styles.h"

namespace hongtou::docx {

namespace {

constexpr double mark_pitch_factor = 1.25;

// 9704-7.2.1–7.2.3: the lines above the mark, in their places; the security level is always on the second.
std::vector<std::pair<const char*, std::string>> top_lines(const Document& document) {
  std::vector<std::pair<const char*, std::string>> lines;
  if (!document.copy_number.empty() || !document.security_level.empty())
    lines.emplace_back(style::copy_number, document.copy_number);
  if (!document.security_level.empty()) lines.emplace_back(style::security_and_urgency, document.security_level);
  if (!document.urgency.empty()) lines.emplace_back(style::security_and_urgency, document.urgency);
  return lines;
}

// Twips from the last of `lines` above to the glyphs of the mark, which stand below the top of the type area (9704-7.2.4b).
int space_above_mark(std::size_t lines, double mark_top_mm, Line mark) {
  const int used = static_cast<int>(lines) * page::line_pitch_twips;
  return std::max(0, gap(mark_top_mm + page::half_leading_mm, page_edge, mark) - used);
}

// 9704-7.2.7. Without a title it is the text that keeps two lines off it.
void add_red_rule(ParagraphProperties& properties, const Document& document, Line above) {
  properties.rule_color = page::red;
  properties.rule_eighths = eighths(page::red_rule_mm);
  properties.rule_gap_pt = (gap(page::red_rule_gap_mm, above, page_edge) + 19) / 20;
  if (document.title.empty()) properties.after = gap(page::two_lines_gap_mm, page_edge, body_line);
}

void write_single_mark(Flow& flow, const Document& document, const IssuerMark& mark, int space_above, bool ruled) {
  ParagraphProperties properties{
      .style = style::issuer_mark, .before = space_above, .exact_pitch = twips_from_pt(mark_line(mark).pitch_pt)};
  if (ruled) add_red_rule(properties, document, mark_line(mark));
  flow.paragraph(properties, mark.organs.front(), mark_run(mark));
}

// A joint issue: a table of one row, the organs spread to equal width in one cell, 文件 in the other, centred on their height.
class JointMark {
 public:
  JointMark(Flow& flow, const IssuerMark& mark) : flow_(flow), mark_(mark) {}

  void write(int space_above) {
    flow_.separate(std::max(20, space_above));
    auto table = flow_.table();
    auto properties = add(table, "w:tblPr");
    write_width(add(properties, "w:tblW"), names_width() + word_width());
    add(properties, "w:jc", "center");
    set(add(properties, "w:tblLayout"), "w:type", "fixed");
    auto grid = add(table, "w:tblGrid");
    set(add(grid, "w:gridCol"), "w:w", names_width());
    if (mark_.document_word) set(add(grid, "w:gridCol"), "w:w", word_width());
    auto row = add(table, "w:tr");
    auto names = cell(row, names_width());
    for (const auto& organ : mark_.organs) write_line(names, organ, Edge::distribute);
    if (mark_.document_word) write_line(cell(row, word_width()), "文件", Edge::center);
  }

 private:
  int width_of(double characters) const { return twips_from_pt(characters * mark_.size_pt * mark_.scale) + 2 * cell_margin; }
  int names_width() const { return width_of(mark_.longest + room_to_spread); }
  int word_width() const { return mark_.document_word ? width_of(2.5) : 0; }

  static void write_width(pugi::xml_node node, int width) {
    set(node, "w:w", width);
    set(node, "w:type", "dxa");
  }

  static pugi::xml_node cell(pugi::xml_node row, int width) {
    auto node = add(row, "w:tc");
    auto properties = add(node, "w:tcPr");
    write_width(add(properties, "w:tcW"), width);
    add(properties, "w:vAlign", "center");
    return node;
  }

  void write_line(pugi::xml_node cell, const std::string& text, Edge edge) {
    auto paragraph = add(cell, "w:p");
    ParagraphProperties{.style = style::issuer_mark, .exact_pitch = twips_from_pt(mark_line(mark_).pitch_pt), .edge = edge}.write(
        add(paragraph, "w:pPr"));
    flow_.text(paragraph, text, mark_run(mark_));
  }

  static constexpr int cell_margin = 108;
  static constexpr double room_to_spread = 0.2;  // characters, or a word processor breaks the longest name
  Flow& flow_;
  const IssuerMark& mark_;
};

// 9704-7.2.5–7.2.7: the line with the document number, and the red rule under it.
ParagraphProperties number_line(const Document& document, Line mark, bool first, bool last) {
  ParagraphProperties properties{.style = style::document_number};
  if (first) properties.before = gap(page::two_lines_gap_mm, mark, body_line);
  if (last) add_red_rule(properties, document, body_line);
  return properties;
}

// The label ends where the first name begins, which follows it without a tab: one would go on to the second name's stop. Lines
// below have no label, and a long number may reach past where it stands.
std::vector<Tab> signatory_tabs(const SignatoryPlaces& places, bool labelled) {
  std::vector<Tab> tabs{{"left", characters(1)}, {"left", characters(labelled ? places.label : places.first)}};
  if (places.second > 0) tabs.push_back({"left", characters(places.second)});
  return tabs;
}

// 9704-7.2.5d, 7.2.6: upward documents. The number is at the left, on the line of the last signatories; the names at the right,
// in columns.
void write_number_and_signatories(Flow& flow, const Document& document, Line mark) {
  const auto& names = document.signatories;
  const auto places = place_signatories(names, document.document_number);
  auto properties = number_line(document, mark, true, false);
  if (places.second == 0) {
    properties.left = characters(places.first);
    properties.first_line = -characters(places.first);
  }
  properties.edge = Edge::left;
  for (std::size_t i = 0; i < names.size(); i += places.in_a_line()) {
    const bool two = places.second > 0 && i + 1 < names.size(), last = i + places.in_a_line() >= names.size();
    if (i > 0) properties.before = {};
    properties.tabs = signatory_tabs(places, i == 0);
    if (last && !places.number_apart) add_red_rule(properties, document, body_line);
    auto line = flow.paragraph(properties);
    flow.text(line, "\t" + (last && !places.number_apart ? document.document_number : std::string()));
    flow.text(line, i == 0 ? std::string("\t") + signatory_label : "\t");
    flow.text(line, names[i] + (two ? "\t" + names[i + 1] : std::string()), {.style = style::signatory_name});
  }
  if (!places.number_apart) return;
  auto apart = number_line(document, mark, false, true);
  apart.tabs = {{"left", characters(1)}};
  apart.edge = Edge::left;
  flow.paragraph(apart, "\t" + document.document_number);
}

}  // namespace

Line mark_line(const IssuerMark& mark) { return {mark.size_pt, mark.size_pt * mark_pitch_factor}; }

RunProperties mark_run(const IssuerMark& mark) {
  RunProperties run{.size_pt = mark.size_pt};
  if (mark.scale < 1) run.scale = static_cast<int>(mark.scale * 100);
  return run;
}

bool has_red_rule(const Document& document) {
  using enum DocumentFormat;
  return !document.issuer_mark.empty() && (document.format == general || document.format == minutes);
}

void write_head(Flow& flow, const Document& document, double mark_scale) {
  if (document.format == DocumentFormat::letter) return write_letter_head(flow, document);
  const auto lines = top_lines(document);
  for (const auto& [style, text] : lines) flow.paragraph({.style = style}, text);
  if (document.issuer_mark.empty()) {
    if (!document.document_number.empty()) flow.paragraph({.style = style::document_number}, document.document_number);
    if (!document.signatories.empty())
      flow.paragraph({.style = style::document_number}, signatory_label + join(document.signatories, "　"));
    return;
  }
  auto mark = arrange_issuer_mark(document.issuer_mark);
  mark.size_pt *= mark_scale;
  const bool order = document.format == DocumentFormat::order;
  const bool numbered = !document.document_number.empty() || document.format != DocumentFormat::minutes;
  const int space_above =
      space_above_mark(lines.size(), order ? page::order_mark_top_mm : page::issuer_mark_top_mm, mark_line(mark));
  if (mark.joint)
    JointMark(flow, mark).write(space_above);
  else
    write_single_mark(flow, document, mark, space_above, !numbered && document.signatories.empty());
  if (!document.signatories.empty()) return write_number_and_signatories(flow, document, mark_line(mark));
  if (!numbered) return;
  auto properties = number_line(document, mark_line(mark), true, !order);
  if (order) properties.after = gap(page::two_lines_gap_mm, body_line, body_line);
  flow.paragraph(properties, document.document_number);
}

}  // namespace hongtou::docx
