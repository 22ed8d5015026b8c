// The column that the text of a printout keeps to, and how a row stands in it. Private to engine/lint.
#pragma once

#include <vector>

#include "engine/document/page.h"
#include "engine/lint/placed_rows.h"

namespace hongtou::lint {

inline constexpr double blank_mm = 8.5;  // white between two rows that is more than the distance of lines

// Its edges, in mm from the left edge of the sheet.
struct Column {
  double left = page::binding_margin_mm, right = page::binding_margin_mm + page::type_area_width_mm;
};

// Of upright pages, or of those on their side: that of the type area if the text may well have been set to it.
Column column_of(const std::vector<PlacedRow>& rows, bool on_side);

// How a row stands in its column.
class Stand {
 public:
  Stand(const Row& row, const Column& column);

  Side side() const { return side_; }
  double left() const { return left_; }    // letters, to the edge of the column
  double right() const { return right_; }  // likewise
  bool is_full() const { return right_ < 2.1; }
  bool is_flush() const { return std::abs(left_) < 0.7; }

 private:
  double em_;
  double left_, right_;
  Side side_ = Side::left;
};

}  // namespace hongtou::lint
