// Drawings in DrawingML (ECMA-376, part 1, 20): pictures, charts, lines. Lengths in mm.
#pragma once

#include <pugixml.hpp>
#include <string>

namespace hongtou::docx {

struct DrawingSize {
  double width = 0, height = 0;
};

struct DrawingName {
  int id = 0;               // unique in the document
  std::string description;  // for those who cannot see it
};

// Behind the text.
struct Anchor {
  const char* horizontal;  // what `left` counts from: page, margin
  double left;
  const char* vertical;  // page, paragraph
  double top;
};

// The name spaces that drawings need, at the root of a part.
void declare_drawing_names(pugi::xml_node root);
// `xml` is what the functions below return.
void add_drawing(pugi::xml_node run, const std::string& xml);

std::string inline_picture(const std::string& relation, DrawingSize size, const DrawingName& name);
std::string anchored_picture(const std::string& relation, const Anchor& anchor, DrawingSize size, const DrawingName& name);
std::string inline_chart(const std::string& relation, DrawingSize size, const DrawingName& name);
std::string anchored_line(const Anchor& anchor, double width, double thickness, const DrawingName& name);

// Identifiers of relationships, by the place among the document's images and charts.
std::string image_relation(std::size_t index);
std::string chart_relation(std::size_t index);

}  // namespace hongtou::docx
