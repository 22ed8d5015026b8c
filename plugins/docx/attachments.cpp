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

void write_attachments(Flow& flow, const std::vector<Attachment>& attachments) {
  for (const auto& attachment : attachments) {
    const bool break_needed = flow.turn_page(lies_on_its_side(attachment));
    flow.paragraph({.style = style::attachment_label, .page_break_before = break_needed}, attachment_label(attachment));
    flow.paragraph({.style = style::attachment_title}, join(attachment_title(attachment), "\n"));
    write_blocks(flow, attachment.body);
  }
}

}  // namespace hongtou::docx
