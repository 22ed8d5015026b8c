// The rows of a whole printout in reading order, page numbers apart. Private to engine/lint.
#pragma once

#include <string>
#include <vector>

#include "engine/lint/rows.h"

namespace hongtou::lint {

struct PlacedRow {
  Row row;
  int page = 0;    // from 1
  int number = 0;  // on its page, from 1
  const PrintedPage* sheet = nullptr;

  bool on_side() const { return sheet->width > sheet->height; }
};

struct PlacedRows {
  std::vector<PlacedRow> text;
  std::vector<PlacedRow> numbers;  // of pages
};

// They point into the printout. It stops soon after most_rows.
PlacedRows placed_rows(const Printout& printout);

std::u32string characters_of(const Row& row);

}  // namespace hongtou::lint
