#include "engine/lint/column.h"

#include <algorithm>
#include <cmath>

namespace hongtou::lint {

namespace {

// The type area of a page in landscape, whose top is the left edge of the upright sheet (GB/T 9704—2012, 8).
constexpr Column lying{page::bottom_margin_mm, page::paper_height_mm - page::top_margin_mm};

// Where `enough` values lie within `width` of each other, from the outside in; `otherwise` when they do not.
double common_edge(std::vector<double> values, double otherwise, double width, std::size_t enough, bool from_left) {
  std::sort(values.begin(), values.end());
  if (!from_left) std::reverse(values.begin(), values.end());
  for (std::size_t i = 0; i + enough <= values.size(); ++i)
    if (std::abs(values[i + enough - 1] - values[i]) <= width) return values[i];
  return otherwise;
}

// The edges that text keeps to: those of the type area if it may well have been set to them.
class Edges {
 public:
  Edges(const std::vector<PlacedRow>& rows, bool on_side) : on_side_(on_side), wanted_(on_side ? lying : Column{}) {
    for (const auto& placed : rows)
      if (belongs(placed)) rows_.push_back(&placed);
  }

  Column find() const {
    Column column;
    column.left = left();
    column.right = right(column.left);
    return column;
  }

 private:
  bool belongs(const PlacedRow& placed) const {
    return placed.on_side() == on_side_ && placed.row.cell == 0 && placed.row.size_pt < 20;
  }

  double left() const {
    constexpr double indent = 11.2;  // mm, of two letters
    std::vector<double> lefts;
    for (const auto* placed : rows_) lefts.push_back(placed->row.left);
    const double found = common_edge(lefts, wanted_.left, 1, std::max<std::size_t>(3, lefts.size() / 8), true);
    return std::abs(found - wanted_.left - indent) < 1 ? wanted_.left : found;  // nothing but first rows
  }

  // Of rows that go on below at the left edge.
  double right(double left) const {
    constexpr double long_row = 15;  // letters
    std::vector<double> rights;
    for (std::size_t i = 0; i + 1 < rows_.size(); ++i) {
      const auto& above = *rows_[i];
      const auto& row = *rows_[i + 1];
      if (above.row.cells >= long_row && above.page == row.page && row.row.top - above.row.bottom < blank_mm &&
          std::abs(row.row.left - left) < 0.5 * row.row.em())
        rights.push_back(above.row.right);
    }
    const double found = common_edge(rights, wanted_.right, 6, std::max<std::size_t>(6, rights.size() / 2), false);
    return found < left + 50 ? wanted_.right : found;
  }

  const bool on_side_;
  const Column wanted_;
  std::vector<const PlacedRow*> rows_;
};

}  // namespace

Column column_of(const std::vector<PlacedRow>& rows, bool on_side) { return Edges(rows, on_side).find(); }

Stand::Stand(const Row& row, const Column& column)
    : em_(row.em()), left_((row.left - column.left) / em_), right_((column.right - row.right) / em_) {
  const bool in_the_middle = std::abs(left_ - right_) < 1.2 && (left_ > 1.5 || row.size_pt >= 20);
  const bool like_a_paragraph = std::abs(left_ - 2) < 0.3 && row.size_pt < 20;
  if (in_the_middle && !like_a_paragraph)
    side_ = Side::center;
  else if (left_ > 3 && right_ < left_)
    side_ = Side::right;
}

}  // namespace hongtou::lint
