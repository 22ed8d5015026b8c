// The flow of word/document.xml: paragraphs and tables one after another, in sections that stand upright or lie on the side.
#pragma once

#include <memory>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "engine/diagnostic.h"
#include "engine/document/document.h"
#include "plugins/docx/drawing.h"
#include "plugins/docx/properties.h"
#include "plugins/package/package.h"

namespace hongtou::docx {

// `text` in one line, without what XML cannot hold.
std::string plain_line(std::string text);

class Flow {
 public:
  Flow();

  bool empty() const { return !body_.first_child(); }

  // An empty paragraph at the end of the flow.
  pugi::xml_node paragraph(const ParagraphProperties& properties);
  // A paragraph of one run.
  pugi::xml_node paragraph(const ParagraphProperties& properties, const std::string& text, const RunProperties& run = {});
  // A run of text; U+000A breaks the line, U+0009 is a tab. Warns: docx.control_character.
  void text(pugi::xml_node paragraph, const std::string& text, RunProperties run = {});
  // An image in the line of a paragraph.
  void image(pugi::xml_node paragraph, const std::shared_ptr<const Image>& image, DrawingSize size,
             const std::string& description);
  // An image behind the text, from the left of the type area and the top of the paragraph.
  void image_behind(pugi::xml_node paragraph, const std::shared_ptr<const Image>& image, double left, double top,
                    DrawingSize size, const std::string& description);
  void chart(pugi::xml_node paragraph, const Chart& chart);
  // A level red line at a place of the page.
  void page_line(pugi::xml_node paragraph, double left, double top, double width, double thickness);
  // Rows of a table, asked for when the file is packed. They outlive what calls this.
  void rows(pugi::xml_node table, package::Pieces rows);
  // The next free number of a content control.
  int next_control() { return ++controls_; }
  pugi::xml_node table();  // what follows a table is parted from it by a paragraph: see separate()
  void separate(int height_twips);

  // What was written last; null while the flow is empty.
  pugi::xml_node last() const { return body_.last_child(); }
  // The paragraphs from `first` to the last one stay on the page of what comes next.
  void keep_with_next(pugi::xml_node first);
  void keep_last_with_next() { keep_with_next(last()); }

  // What comes next stands on a new page, which lies on the side or not; nothing is written while the flow is empty.
  // True if the caller has to ask for the page break itself, in its first paragraph.
  bool turn_page(bool landscape);
  // The first page of what is written has no number.
  void leave_first_page_unnumbered() { first_page_differs_ = true; }
  // What comes next stands on an upright page that is an even one, if need be after a blank one. A blank one has no number.
  void turn_to_even_page(bool numbered);
  bool landscape() const { return landscape_; }
  double width_mm() const;

  // Messages about what is written from now on point here.
  void set_position(Position position) { position_ = std::move(position); }
  const Position& position() const { return position_; }
  Diagnostics& diagnostics() { return diagnostics_; }
  // A text holds a control character. Warns: docx.control_character.
  void warn_of_control_character(const Position& position, const std::string& text);

  // word/document.xml. The flow must outlive it.
  package::Pieces finish();

  // What the text refers to, by its place in these.
  const std::vector<std::shared_ptr<const Image>>& images() const { return images_; }
  const std::vector<Chart>& charts() const { return charts_; }
  bool has_unnumbered_page() const { return first_page_differs_ || !numbered_; }

 private:
  std::string image_id(const std::shared_ptr<const Image>& image);
  void end_section();
  void write_section(pugi::xml_node parent) const;

  pugi::xml_document document_;
  pugi::xml_node body_;
  bool landscape_ = false;
  const char* section_start_ = "nextPage";
  bool first_page_differs_ = false;
  bool numbered_ = true;  // the pages of the section
  bool first_section_ = true;
  int drawings_ = 0;
  int controls_ = 0;
  std::vector<package::Pieces> rows_;
  std::vector<std::shared_ptr<const Image>> images_;
  std::vector<Chart> charts_;
  Position position_;
  Diagnostics diagnostics_;
};

}  // namespace hongtou::docx
