#include "engine/document/signature.h"

#include <algorithm>
#include <cmath>

#include "engine/document/elements.h"
#include "engine/document/official_text.h"
#include "engine/document/page.h"

namespace hongtou {

namespace {

constexpr double cell = page::type_area_width_mm / page::characters;
constexpr double em = page::body_pt * 25.4 / 72;
constexpr double pitch = (page::type_area_height_mm - em) / (page::lines - 1);
constexpr double between_seals = 3;                     // 9704-7.3.5.1g: none touches another
constexpr double below_middle = 2;                      // 9704-7.3.5.1d: of the seal, where name and date lie
constexpr double seal_gap = page::one_line_gap_mm / 2;  // 9704-7.3.5.1e: within one line of the text
constexpr double tallest_seal = 1.5 * page::seal_mm;

double width_of(const std::string& text) { return width_in_characters(text) * cell; }

SignatureText centred(const std::string& text, double middle, double top) {
  return {text, middle - width_of(text) / 2, top, width_of(text)};
}

// As large as the room lets its sides be.
SealPlace sized(const Seal& seal, double width, double height) {
  if (!seal.image) return {nullptr, 0, 0, width, height};
  const double scale = std::min(width / seal.image->width, height / seal.image->height);
  return {seal.image, 0, 0, seal.image->width * scale, seal.image->height * scale};
}

SealPlace sized(const Seal& seal) { return sized(seal, page::seal_mm, seal.image ? tallest_seal : page::seal_mm); }

// No line wider than `width`, and as few as that takes.
std::vector<std::string> fitting(const std::string& text, double width) {
  return width_of(text) <= width ? std::vector{text} : break_title(text, static_cast<std::size_t>(width / cell));
}

// Names in columns, seals over them, the date under the last (9704-7.3.5.1). Several organs stand two a line at least: a name too
// long for that takes two lines.
class Sealed {
 public:
  explicit Sealed(const Document& document) : date_(document.date_of_issue) {
    const auto organs = signing_organs(document.issuer_signature);
    const bool joint = organs.size() > 1;
    const double widest = joint ? page::type_area_width_mm / 2 - cell : page::type_area_width_mm;
    for (const auto& organ : organs) {
      auto& lines = organs_.emplace_back();
      for (const auto& name : organ)
        for (auto& line : fitting(name, widest)) lines.push_back(std::move(line));
    }
    for (std::size_t i = 0; i < organs_.size(); ++i) {
      seals_.push_back(sized(document.seals[std::min(i, document.seals.size() - 1)]));
      highest_ = std::max(highest_, seals_.back().height);
      column_ = std::max(column_, seals_.back().width + (joint ? between_seals : 0));
      for (const auto& line : organs_[i]) column_ = std::max(column_, width_of(line) + (joint ? cell : 0));
    }
    column_ = std::min(column_, page::type_area_width_mm);
    columns_ = std::clamp(static_cast<std::size_t>(page::type_area_width_mm / column_), std::size_t{1}, organs_.size());
  }

  std::vector<SignatureRow> place() const {
    std::vector<SignatureRow> rows;
    for (std::size_t first = 0; first < organs_.size(); first += columns_) {
      rows.push_back(row_of(first, std::min(first + columns_, organs_.size())));
      rows.back().gap = first == 0 ? seal_gap : between_seals;
    }
    return rows;
  }

 private:
  // The last organ stands at the right, above the date.
  double middle_of(std::size_t column) const {
    const double date = page::type_area_width_mm - page::sealed_date_right_characters * cell - width_of(date_) / 2;
    const double widest = static_cast<double>(columns_ - 1) * column_ + column_ / 2;
    const double last = std::max(std::min(date, page::type_area_width_mm - column_ / 2), widest);
    return last - static_cast<double>(columns_ - 1 - column) * column_;
  }

  SignatureRow row_of(std::size_t first, std::size_t end) const {
    SignatureRow row;
    const bool dated = end == organs_.size() && !date_.empty();
    std::size_t lines = 0;
    for (auto i = first; i < end; ++i) lines = std::max(lines, organs_[i].size());
    const double text_height = static_cast<double>(lines + (dated ? 1 : 0) - 1) * pitch + em;
    const double text_top = std::max(0.0, highest_ / 2 + below_middle - text_height / 2);
    const double seal_middle = std::max(highest_ / 2, text_height / 2 - below_middle);
    for (auto i = first; i < end; ++i) {
      const double middle = middle_of(end == organs_.size() ? columns_ - (end - i) : i - first);
      for (std::size_t line = 0; line < organs_[i].size(); ++line)
        row.names.push_back(centred(organs_[i][line], middle, text_top + static_cast<double>(line) * pitch));
      auto seal = seals_[i];
      seal.left = middle - seal.width / 2;
      seal.top = seal_middle - seal.height / 2;
      row.seals.push_back(std::move(seal));
      if (dated && i + 1 == end) row.date = centred(date_, middle, text_top + static_cast<double>(lines) * pitch);
    }
    row.height = std::max(seal_middle + highest_ / 2, text_top + text_height);
    return row;
  }

  std::vector<std::vector<std::string>> organs_;
  const std::string date_;
  std::vector<SealPlace> seals_;
  double highest_ = 0;
  double column_ = 0;
  std::size_t columns_ = 1;
};

// Titles at the left of the stamps, the date below them (9704-7.3.5.3).
std::vector<SignatureRow> place_stamps(const std::vector<NameStamp>& stamps, const std::string& date) {
  std::vector<SignatureRow> rows;
  double widest = 0;
  for (const auto& stamp : stamps) {
    auto& row = rows.emplace_back();
    row.seals.push_back(sized(stamp.seal, page::stamp_width_mm, page::stamp_height_mm));
    widest = std::max(widest, row.seals.front().width);
  }
  const double left = page::type_area_width_mm - page::stamp_right_characters * cell - widest;
  const double titles = left - page::stamp_title_gap_characters * cell;
  for (std::size_t i = 0; i < stamps.size(); ++i) {
    auto& row = rows[i];
    auto& stamp = row.seals.front();
    const auto lines = fitting(stamps[i].title, titles);
    const double text = static_cast<double>(lines.size() - 1) * pitch + em;
    row.gap = i == 0 ? page::two_lines_gap_mm : page::one_line_gap_mm;
    row.height = std::max(stamp.height, text);
    stamp.left = left;
    stamp.top = (row.height - stamp.height) / 2;
    for (std::size_t line = 0; line < lines.size(); ++line)
      row.names.push_back({lines[line], titles - width_of(lines[line]),
                           (row.height - text) / 2 + static_cast<double>(line) * pitch, width_of(lines[line])});
  }
  if (date.empty()) return rows;
  const double right = page::type_area_width_mm - page::sealed_date_right_characters * cell;
  auto& row = rows.emplace_back();
  row.gap = page::one_line_gap_mm;
  row.height = em;
  row.date = {date, right - width_of(date), 0, width_of(date)};
  return rows;
}

}  // namespace

std::vector<std::vector<std::string>> signing_organs(const std::vector<std::string>& names) {
  std::vector<std::vector<std::string>> organs;
  for (const auto& name : names)
    if (organs.empty() || !name.starts_with("（"))
      organs.push_back({name});
    else
      organs.back().push_back(name);
  return organs;
}

bool is_sealed(const Document& document) {
  return !document.stamps.empty() || (!document.seals.empty() && !document.issuer_signature.empty());
}

std::vector<SignatureRow> signature_rows(const Document& document) {
  if (!document.stamps.empty()) return place_stamps(document.stamps, document.date_of_issue);
  return Sealed(document).place();
}

}  // namespace hongtou
