#include <algorithm>

#include "engine/document/elements.h"
#include "engine/layout/parts.h"

namespace hongtou::layout {

namespace {

struct TopLine {
  Role role;
  std::string text;
  Face face;
};

// 9704-10.1f, g: one a line at the left, the number at the right of the first.
void compose_top_lines(Composer& composer, const Document& document) {
  std::vector<TopLine> lines{{Role::copy_number, document.copy_number, Face::fang_song},
                             {Role::security_level, document.security_level, Face::hei},
                             {Role::urgency, document.urgency, Face::hei}};
  std::erase_if(lines, [](const TopLine& line) { return line.text.empty(); });
  const auto count = std::max<std::size_t>(lines.size(), document.document_number.empty() ? 0 : 1);
  if (count == 0) return;
  composer.add_box(em + static_cast<double>(count - 1) * pitch, page::letter_gap_mm).keep_with_next = true;
  const auto place = [&](Role role, const std::string& text, Face face, double y, Edge edge) {
    composer.place({.y = y, .width = composer.width(), .edge = edge}, {{text, {.face = face}}},
                   composer.add_element({.role = role}));
  };
  for (std::size_t i = 0; i < lines.size(); ++i)
    place(lines[i].role, lines[i].text, lines[i].face, static_cast<double>(i) * pitch, Edge::left);
  if (!document.document_number.empty()) place(Role::document_number, document.document_number, Face::fang_song, 0, Edge::right);
  composer.end_box();
}

}  // namespace

void compose_letter_head(Composer& composer, const Document& document) {
  if (!document.issuer_mark.empty()) compose_mark(composer, {document.issuer_mark.front()}, page::letter_mark_top_mm, 1);
  composer.add_box(page::letter_rules_mm, page::letter_rule_gap_mm).keep_with_next = true;
  for (auto& rule : letter_rules(0, true)) composer.galley().rules.push_back(rule);
  composer.end_box();
  compose_top_lines(composer, document);
  composer.keep_off(page::two_lines_gap_mm);
}

std::vector<Rule> letter_rules(double top, bool thick_above) {
  const double left = (page::paper_width_mm - page::letter_rule_width_mm) / 2 - page::binding_margin_mm;
  const double right = left + page::letter_rule_width_mm;
  const double first = thick_above ? page::letter_thick_rule_mm : page::letter_thin_rule_mm;
  const double second = page::letter_rules_mm - page::letter_rule_space_mm - first;
  const double upper = top + first / 2, lower = top + page::letter_rules_mm - second / 2;
  return {{left, upper, right, upper, first, true}, {left, lower, right, lower, second, true}};
}

}  // namespace hongtou::layout
