// The rows of a whole printout in reading order, page numbers apart. Private to engine/lint.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "engine/lint/rows.h"

namespace hongtou::lint {

struct PlacedRow {
  Row row;
  int page = 0;    // from 1
  int number = 0;  // on its page, from 1
  const PrintedPage* sheet = nullptr;
  bool turned = false;  // with a page in landscape: it stands so on the upright sheet

  bool on_side() const { return sheet->width > sheet->height; }
  PrintedRow printed() const;  // where it stands on its page as that is read
};

struct PlacedRows {
  std::vector<PlacedRow> text;
  std::vector<PlacedRow> numbers;   // of pages
  std::deque<PrintedPage> upright;  // what is turned on pages in landscape, as it stands on the upright sheet
};

// They point into the printout and into `upright`. It stops soon after most_rows.
PlacedRows placed_rows(const Printout& printout);

std::u32string characters_of(const Row& row);

}  // namespace hongtou::lint
