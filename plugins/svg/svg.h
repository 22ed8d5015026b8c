// Pages as a picture (SVG 1.1), below each other: a preview that looks as PDF and OFD do. Fonts are in the file.
#pragma once

#include <memory>

#include "engine/layout/fonts.h"
#include "engine/layout/pages.h"
#include "engine/plugin.h"

namespace hongtou::svg {

std::unique_ptr<Format> make_svg_format();

// The same pages and fonts give the same bytes.
Result<std::string> to_svg(const Pages& pages, const SystemFonts& fonts);

}  // namespace hongtou::svg
