// The blocks of a text: headings, paragraphs, tables.
#pragma once

#include <vector>

#include "engine/document/document.h"
#include "plugins/docx/flow.h"

namespace hongtou::docx {

void write_blocks(Flow& flow, const std::vector<Block>& blocks);

}  // namespace hongtou::docx
