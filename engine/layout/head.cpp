#include <algorithm>

#include "engine/document/elements.h"
#include "engine/document/signatories.h"
#include "engine/layout/parts.h"
#include "engine/text.h"

namespace hongtou::layout {

namespace {

constexpr double mark_pitch = 1.25;  // of the size, between the organs of a joint mark

// The n-th line of the first page, from 0.
void compose_top_line(Composer& composer, Role role, int line, const std::string& text, Face face) {
  composer.paragraph({.role = role}, text, {.face = face});
  composer.galley().boxes.back().top = page::top_margin_mm + line * pitch;
}

// 9704-7.2.1–7.2.3: one a line; the security level is always on the second.
void compose_top_lines(Composer& composer, const Document& document) {
  int line = 0;
  if (!document.copy_number.empty()) compose_top_line(composer, Role::copy_number, line, document.copy_number, Face::fang_song);
  if (!document.copy_number.empty() || !document.security_level.empty()) ++line;
  if (!document.security_level.empty())
    compose_top_line(composer, Role::security_level, line++, document.security_level, Face::hei);
  if (!document.urgency.empty()) compose_top_line(composer, Role::urgency, line, document.urgency, Face::hei);
}

}  // namespace

// 9704-7.2.4: organs spread to equal width, 文件 beside them, centred on their height.
void compose_mark(Composer& composer, const std::vector<std::string>& organs_of_mark, double top, double scale) {
  const auto mark = arrange_issuer_mark(organs_of_mark);
  const double size = mark.size_pt * mm_of_pt * scale;
  const Style style{Face::small_biao_song, mark.size_pt * scale, mark.scale, 1, true};
  const double between = size * (mark_pitch - 1);
  const auto organs = static_cast<double>(mark.organs.size());
  auto& box = composer.add_box(organs * size + (organs - 1) * between, 0);
  box.top = top;
  box.keep_with_next = true;
  const double height = box.height;
  const int element = composer.add_element({.role = Role::issuer_mark});
  if (!mark.joint) {
    composer.place({.width = composer.width(), .edge = Edge::center}, {{mark.organs.front(), style}}, element);
  } else {
    const double names = mark.longest * size * mark.scale;
    const double word = mark.document_word ? 2 * size * mark.scale : 0;
    const double space = mark.document_word ? size * mark.scale / 2 : 0;
    const double left = (composer.width() - names - space - word) / 2;
    for (std::size_t i = 0; i < mark.organs.size(); ++i)
      composer.place({.x = left, .y = static_cast<double>(i) * (size + between), .width = names, .edge = Edge::distribute},
                     {{mark.organs[i], style}}, element);
    if (mark.document_word)
      composer.place({.x = left + names + space, .y = (height - size) / 2, .width = word + size}, {{"文件", style}}, element);
  }
  composer.end_box();
}

namespace {

// 9704-7.2.5d, 7.2.6: the number at the left on the line of the last signatories, the names at the right in columns.
void compose_number_and_signatories(Composer& composer, const Document& document) {
  const auto& names = document.signatories;
  const auto places = place_signatories(names, document.document_number);
  const Style style{.face = Face::kai};
  for (std::size_t i = 0; i < names.size(); i += places.in_a_line()) {
    const bool two = places.second > 0 && i + 1 < names.size(), last = i + places.in_a_line() >= names.size();
    Setting setting{
        .role = Role::signatory, .left = (two ? places.second : places.first) * cell, .right = cell, .keep_with_next = true};
    if (i == 0) setting.gap = page::two_lines_gap_mm;
    if (last && !places.number_apart) setting.labels.push_back({cell, document.document_number});
    if (i == 0) setting.labels.push_back({places.label * cell, signatory_label});
    if (two) setting.labels.push_back({places.first * cell, names[i], style});
    composer.paragraph(setting, two ? names[i + 1] : names[i], style);
  }
  if (places.number_apart)
    composer.paragraph({.role = Role::document_number, .left = cell, .right = cell, .keep_with_next = true},
                       document.document_number);
}

// 9704-7.2.7
void compose_red_rule(Composer& composer) {
  composer.add_box(0, page::red_rule_gap_mm).keep_with_next = true;
  composer.galley().rules.push_back({0, 0, composer.width(), 0, page::red_rule_mm, true});
  composer.end_box();
  composer.keep_off(page::two_lines_gap_mm);
}

}  // namespace

void compose_head(Composer& composer, const Document& document, double mark_scale) {
  if (document.format == DocumentFormat::letter) return compose_letter_head(composer, document);
  compose_top_lines(composer, document);
  if (document.issuer_mark.empty()) {
    if (!document.document_number.empty())
      composer.paragraph({.role = Role::document_number, .edge = Edge::center}, document.document_number);
    if (!document.signatories.empty())
      composer.paragraph({.role = Role::signatory, .edge = Edge::center}, signatory_label + join(document.signatories, "　"));
    if (!composer.galley().boxes.empty()) composer.keep_off(page::two_lines_gap_mm);
    return;
  }
  const bool order = document.format == DocumentFormat::order;
  compose_mark(composer, document.issuer_mark, page::top_margin_mm + (order ? page::order_mark_top_mm : page::issuer_mark_top_mm),
               mark_scale);
  const bool unnumbered = document.document_number.empty() && document.format == DocumentFormat::minutes;
  if (!document.signatories.empty())
    compose_number_and_signatories(composer, document);
  else if (!unnumbered)
    composer.paragraph(
        {.role = Role::document_number, .edge = Edge::center, .gap = page::two_lines_gap_mm, .keep_with_next = true},
        document.document_number);
  order ? composer.keep_off(page::two_lines_gap_mm) : compose_red_rule(composer);
}

}  // namespace hongtou::layout
