// The fonts of a file, each as a subset of the glyphs its pages show (ISO 32000-1, 9.7; codes are glyph numbers of the subset).
#pragma once

#include <cstdint>
#include <map>
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
    std::uint16_t code;
    double advance;  // thousandths of an em, as the file says it
  };
  Code code(FontId font, std::uint32_t glyph) const { return fonts_.at(font).codes.at(glyph); }

  // Writes them; the entries of a resource dictionary.
  std::string write(File& file) const;

 private:
  struct Entry {
    const Font* font = nullptr;
    FontSubset subset;
    std::map<std::uint32_t, Code> codes;           // by the font's own glyph
    std::map<std::uint32_t, char32_t> characters;  // by the font's own glyph
  };
  static int write(File& file, const Entry& entry);

  std::map<FontId, Entry> fonts_;
};

}  // namespace hongtou::pdf
