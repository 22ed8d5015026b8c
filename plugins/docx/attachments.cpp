#include "plugins/docx/attachments.h"

#include "engine/document/elements.h"
#include "engine/text.h"
#include "plugins/docx/blocks.h"
#include "plugins/docx/styles.h"

namespace hongtou::docx {

namespace {

bool lies_on_its_side(const Attachment& attachment) {
  if (attachment.landscape || attachment.body.empty()) return attachment.landscape;
  const auto* table = std::get_if<Table>(&attachment.body.front().content);
  return table && table->landscape;
}

}  // namespace

// 9704-7.3.4: two characters in, names below each other; lines that wrap go on under the first character of the name.
void write_attachment_note(Flow& flow, const std::vector<std::string>& names) {
  const std::string label = "附件：";
  const int label_width = characters(3);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto number = attachment_number(i, names.size());
    const int number_width = number.empty() ? 0 : characters(0.5) * static_cast<int>(number.size() - 1) + characters(0.25);
    ParagraphProperties properties{.style = style::attachment_note};
    if (i == 0) properties.before = one_line();
    properties.left = characters(2) + label_width + number_width;
    properties.first_line = -(number_width + (i == 0 ? label_width : 0));
    flow.paragraph(properties, (i == 0 ? label : std::string()) + number + names[i]);
  }
}

void write_attachments(Flow& flow, const std::vector<Attachment>& attachments) {
  for (const auto& attachment : attachments) {
    const bool landscape = lies_on_its_side(attachment);
    const bool break_needed = flow.turn_page(landscape);
    flow.paragraph({.style = style::attachment_label, .page_break_before = break_needed}, attachment_label(attachment));
    flow.paragraph({.style = style::attachment_title}, join(title_lines(attachment_title(attachment), landscape), "\n"));
    write_blocks(flow, attachment.body);
  }
}

}  // namespace hongtou::docx
