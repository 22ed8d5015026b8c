// 信函 (9704-10.1): the head of a letter, and the double rule at the foot of its first page.
#pragma once

#include "engine/document/document.h"
#include "plugins/docx/flow.h"

namespace hongtou::docx {

void write_letter_head(Flow& flow, const Document& document);

}  // namespace hongtou::docx
