// A chart that word processors draw (ECMA-376, part 1, 21.2), its values in the part itself.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/document/document.h"

namespace hongtou::docx {

// As much of a chart as a page holds with all its bars.
struct ChartPart {
  Chart chart;
  std::optional<std::pair<double, double>> scale;  // the least and the largest value of all parts
};
std::vector<ChartPart> parted(const Chart& chart, double width_mm);

double chart_height_mm(const Chart& chart);
std::string chart_xml(const ChartPart& part);

}  // namespace hongtou::docx
