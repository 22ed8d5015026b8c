#include "plugins/html/chart.h"

#include <charconv>

#include "engine/document/chart_drawing.h"
#include "engine/document/page.h"
#include "engine/document/template.h"

namespace hongtou::html {

namespace {

constexpr double ascent = 0.88;  // of a glyph box

std::string number(double value) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, 2).ptr};
}

std::string attribute(const char* name, double value) { return std::string(" ") + name + "=\"" + number(value) + "\""; }

std::string grey(float share) {
  const auto percent = std::to_string(static_cast<int>(100 * share)) + "%";
  return "rgb(" + percent + "," + percent + "," + percent + ")";
}

}  // namespace

std::string chart_svg(const Chart& chart) {
  std::string content;
  double top = 0;
  for (const auto& strip : draw_chart(chart, page::type_area_width_mm)) {
    for (const auto& line : strip.lines)
      content += "<line" + attribute("x1", line.x1) + attribute("y1", top + line.y1) + attribute("x2", line.x2) +
                 attribute("y2", top + line.y2) + attribute("stroke-width", line.width) + " stroke=\"" + grey(line.grey) + "\"/>";
    for (const auto& text : strip.texts)
      content += "<text" + attribute("x", text.x) + attribute("y", top + text.y + ascent * chart_text_mm) + ">" +
                 escape_html(text.text) + "</text>";
    top += strip.height;
  }
  const auto width = number(page::type_area_width_mm), height = number(top);
  return "<svg width=\"" + width + "mm\" height=\"" + height + "mm\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\"" +
         attribute("font-size", chart_text_mm) + " letter-spacing=\"0\">" + content + "</svg>";
}

}  // namespace hongtou::html
