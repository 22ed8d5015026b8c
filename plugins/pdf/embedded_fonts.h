// The fonts of a file, each as a subset of the glyphs its pages show (ISO 32000-1, 9.7; codes are glyph numbers of the subset).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/layout/fonts.h"
#include "engine/layout/pages.h"
#include "plugins/pdf/file.h"

namespace hongtou::pdf {

class EmbeddedFonts {
 public:
  // Errors: layout.subset.
  static Result<EmbeddedFonts> of(const Pages& pages, const SystemFonts& fonts);

  struct Code {
    std::uint16_t code = 0;
    double advance = 0;  // thousandths of an em, as the file says it
  };
  Code code(FontId font, std::uint32_t glyph) const { return fonts_[font].codes[glyph]; }

  // Writes them; the entries of a resource dictionary.
  std::string write(File& file) const;

 private:
  struct Entry {
    const Font* font = nullptr;
    FontSubset subset;
    std::vector<char32_t> characters;  // by the font's own glyph; 0: not shown
    std::vector<Code> codes;           // by the font's own glyph
  };
  static int write(File& file, const Entry& entry);

  std::vector<Entry> fonts_;  // by FontId; some show nothing
};

}  // namespace hongtou::pdf
