// 版记 imprint (9704-7.4): copy recipients, printing office and date between rules, at the foot of the last page. That this page
// is an even one (33476.2-7.3.1) only a layout can see to; Word's own cannot be foretold, so it is left to the last page there
// is.
#pragma once

#include "engine/document/document.h"
#include "plugins/docx/flow.h"

namespace hongtou::docx {

void write_imprint(Flow& flow, const Document& document);

}  // namespace hongtou::docx
