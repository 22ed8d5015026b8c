// Composer: text into lines of placed glyphs.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/diagnostic.h"
#include "engine/layout/galley.h"
#include "engine/layout/line_breaker.h"

namespace hongtou::layout {

struct Style {
  Face face = Face::fang_song;
  double size_pt = page::body_pt;
  double stretch = 1;        // width of the letters
  double ratio = cell / em;  // of an advance to the font's: 28 characters of the body fill a line
  bool red = false;
};
inline constexpr Style body_style{};
constexpr Style plain(Face face, double size_pt) { return {face, size_pt, 1, 1, false}; }

struct Piece {
  std::string_view text;
  Style style;
};

enum class Edge { left, center, right, both, distribute };

// Text at a place of its own in a paragraph's first line.
struct Label {
  double x;
  std::string text;
  Style style = {};
};

// Lengths in mm.
struct Setting {
  Role role = Role::paragraph;
  double left = 0;
  double right = 0;
  double first_line = 0;  // from `left`; negative: hanging
  Edge edge = Edge::left;
  double gap = layout::leading;      // to what stands above
  double leading = layout::leading;  // between its lines
  bool keep_with_next = false;
  int level = 0;  // of a heading
  std::vector<Label> labels = {};
};

class Composer {
 public:
  Composer(const Typefaces& typefaces, Galley& galley) : typefaces_(typefaces), galley_(galley) {}

  // Width of what is composed from now on: of an upright page or of one in landscape.
  void set_landscape(bool landscape) { landscape_ = landscape; }
  bool landscape() const { return landscape_; }
  double width() const { return landscape_ ? page::type_area_height_mm : page::type_area_width_mm; }
  // What comes next begins a page.
  void new_page() { new_page_ = true; }
  // What comes next keeps at least this from what stands above it.
  void keep_off(double gap) { least_gap_ = std::max(least_gap_, gap); }
  // The last `count` boxes stay on the page of what comes next.
  void keep_last(std::size_t count);
  // Messages about what is composed from now on point here.
  void set_position(Position position) { position_ = std::move(position); }
  const Position& position() const { return position_; }

  // Adds a box a line, and the element they belong to.
  void paragraph(const Setting& setting, std::initializer_list<Piece> pieces);
  void paragraph(const Setting& setting, std::string_view text, const Style& style = {}) { paragraph(setting, {{text, style}}); }

  // A box into which text and rules are placed until the next one begins.
  Box& add_box(double height, double gap);
  void end_box();

  // Text within the present box, its first glyph box at `y`. Returns the number of lines.
  struct Area {
    double x = 0;
    double y = 0;
    double width = 0;
    double leading = 0;
    Edge edge = Edge::left;
  };
  std::size_t place(const Area& area, std::initializer_list<Piece> pieces, int element);
  double natural_width(std::string_view text, const Style& style);

  // An image within the present box.
  void place_image(PlacedImage image) { galley_.images.push_back(std::move(image)); }

  int add_element(Element element);
  Galley& galley() { return galley_; }
  Diagnostics& diagnostics() { return diagnostics_; }

 private:
  void set(std::initializer_list<Piece> pieces);
  void add_character(char32_t character, std::uint8_t style);
  void report(char32_t character, const FoundGlyph& glyph);
  void place(const Line& line, double x, double y, double width, Edge edge, int element);
  void squeeze(const Line& line);
  void spread(const Line& line, double missing, bool however_wide);
  void draw(const Line& line, double x, double y, int element);
  double height(const Line& line) const;

  const Typefaces& typefaces_;
  Galley& galley_;
  Position position_;
  Diagnostics diagnostics_;
  std::unordered_set<char32_t> reported_;
  bool landscape_ = false;
  bool new_page_ = false;
  double least_gap_ = 0;
  std::vector<Style> styles_;  // of the items
  std::vector<Item> items_;
  std::vector<Line> lines_;
  std::vector<float> advances_;
};

}  // namespace hongtou::layout
