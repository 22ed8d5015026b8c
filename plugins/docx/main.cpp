#include "plugins/docx/main.h"

#include "engine/document/elements.h"
#include "engine/text.h"
#include "plugins/docx/blocks.h"
#include "plugins/docx/head.h"
#include "plugins/docx/styles.h"

namespace hongtou::docx {

namespace {

const int one_line = gap(page::one_line_gap_mm, body_line, body_line);

// 9704-7.3.1: two lines below the red rule.
void write_title(Flow& flow, const Document& document) {
  if (document.title.empty()) return;
  ParagraphProperties properties{.style = style::title};
  if (!flow.empty()) properties.before = gap(page::two_lines_gap_mm, has_red_rule(document) ? page_edge : body_line, title_line);
  flow.paragraph(properties, join(document.title, "\n"));
}

// 9704-7.3.4: two characters in, names below each other; lines that wrap go on under the first character of the name.
void write_attachment_note(Flow& flow, const std::vector<std::string>& names) {
  const std::string label = "附件：";
  const int label_width = characters(3);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto number = attachment_number(i, names.size());
    const int number_width = number.empty() ? 0 : characters(0.5) * static_cast<int>(number.size() - 1) + characters(0.25);
    ParagraphProperties properties{.style = style::attachment_note};
    if (i == 0) properties.before = one_line;
    properties.left = characters(2) + label_width + number_width;
    properties.first_line = -(number_width + (i == 0 ? label_width : 0));
    flow.paragraph(properties, (i == 0 ? label : std::string()) + number + names[i]);
  }
}

void write_contact(Flow& flow, const std::vector<std::string>& contact) {
  for (std::size_t i = 0; i < contact.size(); ++i) {
    ParagraphProperties properties{.style = style::contact};
    if (i == 0) properties.before = one_line;
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
    if (&line == &place.names.front()) properties.before = one_line;
    properties.right = characters(line.right);
    flow.paragraph(properties, line.text);
  }
  if (document.date_of_issue.empty()) return;
  ParagraphProperties properties{.style = style::date_of_issue};
  if (names.empty()) properties.before = one_line;
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
