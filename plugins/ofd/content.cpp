#include "plugins/ofd/content.h"

#include <algorithm>
#include <cmath>

#include "engine/document/page.h"
#include "engine/text.h"
#include "plugins/ofd/xml.h"

namespace hongtou::ofd {

namespace {

constexpr double ascent = 0.88, descent = 0.22;  // em, of the box that readers cut text off at
constexpr const char* red_value = "Value=\"255 0 0\"";
constexpr const char* black_value = "Value=\"0 0 0\"";

std::string color_of(const Rule& rule) {
  if (rule.red) return red_value;
  const auto level = std::to_string(std::lround(255 * static_cast<double>(rule.grey)));
  return "Value=\"" + level + ' ' + level + ' ' + level + '"';
}

std::string attribute(const char* name, const std::string& value) { return std::string(" ") + name + "=\"" + value + "\""; }

// Readers do not agree how to count characters beyond the basic plane, so each stands alone.
bool stands_alone(char32_t character) { return character > 0xFFFF; }

class PageWriter {
 public:
  PageWriter(const Pages& pages, const Page& page, const Resources& resources, int page_id, Identifiers& identifiers,
             std::vector<TextReference>& references)
      : pages_(pages),
        page_(page),
        resources_(resources),
        page_id_(page_id),
        identifiers_(identifiers),
        references_(references) {}

  std::string write() {
    const auto layer = "ID=\"" + std::to_string(identifiers_.next()) + "\" Type=\"Body\"";
    for (auto i = page_.first_image; i < page_.first_image + page_.image_count; ++i)
      write(pages_.images[i], resources_.images[i]);
    for (auto i = page_.first_rule; i < page_.first_rule + page_.rule_count; ++i) write(pages_.rules[i]);
    for (auto i = page_.first_run; i < page_.first_run + page_.run_count; ++i) write(pages_.runs[i]);
    const double width = page_.landscape ? page::paper_height_mm : page::paper_width_mm;
    const double height = page_.landscape ? page::paper_width_mm : page::paper_height_mm;
    const auto area = element("Area", element("PhysicalBox", box(0, 0, width, height)));
    return part("Page", area + element("Content", element("Layer", objects_, layer)));
  }

 private:
  std::string identifier() { return "ID=\"" + std::to_string(identifiers_.next()) + "\""; }

  void write(const PlacedImage& image, int resource) {
    objects_ += element("ImageObject", "",
                        identifier() + attribute("Boundary", box(image.x, image.y, image.width, image.height)) +
                            attribute("CTM", number(image.width) + " 0 0 " + number(image.height) + " 0 0") +
                            attribute("ResourceID", std::to_string(resource)));
    references_.push_back({identifiers_.last(), page_id_, image.element});
  }

  void write_path(const Rule& rule, const std::string& boundary, const std::string& from, const std::string& to) {
    objects_ +=
        element("PathObject", element("StrokeColor", "", color_of(rule)) + element("AbbreviatedData", "M " + from + " L " + to),
                identifier() + attribute("Boundary", boundary) + attribute("LineWidth", number(rule.width)) +
                    " Stroke=\"true\" Fill=\"false\"");
  }

  void write_slanted(const Rule& rule) {
    const double left = std::min(rule.x1, rule.x2) - rule.width, top = std::min(rule.y1, rule.y2) - rule.width;
    const double width = std::abs(rule.x2 - rule.x1) + 2 * rule.width, height = std::abs(rule.y2 - rule.y1) + 2 * rule.width;
    write_path(rule, box(left, top, width, height), number(rule.x1 - left) + ' ' + number(rule.y1 - top),
               number(rule.x2 - left) + ' ' + number(rule.y2 - top));
  }

  void write(const Rule& rule) {
    const bool level = rule.y1 == rule.y2;
    if (!level && rule.x1 != rule.x2) return write_slanted(rule);
    const double half = rule.width / 2;
    const double width = level ? rule.x2 - rule.x1 : rule.width, height = level ? rule.width : rule.y2 - rule.y1;
    const auto from = level ? number(0) + ' ' + number(half) : number(half) + ' ' + number(0);
    const auto to = level ? number(width) + ' ' + number(half) : number(half) + ' ' + number(height);
    const auto boundary = level ? box(rule.x1, rule.y1 - half, width, height) : box(rule.x1 - half, rule.y1, width, height);
    write_path(rule, boundary, from, to);
  }

  void write(const Run& run) {
    for (std::uint32_t begin = 0; begin < run.count;) {
      auto end = begin + 1;
      if (!stands_alone(glyph(run, begin).character))
        while (end < run.count && !stands_alone(glyph(run, end).character)) ++end;
      write(run, begin, end);
      begin = end;
    }
  }

  const PlacedGlyph& glyph(const Run& run, std::uint32_t index) const { return pages_.glyphs[run.first + index]; }

  void write(const Run& run, std::uint32_t begin, std::uint32_t end) {
    std::u32string characters;
    std::vector<double> advances;
    for (auto i = begin; i < end; ++i) {
      characters += glyph(run, i).character;
      if (i > begin) advances.push_back(static_cast<double>(glyph(run, i).x - glyph(run, i - 1).x));
    }
    const auto size = static_cast<double>(run.size), offset = static_cast<double>(glyph(run, begin).x);
    const double length = static_cast<double>(glyph(run, end - 1).x) - offset + size;
    const double height = (ascent + descent) * size;
    auto attributes = identifier();
    references_.push_back({identifiers_.last(), page_id_, run.element});
    if (run.turned)
      attributes += attribute("Boundary", box(run.x - descent * size, run.y + offset, height, length)) +
                    attribute("CTM", "0 1 -1 0 " + number(height) + " 0");
    else
      attributes += attribute("Boundary", box(run.x + offset, run.y - ascent * size, length, height));
    attributes += attribute("Font", std::to_string(resources_.fonts[run.font])) + attribute("Size", number(size));
    if (run.stretch != 1) attributes += attribute("HScale", number(static_cast<double>(run.stretch)));
    auto code = "X=\"0\" Y=\"" + number(ascent * size) + "\"";
    if (!advances.empty()) code += attribute("DeltaX", deltas(advances));
    objects_ += element(
        "TextObject",
        element("FillColor", "", run.red ? red_value : black_value) + element("TextCode", escaped(to_utf8(characters)), code),
        attributes);
  }

  const Pages& pages_;
  const Page& page_;
  const Resources& resources_;
  const int page_id_;
  Identifiers& identifiers_;
  std::vector<TextReference>& references_;
  std::string objects_;
};

}  // namespace

std::string page_part(const Pages& pages, const Page& page, const Resources& resources, int page_id, Identifiers& identifiers,
                      std::vector<TextReference>& references) {
  return PageWriter(pages, page, resources, page_id, identifiers, references).write();
}

}  // namespace hongtou::ofd
