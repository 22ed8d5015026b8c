// Properties of paragraphs and runs, for styles and for direct formatting alike, written in the order the schema demands.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace hongtou::docx {

int twips(double mm);
int twips_from_pt(double pt);
int eighths(double mm);  // of a point, for borders

pugi::xml_node add(pugi::xml_node parent, const char* name);
pugi::xml_node add(pugi::xml_node parent, const char* name, const std::string& value);  // with w:val
void set(pugi::xml_node node, const char* name, const std::string& value);
void set(pugi::xml_node node, const char* name, int value);
std::string to_xml(const pugi::xml_document& document);
std::string to_fragment(const pugi::xml_document& document);  // without the declaration of a part

// Faces for Chinese and for Latin text; never theme fonts.
struct Faces {
  const char* chinese;
  const char* latin;
};

struct RunProperties {
  const char* style = nullptr;
  std::optional<Faces> faces = {};
  bool east_asian_hint = false;  // “ ” … — take the Chinese face
  const char* color = nullptr;
  std::optional<int> spacing = {};  // twips between characters
  std::optional<int> scale = {};    // width of characters in percent
  std::optional<double> size_pt = {};

  void write(pugi::xml_node run_properties) const;
  bool empty() const;
};

enum class Edge { left, center, right, both, distribute };

struct Tab {
  const char* kind;  // left, center, right
  int position;
};

// A place on the page, whatever stands before it in the text.
struct Frame {
  int x, y;  // from the top left corner of the page
  int width;
};

// Lengths in twips.
struct ParagraphProperties {
  const char* style = nullptr;
  bool keep_next = false;
  bool page_break_before = false;
  std::optional<Frame> frame = {};
  const char* rule_color = nullptr;  // a rule below
  int rule_eighths = 0;
  int rule_gap_pt = 0;
  std::vector<Tab> tabs = {};
  bool plain_spacing = false;  // no gap between Chinese and Latin, no grid, no widow control
  std::optional<int> before = {};
  std::optional<int> after = {};
  std::optional<int> exact_pitch = {};
  bool single_pitch = false;
  std::optional<int> left = {};
  std::optional<int> right = {};
  std::optional<int> first_line = {};             // negative: hanging
  std::optional<int> first_line_hundredths = {};  // of a character; wins over first_line
  std::optional<Edge> edge = {};
  std::optional<int> outline_level = {};  // 0 … 8

  void write(pugi::xml_node paragraph_properties) const;
};

}  // namespace hongtou::docx
