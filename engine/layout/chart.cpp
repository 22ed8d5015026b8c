#include "engine/document/chart_drawing.h"
#include "engine/layout/parts.h"

namespace hongtou::layout {

void compose_chart(Composer& composer, const Chart& chart) {
  const Style style = plain(Face::fang_song, chart_text_mm / mm_of_pt);
  const int element = composer.add_element({.role = Role::chart, .description = chart.title});
  const auto strips = draw_chart(chart, composer.width());
  for (const auto& strip : strips) {
    const bool first = &strip == &strips.front(), last = &strip == &strips.back();
    composer.add_box(strip.height, first ? leading : 0).keep_with_next = first || (last && !chart.title.empty());
    for (const auto& line : strip.lines)
      composer.galley().rules.push_back({line.x1, line.y1, line.x2, line.y2, line.width, false, line.grey});
    for (const auto& text : strip.texts)
      composer.place({.x = text.x, .y = text.y, .width = composer.width()}, {{text.text, style}}, element);
    composer.end_box();
  }
  compose_caption(composer, chart.title, leading / 2);
}

}  // namespace hongtou::layout
