#include <algorithm>
#include <cmath>
#include <cstdio>
#include <initializer_list>
#include <map>
#include <memory>

#include "engine/document/page.h"
#include "engine/layout/line_breaker.h"
#include "engine/lint/faces.h"
#include "engine/lint/printout.h"
#include "engine/lint/rows.h"
#include "engine/text.h"

namespace hongtou::lint {

namespace {

using layout::is_full_width;
using layout::is_latin;

constexpr Message no_text{"lint.no_text", "文件里没有文字，多半是扫描件，不能检查",
                          "there is no text in the file, it seems to be a scan", "用原来的电子文件检查",
                          "check the file that it was printed from"};

constexpr double blank_mm = 8.5;  // white between two rows that is more than the distance of lines

// The columns of text on upright pages, or on those on their side.
struct Column {
  double left = page::binding_margin_mm, right = page::binding_margin_mm + page::type_area_width_mm;
};

// The type area of a page in landscape, whose top is the left edge of the upright sheet (GB/T 9704—2012, 8).
constexpr Column lying{page::bottom_margin_mm, page::paper_height_mm - page::top_margin_mm};

struct PlacedRow {
  Row row;
  int page = 0;    // from 1
  int number = 0;  // on its page, from 1
  const PrintedPage* sheet = nullptr;

  bool on_side() const { return sheet->width > sheet->height; }
};

std::u32string characters_of(const Row& row) {
  std::u32string text;
  for (const auto* glyph : row.glyphs) text += glyph->character;
  return text;
}

// — 12 — and what is written instead: a number at the foot or the head, nothing but dashes beside it.
bool is_page_number(const PlacedRow& placed) {
  const double height = placed.sheet->height;
  if (placed.row.cell != 0 || (placed.row.top < height * 0.85 && placed.row.bottom > height * 0.1)) return false;
  int digits = 0;
  for (const auto character : characters_of(placed.row)) {
    if (character >= U'0' && character <= U'9')
      ++digits;
    else if (std::u32string_view(U" 　-‐–—―－─•·/第共页").find(character) == std::u32string_view::npos)
      return false;
  }
  return digits > 0 && digits <= 8;
}

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

// How a row stands in its column.
class Stand {
 public:
  Stand(const Row& row, const Column& column)
      : em_(row.em()), left_((row.left - column.left) / em_), right_((column.right - row.right) / em_) {
    const bool in_the_middle = std::abs(left_ - right_) < 1.2 && (left_ > 1.5 || row.size_pt >= 20);
    const bool like_a_paragraph = std::abs(left_ - 2) < 0.3 && row.size_pt < 20;
    if (in_the_middle && !like_a_paragraph)
      side_ = Side::center;
    else if (left_ > 3 && right_ < left_)
      side_ = Side::right;
  }

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

// Marks that no sheet of paper could show are left out.
void tidy(PrintedPage& page) {
  const auto is_off = [](std::initializer_list<double> values) {
    constexpr double furthest = 1e4;  // mm
    return !std::all_of(values.begin(), values.end(), [](double value) { return std::abs(value) < furthest; });
  };
  std::erase_if(page.glyphs, [&](const PrintedGlyph& glyph) { return is_off({glyph.x, glyph.y, glyph.advance, glyph.size_pt}); });
  std::erase_if(page.rules, [&](const PrintedRule& rule) { return is_off({rule.x1, rule.y1, rule.x2, rule.y2, rule.width}); });
  std::erase_if(page.pictures, [&](const PrintedPicture& it) { return is_off({it.left, it.top, it.right, it.bottom}); });
}

class Builder {
 public:
  explicit Builder(Manuscript& manuscript) : manuscript_(manuscript), printout_(*manuscript.printout) {}

  bool run() {
    for (std::size_t page = 0; page < printout_.pages.size(); ++page) add_page(static_cast<int>(page) + 1, printout_.pages[page]);
    upright_ = Edges(rows_, false).find();
    on_side_ = Edges(rows_, true).find();
    for (auto& sheet : manuscript_.sheets) set_margins(sheet);
    common_size_ = size_of_rows();
    common_pitch_ = pitch_of_rows();
    if (has_letter_rules(printout_.pages.front())) manuscript_.format = DocumentFormat::letter;
    for (const auto& placed : rows_) add(placed);
    recognise(manuscript_);
    for (auto& line : manuscript_.lines) {
      mark_label(line);
      mark_imprint(line);
    }
    for (const auto& placed : numbers_) add_number(placed);
    return !rows_.empty();
  }

 private:
  void add_page(int page, const PrintedPage& sheet) {
    manuscript_.sheets.push_back({.width = sheet.width, .height = sheet.height, .odd = {}, .even = {}});
    manuscript_.has_drawings = manuscript_.has_drawings || !sheet.pictures.empty();
    auto rows = split_head(rows_of(sheet), page);
    std::map<int, double> tops;  // of cells
    for (const auto& row : rows)
      if (row.cell != 0) tops.try_emplace(row.cell, row.top);
    const auto place = [&](const Row& row) { return row.cell == 0 ? row.top : tops[row.cell]; };
    std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return place(a) < place(b); });
    int number = 0;
    for (auto& row : rows) {
      PlacedRow placed{std::move(row), page, ++number, &sheet};
      (is_page_number(placed) ? numbers_ : rows_).push_back(std::move(placed));
    }
  }

  // What stands far from a document number on its row is an element of its own.
  static std::vector<Row> split_head(std::vector<Row> rows, int page) {
    std::vector<Row> split;
    for (auto& row : rows) {
      if (page != 1 || row.cell != 0 || characters_of(row).find(U'号') == std::u32string::npos)
        split.push_back(std::move(row));
      else
        for (auto& part : parts_of(row, 3)) split.push_back(std::move(part));
    }
    return split;
  }

  // What lies left and right of the text.
  void set_margins(Sheet& sheet) const {
    const auto& side = sheet.is_landscape() ? on_side_ : upright_;
    sheet.left = side.left;
    sheet.right = sheet.width - side.right;
  }

  // 9704-10.1d: red rules wider than the type area.
  static bool has_letter_rules(const PrintedPage& page) {
    return std::any_of(page.rules.begin(), page.rules.end(), [](const PrintedRule& rule) {
      return rule.is_level() && is_red(rule.rgb) && rule.x2 - rule.x1 > page::type_area_width_mm + 5;
    });
  }

  const Column& column(const PlacedRow& placed) const { return placed.on_side() ? on_side_ : upright_; }

  // That most letters have.
  double size_of_rows() const {
    std::map<double, double> letters;
    for (const auto& placed : rows_)
      if (placed.row.cell == 0) letters[placed.row.size_pt] += placed.row.cells;
    const auto most = std::max_element(letters.begin(), letters.end(), [](auto& a, auto& b) { return a.second < b.second; });
    return most == letters.end() ? 0 : most->first;
  }

  // From baseline to baseline, of rows in the size of the body; 0: there are no two.
  double pitch_of_rows() const {
    std::vector<double> pitches;
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      const auto& above = rows_[i - 1];
      const auto& row = rows_[i];
      const double distance = row.row.baseline - above.row.baseline;
      if (above.page == row.page && row.row.cell == 0 && above.row.cell == 0 && above.row.size_pt == common_size_ &&
          row.row.size_pt == common_size_ && distance > 0 && distance < row.row.em() * 2.5)
        pitches.push_back(distance * 72 / 25.4);
    }
    if (pitches.empty()) return 0;
    const auto middle = pitches.begin() + static_cast<std::ptrdiff_t>(pitches.size() / 2);
    std::nth_element(pitches.begin(), middle, pitches.end());
    return *middle;
  }

  // The row goes on where the last line left off.
  bool continues(const PlacedRow& placed) const {
    if (last_ == nullptr || manuscript_.lines.empty()) return false;
    const auto& line = manuscript_.lines.back();
    if (placed.row.cell != 0) return last_->row.cell == placed.row.cell && last_->page == placed.page;
    if (last_->row.cell != 0 || last_->on_side() != placed.on_side() || std::abs(last_->row.size_pt - placed.row.size_pt) > 0.6)
      return false;
    if (last_->page == placed.page && placed.row.top - last_->row.bottom > blank_mm) return false;
    if (begins_item(placed.row) && (is_digit(line.text.front()) || line.text.starts_with("附件"))) return false;
    const double from_first = (placed.row.left - line.rows.front().left) / placed.row.em();
    const bool numbered = is_digit(line.text.front());  // 2.名称, of an attachment
    const bool flush = line.rows.front().left - column(*last_).left < 1;
    const bool hangs = !flush && from_first > (numbered ? 0.5 : 1.5) && from_first < 12 && last_->page == placed.page;
    if (hangs && line.rows.size() > 1 && std::abs(placed.row.left - last_->row.left) < 0.5) return true;
    const Stand before(last_->row, column(*last_)), here(placed.row, column(placed));
    if (!before.is_full() || (before.side() != Side::left && !numbered) || placed.row.size_pt >= 20) return false;
    return here.is_flush() || (hangs && std::abs(here.left() - 2) > 0.3);
  }

  // 2.名称
  static bool begins_item(const Row& row) {
    const auto text = characters_of(row);
    const auto end = text.find_first_not_of(U"0123456789");
    return end != 0 && end != std::u32string::npos && std::u32string_view(U".．、").find(text[end]) != std::u32string_view::npos;
  }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  void add(const PlacedRow& placed) {
    if (!continues(placed)) {
      add_blank(placed);
      begin(placed);
    }
    append(placed);
    last_ = &placed;
  }

  // White of a line or more between two rows.
  void add_blank(const PlacedRow& placed) {
    if (last_ == nullptr || last_->page != placed.page || placed.row.cell != 0 || last_->row.cell != 0) return;
    if (placed.row.top - last_->row.bottom < blank_mm) return;
    Line blank;
    blank.number = placed.number;
    blank.sheet = static_cast<std::size_t>(placed.page - 1);
    blank.part = 0;
    blank.look = Look{};
    blank.rows = {{placed.page, placed.row.left, last_->row.bottom, placed.row.left, placed.row.top, 0, 0}};
    manuscript_.lines.push_back(std::move(blank));
  }

  void begin(const PlacedRow& placed) {
    const Stand stand(placed.row, column(placed));
    Line line;
    line.number = placed.number;
    line.sheet = static_cast<std::size_t>(placed.page - 1);
    line.table = placed.row.cell == 0 ? 0 : placed.page;
    line.look = Look{};
    line.look->side = stand.side();
    const bool apart = stand.left() > 5;  // a date below a long name
    if (stand.side() == Side::left) (apart ? line.look->left_indent : line.look->first_indent) = stand.left();
    line.look->right_indent = stand.side() == Side::right ? stand.right() : 0;
    line.look->pitch_pt = pitch_to(placed).value_or(common_pitch_);
    line.look->page_break_before = last_ == nullptr || last_->page != placed.page;
    manuscript_.lines.push_back(std::move(line));
  }

  // From the row above, in pt, if that is near and as large.
  std::optional<double> pitch_to(const PlacedRow& placed) const {
    if (last_ == nullptr || last_->page != placed.page || last_->row.size_pt != placed.row.size_pt) return std::nullopt;
    const double distance = placed.row.baseline - last_->row.baseline;
    return distance > 0 && distance < placed.row.em() * 2.5 ? std::optional(distance * 72 / 25.4) : std::nullopt;
  }

  void append(const PlacedRow& placed) {
    auto& line = manuscript_.lines.back();
    const auto& row = placed.row;
    if (line.rows.size() == 1 && line.look->side == Side::left && row.cell == 0 && row.left > line.rows.front().left) {
      line.look->left_indent = Stand(row, column(placed)).left();
      line.look->first_indent -= line.look->left_indent;
    }
    if (!line.rows.empty()) line.look->pitch_pt = pitch_to(placed).value_or(line.look->pitch_pt);
    line.rows.push_back({placed.page, row.left, row.top, row.right, row.bottom, row.cells, row.size_pt});
    const PrintedGlyph* before = nullptr;
    for (const auto* glyph : row.glyphs) {
      if (before != nullptr) add_gap(line, *before, *glyph);
      add_glyph(line, *glyph);
      before = glyph;
    }
  }

  // White between letters that no space stands for.
  static void add_gap(Line& line, const PrintedGlyph& left, const PrintedGlyph& right) {
    const double em = right.size_pt * 25.4 / 72, white = right.x - left.x - (is_full_width(left.character) ? em : left.advance);
    if (white > 2 * em)
      line.text += '\t';
    else if (white > 0.2 * em && is_latin(left.character) && is_latin(right.character))
      line.text += ' ';
  }

  void add_glyph(Line& line, const PrintedGlyph& glyph) const {
    const auto font = office_name(printout_.fonts[static_cast<std::size_t>(glyph.font)].name);
    const bool latin = is_latin(glyph.character) || glyph.character == U' ';
    Run run;
    run.begin = line.text.size();
    line.text += to_utf8(std::u32string(1, glyph.character));
    run.end = line.text.size();
    (latin ? run.latin_font : run.chinese_font) = font.family;
    run.size_pt = glyph.size_pt;
    run.bold = font.bold || glyph.thickened;
    run.color = is_black(glyph.rgb) ? "" : is_red(glyph.rgb) ? page::red : hex(glyph.rgb);
    auto& runs = line.look->runs;
    if (!runs.empty() && joins(runs.back(), run)) {
      runs.back().end = run.end;
      if (runs.back().chinese_font.empty()) runs.back().chinese_font = run.chinese_font;
      if (runs.back().latin_font.empty()) runs.back().latin_font = run.latin_font;
    } else {
      runs.push_back(std::move(run));
    }
  }

  static std::string hex(std::uint32_t rgb) {
    char text[8];
    std::snprintf(text, sizeof text, "%06X", rgb & 0xFFFFFFu);
    return text;
  }

  static bool joins(const Run& run, const Run& next) {
    const auto same = [](const std::string& a, const std::string& b) { return a.empty() || b.empty() || a == b; };
    return std::abs(run.size_pt - next.size_pt) < 0.3 && run.bold == next.bold && run.color == next.color &&
           same(run.chinese_font, next.chinese_font) && same(run.latin_font, next.latin_font);
  }

  // Small letters beside a picture or in a chart.
  void mark_label(Line& line) const {
    if (line.role != Role::paragraph && line.role != Role::heading) return;
    constexpr std::size_t of_a_chart = 3;
    const auto& page = printout_.pages[static_cast<std::size_t>(line.page() - 1)];
    const bool drawn = !page.pictures.empty() || page.rules.size() > of_a_chart;
    if (drawn && line.rows.front().size_pt < 0.8 * common_size_) line.role = Role::caption;
  }

  // 印发机关 without a date, which its words do not tell: small letters right above the last rule of the last page.
  void mark_imprint(Line& line) const {
    if (line.role != Role::paragraph || line.rows.back().page != static_cast<int>(printout_.pages.size())) return;
    const auto& row = line.rows.back();
    const auto& rules = printout_.pages.back().rules;
    const bool ruled = std::any_of(rules.begin(), rules.end(), [&](const PrintedRule& rule) {
      return rule.is_level() && rule.x2 - rule.x1 > page::type_area_width_mm / 2 && rule.y1 > row.bottom &&
             rule.y1 < row.bottom + 8;
    });
    if (ruled && row.size_pt < 15 && row.bottom > page::paper_height_mm * 0.8) line.role = Role::printing;
  }

  void add_number(const PlacedRow& placed) {
    last_ = nullptr;
    begin(placed);
    append(placed);
    manuscript_.lines.back().role = Role::page_number;
  }

  Manuscript& manuscript_;
  const Printout& printout_;
  std::vector<PlacedRow> rows_, numbers_;
  Column upright_, on_side_;
  double common_pitch_ = 0;
  double common_size_ = 0;  // of the letters, in pt
  const PlacedRow* last_ = nullptr;
};

}  // namespace

Result<Manuscript> manuscript_of(Printout printout, const std::string& file) {
  Manuscript manuscript;
  manuscript.file = file;
  for (auto& page : printout.pages) tidy(page);
  manuscript.printout = std::make_shared<const Printout>(std::move(printout));
  if (!Builder(manuscript).run()) return Result<Manuscript>::failure({file, 0, 0}, no_text);
  return manuscript;
}

}  // namespace hongtou::lint
