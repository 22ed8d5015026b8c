#include <algorithm>
#include <charconv>

#include "engine/document/page.h"
#include "engine/document/writable.h"
#include "engine/layout/layout.h"
#include "engine/text.h"
#include "plugins/svg/svg.h"

namespace hongtou::svg {

namespace {

constexpr double space = 8;  // mm, around a page

std::string number(double mm) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, mm, std::chars_format::fixed, 3).ptr;
  std::string out(digits, end);
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out;
}

std::string attribute(const char* name, double value) { return std::string(" ") + name + "=\"" + number(value) + "\""; }

std::string escaped(const std::string& text) { return replace_all(replace_all(writable(text), "&", "&amp;"), "<", "&lt;"); }

double width_of(const Page& page) { return page.landscape ? page::paper_height_mm : page::paper_width_mm; }
double height_of(const Page& page) { return page.landscape ? page::paper_width_mm : page::paper_height_mm; }

class Writer {
 public:
  Writer(const Pages& pages, const SystemFonts& fonts) : pages_(pages), fonts_(fonts) {}

  Result<std::string> write() {
    double width = 0, height = space;
    for (const auto& page : pages_.pages) {
      width = std::max(width, width_of(page) + 2 * space);
      height += height_of(page) + space;
    }
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"" +
           number(width) + "mm\" height=\"" + number(height) + "mm\" viewBox=\"0 0 " + number(width) + " " + number(height) +
           "\">\n<title>" + escaped(pages_.title) + "</title>\n";
    if (const auto written = write_fonts(); !written.ok()) return written.diagnostics();
    out_ += "<rect width=\"100%\" height=\"100%\" fill=\"#808080\"/>\n";
    double top = space;
    for (const auto& page : pages_.pages) {
      write(page, (width - width_of(page)) / 2, top);
      top += height_of(page) + space;
    }
    return std::move(out_ += "</svg>\n");
  }

 private:
  Status write_fonts() {
    std::vector<std::vector<char32_t>> characters(fonts_.font_count());
    for (const auto& run : pages_.runs)
      for (auto i = run.first; i < run.first + run.count; ++i) characters[run.font].push_back(pages_.glyphs[i].character);
    out_ += "<style>text{white-space:pre}\n";
    for (std::size_t i = 0; i < characters.size(); ++i) {
      if (characters[i].empty()) continue;
      std::sort(characters[i].begin(), characters[i].end());
      characters[i].erase(std::unique(characters[i].begin(), characters[i].end()), characters[i].end());
      const auto file = fonts_.font(static_cast<FontId>(i)).subset_file(characters[i]);
      if (!file.ok()) return file.diagnostics();
      out_ += "@font-face{font-family:F" + std::to_string(i) + ";src:url(data:font/otf;base64," + base64(*file) + ")}\n";
    }
    out_ += "</style>\n";
    return success;
  }

  void write(const Page& page, double left, double top) {
    out_ += "<g transform=\"translate(" + number(left) + " " + number(top) + ")\">\n<rect" + attribute("width", width_of(page)) +
            attribute("height", height_of(page)) + " fill=\"#fff\"/>\n";
    for (auto i = page.first_image; i < page.first_image + page.image_count; ++i) write(pages_.images[i]);
    for (auto i = page.first_rule; i < page.first_rule + page.rule_count; ++i) write(pages_.rules[i]);
    for (auto i = page.first_run; i < page.first_run + page.run_count; ++i) write(pages_.runs[i]);
    out_ += "</g>\n";
  }

  static std::string color(bool red, float grey = 0) {
    if (red) return "#f00";
    if (grey == 0) return "#000";
    const auto share = number(100 * static_cast<double>(grey)) + "%";
    return "rgb(" + share + "," + share + "," + share + ")";
  }

  void write(const PlacedImage& image) {
    const auto title = image.element == no_element ? "" : pages_.elements[static_cast<std::size_t>(image.element)].description;
    out_ += "<image" + attribute("x", image.x) + attribute("y", image.y) + attribute("width", image.width) +
            attribute("height", image.height) +
            " preserveAspectRatio=\"none\" href=\"data:" + std::string(media_type_of(image.image->type)) + ";base64," +
            base64(image.image->bytes) + "\"><title>" + escaped(title) + "</title></image>\n";
  }

  void write(const Rule& rule) {
    out_ += "<line" + attribute("x1", rule.x1) + attribute("y1", rule.y1) + attribute("x2", rule.x2) + attribute("y2", rule.y2) +
            attribute("stroke-width", rule.width) + " stroke=\"" + color(rule.red, rule.grey) + "\"/>\n";
  }

  // Each character at its place; those beyond the basic plane count twice.
  void write(const Run& run) {
    if (run.count == 0) return;
    std::string places;
    std::u32string text;
    for (auto i = run.first; i < run.first + run.count; ++i) {
      const auto& glyph = pages_.glyphs[i];
      const auto place = number(static_cast<double>(glyph.x) / static_cast<double>(run.stretch));
      places += (places.empty() ? "" : " ") + place + (glyph.character > 0xFFFF ? " " + place : "");
      text += glyph.character;
    }
    out_ += "<text font-family=\"F" + std::to_string(run.font) + "\"" + attribute("font-size", static_cast<double>(run.size)) +
            " fill=\"" + color(run.red) + "\" transform=\"translate(" + number(run.x) + " " + number(run.y) + ")";
    if (run.turned) out_ += " rotate(90)";
    if (run.stretch != 1) out_ += " scale(" + number(static_cast<double>(run.stretch)) + " 1)";
    out_ += "\" x=\"" + places + "\" y=\"0\">" + escaped(to_utf8(text)) + "</text>\n";
  }

  const Pages& pages_;
  const SystemFonts& fonts_;
  std::string out_;
};

class SvgFormat final : public Format {
 public:
  FormatInfo info() const override { return {"svg", ".svg", "image/svg+xml"}; }

  Result<std::string> write(const Document& document, const Environment&) const override {
    return fonts_.print(document, to_svg);
  }

 private:
  SystemFontsOnDemand fonts_;
};

}  // namespace

Result<std::string> to_svg(const Pages& pages, const SystemFonts& fonts) { return Writer(pages, fonts).write(); }

std::unique_ptr<Format> make_svg_format() { return std::make_unique<SvgFormat>(); }

}  // namespace hongtou::svg
