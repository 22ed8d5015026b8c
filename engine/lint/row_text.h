// The letters of printed rows as the text of a line, with the faces they are set in. Private to engine/lint.
#pragma once

#include <vector>

#include "engine/lint/faces.h"
#include "engine/lint/rows.h"

namespace hongtou::lint {

class RowText {
 public:
  explicit RowText(const Printout& printout);

  void append(const Row& row, Line& line) const;

 private:
  void append(const PrintedGlyph& glyph, Line& line) const;

  std::vector<FontName> fonts_;
};

}  // namespace hongtou::lint
