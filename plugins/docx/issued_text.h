// 印发、转发的文件: the text a cover notice carries, on pages of its own, with its attachments.
#pragma once

#include "engine/document/document.h"
#include "plugins/docx/flow.h"

namespace hongtou::docx {

void write_issued_text(Flow& flow, const IssuedText& text);

}  // namespace hongtou::docx
