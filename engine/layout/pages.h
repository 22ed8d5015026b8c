// Pages: a document as it stands on paper, ready to be drawn. Flat arrays, in reading order.
// Units: mm from the top left corner of the page as it is read. A page in landscape is 297 × 210; its top is the left edge of the
// upright sheet (GB/T 9704—2012, 8).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/document/image.h"
#include "engine/layout/typefaces.h"

namespace hongtou {

enum class Role {
  copy_number,
  security_level,
  urgency,
  issuer_mark,
  document_number,
  signatory,
  title,
  subtitle,
  main_recipients,
  heading,
  paragraph,
  attachment_note,
  contact,
  issuer_signature,
  date_of_issue,
  attendance,
  stamp_title,
  note,
  attachment_label,
  attachment_title,
  roster,
  picture,
  chart,
  seal,
  caption,
  byline,
  table,
  table_row,
  table_head_cell,
  table_cell,
  table_caption,
  table_note,
  copy_recipients,
  printing_line,
};

// A part of the document's structure; what is drawn refers to it.
struct Element {
  Role role = Role::paragraph;
  int parent = -1;  // of a row its table, of a cell its row
  int level = 0;    // of a heading, 1 … 4
  int columns = 1;  // of a cell
  int rows = 1;
  std::string description = {};  // of a picture, for those who cannot see it
};
inline constexpr int no_element = -1;  // drawn, but no part of the text: page numbers, repeated heads

struct PlacedGlyph {
  std::uint32_t id = 0;
  char32_t character = 0;
  float x = 0;  // from the start of its run, in mm
};

// Glyphs of one font and size on one baseline.
struct Run {
  double x = 0;  // of the first glyph's origin
  double y = 0;  // of the baseline
  float size = 0;
  float stretch = 1;  // width of the letters
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  int element = no_element;
  FontId font = 0;
  bool red = false;
  bool turned = false;  // a quarter clockwise: it runs down the page
};

// A straight line.
struct Rule {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  double width = 0;
  bool red = false;
  float grey = 0;  // of one that is not red: 0 black … 1 white
};

// An image in its rectangle; text lies above it.
struct PlacedImage {
  double x = 0, y = 0, width = 0, height = 0;
  std::shared_ptr<const Image> image;
  int element = no_element;
};

struct Page {
  std::uint32_t first_run = 0, run_count = 0;
  std::uint32_t first_rule = 0, rule_count = 0;
  std::uint32_t first_image = 0, image_count = 0;
  bool landscape = false;
};

// A bookmark: a title, an attachment, a heading.
struct OutlineEntry {
  std::string text;
  int level = 1;
  int page = 0;  // from 0
  double y = 0;
};

struct Pages {
  std::vector<PlacedGlyph> glyphs;
  std::vector<Run> runs;
  std::vector<Rule> rules;
  std::vector<PlacedImage> images;
  std::vector<Element> elements;
  std::vector<Page> pages;
  std::vector<OutlineEntry> outline;
  std::string title;
  std::string author;  // 发文机关
};

}  // namespace hongtou
