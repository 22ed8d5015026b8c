// A chart that word processors draw (ECMA-376, part 1, 21.2), its values in the part itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/document/document.h"

namespace hongtou::docx {

// As many charts as it takes for each to stand on a page with all its bars, in the same scale.
std::vector<Chart> parted_by_pages(const Chart& chart);

// The values that the axis reaches; of a chart that is not parted the word processor's business.
struct ChartRange {
  double least = 0, most = 0;
};
ChartRange range_of(const Chart& chart);

double chart_height_mm(const Chart& chart);
std::string chart_part(const Chart& chart, const std::optional<ChartRange>& range);

}  // namespace hongtou::docx
