#include "plugins/docx/attachments.h"

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

std::string label_of(const Attachment& attachment) {
  return attachment.number > 0 ? "附件" + std::to_string(attachment.number) : "附件";
}

std::string title_of(const Attachment& attachment) {
  return attachment.title.empty() ? attachment.name : join(attachment.title, "\n");
}

}  // namespace

void write_attachments(Flow& flow, const std::vector<Attachment>& attachments) {
  for (const auto& attachment : attachments) {
    const bool break_needed = flow.turn_page(lies_on_its_side(attachment));
    flow.paragraph({.style = style::attachment_label, .page_break_before = break_needed}, label_of(attachment));
    flow.paragraph({.style = style::attachment_title}, title_of(attachment));
    write_blocks(flow, attachment.body);
  }
}

}  // namespace hongtou::docx
