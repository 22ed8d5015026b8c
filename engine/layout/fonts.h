// The fonts of this machine, found through fontconfig, read by HarfBuzz.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/document/document.h"
#include "engine/layout/pages.h"
#include "engine/layout/typefaces.h"
#include "engine/result.h"

namespace hongtou {

// What an embedded font consists of.
struct FontSubset {
  std::string program;                // a CFF table whose CIDs are its glyph numbers, or a TrueType file
  std::vector<std::uint32_t> glyphs;  // the font's own number of each glyph; the first is 0
  std::vector<double> advances;       // in em
};

// One font file. Immutable; may be used from many threads.
class Font {
 public:
  // In thousandths of an em.
  struct Metrics {
    int cap_height = 0;
    int left = 0, bottom = 0, right = 0, top = 0;  // of all glyphs
  };

  Font(const std::string& path, unsigned face_index, std::string name);
  ~Font();
  Font(const Font&) = delete;
  Font& operator=(const Font&) = delete;

  const std::string& name() const { return name_; }  // PostScript
  bool is_cff() const;
  // May be put into a document as a subset (OS/2 fsType).
  bool may_be_embedded() const;
  Metrics metrics() const;
  std::uint32_t glyph(char32_t character) const;  // 0: it has none
  float advance(std::uint32_t glyph) const;       // in em
  // Errors: layout.subset.
  Result<FontSubset> subset(const std::vector<std::uint32_t>& glyphs) const;
  // A font file of its own, OpenType or TrueType, that knows its characters. Errors: layout.subset.
  Result<std::string> subset_file(const std::vector<char32_t>& characters) const;

 private:
  Result<FontSubset> plain_subset(const std::vector<std::uint32_t>& glyphs) const;
  Result<FontSubset> shaper_subset(const std::vector<std::uint32_t>& glyphs) const;
  Result<std::string> plain_subset_file(const std::vector<char32_t>& characters) const;
  Result<std::string> shaper_subset_file(const std::vector<char32_t>& characters) const;

  struct Data;
  std::unique_ptr<Data> data_;
  std::string name_;
};

// The official faces by the fonts that are installed: the real ones, else free ones of much the same look, and behind them those
// that have rarer characters.
class SystemFonts final : public Typefaces {
 public:
  // Errors: layout.font_missing. Notes: layout.stand_in.
  static Result<std::shared_ptr<const SystemFonts>> find();
  ~SystemFonts() override;

  FoundGlyph glyph(Face face, char32_t character) const override;
  std::string font_name(FontId font) const override;
  const Font& font(FontId font) const;
  std::size_t font_count() const;

 private:
  struct Parts;
  explicit SystemFonts(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// Finds them when they are first asked for, once for all threads.
class SystemFontsOnDemand {
 public:
  const Result<std::shared_ptr<const SystemFonts>>& get() const;

  // A document laid out with them, with what finding fonts and laying out had to say.
  Result<Pages> lay_out(const Document& document) const;
  // The same, as `printer` prints its pages.
  using Printer = std::function<Result<std::string>(const Pages& pages, const SystemFonts& fonts)>;
  Result<std::string> print(const Document& document, const Printer& printer) const;

 private:
  mutable std::once_flag once_;
  mutable std::unique_ptr<Result<std::shared_ptr<const SystemFonts>>> fonts_;
};

}  // namespace hongtou
