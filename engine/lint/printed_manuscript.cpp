#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>

#include "engine/document/page.h"
#include "engine/lint/column.h"
#include "engine/lint/placed_rows.h"
#include "engine/lint/printout.h"
#include "engine/lint/row_text.h"
#include "engine/text.h"

namespace hongtou::lint {

namespace {

constexpr Message no_text{"lint.no_text", "文件里没有文字，多半是扫描件，不能检查",
                          "there is no text in the file, it seems to be a scan", "用原来的电子文件检查",
                          "check the file that it was printed from"};

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

constexpr double half_a_row = page::characters / 2.0;
constexpr double title_pt = 20;  // and larger

class Builder {
 public:
  Builder(Manuscript& manuscript, const PlacedRows& rows)
      : manuscript_(manuscript),
        printout_(*manuscript.printout),
        rows_(rows.text),
        numbers_(rows.numbers),
        text_(printout_),
        upright_(column_of(rows_, false)),
        on_side_(column_of(rows_, true)),
        common_size_(size_of_rows(false)),
        prose_size_(size_of_rows(true)),
        common_pitch_(pitch_of_rows()) {}

  void run() {
    for (const auto& page : printout_.pages) add_sheet(page);
    if (has_letter_rules(printout_.pages.front())) manuscript_.format = DocumentFormat::letter;
    for (const auto& placed : rows_) add(placed);
    recognise(manuscript_);
    find_last_rules();
    for (auto& line : manuscript_.lines) {
      mark_label(line);
      mark_imprint(line);
    }
    for (const auto& placed : numbers_) add_number(placed);
  }

 private:
  void add_sheet(const PrintedPage& page) {
    Sheet sheet;
    sheet.width = page.width;
    sheet.height = page.height;
    const auto& column = sheet.is_landscape() ? on_side_ : upright_;
    sheet.left = column.left;
    sheet.right = sheet.width - column.right;
    manuscript_.sheets.push_back(std::move(sheet));
    manuscript_.has_drawings = manuscript_.has_drawings || !page.pictures.empty();
  }

  // 9704-10.1d: red rules wider than the type area.
  static bool has_letter_rules(const PrintedPage& page) {
    return std::any_of(page.rules.begin(), page.rules.end(), [](const PrintedRule& rule) {
      return rule.is_level() && is_red(rule.rgb) && rule.x2 - rule.x1 > page::type_area_width_mm + 5;
    });
  }

  const Column& column(const PlacedRow& placed) const { return placed.on_side() ? on_side_ : upright_; }

  // That most letters have, in all rows or in those of prose; 0: there are none.
  double size_of_rows(bool of_prose) const {
    std::map<double, double> letters;
    for (const auto& placed : rows_)
      if (placed.row.cell == 0 && (!of_prose || is_prose(placed))) letters[placed.row.size_pt] += placed.row.cells;
    const auto most = std::max_element(letters.begin(), letters.end(), [](auto& a, auto& b) { return a.second < b.second; });
    return most == letters.end() ? 0 : most->first;
  }

  // A long row, not that of a title, nor the labels of a chart, which stand apart from each other.
  static bool is_prose(const PlacedRow& placed) {
    const auto& row = placed.row;
    return row.cells >= half_a_row && row.size_pt < title_pt && row.cells * row.em() > 0.7 * (row.right - row.left);
  }

  // From baseline to baseline.
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
    if (last_ == nullptr) return false;
    if (placed.row.cell != 0) return last_->row.cell == placed.row.cell && last_->page == placed.page;
    if (!follows(placed)) return false;
    if (is_in_bracket(manuscript_.lines.back())) return true;
    if (hangs(placed) && manuscript_.lines.back().rows.size() > 1 && std::abs(placed.row.left - last_->row.left) < 0.5)
      return true;
    const Stand before(last_->row, column(*last_)), here(placed.row, column(placed));
    if (!before.is_full() || (before.side() != Side::left && !is_numbered(manuscript_.lines.back()))) return false;
    return here.is_flush() || (hangs(placed) && std::abs(here.left() - 2) > 0.3);
  }

  // In letters as large, no white between them, and it begins no item of its own.
  bool follows(const PlacedRow& placed) const {
    const auto& line = manuscript_.lines.back();
    if (last_->row.cell != 0 || last_->on_side() != placed.on_side() || placed.row.size_pt >= title_pt) return false;
    if (std::abs(last_->row.size_pt - placed.row.size_pt) > 0.6) return false;
    if (last_->page != placed.page && is_label(characters_of(placed.row))) return false;
    if (last_->page == placed.page && placed.row.top - last_->row.bottom > blank_mm) return false;
    return !begins_item(characters_of(placed.row)) || !(is_numbered(line) || line.text.starts_with("附件"));
  }

  // As 附注 of two rows, the first left short by a number that did not fit.
  static bool is_in_bracket(const Line& line) { return line.text.starts_with("（") && line.text.find("）") == std::string::npos; }

  // It stands further in than the first row, as below 附件：, 抄送： and the number of an attachment.
  bool hangs(const PlacedRow& placed) const {
    const auto& line = manuscript_.lines.back();
    const bool labelled = line.text.starts_with("抄送") || line.text.starts_with("附件");
    const bool indented = labelled || line.rows.front().left - column(*last_).left > 1;
    const double distance = (placed.row.left - line.rows.front().left) / placed.row.em();
    const bool near = placed.page == last_->page || placed.page == last_->page + 1;
    return indented && near && distance > (is_numbered(line) ? 0.5 : 1.5) && distance < 12;
  }

  // 附件1
  static bool is_label(std::u32string_view text) {
    return text.starts_with(U"附件") && text.find_first_not_of(U"0123456789", 2) == std::u32string_view::npos;
  }

  static bool is_numbered(const Line& line) { return begins_item(to_utf32(line.text)); }

  // 2.名称
  static bool begins_item(const std::u32string& text) {
    const auto end = text.find_first_not_of(U"0123456789");
    return end != 0 && end != std::u32string::npos && std::u32string_view(U".．、").find(text[end]) != std::u32string_view::npos;
  }

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
    line.look->pitch_pt = pitch_to(placed).value_or(placed.row.size_pt == common_size_ ? common_pitch_ : 0);
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
    line.rows.push_back(placed.printed());
    text_.append(row, line);
  }

  // Small letters beside a picture or in a chart, and what is said below it.
  void mark_label(Line& line) const {
    if (line.role != Role::paragraph && line.role != Role::heading) return;
    constexpr std::size_t of_a_chart = 3;
    const auto& page = printout_.pages[static_cast<std::size_t>(line.page() - 1)];
    const auto& row = line.rows.front();
    const bool drawn = !page.pictures.empty() || page.rules.size() > of_a_chart;
    const double prose = prose_size_ > 0 ? prose_size_ : page::body_pt;
    const bool captions = row.size_pt < prose && std::any_of(page.pictures.begin(), page.pictures.end(),
                                                             [&](auto& picture) { return stands_right_below(row, picture); });
    const bool small = row.size_pt < 0.8 * prose || (line.look->side == Side::center && row.size_pt < prose - 1);
    if (captions || (drawn && small)) line.role = Role::caption;
  }

  // As captions of pictures beside each other do, which are one row here.
  static bool stands_right_below(const PrintedRow& row, const PrintedPicture& picture) {
    constexpr double near = 8, overlap = 1;  // mm
    const double distance = row.top - picture.bottom;
    return distance > -overlap && distance < near && row.left < picture.right && row.right > picture.left;
  }

  // Where an imprint may end.
  void find_last_rules() {
    const auto& page = printout_.pages.back();
    for (const auto& rule : page.rules)
      if (rule.is_level() && rule.x2 - rule.x1 > page::type_area_width_mm / 2 && rule.y1 > page.height * 0.8)
        last_rules_.push_back(rule.y1);
    std::sort(last_rules_.begin(), last_rules_.end());
  }

  // 印发机关 without a date, which its words do not tell: small letters right above a rule at the foot of the last page.
  void mark_imprint(Line& line) const {
    if (line.role != Role::paragraph || line.rows.back().page != static_cast<int>(printout_.pages.size())) return;
    const auto& row = line.rows.back();
    const auto rule = std::upper_bound(last_rules_.begin(), last_rules_.end(), row.bottom);
    if (rule != last_rules_.end() && *rule < row.bottom + 8 && row.size_pt < 15) line.role = Role::printing;
  }

  void add_number(const PlacedRow& placed) {
    last_ = nullptr;
    begin(placed);
    append(placed);
    manuscript_.lines.back().role = Role::page_number;
  }

  Manuscript& manuscript_;
  const Printout& printout_;
  const std::vector<PlacedRow>& rows_;
  const std::vector<PlacedRow>& numbers_;  // of pages
  const RowText text_;
  const Column upright_, on_side_;
  const double common_size_;        // of the letters, in pt
  const double prose_size_;         // of those in long rows, in pt; 0: there are none
  const double common_pitch_;       // of the rows in that size, in pt; 0: there are no two below each other
  std::vector<double> last_rules_;  // heights of the long rules at the foot of the last page, from the top
  const PlacedRow* last_ = nullptr;
};

}  // namespace

Result<Manuscript> manuscript_of(Printout printout, const std::string& file) {
  Manuscript manuscript;
  manuscript.file = file;
  for (auto& page : printout.pages) tidy(page);
  manuscript.printout = std::make_shared<const Printout>(std::move(printout));
  const auto rows = placed_rows(*manuscript.printout);
  if (rows.text.size() + rows.numbers.size() > most_rows) return Result<Manuscript>::failure({file, 0, 0}, too_large_to_lint());
  if (rows.text.empty()) return Result<Manuscript>::failure({file, 0, 0}, no_text);
  Builder(manuscript, rows).run();
  return manuscript;
}

}  // namespace hongtou::lint
