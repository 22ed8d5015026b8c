// Reads the elements and blocks of a text from its marked lines. Private to the text format.
#pragma once

#include <vector>

#include "engine/document/data_marks.h"
#include "engine/document/official_text.h"

namespace hongtou::gw {

// Either as written, with its variables still in it, or filled with data.
enum class Pass { as_written, with_data };

// Errors: those of OfficialText::read that lie within lines.
Result<Document> read_lines(const std::vector<Line>& lines, Pass pass, const BlockSource& blocks);

}  // namespace hongtou::gw
