// The rows of a table as XML, made when they are asked for: a large table is never held as a whole.
#pragma once

#include <vector>

#include "engine/document/document.h"
#include "plugins/docx/flow.h"

namespace hongtou::docx {

// Lengths in twips.
struct RowLooks {
  std::vector<int> widths;  // of the columns
  double size_pt = 0;
  int least_height = 0;  // of a body row
};

// A side of w:tblCellMar or w:tcMar, in twips.
void write_margin(pugi::xml_node margins, const char* side, int width);

int width_of(const std::vector<int>& widths, std::size_t column, int columns);

// `rows` and the flow outlive the result. Warns: docx.control_character, for where the flow is now.
package::Pieces rows_of(Flow& flow, const std::vector<std::vector<Cell>>& rows, const RowLooks& looks, bool head);

}  // namespace hongtou::docx
