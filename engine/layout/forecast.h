// What a format without pages of its own has to know of them before a word processor makes them: laid out as if every full-width
// character were an em wide and all others half of it, whatever fonts there are. A word processor may come to other pages where a
// line is all there is between them.
#pragma once

#include "engine/document/document.h"

namespace hongtou {

// Of the page that ends with the 版记, an even one (33476.2-7.3.1).
enum class ImprintPage {
  last,         // that of the last text, which has room for it
  next,         // the one behind an odd page
  behind_blank  // the one behind a blank page, both without a number (9704-7.5e)
};

struct PageForecast {
  double mark_scale = 1;               // of a joint mark, so that page 1 shows text (9704-7.2.4g)
  bool recipients_in_imprint = false;  // page 1 has no room for them (9704-7.3.2c)
  ImprintPage imprint = ImprintPage::last;
};
PageForecast forecast_pages(const Document& document);

}  // namespace hongtou
