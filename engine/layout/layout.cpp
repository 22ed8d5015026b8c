#include "engine/layout/layout.h"

#include "engine/document/elements.h"
#include "engine/layout/pagination.h"
#include "engine/layout/parts.h"

namespace hongtou {

namespace {

constexpr double smaller = 0.9;         // a joint mark, when page 1 shows no text
constexpr double smallest_mark = 0.25;  // of its size

struct Attempt {
  layout::Paginated paginated;
  Diagnostics diagnostics;
  bool shows_text() const { return paginated.first_body_page == 0; }
};

Attempt attempt(const Document& document, const Typefaces& typefaces, double mark_scale, bool move_recipients) {
  layout::Galley galley;
  layout::Composer composer(typefaces, galley);
  layout::compose_head(composer, document, mark_scale);
  layout::compose_main(composer, document, !move_recipients);
  layout::compose_attachments(composer, document.attachments);
  if (document.issued_text) layout::compose_issued_text(composer, *document.issued_text);
  const bool imprint = layout::compose_imprint(composer, document, move_recipients ? document.main_recipients : std::string());
  return {layout::paginate(composer, {.imprint = imprint, .letter = document.format == DocumentFormat::letter}),
          std::move(composer.diagnostics())};
}

// 9704-7.3.3a: the first page shows text; the mark gives way (9704-7.2.4g), then the recipients (9704-7.3.2c).
Attempt best_attempt(const Document& document, const Typefaces& typefaces) {
  auto first = attempt(document, typefaces, 1, false);
  if (first.shows_text()) return first;
  if (document.issuer_mark.size() > 1)
    for (double scale = smaller; scale >= smallest_mark; scale *= smaller)
      if (auto next = attempt(document, typefaces, scale, false); next.shows_text()) return next;
  if (!document.main_recipients.empty())
    if (auto next = attempt(document, typefaces, 1, true); next.shows_text()) return next;
  return first;
}

}  // namespace

Result<Pages> lay_out(const Document& document, const Typefaces& typefaces) {
  auto best = best_attempt(document, typefaces);
  auto& pages = best.paginated.pages;
  pages.title = name_of(document);
  if (!document.issuer_signature.empty()) pages.author = document.issuer_signature.front();
  return {std::move(pages), std::move(best.diagnostics)};
}

}  // namespace hongtou
