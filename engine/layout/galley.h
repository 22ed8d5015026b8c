// Galley: the lines of a document below each other, before they are parted into pages.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/document/page.h"
#include "engine/layout/pages.h"

namespace hongtou::layout {

inline constexpr double mm_of_pt = 25.4 / 72;
inline constexpr double em = page::body_pt * mm_of_pt;                                 // of the body
inline constexpr double cell = page::type_area_width_mm / page::characters;            // 一字
inline constexpr double pitch = (page::type_area_height_mm - em) / (page::lines - 1);  // of the body's lines
inline constexpr double leading = pitch - em;                                          // between the glyph boxes of two lines
inline constexpr double title_leading = (page::title_pitch_pt - page::title_pt) * mm_of_pt;
inline constexpr double ascent = 0.88;  // of a glyph box, in em

// What stays together on a page: a line, a row of a table. Runs and rules count from its top and from the type area's left.
struct Box {
  double height = 0;
  double gap = 0;               // to the box above; nothing at the top of a page
  double top = -1;              // of the page, if it has a fixed place
  bool keep_with_next = false;  // if a page can hold both
  bool joined_to_next = false;  // what is drawn reaches into the next box
  bool new_page = false;
  bool landscape = false;
  int table = -1;
  std::uint32_t first_run = 0, run_end = 0;
  std::uint32_t first_rule = 0, rule_end = 0;
  std::uint32_t first_image = 0, image_end = 0;
};

// The head of a table, repeated on every page that its rows reach.
struct RepeatedHead {
  std::uint32_t first_box = 0, box_end = 0;
  double width = 0;
};

struct Bookmark {
  std::string text;
  int level = 1;
  std::uint32_t box = 0;
};

struct Galley {
  std::vector<PlacedGlyph> glyphs;
  std::vector<Run> runs;
  std::vector<Rule> rules;
  std::vector<PlacedImage> images;
  std::vector<Element> elements;
  std::vector<Box> boxes;
  std::vector<RepeatedHead> tables;
  std::vector<Bookmark> bookmarks;
  std::uint32_t first_body_box = 0, body_end_box = 0;  // of the text itself, after title and recipients
  std::uint32_t first_signature_box = 0;               // 0: there is none
};

}  // namespace hongtou::layout
