// Lays a document out on pages.
// Shape:   one Page a side, runs in reading order.
// Units:   mm. Type area 156 × 225, top margin 37, binding margin 28; 22 lines of 28 characters.
// Errors:  layout.glyph_missing, layout.too_many_columns, layout.mark_too_high, layout.imprint_too_high.
//          Warns: layout.glyph_fallback, layout.control_character, each character once; layout.numbers_parted,
//          layout.no_text_on_first_page, layout.signature_alone.
// Source:  GB/T 9704—2012 and GB/T 15834—2011, 5; distances are in engine/document/page.h.
#pragma once

#include "engine/document/document.h"
#include "engine/layout/pages.h"
#include "engine/layout/typefaces.h"
#include "engine/result.h"

namespace hongtou {

Result<Pages> lay_out(const Document& document, const Typefaces& typefaces);

}  // namespace hongtou
