#include "engine/document/table_fit.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/document/elements.h"
#include "engine/document/line_ends.h"
#include "engine/document/page.h"
#include "engine/document/table_grid.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message numbers_parted{
    "layout.numbers_parted", "表格有{0}栏，一页宽排不下，有的数字会断成两行",
    "the table has {0} columns and is wider than the page, so that numbers break across lines",
    "请把表放进附件并在标题下写“::landscape”（表单写 landscape yes），或减少栏目、用“万元”等较大的单位",
    "put it into an attachment with “::landscape” below its heading (a form: landscape yes), or "
    "leave columns out, or count in larger units"};
constexpr Message too_many_columns{"layout.too_many_columns", "表格有{0}栏，一页宽一栏放不下一个字",
                                   "the table has {0} columns, too many for one character in each", "请把它分成几张表",
                                   "make several tables of it"};

constexpr double mm_of_pt = 25.4 / 72;
constexpr double narrowest_margin = 0.1;  // of a cell
constexpr double longest_word = 8;        // em; a longer one is parted, unless it is a number or an identifier
constexpr int longest_identifier = 20;    // letters and figures
constexpr double longest_address = 20;    // em
constexpr double short_line = 7;          // em: a date, a number and its unit
constexpr double narrowest_line = 2;      // em, of a text
constexpr double longest_name = 8;        // em
constexpr double longest_unit = 5;        // em, with its brackets
constexpr int most_head_lines = 4;
constexpr double rule_width = 0.25;  // mm, that word processors take from a cell for its frame

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_letter(char32_t c) { return is_latin(c) && !(c < 0x7F && !((c | 0x20) >= U'a' && (c | 0x20) <= U'z')); }

// Em that a character takes at most.
double width_of(char32_t c) {
  constexpr std::u32string_view wide = U"mw%@&+=<>#";
  if (is_full_width(c) || (c >= U'A' && c <= U'Z') || wide.find(c) != std::u32string_view::npos) return 1;
  return 0.5;
}

// In em: what a text takes at least when no number and no word in it is parted; when a date, a number's unit and two characters
// of a text are not parted either; when a short line such as the name of a unit is not; and when no address is.
struct Need {
  double number = 0;
  double amount = 0;
  double name = 0;
  double address = 0;
};

class Meter {
 public:
  explicit Meter(std::u32string_view text) : text_(text), ends_(line_ends(text)) {}

  Need measure() {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == U'\n') {
        end_line(i);
        continue;
      }
      const bool blank = text_[i] == U' ' || text_[i] == U'\t';
      if (!blank) piece_ += width_of(text_[i]);
      line_ += width_of(text_[i]);
      look_at(text_[i]);
      if (ends_[i]) end_piece();
    }
    end_line(text_.size());
    return need_;
  }

 private:
  void look_at(char32_t c) {
    constexpr std::u32string_view in_addresses = U"@/:._?&=#";
    word_ = word_ || is_letter(c);
    has_digit_ = has_digit_ || is_digit(c);
    is_address_ = is_address_ || in_addresses.find(c) != std::u32string_view::npos;
    ++count_;
  }

  // 身份证号、车牌号
  bool is_identifier() const { return has_digit_ && !is_address_ && count_ <= longest_identifier; }

  void end_piece() {
    need_.number = std::max(need_.number, word_ && !is_identifier() ? std::min(piece_, longest_word) : piece_);
    need_.address = std::max({need_.address, need_.number, std::min(piece_, longest_address)});
    piece_ = 0;
    count_ = 0;
    word_ = has_digit_ = is_address_ = false;
  }

  void end_line(std::size_t end) {
    end_piece();
    if (begin_ < end && is_digit(text_[begin_]) && line_ <= short_line) need_.amount = std::max(need_.amount, line_);
    need_.amount = std::max({need_.amount, need_.number, std::min(line_, narrowest_line)});
    need_.name = std::max({need_.name, need_.amount, line_ <= longest_name ? line_ : 0});
    need_.address = std::max(need_.address, need_.name);
    line_ = 0;
    begin_ = end + 1;
  }

  const std::u32string_view text_;
  const std::vector<bool> ends_;
  Need need_;
  double piece_ = 0, line_ = 0;
  bool word_ = false;  // the piece has a letter
  bool has_digit_ = false, is_address_ = false;
  int count_ = 0;  // its characters
  std::size_t begin_ = 0;
};

bool all_digits(const std::string& text) { return text.find_first_not_of("0123456789") == std::string::npos; }

// Nothing but 汉字, without a mark.
bool all_chinese(const std::string& text) {
  if (text.size() % 3 != 0) return false;
  for (std::size_t i = 0; i < text.size(); i += 3)
    if (static_cast<unsigned char>(text[i]) < 0xE4 || static_cast<unsigned char>(text[i]) > 0xE9) return false;
  return true;
}

// Most cells of a long table need not be looked at character by character.
Need need_of(const std::string& text) {
  const auto size = static_cast<double>(text.size());
  if (all_digits(text)) return {size / 2, size / 2, size / 2, size / 2};
  if (const auto length = size / 3; all_chinese(text)) {
    const double name = std::min(length, length <= longest_name ? length : narrowest_line);
    return {1, std::min(length, narrowest_line), name, name};
  }
  return Meter(to_utf32(text)).measure();
}

// The unit behind what a column is called, （人次）: in em, 0 if there is none.
double unit_in_brackets(const std::string& text) {
  const auto begin = text.ends_with("）") ? text.rfind("（") : std::string::npos;
  const double width = begin == std::string::npos ? 0 : width_in_characters(text.substr(begin));
  return width <= longest_unit ? width : 0;
}

double cell_width(double text_width) {
  return std::min(text_width + 2 * widest_cell_margin, text_width / (1 - 2 * narrowest_margin)) + rule_width;
}

// A cell of one or several columns.
struct WideNeed {
  std::size_t column;
  std::size_t end;
  Need need;
};

class Fitter {
 public:
  Fitter(const Table& table, double width) : table_(table), width_(width), shares_(column_shares(table)), needs_(shares_.size()) {
    measure(table.header, false);
    measure(table.rows, true);
  }

  TableFit fit() const {
    TableFit out{{}, page::table_pt[0]};
    if (shares_.empty()) return out;
    for (const double pt : page::table_pt) {
      out = {widths(pt, &Need::number), pt};
      if (out.widths.empty()) continue;
      for (const auto wanted : {&Need::amount, &Need::name, &Need::address})
        if (auto wider = widths(pt, wanted); !wider.empty()) out.widths = std::move(wider);
      if (head_lines(out) <= most_head_lines) return out;
    }
    return out.widths.empty() ? too_narrow(out.size_pt) : out;
  }

 private:
  // What a column is called may go on several lines.
  void measure(const std::vector<std::vector<Cell>>& rows, bool names_whole) {
    for (GridWalk walk(rows, static_cast<int>(shares_.size())); walk.next();) {
      const auto& row = walk.row();
      for (std::size_t c = 0; c < row.size(); ++c) {
        if (!row[c].cell || !row[c].first_column || !row[c].first_row) continue;
        auto need = need_of(row[c].cell->text);
        if (!names_whole) {
          need.amount = std::max(need.amount, unit_in_brackets(row[c].cell->text));
          need.name = need.address = need.amount;
        }
        const auto end = c + static_cast<std::size_t>(row[c].columns);
        if (end > c + 1) {
          wide_.push_back({c, end, need});
        } else {
          needs_[c].number = std::max(needs_[c].number, need.number);
          needs_[c].amount = std::max(needs_[c].amount, need.amount);
          needs_[c].name = std::max(needs_[c].name, need.name);
          needs_[c].address = std::max(needs_[c].address, need.address);
        }
      }
    }
  }

  // Empty if the columns need more than there is.
  std::vector<double> widths(double pt, double Need::*wanted) const {
    const double em = pt * mm_of_pt;
    std::vector<double> least;
    for (const auto& need : needs_) least.push_back(cell_width(std::max(need.*wanted, 1.0) * em));
    for (const auto& cell : wide_) {
      const auto begin = least.begin() + static_cast<std::ptrdiff_t>(cell.column),
                 end = least.begin() + static_cast<std::ptrdiff_t>(cell.end);
      const double lacking = cell_width(cell.need.*wanted * em) - std::accumulate(begin, end, 0.0);
      if (lacking > 0) *begin += lacking;
    }
    return shared_out(least);
  }

  // Columns whose share is less than they need get that; the others share what is left.
  std::vector<double> shared_out(const std::vector<double>& least) const {
    if (std::accumulate(least.begin(), least.end(), 0.0) > width_) return {};
    std::vector<double> widths(shares_.size(), -1);
    double rest = width_, shares = 1;
    for (bool settled = false; !settled;) {
      settled = true;
      for (std::size_t i = 0; i < widths.size(); ++i) {
        if (widths[i] >= 0 || shares_[i] * rest >= least[i] * shares) continue;
        widths[i] = least[i];
        rest -= least[i];
        shares -= shares_[i];
        settled = false;
      }
    }
    for (std::size_t i = 0; i < widths.size(); ++i)
      if (widths[i] < 0) widths[i] = shares_[i] * rest / shares;
    return widths;
  }

  TableFit too_narrow(double pt) const {
    const std::vector<double> least(shares_.size(), cell_width(pt * mm_of_pt));
    TableFit out{shared_out(least), pt, true};
    out.parts_characters = out.widths.empty();
    if (out.parts_characters)
      for (const double share : shares_) out.widths.push_back(share * width_);
    return out;
  }

  int head_lines(const TableFit& fit) const {
    double most = 0;
    for (const auto& row : place_cells(table_.header, static_cast<int>(fit.widths.size())))
      for (std::size_t c = 0; c < row.size(); ++c) {
        if (!row[c].cell || !row[c].first_column || !row[c].first_row) continue;
        const auto begin = fit.widths.begin() + static_cast<std::ptrdiff_t>(c);
        const double width = std::accumulate(begin, begin + row[c].columns, 0.0);
        const double in_a_line = std::floor((width - 2 * cell_margin(width)) / (fit.size_pt * mm_of_pt));
        double count = 0;
        for (const auto& line : lines(row[c].cell->text))
          count += std::ceil(width_in_characters(std::string(line)) / std::max(in_a_line, 0.5));
        most = std::max(most, count);
      }
    return static_cast<int>(most);
  }

  const Table& table_;
  const double width_;
  const std::vector<double> shares_;
  std::vector<Need> needs_;  // of the columns
  std::vector<WideNeed> wide_;
};

}  // namespace

TableFit fit_table(const Table& table, double width) { return Fitter(table, width).fit(); }

void tell_misfit(const TableFit& fit, const Position& position, Diagnostics& diagnostics) {
  if (!fit.parts_numbers) return;
  diagnostics.push_back({fit.parts_characters ? Severity::error : Severity::warning,
                         position,
                         fit.parts_characters ? too_many_columns : numbers_parted,
                         {std::to_string(fit.widths.size())}});
}

double cell_margin(double cell_width) { return std::min(widest_cell_margin, narrowest_margin * cell_width); }

}  // namespace hongtou
