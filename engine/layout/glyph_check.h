// Characters of a text as it is written (.gw), before it is laid out.
#pragma once

#include <string>
#include <string_view>

#include "engine/diagnostic.h"
#include "engine/layout/typefaces.h"

namespace hongtou {

// Those that no font has, each where it first stands; what stands in {{…}} and in lines that begin with :: is not printed.
// Warns: layout.glyph_missing.
Diagnostics check_glyphs(std::string_view text, const std::string& file, const Typefaces& typefaces);

// Messages about characters that have no place yet get it: where the character first stands in the text, else the file as a
// whole.
void place_in_text(Diagnostics& diagnostics, std::string_view text, const std::string& file);

}  // namespace hongtou
