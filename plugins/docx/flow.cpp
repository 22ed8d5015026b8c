#include "plugins/docx/flow.h"

#include <algorithm>
#include <utility>

#include "engine/document/page.h"
#include "engine/document/writable.h"
#include "plugins/docx/chart.h"
#include "plugins/docx/footer.h"
#include "plugins/docx/styles.h"

namespace hongtou::docx {

namespace {

constexpr Message control_character{"docx.control_character", "“{0}”中有 Word 不能保存的控制字符，已略去",
                                    "“{0}” holds a control character that Word cannot store; left out",
                                    "请重新键入这段文字，不要从其他程序直接粘贴",
                                    "type this text again instead of pasting it from another program"};

constexpr const char* rows_name = "rows";
constexpr std::string_view rows_mark = "<?rows?>";  // no text can hold it

void write_piece(pugi::xml_node run, std::string& piece) {
  if (piece.empty()) return;
  auto text = add(run, "w:t");
  set(text, "xml:space", "preserve");
  text.text() = piece.c_str();
  piece.clear();
}

// True if every character could be written.
bool write_text(pugi::xml_node run, const std::string& text) {
  const auto kept = writable(text);
  std::string piece;
  for (const char c : kept) {
    if (c == '\n' || c == '\t') {
      write_piece(run, piece);
      add(run, c == '\n' ? "w:br" : "w:tab");
    } else if (c != '\r') {
      piece += c;
    }
  }
  write_piece(run, piece);
  return kept.size() == text.size();
}

// The text of a document with rows in place of their marks.
class Interleaved {
 public:
  Interleaved(std::string text, std::vector<package::Pieces> rows) : text_(std::move(text)), rows_(std::move(rows)) {}

  bool operator()(std::string& piece) {
    if (within_rows_ && rows_[row_](piece)) return true;
    if (std::exchange(within_rows_, false)) ++row_;
    if (at_ == std::string::npos) return false;
    const auto mark = text_.find(rows_mark, at_);
    piece = text_.substr(at_, mark - at_);
    within_rows_ = mark != std::string::npos;
    at_ = within_rows_ ? mark + rows_mark.size() : mark;
    return true;
  }

 private:
  std::string text_;
  std::vector<package::Pieces> rows_;
  std::size_t at_ = 0, row_ = 0;
  bool within_rows_ = false;
};

}  // namespace

std::string plain_line(std::string text) {
  text = writable(text);
  std::erase_if(text, [](char c) { return c == '\n' || c == '\t' || c == '\r'; });
  return text;
}

Flow::Flow() {
  auto root = add(document_, "w:document");
  set(root, "xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
  set(root, "xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
  body_ = add(root, "w:body");
}

pugi::xml_node Flow::paragraph(const ParagraphProperties& properties) {
  auto node = add(body_, "w:p");
  properties.write(add(node, "w:pPr"));
  return node;
}

pugi::xml_node Flow::paragraph(const ParagraphProperties& properties, const std::string& content, const RunProperties& run) {
  auto node = paragraph(properties);
  text(node, content, run);
  return node;
}

void Flow::text(pugi::xml_node paragraph, const std::string& text, RunProperties properties) {
  if (text.empty()) return;
  auto run = add(paragraph, "w:r");
  properties.east_asian_hint = true;
  properties.write(add(run, "w:rPr"));
  if (!write_text(run, text)) warn_of_control_character(position_, text);
}

void Flow::warn_of_control_character(const Position& position, const std::string& text) {
  diagnostics_.push_back({Severity::warning, position, control_character, {plain_line(text)}});
}

std::string Flow::image_id(const std::shared_ptr<const Image>& image) {
  const auto found = std::find(images_.begin(), images_.end(), image);
  const auto index = static_cast<std::size_t>(found - images_.begin());
  if (found == images_.end()) images_.push_back(image);
  return image_relation(index);
}

void Flow::image(pugi::xml_node paragraph, const std::shared_ptr<const Image>& image, DrawingSize size,
                 const std::string& description) {
  add_drawing(add(paragraph, "w:r"), inline_picture(image_id(image), size, {++drawings_, plain_line(description)}));
}

void Flow::image_behind(pugi::xml_node paragraph, const std::shared_ptr<const Image>& image, double left, double top,
                        DrawingSize size, const std::string& description) {
  const Anchor anchor{"margin", left, "paragraph", top};
  add_drawing(add(paragraph, "w:r"), anchored_picture(image_id(image), anchor, size, {++drawings_, plain_line(description)}));
}

void Flow::chart(pugi::xml_node paragraph, const Chart& chart) {
  charts_.push_back(chart);
  const DrawingSize size{width_mm(), chart_height_mm(chart)};
  add_drawing(add(paragraph, "w:r"),
              inline_chart(chart_relation(charts_.size() - 1), size, {++drawings_, plain_line(chart.title)}));
}

void Flow::page_line(pugi::xml_node paragraph, double left, double top, double width, double thickness) {
  add_drawing(add(paragraph, "w:r"), anchored_line({"page", left, "page", top}, width, thickness, {++drawings_, "双线"}));
}

void Flow::rows(pugi::xml_node table, package::Pieces rows) {
  table.append_child(pugi::node_pi).set_name(rows_name);
  rows_.push_back(std::move(rows));
}

pugi::xml_node Flow::table() { return add(body_, "w:tbl"); }

void Flow::separate(int height_twips) { paragraph({.style = style::separator, .exact_pitch = height_twips}); }

void Flow::keep_with_next(pugi::xml_node first) {
  for (auto each = first; each; each = each.next_sibling()) {
    auto properties = each.child("w:pPr");
    if (properties && !properties.child("w:keepNext")) properties.insert_child_after("w:keepNext", properties.child("w:pStyle"));
  }
}

bool Flow::turn_page(bool landscape) {
  if (empty()) {
    landscape_ = landscape;
    return false;
  }
  if (landscape == landscape_) return true;
  end_section();
  landscape_ = landscape;
  return false;
}

void Flow::turn_to_even_page(bool numbered) {
  end_section();
  landscape_ = false;
  numbered_ = numbered;
  section_start_ = "evenPage";
  separate(20);  // a section that begins with a floating table has no page of its own in LibreOffice
}

void Flow::end_section() {
  write_section(body_.last_child().child("w:pPr"));
  section_start_ = "nextPage";
  first_section_ = false;
}

double Flow::width_mm() const { return landscape_ ? page::type_area_height_mm : page::type_area_width_mm; }

void Flow::write_section(pugi::xml_node parent) const {
  using namespace page;
  auto section = add(parent, "w:sectPr");
  const bool first = first_page_differs_ && first_section_;
  if (first) {
    auto footer = add(section, "w:footerReference");
    set(footer, "w:type", "first");
    set(footer, "r:id", empty_footer_id);
  }
  for (const bool even : {false, true}) {
    auto footer = add(section, "w:footerReference");
    set(footer, "w:type", even ? "even" : "default");
    set(footer, "r:id", numbered_ ? footer_id(landscape_, even) : empty_footer_id);
  }
  add(section, "w:type", section_start_);
  auto size = add(section, "w:pgSz");
  set(size, "w:w", twips(landscape_ ? paper_height_mm : paper_width_mm));
  set(size, "w:h", twips(landscape_ ? paper_width_mm : paper_height_mm));
  if (landscape_) set(size, "w:orient", "landscape");
  // A page on its side: its top is the binding edge of the upright sheet, its left is the sheet's foot (9704-8b).
  auto margins = add(section, "w:pgMar");
  set(margins, "w:top", twips(landscape_ ? binding_margin_mm - half_leading_mm : processor_top_margin_mm));
  set(margins, "w:right", twips(landscape_ ? top_margin_mm : right_margin_mm));
  set(margins, "w:bottom", twips(landscape_ ? right_margin_mm - half_leading_mm : processor_bottom_margin_mm));
  set(margins, "w:left", twips(landscape_ ? bottom_margin_mm : binding_margin_mm));
  set(margins, "w:header", twips(header_distance_mm));
  set(margins, "w:footer", twips(landscape_ ? landscape_footer_distance_mm : footer_distance_mm));
  set(margins, "w:gutter", 0);
  if (first) add(section, "w:titlePg");
}

package::Pieces Flow::finish() {
  write_section(body_);
  if (drawings_ > 0) declare_drawing_names(document_.first_child());
  return Interleaved(to_xml(document_), std::move(rows_));
}

}  // namespace hongtou::docx
