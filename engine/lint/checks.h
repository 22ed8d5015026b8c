// The checks of lint, one a file. Private to engine/lint.
#pragma once

#include "engine/lint/manuscript.h"
#include "engine/lint/rule.h"

namespace hongtou::lint {

void check_patterns(const Manuscript& manuscript, Report& report);   // what a line must not hold: punctuation, numbers, brackets
void check_numerals(const Manuscript& manuscript, Report& report);   // digits and numerals where a pattern cannot say the cure
void check_elements(const Manuscript& manuscript, Report& report);   // each element for itself
void check_structure(const Manuscript& manuscript, Report& report);  // elements among each other: order, numbering, attachments
void check_title(const Manuscript& manuscript, Report& report);
void check_pages(const Manuscript& manuscript, Report& report);  // sheets and page numbers
void check_looks(const Manuscript& manuscript, Report& report);  // faces, sizes, places

}  // namespace hongtou::lint
