// Printout: a document as it lies on paper, read from a file with fixed pages (PDF, OFD).
// Units: mm from the top left corner of a page as it is read; sizes of letters in pt.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/lint/manuscript.h"
#include "engine/result.h"

namespace hongtou::lint {

struct PrintedFont {
  std::string name;  // as the file has it: ABCDEF+FangSong_GB2312
  bool embedded = false;
};

struct PrintedGlyph {
  char32_t character = 0;
  double x = 0, y = 0;  // of its origin, on the baseline
  double advance = 0;
  double size_pt = 0;
  int font = 0;  // of Printout::fonts
  std::uint32_t rgb = 0;
  bool turned = false;  // it does not stand upright
  bool thickened = false;
};

// A straight rule by the middle of its stroke, or a filled bar as thin as one.
struct PrintedRule {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;  // x1 ≤ x2, y1 ≤ y2
  double width = 0;
  std::uint32_t rgb = 0;

  bool is_level() const { return y2 - y1 < 0.1 && x2 - x1 > 0.1; }
  bool is_upright() const { return x2 - x1 < 0.1 && y2 - y1 > 0.1; }
};

struct PrintedPicture {
  double left = 0, top = 0, right = 0, bottom = 0;
};

struct PrintedPage {
  double width = 0, height = 0;
  std::vector<PrintedGlyph> glyphs;
  std::vector<PrintedRule> rules;
  std::vector<PrintedPicture> pictures;
};

struct Printout {
  std::vector<PrintedFont> fonts;
  std::vector<PrintedPage> pages;
};

// What a reader takes before it gives up with lint.too_large.
inline constexpr std::size_t most_pages = 2000;
inline constexpr std::size_t most_marks = 2'000'000;  // glyphs, rules and pictures of all pages
inline constexpr std::size_t most_rows = 200'000;     // of text
Message too_large_to_lint();

bool is_red(std::uint32_t rgb);
// Also the dark grey that process colours come out as.
bool is_black(std::uint32_t rgb);

// Its rows joined to paragraphs and cells, roles given, page numbers last.
// Errors: lint.no_text (nothing but pictures), lint.too_large.
Result<Manuscript> manuscript_of(Printout printout, const std::string& file);

}  // namespace hongtou::lint
