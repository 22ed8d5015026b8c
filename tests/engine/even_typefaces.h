// Typefaces that no machine has: positions do not depend on installed fonts.
#pragma once

#include "engine/layout/typefaces.h"

namespace hongtou::tests {

// Every character there is, full-width ones an em wide, others half of it; “龘” from a second font, “\U0001F600” from none.
class EvenTypefaces final : public Typefaces {
 public:
  FoundGlyph glyph(Face face, char32_t character) const override {
    if (character == U'\U0001F600') return {};
    const bool rare = character == U'龘';
    return {static_cast<std::uint32_t>(character), character < 0x2000 && character != U'·' ? 0.5f : 1.0f,
            rare ? FontId{100} : static_cast<FontId>(face), rare};
  }
  std::string font_name(FontId font) const override { return font == 100 ? "Rare-Regular" : "Even-Regular"; }
};

}  // namespace hongtou::tests
