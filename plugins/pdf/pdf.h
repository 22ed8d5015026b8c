// The PDF format: pages as PDF 1.7 (ISO 32000-1), fonts embedded, tagged, made after PDF/A-2b (ISO 19005-2).
#pragma once

#include <memory>

#include "engine/layout/fonts.h"
#include "engine/layout/pages.h"
#include "engine/plugin.h"

namespace hongtou::pdf {

std::unique_ptr<Format> make_pdf_format();

// The same pages and fonts give the same bytes.
Result<std::string> to_pdf(const Pages& pages, const SystemFonts& fonts);

}  // namespace hongtou::pdf
