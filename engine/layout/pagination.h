// Pagination: the boxes of a galley on pages, with page numbers, repeated heads and the imprint at its place.
#pragma once

#include "engine/layout/composer.h"
#include "engine/layout/forecast.h"

namespace hongtou::layout {

struct Paginated {
  Pages pages;
  int first_body_page = 0;  // from 0
  bool head_fits = true;    // page 1 holds the 版头
  bool imprint_fits = true;
  ImprintPage imprint_page = ImprintPage::last;
  double room_for_imprint = 0;   // on the last page of the text, more than it takes
  bool signature_alone = false;  // its page shows none of the text
};

struct Paging {
  bool imprint = false;  // the galley's last box is the 版记
  bool letter = false;   // 信函 (9704-10.1): rules at the foot of page 1 and no number there; the 版记 on any last page
};

// The composer makes the page numbers.
Paginated paginate(Composer& composer, const Paging& paging);

}  // namespace hongtou::layout
