#include "engine/layout/composer.h"

#include <algorithm>
#include <utility>

#include "engine/document/line_ends.h"
#include "engine/document/writable.h"
#include "engine/layout/messages.h"
#include "engine/text.h"

namespace hongtou::layout {

namespace {

constexpr Message glyph_fallback{"layout.glyph_fallback", "“{0}”（{1}）字用了“{2}”字体，与其他字不同",
                                 "the character “{0}” ({1}) is set in “{2}”, unlike those around it",
                                 "如不合适，请安装字库齐全的公文字体",
                                 "install a complete font for official documents if this will not do"};
constexpr Message control_character{"layout.control_character", "文字中有不能打印的控制字符（{0}），已略去",
                                    "the text holds a control character that cannot be printed ({0}); left out",
                                    "请重新键入这段文字，不要从其他程序直接粘贴",
                                    "type this text again instead of pasting it from another program"};

constexpr double half = 0.5;
constexpr double widest_spread = 0.5;  // of a cell, between two characters of a line

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

}  // namespace

std::string code_point(char32_t c) {
  constexpr const char* digits = "0123456789ABCDEF";
  std::string out;
  for (auto rest = static_cast<std::uint32_t>(c); rest > 0 || out.size() < 4; rest /= 16) out.insert(0, 1, digits[rest % 16]);
  return "U+" + out;
}

int Composer::add_element(Element element) {
  galley_.elements.push_back(element);
  return static_cast<int>(galley_.elements.size()) - 1;
}

Box& Composer::add_box(double height, double gap) {
  Box box{.height = height,
          .gap = std::max(gap, std::exchange(least_gap_, 0)),
          .new_page = std::exchange(new_page_, false),
          .landscape = landscape_};
  box.first_run = box.run_end = static_cast<std::uint32_t>(galley_.runs.size());
  box.first_rule = box.rule_end = static_cast<std::uint32_t>(galley_.rules.size());
  box.first_image = box.image_end = static_cast<std::uint32_t>(galley_.images.size());
  galley_.boxes.push_back(box);
  return galley_.boxes.back();
}

void Composer::end_box() {
  galley_.boxes.back().run_end = static_cast<std::uint32_t>(galley_.runs.size());
  galley_.boxes.back().rule_end = static_cast<std::uint32_t>(galley_.rules.size());
  galley_.boxes.back().image_end = static_cast<std::uint32_t>(galley_.images.size());
}

void Composer::keep_last(std::size_t count) {
  const auto boxes = galley_.boxes.size();
  for (auto i = boxes - std::min(count, boxes); i < boxes; ++i) galley_.boxes[i].keep_with_next = true;
}

void Composer::report(char32_t character, const FoundGlyph& glyph) {
  if (!reported_.insert(character).second) return;
  const auto text = to_utf8({&character, 1});
  if (glyph.id == 0)
    diagnostics_.push_back({Severity::error, position_, glyph_missing, {text, code_point(character)}});
  else
    diagnostics_.push_back(
        {Severity::warning, position_, glyph_fallback, {text, code_point(character), typefaces_.font_name(glyph.font)}});
}

void Composer::add_character(char32_t character, std::uint8_t style_index) {
  if (is_invisible(character)) return;
  if (character == U'\n') return items_.push_back({.character = character, .style = style_index});
  if (character == U'\t') character = U' ';
  if (character < U' ' || !is_writable(character)) {
    if (reported_.insert(character).second)
      diagnostics_.push_back({Severity::warning, position_, control_character, {code_point(character)}});
    return;
  }
  const auto& style = styles_[style_index];
  const bool latin = style.face != Face::song && (is_latin(character) || character == U' ');
  const auto glyph = typefaces_.glyph(latin ? Face::latin : style.face, character);
  if (glyph.id == 0 || glyph.fallback) report(character, glyph);
  double advance = glyph.advance;
  if (is_full_width(character)) advance = 1;
  if (is_digit(character)) advance = half;
  const double unit = style.size_pt * mm_of_pt * style.stretch;
  items_.push_back({.character = character,
                    .glyph = glyph.id,
                    .width = static_cast<float>(advance * unit * style.ratio),
                    .shift = static_cast<float>((advance - glyph.advance) * unit / 2),
                    .font = glyph.font,
                    .style = style_index});
}

void Composer::set(std::initializer_list<Piece> pieces) {
  items_.clear();
  styles_.clear();
  for (const auto& piece : pieces) {
    styles_.push_back(piece.style);
    for (const char32_t character : to_utf32(piece.text)) add_character(character, static_cast<std::uint8_t>(styles_.size() - 1));
  }
  mark_line_ends(items_);
}

double Composer::height(const Line& line) const {
  double size_pt = styles_.front().size_pt;
  for (auto i = line.begin; i < line.end; ++i) size_pt = std::max(size_pt, styles_[items_[i].style].size_pt);
  return size_pt * mm_of_pt;
}

void Composer::paragraph(const Setting& setting, std::initializer_list<Piece> pieces) {
  const int element = add_element({.role = setting.role, .level = setting.level});
  const bool labelled = !setting.labels.empty();
  if (labelled) {
    const double size = pieces.begin()->style.size_pt * mm_of_pt;
    add_box(size, setting.gap);
    for (const auto& label : setting.labels) place({.x = label.x, .width = width()}, {{label.text, label.style}}, element);
  }
  set(pieces);
  const double line_width = width() - setting.left - setting.right;
  break_lines(items_, line_width - setting.first_line, line_width, lines_);
  for (const auto& line : lines_) {
    const bool first = &line == &lines_.front();
    if (!first || !labelled) add_box(height(line), first ? setting.gap : setting.leading);
    auto& box = galley_.boxes.back();
    box.keep_with_next = setting.keep_with_next;
    const double indent = first ? setting.first_line : 0;
    place(line, setting.left + indent, ascent * box.height, line_width - indent, setting.edge, element);
    end_box();
  }
}

std::size_t Composer::place(const Area& area, std::initializer_list<Piece> pieces, int element) {
  set(pieces);
  break_lines(items_, area.width, area.width, lines_);
  double y = area.y;
  for (const auto& line : lines_) {
    const double size = height(line);
    place(line, area.x, y + ascent * size, area.width, area.edge, element);
    y += size + area.leading;
  }
  return lines_.size();
}

double Composer::natural_width(std::string_view text, const Style& style) {
  set({{text, style}});
  double width = 0;
  for (const auto& item : items_) width += item.width;
  return width;
}

void Composer::place(const Line& line, double x, double y, double width, Edge edge, int element) {
  if (line.begin == line.end) return;
  advances_.clear();
  for (auto i = line.begin; i < line.end; ++i) advances_.push_back(items_[i].width);
  const double missing = std::max(0.0, width - line.width);
  if (line.squeeze > 0)
    squeeze(line);
  else if (edge == Edge::distribute || (edge == Edge::both && !line.last))
    spread(line, missing, edge == Edge::distribute);
  else if (edge == Edge::center)
    x += missing / 2;
  else if (edge == Edge::right)
    x += missing;
  draw(line, x, y, element);
}

// 15834-5.1.10, 5.1.11: the mark at the line's end first, then pairs of marks, then all of them.
void Composer::squeeze(const Line& line) {
  double rest = line.squeeze;
  const auto take = [&](std::uint32_t i, double most) {
    auto& advance = advances_[i - line.begin];
    const double given = static_cast<double>(items_[i].width - advance);
    const double part = std::clamp(most - given, 0.0, rest);
    advance -= static_cast<float>(part);
    rest -= part;
  };
  take(line.end - 1, squeezable(items_[line.end - 1], nullptr));
  for (auto i = line.begin; i + 1 < line.end; ++i) take(i, squeezable(items_[i], &items_[i + 1]));
  for (auto i = line.begin; i + 1 < line.end; ++i) take(i, squeezable(items_[i], nullptr));
}

void Composer::spread(const Line& line, double missing, bool however_wide) {
  int gaps = 0;
  for (auto i = line.begin; i + 1 < line.end; ++i) gaps += stands_close(items_[i], items_[i + 1]) ? 0 : 1;
  const double extra = gaps == 0 ? 0 : missing / gaps;
  if (extra > widest_spread * cell && !however_wide) return;
  for (auto i = line.begin; i + 1 < line.end; ++i)
    if (!stands_close(items_[i], items_[i + 1])) advances_[i - line.begin] += static_cast<float>(extra);
}

void Composer::draw(const Line& line, double x, double y, int element) {
  const Item* before = nullptr;
  for (auto i = line.begin; i < line.end; ++i) {
    const auto& item = items_[i];
    if (item.glyph != 0) {
      if (!before || before->font != item.font || before->style != item.style) {
        const auto& style = styles_[item.style];
        galley_.runs.push_back({.x = x,
                                .y = y,
                                .size = static_cast<float>(style.size_pt * mm_of_pt),
                                .stretch = static_cast<float>(style.stretch),
                                .first = static_cast<std::uint32_t>(galley_.glyphs.size()),
                                .element = element,
                                .font = item.font,
                                .red = style.red});
      }
      auto& run = galley_.runs.back();
      galley_.glyphs.push_back({item.glyph, item.character, static_cast<float>(x + item.shift - run.x)});
      ++run.count;
      before = &item;
    }
    x += advances_[i - line.begin];
  }
}

}  // namespace hongtou::layout
