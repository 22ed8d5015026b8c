#include "plugins/docx/letter.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/document/elements.h"
#include "plugins/docx/head.h"
#include "plugins/docx/styles.h"

namespace hongtou::docx {

namespace {

using namespace page;

void write_rules(Flow& flow, pugi::xml_node paragraph, double top, bool thick_above) {
  const double left = (paper_width_mm - letter_rule_width_mm) / 2;
  const double first = thick_above ? letter_thick_rule_mm : letter_thin_rule_mm;
  const double second = letter_rules_mm - letter_rule_space_mm - first;
  flow.page_line(paragraph, left, top + first / 2, letter_rule_width_mm, first);
  flow.page_line(paragraph, left, top + letter_rules_mm - second / 2, letter_rule_width_mm, second);
}

struct TopLine {
  const char* style;
  std::string text;
};

// 9704-10.1f, g: one a line at the left, the number at the right of the first.
std::vector<TopLine> top_lines(const Document& document) {
  std::vector<TopLine> lines{{style::copy_number, document.copy_number},
                             {style::security_and_urgency, document.security_level},
                             {style::security_and_urgency, document.urgency}};
  std::erase_if(lines, [](const TopLine& line) { return line.text.empty(); });
  if (lines.empty()) lines.push_back({style::document_number, {}});
  return lines;
}

}  // namespace

void write_letter_head(Flow& flow, const Document& document) {
  flow.leave_first_page_unnumbered();
  const auto mark = arrange_issuer_mark({document.issuer_mark.empty() ? std::string() : document.issuer_mark.front()});
  const auto line = mark_line(mark);
  const double size = mark.size_pt * 25.4 / 72, leading = (line.pitch_pt - line.size_pt) * 25.4 / 72;
  flow.paragraph({.style = style::issuer_mark,
                  .frame = Frame{twips(binding_margin_mm), twips(letter_mark_top_mm - leading / 2), twips(type_area_width_mm)},
                  .exact_pitch = twips_from_pt(line.pitch_pt)},
                 mark.organs.front(), mark_run(mark));
  const double rules = letter_mark_top_mm + size + letter_rule_gap_mm;
  const auto lines = top_lines(document);
  const double below_mark = letter_rule_gap_mm + letter_rules_mm + letter_gap_mm;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ParagraphProperties properties{.style = lines[i].style, .tabs = {{"right", twips(type_area_width_mm)}}, .edge = Edge::left};
    if (i == 0) properties.before = gap(below_mark, line, body_line);
    auto node = flow.paragraph(properties);
    if (i == 0) {
      write_rules(flow, node, rules, true);
      write_rules(flow, node, paper_height_mm - letter_foot_mm - letter_rules_mm, false);
    }
    flow.text(node, lines[i].text);
    if (i == 0 && !document.document_number.empty())
      flow.text(node, "\t" + document.document_number, {.faces = Faces{fang_song, latin}});
  }
}

}  // namespace hongtou::docx
