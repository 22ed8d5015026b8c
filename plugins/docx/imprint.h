// 版记 imprint (9704-7.4): recipients, printing office and date between rules, at the foot of the last page, an even one
// (33476.2-7.3.1) as far as pages can be foretold.
#pragma once

#include "engine/document/document.h"
#include "engine/layout/forecast.h"
#include "plugins/docx/flow.h"

namespace hongtou::docx {

void write_imprint(Flow& flow, const Document& document, const PageForecast& pages);

}  // namespace hongtou::docx
