#include "plugins/docx/issued_text.h"

#include "engine/document/elements.h"
#include "engine/text.h"
#include "plugins/docx/attachments.h"
#include "plugins/docx/blocks.h"
#include "plugins/docx/styles.h"

namespace hongtou::docx {

void write_issued_text(Flow& flow, const IssuedText& text) {
  const bool break_needed = flow.turn_page(false);
  flow.paragraph({.style = style::title, .page_break_before = break_needed}, join(title_lines(text.title), "\n"));
  write_blocks(flow, text.body);
  write_attachment_note(flow, attachment_names(text.attachments));
  write_attachments(flow, text.attachments);
}

}  // namespace hongtou::docx
