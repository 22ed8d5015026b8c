#include "engine/lint/rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "engine/document/line_ends.h"

namespace hongtou::lint {

namespace {

constexpr double ascent = 0.88, descent = 0.12;  // em, of a letter's body
constexpr double mm_per_pt = 25.4 / 72;
constexpr double near_mm = 0.3;

double em_of(const PrintedGlyph& glyph) { return glyph.size_pt * mm_per_pt; }

bool is_space(char32_t character) { return character == U' ' || character == U'\u3000' || character == U'\u00A0'; }

// For each millimetre along one direction, where rules cross it.
class Crossings {
 public:
  void add(double from, double to, double at) {
    for (auto slot = slot_of(from + near_mm); slot <= slot_of(to - near_mm); ++slot) {
      if (slots_.size() <= slot) slots_.resize(slot + 1);
      slots_[slot].push_back(at);
    }
  }

  void sort() {
    for (auto& slot : slots_) std::sort(slot.begin(), slot.end());
  }

  // The last rule before `at` and whether there is one behind it.
  struct Between {
    double before = 0;
    bool enclosed = false;
  };
  Between around(double along, double at) const {
    const auto slot = slot_of(along);
    if (slot >= slots_.size()) return {};
    const auto behind = std::upper_bound(slots_[slot].begin(), slots_[slot].end(), at);
    if (behind == slots_[slot].begin() || behind == slots_[slot].end()) return {};
    return {*(behind - 1), true};
  }

 private:
  static std::size_t slot_of(double along) {
    constexpr double most = 450;  // mm, as long as A3 and more
    return static_cast<std::size_t>(std::clamp(along, 0.0, most));
  }

  std::vector<std::vector<double>> slots_;
};

// The cells that upright and level rules make.
class Grid {
 public:
  explicit Grid(const PrintedPage& page) {
    constexpr std::size_t most_rules = 3000;  // of a table; more are a drawing
    if (page.rules.size() > most_rules) return;
    for (const auto& rule : page.rules) {
      if (rule.is_upright()) upright_.add(rule.y1, rule.y2, rule.x1);
      if (rule.is_level()) level_.add(rule.x1, rule.x2, rule.y1);
    }
    upright_.sort();
    level_.sort();
  }

  // The same for all letters of a cell; 0 outside of any.
  int cell_of(const PrintedGlyph& glyph) {
    const double x = glyph.x + em_of(glyph) / 2, y = glyph.y - em_of(glyph) * (ascent - descent) / 2;
    const auto column = upright_.around(y, x);
    const auto row = level_.around(x, y);
    if (!column.enclosed || !row.enclosed) return 0;
    const auto place = std::pair{std::lround(row.before), std::lround(column.before)};
    return cells_.try_emplace(place, static_cast<int>(cells_.size()) + 1).first->second;
  }

 private:
  Crossings upright_, level_;
  std::map<std::pair<long, long>, int> cells_;
};

// Drawn twice to look bold.
bool is_repeated(const Row& row, const PrintedGlyph& glyph) {
  return !row.glyphs.empty() && row.glyphs.back()->character == glyph.character &&
         std::abs(row.glyphs.back()->x - glyph.x) < near_mm && std::abs(row.glyphs.back()->y - glyph.y) < near_mm;
}

double common_size(const std::vector<const PrintedGlyph*>& glyphs) {
  std::map<double, int> counts;
  for (const auto* glyph : glyphs) ++counts[std::round(glyph->size_pt * 2) / 2];
  const auto most = std::max_element(counts.begin(), counts.end(), [](auto& a, auto& b) { return a.second < b.second; });
  return most == counts.end() ? 0 : most->first;
}

// Without the spaces at its ends.
void trim(std::vector<const PrintedGlyph*>& glyphs) {
  const auto drawn = [](const PrintedGlyph* glyph) { return !is_space(glyph->character); };
  glyphs.erase(std::find_if(glyphs.rbegin(), glyphs.rend(), drawn).base(), glyphs.end());
  glyphs.erase(glyphs.begin(), std::find_if(glyphs.begin(), glyphs.end(), drawn));
}

void measure(Row& row) {
  row.size_pt = common_size(row.glyphs);
  row.left = row.glyphs.front()->x;
  row.right = row.left;
  for (const auto* glyph : row.glyphs) {
    row.right = std::max(row.right, right_of(*glyph));
    row.cells += is_full_width(glyph->character) ? 1 : 0.5;
  }
  row.top = row.baseline - ascent * row.em();
  row.bottom = row.baseline + descent * row.em();
}

}  // namespace

// A closing mark may take half of it, and in running text hang over the edge.
double right_of(const PrintedGlyph& glyph) {
  if (is_closing_mark(glyph.character)) return glyph.x + (glyph.size_pt < 20 ? 0 : em_of(glyph) / 2);
  const bool known = glyph.advance > 0 && (!is_full_width(glyph.character) || glyph.advance < em_of(glyph));  // or letter-spaced
  return glyph.x + (known ? glyph.advance : em_of(glyph));
}

std::vector<Row> parts_of(const Row& row, double letters) {
  std::vector<Row> parts;
  for (const auto* glyph : row.glyphs) {
    const bool apart = !parts.empty() && glyph->x - right_of(*parts.back().glyphs.back()) > letters * row.em();
    if (parts.empty() || apart) parts.push_back({.glyphs = {}, .baseline = row.baseline, .cell = row.cell});
    parts.back().glyphs.push_back(glyph);
  }
  for (auto& part : parts) {
    trim(part.glyphs);
    measure(part);
  }
  return parts;
}

bool is_closing_mark(char32_t character) {
  return std::u32string_view(U"。，、；：？！”’）》〉】〕」』").find(character) != std::u32string_view::npos;
}

std::vector<Row> rows_of(const PrintedPage& page) {
  Grid grid(page);
  struct Placed {
    int cell;
    const PrintedGlyph* glyph;
  };
  std::vector<Placed> placed;
  for (const auto& glyph : page.glyphs)
    if (!glyph.turned && glyph.size_pt > 0) placed.push_back({grid.cell_of(glyph), &glyph});
  std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return std::tuple(a.cell, a.glyph->y) < std::tuple(b.cell, b.glyph->y);
  });
  std::vector<Row> rows;
  for (std::size_t at = 0; at < placed.size();) {
    Row row;
    row.cell = placed[at].cell;
    row.baseline = placed[at].glyph->y;
    auto end = at;
    while (end < placed.size() && placed[end].cell == row.cell &&
           placed[end].glyph->y - row.baseline < 0.25 * em_of(*placed[end].glyph))
      ++end;
    std::stable_sort(placed.begin() + static_cast<std::ptrdiff_t>(at), placed.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Placed& a, const Placed& b) { return a.glyph->x < b.glyph->x; });
    for (; at < end; ++at)
      if (!is_repeated(row, *placed[at].glyph)) row.glyphs.push_back(placed[at].glyph);
    trim(row.glyphs);
    if (row.glyphs.empty()) continue;
    measure(row);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace hongtou::lint
