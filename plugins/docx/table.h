// Tables: fixed layout within the type area, merged cells, head rows repeated on each page.
#pragma once

#include "engine/document/document.h"
#include "plugins/docx/flow.h"

namespace hongtou::docx {

void write_table(Flow& flow, const Table& table);

}  // namespace hongtou::docx
