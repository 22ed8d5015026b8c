#include "plugins/docx/main.h"

#include "engine/document/elements.h"
#include "engine/text.h"
#include "plugins/docx/attachments.h"
#include "plugins/docx/blocks.h"
#include "plugins/docx/head.h"
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

void write_signature(Flow& flow, const Document& document) {
  const auto& names = document.issuer_signature;
  if (names.empty() && document.date_of_issue.empty()) return;
  flow.keep_last_with_next();
  const auto place = place_signature(names, document.date_of_issue);
  for (const auto& line : place.names) {
    ParagraphProperties properties{.style = style::issuer_signature};
    if (&line == &place.names.front()) properties.before = one_line();
    properties.right = characters(line.right);
    flow.paragraph(properties, line.text);
  }
  if (document.date_of_issue.empty()) return;
  ParagraphProperties properties{.style = style::date_of_issue};
  if (names.empty()) properties.before = one_line();
  properties.right = characters(place.date);
  flow.paragraph(properties, document.date_of_issue);
}

}  // namespace

void write_main(Flow& flow, const Document& document) {
  write_title(flow, document);
  if (!document.main_recipients.empty()) flow.paragraph({.style = style::main_recipients}, document.main_recipients + "：");
  write_blocks(flow, document.body);
  write_attachment_note(flow, document.attachment_note);
  write_contact(flow, document.contact);
  write_signature(flow, document);
  if (!document.note.empty()) flow.paragraph({.style = style::note}, "（" + document.note + "）");
}

}  // namespace hongtou::docx
