// A chart that word processors draw (ECMA-376, part 1, 21.2), its values in the part itself.
#pragma once

#include <string>

#include "engine/document/document.h"

namespace hongtou::docx {

double chart_height_mm(const Chart& chart);
std::string chart_part(const Chart& chart);

}  // namespace hongtou::docx
