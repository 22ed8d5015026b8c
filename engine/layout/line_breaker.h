// Lines of a paragraph: filled as far as they go, with marks that take half a cell (GB/T 15834—2011, 5).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/layout/typefaces.h"

namespace hongtou::layout {

// A character of a paragraph with its glyph.
struct Item {
  char32_t character = 0;
  std::uint32_t glyph = 0;
  float width = 0;  // in mm, as far as the next one
  float shift = 0;  // of the glyph in it
  FontId font = 0;
  std::uint8_t style = 0;
  bool may_end_line = false;
};

// Items `begin` … `end` of a line, without the spaces at its end.
struct Line {
  std::uint32_t begin = 0, end = 0;
  double width = 0;    // natural
  double squeeze = 0;  // to be taken from its marks
  bool last = false;   // of the paragraph, or before a line break
};

bool is_invisible(char32_t character);  // neither drawn nor wide

// Says of each item whether a line may end behind it.
void mark_line_ends(std::vector<Item>& items);

// How much of an item's right side a line can do without: before another mark, or at the end of a line.
double squeezable(const Item& item, const Item* next);

// True if nothing is spread between the two: letters of a word, a dash of two cells.
bool stands_close(const Item& left, const Item& right);

// `first_width` of the first line, `width` of the others. Every line is as wide at most as asked, after squeezing, unless a
// single character is wider.
void break_lines(const std::vector<Item>& items, double first_width, double width, std::vector<Line>& lines);

}  // namespace hongtou::layout
