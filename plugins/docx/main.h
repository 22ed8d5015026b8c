// 主体 main (9704-7.3), without the attachments: title, main recipients, text, attachment note, signature, date, note.
#pragma once

#include "engine/document/document.h"
#include "engine/layout/forecast.h"
#include "plugins/docx/flow.h"

namespace hongtou::docx {

void write_main(Flow& flow, const Document& document, const PageForecast& pages);

}  // namespace hongtou::docx
