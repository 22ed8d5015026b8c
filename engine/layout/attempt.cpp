#include "engine/layout/attempt.h"

#include "engine/layout/parts.h"

namespace hongtou::layout {

namespace {

constexpr double smaller = 0.9;         // a joint mark, when page 1 shows no text
constexpr double smallest_mark = 0.25;  // of its size

Attempt attempt(const Document& document, const Typefaces& typefaces, double mark_scale, bool move_recipients) {
  Galley galley;
  Composer composer(typefaces, galley);
  compose_head(composer, document, mark_scale);
  compose_main(composer, document, !move_recipients);
  compose_attachments(composer, document.attachments);
  if (document.issued_text) compose_issued_text(composer, *document.issued_text);
  const bool imprint = compose_imprint(composer, document, move_recipients ? document.main_recipients : std::string());
  auto paginated = paginate(composer, {.imprint = imprint, .letter = document.format == DocumentFormat::letter});
  return {std::move(paginated), std::move(composer.diagnostics()), mark_scale, move_recipients};
}

}  // namespace

Attempt best_attempt(const Document& document, const Typefaces& typefaces) {
  auto best = attempt(document, typefaces, 1, false);
  if (best.shows_text()) return best;
  if (document.issuer_mark.size() > 1)
    for (double scale = smaller; scale >= smallest_mark; scale *= smaller) {
      auto next = attempt(document, typefaces, scale, false);
      if (next.is_good()) return next;
      if (next.fits() && !best.fits()) best = std::move(next);
    }
  if (!document.main_recipients.empty())
    if (auto next = attempt(document, typefaces, 1, true); next.is_good()) return next;
  return best;
}

}  // namespace hongtou::layout
