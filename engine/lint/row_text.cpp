#include "engine/lint/row_text.h"

#include <cmath>
#include <cstdio>

#include "engine/document/line_ends.h"
#include "engine/document/page.h"
#include "engine/text.h"

namespace hongtou::lint {

namespace {

// White between letters that no space stands for.
void add_gap(Line& line, const PrintedGlyph& left, const PrintedGlyph& right) {
  const double em = right.size_pt * 25.4 / 72, white = right.x - left.x - (is_full_width(left.character) ? em : left.advance);
  if (white > 2 * em)
    line.text += '\t';
  else if (white > 0.2 * em && is_latin(left.character) && is_latin(right.character))
    line.text += ' ';
}

std::string hex(std::uint32_t rgb) {
  char text[8];
  std::snprintf(text, sizeof text, "%06X", rgb & 0xFFFFFFu);
  return text;
}

bool joins(const Run& run, const Run& next) {
  const auto same = [](const std::string& a, const std::string& b) { return a.empty() || b.empty() || a == b; };
  return std::abs(run.size_pt - next.size_pt) < 0.3 && run.bold == next.bold && run.color == next.color &&
         same(run.chinese_font, next.chinese_font) && same(run.latin_font, next.latin_font);
}

}  // namespace

RowText::RowText(const Printout& printout) {
  for (const auto& font : printout.fonts) fonts_.push_back(office_name(font.name));
}

void RowText::append(const Row& row, Line& line) const {
  const PrintedGlyph* before = nullptr;
  for (const auto* glyph : row.glyphs) {
    if (before != nullptr) add_gap(line, *before, *glyph);
    append(*glyph, line);
    before = glyph;
  }
}

void RowText::append(const PrintedGlyph& glyph, Line& line) const {
  const auto& font = fonts_[static_cast<std::size_t>(glyph.font)];
  const bool latin = is_latin(glyph.character) || glyph.character == U' ';
  Run run;
  run.begin = line.text.size();
  line.text += to_utf8(std::u32string(1, glyph.character));
  run.end = line.text.size();
  (latin ? run.latin_font : run.chinese_font) = font.family;
  run.size_pt = glyph.size_pt;
  run.bold = font.bold || glyph.thickened;
  run.color = is_black(glyph.rgb) ? "" : is_red(glyph.rgb) ? page::red : hex(glyph.rgb);
  auto& runs = line.look->runs;
  if (!runs.empty() && joins(runs.back(), run)) {
    runs.back().end = run.end;
    if (runs.back().chinese_font.empty()) runs.back().chinese_font = run.chinese_font;
    if (runs.back().latin_font.empty()) runs.back().latin_font = run.latin_font;
  } else {
    runs.push_back(std::move(run));
  }
}

}  // namespace hongtou::lint
