// The checks of lint, one a file. Private to engine/lint.
#pragma once

#include "engine/lint/manuscript.h"
#include "engine/lint/rule.h"

namespace hongtou::lint {

void check_patterns(const Manuscript& manuscript, Report& report);   // what a line must not hold: punctuation, numbers, brackets
void check_numerals(const Manuscript& manuscript, Report& report);   // digits and numerals where a pattern cannot say the cure
void check_quotes(const Manuscript& manuscript, Report& report);     // typewriter quotation marks
void check_formats(const Manuscript& manuscript, Report& report);    // letters, orders, minutes
void check_elements(const Manuscript& manuscript, Report& report);   // each element for itself
void check_structure(const Manuscript& manuscript, Report& report);  // elements among each other: order, numbering, attachments
void check_title(const Manuscript& manuscript, Report& report);
void check_pages(const Manuscript& manuscript, Report& report);     // sheets and page numbers
void check_looks(const Manuscript& manuscript, Report& report);     // faces, sizes, places
void check_geometry(const Manuscript& manuscript, Report& report);  // a printout: where everything stands

// What the file says, or else what the mark shows: 令 of an order, 纪要 of minutes.
DocumentFormat format_of(const Manuscript& manuscript);

}  // namespace hongtou::lint
