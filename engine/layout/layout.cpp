#include "engine/layout/layout.h"

#include "engine/document/elements.h"
#include "engine/layout/attempt.h"

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

void tell_misfits(const Document& document, layout::Attempt& attempt) {
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
  auto best = layout::best_attempt(document, typefaces);
  tell_misfits(document, best);
  auto& pages = best.paginated.pages;
  pages.title = name_of(document);
  if (!document.issuer_signature.empty()) pages.author = document.issuer_signature.front();
  return {std::move(pages), std::move(best.diagnostics)};
}

}  // namespace hongtou
