// Content controls (ECMA-376, part 1, 17.5.2): places to fill in on screen, which a machine finds again by their tags.
#pragma once

#include <string>

#include "engine/document/document.h"
#include "plugins/docx/properties.h"

namespace hongtou::docx {

// A control in the line of a paragraph, with the letters of `run`. Empty ones print as nothing. `id` is unique in the document.
std::string control(const Blank& blank, int id, const RunProperties& run);

}  // namespace hongtou::docx
