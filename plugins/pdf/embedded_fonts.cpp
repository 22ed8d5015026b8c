#include "plugins/pdf/embedded_fonts.h"

#include <cmath>

namespace hongtou::pdf {

namespace {

constexpr std::size_t entries_a_block = 100;  // of a CMap (Adobe Technical Note 5014)
constexpr int ascent = 880, descent = -120;   // of every font: the glyph box that the layout reckons with
constexpr int stem = 80;                      // thousandths of an em; readers use it only for substitutes

// Six letters that tell subsets of a font apart (9.6.4).
std::string tag_of(const FontSubset& subset) {
  auto hash = checksum(subset.program);
  std::string tag;
  for (int i = 0; i < 6; ++i, hash /= 26) tag += static_cast<char>('A' + hash % 26);
  return tag + "+";
}

std::string code_text(std::size_t code) { return "<" + utf16_hex(static_cast<char32_t>(code)) + ">"; }

std::string to_unicode(const std::vector<std::pair<std::size_t, char32_t>>& characters) {
  std::string out =
      "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
      "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
  for (std::size_t first = 0; first < characters.size(); first += entries_a_block) {
    const auto end = std::min(first + entries_a_block, characters.size());
    out += std::to_string(end - first) + " beginbfchar\n";
    for (auto i = first; i < end; ++i) out += code_text(characters[i].first) + "<" + utf16_hex(characters[i].second) + ">\n";
    out += "endbfchar\n";
  }
  return out + "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";
}

// Only what differs from a whole em.
std::string widths(const FontSubset& subset) {
  std::string out = "/DW 1000/W[";
  bool open = false;
  for (std::size_t code = 0; code < subset.advances.size(); ++code) {
    const auto width = std::lround(subset.advances[code] * 1000);
    if (width == 1000) {
      if (open) out += "]";
      open = false;
      continue;
    }
    out += open ? " " : std::to_string(code) + "[";
    open = true;
    out += std::to_string(width);
  }
  return out + (open ? "]]" : "]");
}

}  // namespace

Result<EmbeddedFonts> EmbeddedFonts::of(const Pages& pages, const SystemFonts& fonts) {
  EmbeddedFonts out;
  out.fonts_.resize(fonts.font_count());
  for (const auto& run : pages.runs) {
    auto& characters = out.fonts_[run.font].characters;
    for (auto i = run.first; i < run.first + run.count; ++i) {
      const auto& glyph = pages.glyphs[i];
      if (glyph.id >= characters.size()) characters.resize(2 * glyph.id + 1);
      if (characters[glyph.id] == 0) characters[glyph.id] = glyph.character;
    }
  }
  for (std::size_t id = 0; id < out.fonts_.size(); ++id) {
    auto& entry = out.fonts_[id];
    std::vector<std::uint32_t> glyphs;
    for (std::uint32_t glyph = 0; glyph < entry.characters.size(); ++glyph)
      if (entry.characters[glyph] != 0) glyphs.push_back(glyph);
    if (glyphs.empty()) continue;
    entry.font = &fonts.font(static_cast<FontId>(id));
    auto subset = entry.font->subset(glyphs);
    if (!subset.ok()) return subset.diagnostics();
    entry.subset = *std::move(subset);
    entry.codes.resize(entry.characters.size());
    for (std::size_t code = 0; code < entry.subset.glyphs.size(); ++code)
      if (const auto glyph = entry.subset.glyphs[code]; glyph < entry.codes.size())
        entry.codes[glyph] = {static_cast<std::uint16_t>(code), std::round(entry.subset.advances[code] * 1000)};
  }
  return out;
}

std::string EmbeddedFonts::write(File& file) const {
  std::string resources;
  for (std::size_t id = 0; id < fonts_.size(); ++id)
    if (fonts_[id].font) resources += "/F" + std::to_string(id) + " " + reference(write(file, fonts_[id]));
  return resources;
}

int EmbeddedFonts::write(File& file, const Entry& entry) {
  const auto& font = *entry.font;
  const bool cff = font.is_cff();
  // Compact outlines shrink by a fifth only, and would take half of the time that a file takes.
  const auto& bytes = entry.subset.program;
  const int program = cff ? file.add_plain_stream("/Subtype/CIDFontType0C", bytes)
                          : file.add_stream("/Length1 " + std::to_string(bytes.size()), bytes);
  const auto metrics = font.metrics();
  const auto name = "/" + tag_of(entry.subset) + font.name();
  const int descriptor = file.add("<</Type/FontDescriptor/FontName" + name + "/Flags 4/FontBBox[" + std::to_string(metrics.left) +
                                  " " + std::to_string(metrics.bottom) + " " + std::to_string(metrics.right) + " " +
                                  std::to_string(metrics.top) + "]/ItalicAngle 0/Ascent " + std::to_string(ascent) + "/Descent " +
                                  std::to_string(descent) + "/CapHeight " + std::to_string(metrics.cap_height) + "/StemV " +
                                  std::to_string(stem) + (cff ? "/FontFile3 " : "/FontFile2 ") + reference(program) + ">>");
  const int descendant =
      file.add(std::string("<</Type/Font/Subtype/") + (cff ? "CIDFontType0" : "CIDFontType2/CIDToGIDMap/Identity") + "/BaseFont" +
               name + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor " +
               reference(descriptor) + widths(entry.subset) + ">>");
  std::vector<std::pair<std::size_t, char32_t>> characters;
  for (std::size_t code = 1; code < entry.subset.glyphs.size(); ++code)
    if (const auto glyph = entry.subset.glyphs[code]; glyph < entry.characters.size() && entry.characters[glyph] != 0)
      characters.emplace_back(code, entry.characters[glyph]);
  const int unicode = file.add_stream("", to_unicode(characters));
  return file.add("<</Type/Font/Subtype/Type0/BaseFont" + name + (cff ? "-Identity-H" : "") +
                  "/Encoding/Identity-H/DescendantFonts[" + reference(descendant) + "]/ToUnicode " + reference(unicode) + ">>");
}

}  // namespace hongtou::pdf
