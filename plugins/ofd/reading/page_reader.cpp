#include "plugins/ofd/reading/page_reader.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "engine/text.h"

namespace hongtou::ofd {

namespace {

constexpr double pt_per_mm = 72 / 25.4;
constexpr double thin_mm = 1.5;            // a filled bar that is a rule
constexpr double default_line_mm = 0.353;  // GB/T 33190, CT_GraphicUnit
constexpr int deepest = 32;                // page blocks within each other

struct Point {
  double x = 0, y = 0;
};

// From an object's own space to the page: its Boundary and CTM.
class Placement {
 public:
  explicit Placement(pugi::xml_node object) {
    const auto boundary = numbers_of(object.attribute("Boundary").value(), 4);
    if (boundary.size() == 4) origin_ = {boundary[0], boundary[1]};
    const auto matrix = numbers_of(object.attribute("CTM").value(), 6);
    if (matrix.size() == 6) std::copy(matrix.begin(), matrix.end(), matrix_);
  }

  Point place(double x, double y) const {
    return {origin_.x + matrix_[0] * x + matrix_[2] * y + matrix_[4], origin_.y + matrix_[1] * x + matrix_[3] * y + matrix_[5]};
  }
  double scale() const { return std::hypot(matrix_[0], matrix_[1]); }
  bool is_turned() const { return std::abs(matrix_[1]) > std::abs(matrix_[0]); }

 private:
  Point origin_;
  double matrix_[6] = {1, 0, 0, 1, 0, 0};
};

// DeltaX: distances, “g n v” for n times v; no more than the text has letters.
std::vector<double> deltas_of(std::string_view text, std::size_t most) {
  std::vector<double> deltas;
  const auto words = split(text, {" ", "\t", "\n", "\r"});
  for (std::size_t i = 0; i < words.size() && deltas.size() < most; ++i) {
    if (words[i] != "g") {
      const auto value = numbers_of(words[i], 1);
      if (!value.empty()) deltas.push_back(value[0]);
      continue;
    }
    const auto run =
        i + 2 < words.size() ? numbers_of(std::string(words[i + 1]) + " " + std::string(words[i + 2]), 2) : std::vector<double>();
    if (run.size() == 2 && run[0] > 0)
      deltas.insert(deltas.end(), static_cast<std::size_t>(std::min(run[0], static_cast<double>(most - deltas.size()))), run[1]);
    i += 2;
  }
  return deltas;
}

bool is_white(std::uint32_t rgb) { return rgb == 0xFFFFFF; }

}  // namespace

bool PageReader::take() { return room_ > 0 && --room_ > 0; }

void PageReader::read(pugi::xml_node content) { read_block(content, 0); }

void PageReader::read_block(pugi::xml_node block, int depth) {
  if (depth > deepest) return;
  for (const auto child : block.children()) {
    const auto name = local_name(child);
    if (room_ == 0 || child.attribute("Visible").as_string("true") == std::string_view("false")) continue;
    if (name == "TextObject")
      read_text(child);
    else if (name == "PathObject")
      read_path(child);
    else if (name == "ImageObject")
      read_picture(child);
    else if (name == "Layer" || name == "PageBlock")
      read_block(child, depth + 1);
  }
}

pugi::xml_node PageReader::parameter_of(pugi::xml_node object) const {
  const auto* id = object.attribute("DrawParam").value();
  const auto found = resources_.parameters.find(*id != '\0' ? id : object.parent().attribute("DrawParam").value());
  return found == resources_.parameters.end() ? pugi::xml_node() : found->second;
}

std::uint32_t PageReader::color_of(pugi::xml_node object, const char* name) const {
  auto color = child_of(object, name);
  if (!color) color = child_of(parameter_of(object), name);
  const auto parts = numbers_of(color.attribute("Value").value(), 4);
  const auto byte = [](double value) { return static_cast<std::uint32_t>(std::clamp(value, 0.0, 255.0)); };
  if (parts.size() == 1) return byte(parts[0]) * 0x010101u;
  if (parts.size() == 3) return byte(parts[0]) << 16 | byte(parts[1]) << 8 | byte(parts[2]);
  if (parts.size() != 4) return 0;
  const auto mixed = [&](double ink) { return byte(255 - std::min(255.0, ink + parts[3])); };  // CMYK
  return mixed(parts[0]) << 16 | mixed(parts[1]) << 8 | mixed(parts[2]);
}

double PageReader::line_width_of(pugi::xml_node object) const {
  auto width = object.attribute("LineWidth");
  if (!width) width = parameter_of(object).attribute("LineWidth");
  return width.as_double(default_line_mm);
}

void PageReader::read_text(pugi::xml_node object) {
  const Placement placement(object);
  const auto font = resources_.fonts.find(object.attribute("Font").value());
  const double size = object.attribute("Size").as_double(), stretch = object.attribute("HScale").as_double(1);
  lint::PrintedGlyph glyph;
  glyph.rgb = color_of(object, "FillColor");
  glyph.font = font == resources_.fonts.end() ? 0 : font->second;
  glyph.size_pt = size * placement.scale() * pt_per_mm;
  glyph.turned = placement.is_turned();
  glyph.thickened = object.attribute("Weight").as_int(400) >= 600;
  if (size <= 0 || !std::isfinite(size) || is_white(glyph.rgb)) return;
  Point at;
  for (const auto code : object.children()) {
    if (local_name(code) != "TextCode") continue;
    const auto characters = to_utf32(code.text().get());
    const auto across = deltas_of(code.attribute("DeltaX").value(), characters.size());
    const auto down = deltas_of(code.attribute("DeltaY").value(), characters.size());
    at = {code.attribute("X").as_double(at.x), code.attribute("Y").as_double(at.y)};
    for (std::size_t i = 0; i < characters.size() && take(); ++i) {
      const auto placed = placement.place(at.x, at.y);
      const double own = (characters[i] < 0x2000 ? 0.5 : 1) * size * stretch;
      const double advance = i < across.size() ? across[i] : own;
      glyph.character = characters[i];
      glyph.x = placed.x;
      glyph.y = placed.y;
      glyph.advance = std::min(advance > 0 ? advance : own, own) * placement.scale();
      page_.glyphs.push_back(glyph);
      if (i < across.size()) at.x += across[i];
      if (i < down.size()) at.y += down[i];
    }
  }
}

// Straight strokes, and filled bars as thin as strokes.
void PageReader::read_path(pugi::xml_node object) {
  const Placement placement(object);
  const bool strokes = object.attribute("Stroke").as_bool(true), fills = object.attribute("Fill").as_bool(false);
  const double width = line_width_of(object) * placement.scale();
  const auto stroke = color_of(object, "StrokeColor"), filling = color_of(object, "FillColor");
  double left = HUGE_VAL, top = HUGE_VAL, right = -HUGE_VAL, bottom = -HUGE_VAL;
  Point from;
  const auto words = split(child_of(object, "AbbreviatedData").text().get(), {" ", "\t", "\n", "\r"});
  for (std::size_t i = 0; i + 2 < words.size() + 1; ++i) {
    const bool line = words[i] == "L";
    if (!line && words[i] != "M" && words[i] != "S") continue;
    const auto to =
        i + 2 < words.size() ? numbers_of(std::string(words[i + 1]) + " " + std::string(words[i + 2]), 2) : std::vector<double>();
    if (to.size() != 2 || !take()) return;
    const auto here = placement.place(to[0], to[1]);
    if (line && strokes && !is_white(stroke))
      page_.rules.push_back({std::min(from.x, here.x), std::min(from.y, here.y), std::max(from.x, here.x),
                             std::max(from.y, here.y), width, stroke});
    left = std::min(left, here.x), right = std::max(right, here.x);
    top = std::min(top, here.y), bottom = std::max(bottom, here.y);
    from = here;
  }
  if (!fills || is_white(filling) || right < left) return;
  const double across = right - left, down = bottom - top;
  if (down <= thin_mm && across > 2 * down)
    page_.rules.push_back({left, (top + bottom) / 2, right, (top + bottom) / 2, down, filling});
  else if (across <= thin_mm && down > 2 * across)
    page_.rules.push_back({(left + right) / 2, top, (left + right) / 2, bottom, across, filling});
}

void PageReader::read_picture(pugi::xml_node object) {
  const auto box = numbers_of(object.attribute("Boundary").value(), 4);
  if (box.size() == 4 && take()) page_.pictures.push_back({box[0], box[1], box[0] + box[2], box[1] + box[3]});
}

}  // namespace hongtou::ofd
