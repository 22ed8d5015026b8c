// The content stream of a page (ISO 32000-1, 7.8.2), its text marked with the elements it belongs to (14.7.4).
#pragma once

#include <string>
#include <vector>

#include "engine/layout/pages.h"
#include "plugins/pdf/embedded_fonts.h"

namespace hongtou::pdf {

inline constexpr double points_a_mm = 72 / 25.4;

struct Content {
  std::string stream;
  std::vector<int> elements;  // of each marked-content identifier
};

// `images` are the resource numbers of the images in Pages::images.
Content content_of(const Pages& pages, const Page& page, const EmbeddedFonts& fonts, const std::vector<int>& images);

}  // namespace hongtou::pdf
