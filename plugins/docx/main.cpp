#include "plugins/docx/main.h"

#include <algorithm>

#include "engine/document/elements.h"
#include "engine/text.h"
#include "plugins/docx/attachments.h"
#include "plugins/docx/blocks.h"
#include "plugins/docx/head.h"
#include "plugins/docx/signature.h"
#include "plugins/docx/styles.h"

namespace hongtou::docx {

namespace {

// 9704-7.3.1: two lines below the red rule.
void write_title(Flow& flow, const Document& document) {
  if (document.title.empty()) return;
  ParagraphProperties properties{.style = style::title};
  if (!flow.empty()) properties.before = gap(page::two_lines_gap_mm, has_red_rule(document) ? page_edge : body_line, title_line);
  if (!document.subtitle.empty()) properties.after = 0;
  flow.paragraph(properties, join(title_lines(document.title), "\n"));
  if (!document.subtitle.empty()) flow.paragraph({.style = style::subtitle}, "——" + join(document.subtitle, "\n"));
}

void write_contact(Flow& flow, const std::vector<std::string>& contact) {
  for (std::size_t i = 0; i < contact.size(); ++i) {
    ParagraphProperties properties{.style = style::contact};
    if (i == 0) properties.before = one_line();
    flow.paragraph(properties, contact[i]);
  }
}

// 9704-10.3c, d: 出席 one line below the text, 请假 and 列席 on lines of their own, what wraps under the first name.
void write_attendance(Flow& flow, const Document& document) {
  constexpr double indent = 2, label = 3;
  bool first = true;
  for (const auto& [word, lines] : attendance_of(document)) {
    for (const auto& line : *lines) {
      const bool labelled = &line == &lines->front();
      ParagraphProperties properties{.style = style::attendance, .left = characters(indent + label)};
      if (first) properties.before = one_line();
      if (labelled) properties.first_line = -characters(label);
      auto paragraph = flow.paragraph(properties);
      if (labelled) flow.text(paragraph, word, {.faces = Faces{page::hei, page::latin}});
      flow.text(paragraph, (labelled ? "：" : "") + line);
      first = false;
    }
  }
}

// 9704-7.3.5.5: the last paragraph goes along with the signature. LibreOffice moves it as a whole, so that one that is all the
// text would leave the first page without any (9704-7.3.3a).
bool goes_along(const Document& document) {
  const auto is_heading = [](const Block& block) { return std::holds_alternative<Heading>(block.content); };
  const auto& body = document.body;
  return static_cast<std::ptrdiff_t>(body.size()) - std::count_if(body.begin(), body.end(), is_heading) > 1;
}

}  // namespace

void write_main(Flow& flow, const Document& document, const PageForecast& pages) {
  write_title(flow, document);
  if (!document.main_recipients.empty() && !pages.recipients_in_imprint)
    flow.paragraph({.style = style::main_recipients}, document.main_recipients + "：");
  write_blocks(flow, document.body);
  const auto end_of_text = flow.last();
  write_attachment_note(flow, document.attachment_note);
  write_attendance(flow, document);
  write_contact(flow, document.contact);
  const double seal = write_signature(flow, document, goes_along(document) ? end_of_text : end_of_text.next_sibling());
  if (document.note.empty()) return;
  flow.keep_last_with_next();
  ParagraphProperties properties{.style = style::note};
  if (seal > 0) properties.before = twips(seal);
  flow.paragraph(properties, "（" + document.note + "）");
}

}  // namespace hongtou::docx
