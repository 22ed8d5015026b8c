// A chart as lines and texts, the same wherever it is drawn. Bars lie, so that long names find their room at the left and a page
// may end between two of them. Units: mm; characters of page::table_pt[0], a full-width one an em wide.
#pragma once

#include <string>
#include <vector>

#include "engine/document/document.h"

namespace hongtou {

struct ChartLine {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  double width = 0;
  float grey = 0;  // 0 black … 1 white
};
struct ChartText {
  std::string text;
  double x = 0, y = 0;  // top left corner of its first character
};
// What stands together on a page; places are from its top left corner.
struct ChartStrip {
  double height = 0;
  std::vector<ChartLine> lines;
  std::vector<ChartText> texts;
};

inline constexpr double chart_text_mm = 12 * 25.4 / 72;

// `width`: of the page.
std::vector<ChartStrip> draw_chart(const Chart& chart, double width);

// A value with two decimals at most.
std::string chart_number(double value);

}  // namespace hongtou
