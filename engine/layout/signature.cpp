#include "engine/document/signature.h"

#include <algorithm>

#include "engine/document/elements.h"
#include "engine/layout/parts.h"

namespace hongtou::layout {

namespace {

// 9704-7.3.5.2
void compose_lines(Composer& composer, const Document& document) {
  const auto place = place_signature(document.issuer_signature, document.date_of_issue);
  composer.keep_off(page::one_line_gap_mm);
  for (const auto& line : place.names)
    composer.paragraph({.role = Role::issuer_signature,
                        .right = line.right * cell,
                        .edge = Edge::right,
                        .keep_with_next = &line != &place.names.back() || !document.date_of_issue.empty()},
                       line.text);
  if (!document.date_of_issue.empty())
    composer.paragraph({.role = Role::date_of_issue, .right = place.date * cell, .edge = Edge::right}, document.date_of_issue);
}

void place_text(Composer& composer, Role role, const SignatureText& text) {
  composer.place({.x = text.left, .y = text.top, .width = text.width + cell}, {{text.text, body_style}},
                 composer.add_element({.role = role}));
}

// 9704-7.3.5.1, 7.3.5.3
void compose_rows(Composer& composer, const Document& document) {
  const bool stamped = !document.stamps.empty();
  const auto rows = signature_rows(document);
  for (const auto& row : rows) {
    composer.add_box(row.height, row.gap).keep_with_next = &row != &rows.back();
    for (const auto& name : row.names) place_text(composer, stamped ? Role::stamp_title : Role::issuer_signature, name);
    for (const auto& seal : row.seals)
      if (seal.image)
        composer.place_image({seal.left, seal.top, seal.width, seal.height, seal.image,
                              composer.add_element({.role = Role::seal, .description = stamped ? "签名章" : "印章"})});
    if (row.date) place_text(composer, Role::date_of_issue, *row.date);
    composer.end_box();
  }
}

// 9704-7.3.5.5: the last lines of the text go along with the signature.
void keep_text(Composer& composer) {
  constexpr std::size_t lines = 2;
  auto& galley = composer.galley();
  const auto boxes = galley.boxes.size();
  galley.first_signature_box = static_cast<std::uint32_t>(boxes);
  composer.keep_last(boxes - galley.body_end_box + std::min<std::size_t>(lines, galley.body_end_box - galley.first_body_box));
}

}  // namespace

void compose_signature(Composer& composer, const Document& document) {
  const bool sealed = is_sealed(document);
  if (!sealed && document.issuer_signature.empty() && document.date_of_issue.empty()) return;
  keep_text(composer);
  sealed ? compose_rows(composer, document) : compose_lines(composer, document);
}

}  // namespace hongtou::layout
