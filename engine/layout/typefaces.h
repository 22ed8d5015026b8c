// Typefaces: what a layout asks of fonts. The faces are those of official documents; whoever answers knows which fonts stand for
// them on this machine.
#pragma once

#include <cstdint>
#include <string>

namespace hongtou {

enum class Face { fang_song, kai, hei, song, small_biao_song, latin };

using FontId = std::uint16_t;

struct FoundGlyph {
  std::uint32_t id = 0;  // 0: no font has the character
  float advance = 0;     // in em
  FontId font = 0;
  bool fallback = false;  // from another font than the face's own
};

// Immutable as seen from outside; may be asked from many threads.
class Typefaces {
 public:
  virtual ~Typefaces() = default;
  virtual FoundGlyph glyph(Face face, char32_t character) const = 0;
  virtual std::string font_name(FontId font) const = 0;
};

}  // namespace hongtou
