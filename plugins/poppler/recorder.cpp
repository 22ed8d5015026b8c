#include "plugins/poppler/recorder.h"

#include <GfxFont.h>
#include <GfxState.h>

#include <algorithm>
#include <cmath>

namespace hongtou::poppler {

namespace {

constexpr double mm_per_pt = 25.4 / 72;
constexpr double thin_mm = 1.5;  // a filled bar that is a rule

std::uint32_t packed(const GfxRGB& color) {
  const auto part = [](GfxColorComp value) { return static_cast<std::uint32_t>(colToByte(value)); };
  return part(color.r) << 16 | part(color.g) << 8 | part(color.b);
}

std::uint32_t fill_color(const GfxState& state) {
  GfxRGB color;
  state.getFillRGB(&color);
  return packed(color);
}

std::uint32_t stroke_color(const GfxState& state) {
  GfxRGB color;
  state.getStrokeRGB(&color);
  return packed(color);
}

struct Point {
  double x = 0, y = 0;
};

Point placed(const GfxState& state, double x, double y) {
  Point point;
  state.transform(x, y, &point.x, &point.y);
  return {point.x * mm_per_pt, point.y * mm_per_pt};
}

constexpr int invisible = 3, stroked_too = 2;  // text render modes (ISO 32000-1, table 106)
constexpr std::uint32_t white = 0xFFFFFF;

}  // namespace

int Recorder::font_of(GfxState& state) {
  const auto& font = state.getFont();
  const auto name = font && font->getName() ? *font->getName() : std::string();
  const auto [known, is_new] = fonts_.try_emplace(name, static_cast<int>(printout_.fonts.size()));
  if (is_new) {
    Ref reference;
    const bool embedded = font && (font->getType() == fontType3 || font->getEmbeddedFontID(&reference));
    printout_.fonts.push_back({name, embedded});
  }
  return known->second;
}

void Recorder::drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x, double origin_y, CharCode,
                        int, const Unicode* characters, int count) {
  ++marks_;
  if (state->getRender() == invisible || fill_color(*state) == white || count <= 0 || is_overfull()) return;
  const auto origin = placed(*state, x - origin_x, y - origin_y), next = placed(*state, x - origin_x + dx, y - origin_y + dy);
  lint::PrintedGlyph glyph;
  glyph.size_pt = state->getTransformedFontSize();
  glyph.font = font_of(*state);
  glyph.rgb = fill_color(*state);
  glyph.turned = std::abs(next.y - origin.y) > std::abs(next.x - origin.x);
  glyph.thickened = state->getRender() == stroked_too;
  glyph.advance = (next.x - origin.x) / count;
  for (int i = 0; i < count; ++i) {
    glyph.character = characters[i];
    glyph.x = origin.x + glyph.advance * i;
    glyph.y = origin.y;
    page().glyphs.push_back(glyph);
  }
}

void Recorder::add_rule(double x1, double y1, double x2, double y2, double width, std::uint32_t rgb) {
  if (++marks_ > lint::most_marks || rgb == white) return;
  page().rules.push_back({std::min(x1, x2), std::min(y1, y2), std::max(x1, x2), std::max(y1, y2), width, rgb});
}

void Recorder::stroke(GfxState* state) {
  const auto* path = state->getPath();
  const double width = state->getTransformedLineWidth() * mm_per_pt;
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const auto* part = path->getSubpath(i);
    for (int point = 1; point < part->getNumPoints(); ++point) {
      if (part->getCurve(point)) continue;
      const auto from = placed(*state, part->getX(point - 1), part->getY(point - 1));
      const auto to = placed(*state, part->getX(point), part->getY(point));
      add_rule(from.x, from.y, to.x, to.y, width, stroke_color(*state));
    }
  }
}

void Recorder::fill(GfxState* state) {
  const auto* path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const auto* part = path->getSubpath(i);
    if (part->getNumPoints() < 4 || part->getNumPoints() > 5) continue;
    double left = HUGE_VAL, top = HUGE_VAL, right = -HUGE_VAL, bottom = -HUGE_VAL;
    for (int point = 0; point < part->getNumPoints(); ++point) {
      const auto at = placed(*state, part->getX(point), part->getY(point));
      left = std::min(left, at.x), right = std::max(right, at.x);
      top = std::min(top, at.y), bottom = std::max(bottom, at.y);
    }
    const double width = right - left, height = bottom - top;
    if (height <= thin_mm && width > 2 * height)
      add_rule(left, (top + bottom) / 2, right, (top + bottom) / 2, height, fill_color(*state));
    else if (width <= thin_mm && height > 2 * width)
      add_rule((left + right) / 2, top, (left + right) / 2, bottom, width, fill_color(*state));
  }
}

void Recorder::add_picture(const GfxState& state) {
  if (++marks_ > lint::most_marks) return;
  const auto a = placed(state, 0, 0), b = placed(state, 1, 1);
  page().pictures.push_back({std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)});
}

void Recorder::drawImage(GfxState* state, Object* reference, Stream* stream, int width, int height, GfxImageColorMap* colors,
                         bool interpolate, const int* mask, bool is_inline) {
  add_picture(*state);
  OutputDev::drawImage(state, reference, stream, width, height, colors, interpolate, mask, is_inline);
}

void Recorder::drawImageMask(GfxState* state, Object* reference, Stream* stream, int width, int height, bool invert,
                             bool interpolate, bool is_inline) {
  add_picture(*state);
  OutputDev::drawImageMask(state, reference, stream, width, height, invert, interpolate, is_inline);
}

}  // namespace hongtou::poppler
