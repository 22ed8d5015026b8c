#include "engine/layout/line_breaker.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "engine/document/line_ends.h"

namespace hongtou::layout {

namespace {

constexpr std::u32string_view opening = U"“‘（《〈【〔「『〖";
constexpr std::u32string_view closing = U"。，、；：？！”’）》〉】〕」』〗";
constexpr double tolerance = 0.001;          // mm
constexpr std::uint32_t most_pulled_in = 2;  // a character and its mark

bool is_in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }
bool is_space(char32_t c) { return c == U' ' || c == U'\t'; }
bool is_pair(char32_t left, char32_t right) { return left == right && (left == U'—' || left == U'…'); }

// One line, filled as far as it goes.
class Filler {
 public:
  Filler(const std::vector<Item>& items, std::uint32_t begin, double width)
      : items_(items), begin_(begin), width_(width), best_{begin, begin} {}

  Line fill() {
    for (auto i = begin_; i < items_.size() && take(i); ++i) {
    }
    if (items_.empty() || is_break(begin_)) return without_spaces(best_);
    if (best_.end == begin_) return cut();
    pull_in();
    return without_spaces(best_);
  }

 private:
  // False when the line is full.
  bool take(std::uint32_t index) {
    if (is_break(index)) return false;
    const auto& item = items_[index];
    add(item);
    const double least = natural_ - squeeze_ - width_ - tolerance;  // more than nothing: too wide
    if (least > item.width) return false;
    const Item* next = index + 1 < items_.size() ? &items_[index + 1] : nullptr;
    if ((item.may_end_line || !next) && least <= squeezable(item, nullptr))
      best_ = {begin_, index + 1, natural_, std::max(0.0, natural_ - width_), false};
    if (least <= 0) fits_ = index + 1;
    if (next) squeeze_ += squeezable(item, next);
    return true;
  }

  // 15834-5.1.11: all marks of the line give way so that a last character does not get a line of its own.
  void pull_in() {
    const auto end = static_cast<std::uint32_t>(items_.size());
    if (best_.end == end || end - best_.end > most_pulled_in) return;
    double width = 0, marks = 0;
    for (auto i = begin_; i < end; ++i) {
      if (is_break(i)) return;
      width += items_[i].width;
      marks += squeezable(items_[i], nullptr);
    }
    if (width - marks <= width_ + tolerance) best_ = {begin_, end, width, std::max(0.0, width - width_), true};
  }

  void add(const Item& item) {
    if (is_space(item.character)) {
      spaces_ += item.width;
    } else {
      natural_ += std::exchange(spaces_, 0) + item.width;
    }
  }

  bool is_break(std::uint32_t index) const { return index < items_.size() && items_[index].character == U'\n'; }

  Line without_spaces(Line line) const {
    line.last = line.end == items_.size() || is_break(line.end);
    while (line.end > line.begin && is_space(items_[line.end - 1].character)) --line.end;
    return line;
  }

  // A word wider than the line: after a slash or an at sign, or where it must be.
  Line cut() const {
    auto end = std::max(fits_, begin_ + 1);
    for (auto i = end; i > begin_ + 1; --i) {
      const auto c = items_[i - 1].character;
      if (c == U'/' || c == U'@') {
        end = i;
        break;
      }
    }
    Line line{begin_, end, 0, 0, end == items_.size()};
    for (auto i = begin_; i < end; ++i) line.width += items_[i].width;
    line.squeeze = end > begin_ + 1 ? std::max(0.0, line.width - width_) : 0;
    return line;
  }

  const std::vector<Item>& items_;
  const std::uint32_t begin_;
  const double width_;
  double natural_ = 0;
  double spaces_ = 0;   // seen, but not yet within the line
  double squeeze_ = 0;  // that pairs of marks within the line can give
  std::uint32_t fits_ = 0;
  Line best_;
};

}  // namespace

bool is_invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) ||
         c == 0xAD || c == U'\r';
}

void mark_line_ends(std::vector<Item>& items) {
  std::u32string text;
  text.reserve(items.size());
  for (const auto& item : items) text += item.character;
  const auto ends = line_ends(text);
  for (std::size_t i = 0; i < items.size(); ++i) items[i].may_end_line = ends[i];
}

double squeezable(const Item& item, const Item* next) {
  const bool closes = is_in(closing, item.character);
  if (!next) return closes ? item.width / 2 : 0;
  const bool opens_next = is_in(opening, next->character);
  if (closes && (opens_next || is_in(closing, next->character))) return item.width / 2;
  return is_in(opening, item.character) && opens_next ? item.width / 2 : 0;
}

bool stands_close(const Item& left, const Item& right) {
  return (is_latin(left.character) && is_latin(right.character)) || is_pair(left.character, right.character);
}

void break_lines(const std::vector<Item>& items, double first_width, double width, std::vector<Line>& lines) {
  lines.clear();
  std::uint32_t begin = 0;
  do {
    const auto line = Filler(items, begin, lines.empty() ? first_width : width).fill();
    lines.push_back(line);
    begin = line.end;
    while (begin < items.size() && is_space(items[begin].character)) ++begin;
    if (line.last && begin < items.size()) ++begin;  // the line break
  } while (begin < items.size());
}

}  // namespace hongtou::layout
