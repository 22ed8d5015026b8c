// 附件 attachments (9704-7.3.7), each on a page of its own, and the note that lists them (9704-7.3.4).
#pragma once

#include <vector>

#include "engine/document/document.h"
#include "plugins/docx/flow.h"

namespace hongtou::docx {

void write_attachment_note(Flow& flow, const std::vector<std::string>& names);
void write_attachments(Flow& flow, const std::vector<Attachment>& attachments);

}  // namespace hongtou::docx
