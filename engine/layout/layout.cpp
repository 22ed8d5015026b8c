#include "engine/layout/layout.h"

#include "engine/document/elements.h"
#include "engine/layout/pagination.h"
#include "engine/layout/parts.h"

namespace hongtou {

namespace {

constexpr Message mark_too_high{"layout.mark_too_high", "发文机关标志有{0}个机关，第一页排不下",
                                "the mark of {0} organs is higher than the first page", "请只用主办机关的标志（9704-7.2.4）",
                                "use the mark of the leading organ alone (9704-7.2.4)"};
constexpr Message imprint_too_high{"layout.imprint_too_high", "主送、抄送机关太多，版记一页排不下",
                                   "there are too many recipients for an imprint of one page",
                                   "请用规范化的统称（如“各县（市、区）人民政府”），或把名单作为附件",
                                   "name them by what they are together, or attach the list"};
constexpr Message no_text_on_first_page{"layout.no_text_on_first_page", "第一页没有正文", "the first page shows no text",
                                        "请缩短标题，或对主送机关用规范化的统称（9704-7.3.3）",
                                        "shorten the title, or name the recipients by what they are together (9704-7.3.3)"};
constexpr Message signature_alone{
    "layout.signature_alone", "署名、成文日期所在的页没有正文", "the page of the signature and the date shows no text",
    "请把正文的最后一段写成两行以上，或精简附件说明、署名，不用“此页无正文”（9704-7.3.5.5）",
    "make the last paragraph longer than a line, or shorten the list of attachments or the signature; "
    "do not write 此页无正文 (9704-7.3.5.5)"};

constexpr double smaller = 0.9;         // a joint mark, when page 1 shows no text
constexpr double smallest_mark = 0.25;  // of its size

struct Attempt {
  layout::Paginated paginated;
  Diagnostics diagnostics;
  bool shows_text() const { return paginated.first_body_page == 0; }
  bool fits() const { return paginated.head_fits && paginated.imprint_fits; }
  bool is_good() const { return shows_text() && fits(); }
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

void tell_misfits(const Document& document, Attempt& attempt) {
  const auto tell = [&](Severity severity, const Message& message, std::vector<std::string> arguments = {}) {
    attempt.diagnostics.push_back({severity, {}, message, std::move(arguments)});
  };
  if (!attempt.paginated.head_fits) tell(Severity::error, mark_too_high, {std::to_string(document.issuer_mark.size())});
  if (!attempt.paginated.imprint_fits) tell(Severity::error, imprint_too_high);
  if (attempt.fits() && !attempt.shows_text() && !document.body.empty()) tell(Severity::warning, no_text_on_first_page);
  if (attempt.fits() && attempt.paginated.signature_alone && !document.body.empty()) tell(Severity::warning, signature_alone);
}

}  // namespace

Result<Pages> lay_out(const Document& document, const Typefaces& typefaces) {
  auto best = best_attempt(document, typefaces);
  tell_misfits(document, best);
  auto& pages = best.paginated.pages;
  pages.title = name_of(document);
  if (!document.issuer_signature.empty()) pages.author = document.issuer_signature.front();
  return {std::move(pages), std::move(best.diagnostics)};
}

}  // namespace hongtou
