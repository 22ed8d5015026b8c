// Pagination: the boxes of a galley on pages, with page numbers, repeated heads and the imprint at its place.
#pragma once

#include "engine/layout/composer.h"

namespace hongtou::layout {

struct Paginated {
  Pages pages;
  int first_body_page = 0;  // from 0
};

// `imprint` says that the galley's last box is the 版记. The composer makes the page numbers.
Paginated paginate(Composer& composer, bool imprint);

}  // namespace hongtou::layout
