#include "plugins/pdf/content.h"

#include <cmath>
#include <optional>

#include "engine/document/page.h"

namespace hongtou::pdf {

namespace {

constexpr int point_decimals = 3;
constexpr int em_decimals = 1;             // of adjustments, in thousandths of an em
constexpr double least_adjustment = 0.05;  // thousandths of an em
constexpr double k = points_a_mm;

class Writer {
 public:
  Writer(const Pages& pages, const Page& page, const EmbeddedFonts& fonts, const std::vector<int>& images)
      : pages_(pages), page_(page), fonts_(fonts), images_(images) {}

  Content write() {
    for (auto i = page_.first_image; i < page_.first_image + page_.image_count; ++i) write(pages_.images[i], images_[i]);
    close_mark();
    write_rules();
    for (auto i = page_.first_run; i < page_.first_run + page_.run_count; ++i) write(pages_.runs[i]);
    close_mark();
    return std::move(content_);
  }

 private:
  std::string& out() { return content_.stream; }

  void number(double value) {
    append_number(out(), value, point_decimals);
    out() += ' ';
  }

  void color(bool red, float grey = 0) {
    if (red_ == red && grey_ == grey) return;
    red_ = red;
    grey_ = grey;
    if (red) {
      out() += "1 0 0 rg\n";
      return;
    }
    append_number(out(), static_cast<double>(grey), 2);
    out() += " g\n";
  }

  // The unit square, laid on the image's rectangle.
  void write(const PlacedImage& image, int resource) {
    mark(image.element);
    out() += "q\n";
    const double width = k * image.width, height = k * image.height;
    for (const double part :
         {page_.landscape ? 0 : width, page_.landscape ? width : 0, page_.landscape ? -height : 0, page_.landscape ? 0 : height})
      number(part);
    position(image.x, image.y + image.height);
    out() += "cm\n/I" + std::to_string(resource) + " Do\nQ\n";
  }

  // A corner of the sheet is the origin: of a page in landscape, read from its right, the corner at the top left.
  void position(double x, double y) {
    number(k * (page_.landscape ? y : x));
    number(k * (page_.landscape ? x : page::paper_height_mm - y));
  }

  void write_rules() {
    if (page_.rule_count == 0) return;
    out() += "/Artifact BMC\n";
    for (auto i = page_.first_rule; i < page_.first_rule + page_.rule_count; ++i) {
      const auto& rule = pages_.rules[i];
      if (rule.x1 != rule.x2 && rule.y1 != rule.y2) {
        write_slanted(rule);
        continue;
      }
      color(rule.red, rule.grey);
      const double half = rule.width / 2;
      const bool level = rule.y1 == rule.y2;
      const double left = rule.x1 - (level ? 0 : half), right = rule.x2 + (level ? 0 : half);
      const double top = rule.y1 - (level ? half : 0), bottom = rule.y2 + (level ? half : 0);
      position(left, page_.landscape ? top : bottom);
      number(k * (page_.landscape ? bottom - top : right - left));
      number(k * (page_.landscape ? right - left : bottom - top));
      out() += "re f\n";
    }
    out() += "EMC\n";
  }

  void write_slanted(const Rule& rule) {
    append_number(out(), static_cast<double>(rule.grey), 2);
    out() += " G ";
    number(k * rule.width);
    out() += "w 1 J ";
    position(rule.x1, rule.y1);
    out() += "m ";
    position(rule.x2, rule.y2);
    out() += "l S\n";
  }

  void mark(int element) {
    if (marked_ && *marked_ == element) return;
    close_mark();
    marked_ = element;
    if (element == no_element) {
      out() += "/Artifact BMC\n";
    } else {
      out() += "/P<</MCID " + std::to_string(content_.elements.size()) + ">>BDC\n";
      content_.elements.push_back(element);
    }
  }

  void close_mark() {
    if (marked_) out() += "EMC\n";
    marked_.reset();
  }

  void write(const Run& run) {
    if (run.count == 0) return;
    mark(run.element);
    color(run.red);
    out() += "BT\n";
    if (font_ != run.font || size_ != run.size) {
      out() += "/F" + std::to_string(run.font) + ' ';
      number(run.size * k);
      out() += "Tf\n";
      font_ = run.font;
      size_ = run.size;
    }
    if (page_.landscape && !run.turned) {
      out() += "0 ";
      number(run.stretch);
      out() += "-1 0 ";
    } else {
      number(run.stretch);
      out() += "0 0 1 ";
    }
    position(run.x, run.y);
    out() += "Tm\n";
    show(run);
    out() += "ET\n";
  }

  // From each glyph's place: spacing that holds for all, and adjustments where a glyph stands elsewhere.
  void show(const Run& run) {
    const double em = static_cast<double>(run.size) * static_cast<double>(run.stretch) / 1000;
    const auto place = [&](std::uint32_t i) { return static_cast<double>(pages_.glyphs[run.first + i].x) / em; };
    const auto code = [&](std::uint32_t i) { return fonts_.code(run.font, pages_.glyphs[run.first + i].id); };
    const double first_gap = run.count > 1 ? place(1) - place(0) - code(0).advance : 0;
    const double spacing = std::round(first_gap * 10) / 10;
    if (spacing != spacing_ || spacing_size_ != run.size) {
      append_number(out(), spacing / 1000 * static_cast<double>(run.size) * k, 5);
      out() += " Tc\n";
      spacing_ = spacing;
      spacing_size_ = run.size;
    }
    out() += "[";
    bool open = false;
    double pen = 0;
    for (std::uint32_t i = 0; i < run.count; ++i) {
      const double off = std::round((place(i) - pen) * 10) / 10;
      if (std::abs(off) > least_adjustment) {
        if (open) out() += ">";
        open = false;
        append_number(out(), -off, em_decimals);
        pen += off;
      }
      if (!open) out() += "<";
      open = true;
      const auto [value, advance] = code(i);
      constexpr const char* hex = "0123456789ABCDEF";
      for (int shift = 12; shift >= 0; shift -= 4) out() += hex[value >> shift & 0xF];
      pen += advance + spacing;
    }
    out() += ">]TJ\n";
  }

  const Pages& pages_;
  const Page& page_;
  const EmbeddedFonts& fonts_;
  const std::vector<int>& images_;
  Content content_;
  bool red_ = false;
  float grey_ = 0;
  std::optional<int> marked_;
  std::optional<FontId> font_;
  float size_ = 0;
  double spacing_ = 0;
  float spacing_size_ = 0;
};

}  // namespace

Content content_of(const Pages& pages, const Page& page, const EmbeddedFonts& fonts, const std::vector<int>& images) {
  return Writer(pages, page, fonts, images).write();
}

}  // namespace hongtou::pdf
