// A chart as SVG within a page.
#pragma once

#include <string>

#include "engine/document/document.h"

namespace hongtou::html {

std::string chart_svg(const Chart& chart);

}  // namespace hongtou::html
