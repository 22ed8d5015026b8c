// A table written out in a text: a row a line, `|` between the cells. Private to the text format.
#pragma once

#include <vector>

#include "engine/document/data_marks.h"
#include "engine/document/document.h"
#include "engine/result.h"

namespace hongtou::gw {

// Lines above one of dashes are the header, without such the first one is. A cell `<` belongs to the one on its left, `^` to the
// one above it. Columns are as wide as their content wants.
// Errors: text.grid_columns (a row has more or fewer cells than the first), text.grid_merge (nothing there to belong to, or no
// rectangle), text.empty_grid (no row at all, told at `heading`, the line `::name`).
Result<Table> read_grid(const std::vector<Line>& lines, const Line& heading, const std::string& name);

}  // namespace hongtou::gw
