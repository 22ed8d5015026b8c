#include "engine/document/elements.h"
#include "engine/layout/parts.h"
#include "engine/text.h"

namespace hongtou::layout {

namespace {

constexpr double size = page::imprint_pt * mm_of_pt;  // also one character of it
constexpr double row_leading = pitch - size;
const Style style = plain(Face::fang_song, page::imprint_pt);

class ImprintComposer {
 public:
  explicit ImprintComposer(Composer& composer) : composer_(composer) {}

  // 9704-7.4.2: one character free left and right, lines that wrap go on under the first organ.
  void organs(const std::string& label, const std::string& names, const char* end) {
    if (names.empty()) return;
    const int element = composer_.add_element({.role = Role::copy_recipients});
    const double left = size * (1 + width_in_characters(label));
    const double y = height_ + row_leading / 2;
    composer_.place({.x = size, .y = y, .width = left}, {{label, style}}, element);
    const auto lines =
        composer_.place({.x = left, .y = y, .width = composer_.width() - left - size, .leading = row_leading, .edge = Edge::both},
                        {{names + end, style}}, element);
    height_ += static_cast<double>(lines) * pitch;
  }

  void thin_rule() {
    if (height_ > 0) rule(page::imprint_thin_rule_mm);
  }
  void thick_rule() { rule(page::imprint_thick_rule_mm); }

  // 9704-7.4.3: the office one character from the left, the date one from the right.
  void printing_line(const std::string& office, const std::string& date) {
    const int element = composer_.add_element({.role = Role::printing_line});
    const double room = composer_.width() - 2 * size;
    const double wanted = composer_.natural_width(office, style) + composer_.natural_width(date, style) + size / 2;
    Style fitted = style;
    if (wanted > room) fitted.stretch = room / wanted;
    const double y = height_ + row_leading / 2;
    composer_.place({.x = size, .y = y, .width = room}, {{office, fitted}}, element);
    composer_.place({.x = size, .y = y, .width = room, .edge = Edge::right}, {{date, fitted}}, element);
    height_ += pitch;
  }

  double height() const { return height_; }

 private:
  void rule(double width) { composer_.galley().rules.push_back({0, height_, composer_.width(), height_, width, false}); }

  Composer& composer_;
  double height_ = 0;
};

}  // namespace

bool compose_imprint(Composer& composer, const Document& document, const std::string& recipients) {
  const bool letter = document.format == DocumentFormat::letter;  // 9704-10.1k: no printing office, no rules
  const bool prints = !letter && (!document.printing_office.empty() || !document.date_of_printing.empty());
  if (document.copy_recipients.empty() && recipients.empty() && !prints) return false;
  composer.set_landscape(false);
  composer.add_box(0, leading);
  ImprintComposer imprint(composer);
  if (!letter) imprint.thick_rule();
  imprint.organs("主送：", recipients, "。");
  imprint.organs("抄送：", document.copy_recipients, "。");
  if (prints) {
    imprint.thin_rule();
    imprint.printing_line(document.printing_office,
                          document.date_of_printing.empty() ? std::string() : document.date_of_printing + "印发");
  }
  if (!letter) imprint.thick_rule();
  composer.galley().boxes.back().height = imprint.height();
  composer.end_box();
  return true;
}

void compose_page_number(Composer& composer, int number) {
  composer.add_box(page::page_number_pt * mm_of_pt, 0);
  composer.place({.width = composer.width()}, {{"— " + std::to_string(number) + " —", plain(Face::song, page::page_number_pt)}},
                 no_element);
  composer.end_box();
}

}  // namespace hongtou::layout
