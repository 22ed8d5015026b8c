// A document laid out so that its first page shows text, if anything will do (9704-7.3.3a): a joint mark gives way (9704-7.2.4g),
// then the main recipients (9704-7.3.2c).
#pragma once

#include "engine/document/document.h"
#include "engine/layout/pagination.h"

namespace hongtou::layout {

struct Attempt {
  Paginated paginated;
  Diagnostics diagnostics;
  double mark_scale = 1;
  bool recipients_moved = false;  // into the imprint

  bool shows_text() const { return paginated.first_body_page == 0; }
  bool fits() const { return paginated.head_fits && paginated.imprint_fits; }
  bool is_good() const { return shows_text() && fits(); }
};
Attempt best_attempt(const Document& document, const Typefaces& typefaces);

}  // namespace hongtou::layout
