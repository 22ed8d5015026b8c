// Where a title is broken into lines. ICU's dictionary knows the words, GB/T 9704—2012, 7.3.1 the shape.
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "engine/document/official_text.h"
#include "engine/document/title_shape.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr std::size_t most_lines = 6;          // of a title whose shape is chosen; longer ones are filled
constexpr std::size_t bad_shape = 1000;        // outweighs any difference of lengths
constexpr std::size_t parted_organ = 100;      // outweighs one more line
constexpr std::size_t before_about_gains = 6;  // the organ's name alone on a line reads well
// Terms of the trade that no general dictionary holds.
constexpr std::array<std::string_view, 13> terms{"非法集资", "领导小组", "领导组",   "监督管理", "专项整治",
                                                 "安全生产", "成员单位", "人民政府", "实施方案", "实施意见",
                                                 "营商环境", "防汛抗旱", "有限空间"};
constexpr std::string_view opening = "“‘（《〈【〔";
constexpr std::string_view closing = "”’）》〉】〕";

bool is_one_of(std::string_view word, std::string_view characters) {
  return word.size() == 3 && characters.find(word) != std::string_view::npos;
}

// The offsets at which a break would part a term of the trade.
std::vector<bool> inside_terms(const std::string& title) {
  std::vector<bool> inside(title.size());
  for (const auto term : terms)
    for (auto at = title.find(term); at != std::string::npos; at = title.find(term, at + term.size()))
      std::fill_n(inside.begin() + static_cast<std::ptrdiff_t>(at) + 1, term.size() - 1, true);
  return inside;
}

std::vector<std::string> words_of(const std::string& title) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(icu::BreakIterator::createWordInstance(icu::Locale("zh"), status));
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU finds no words: ") + u_errorName(status));
  const auto text = icu::UnicodeString::fromUTF8(title);
  breaks->setText(text);
  const auto inside = inside_terms(title);
  std::vector<std::string> words;
  std::size_t offset = 0;
  for (auto begin = breaks->first(), end = breaks->next(); end != icu::BreakIterator::DONE; begin = end, end = breaks->next()) {
    std::string word;
    text.tempSubStringBetween(begin, end).toUTF8String(word);
    if (offset < inside.size() && inside[offset])
      words.back() += word;
    else
      words.push_back(word);
    offset += word.size();
  }
  return words;
}

// A word of one character belongs to the one before it (组, 区, 月, 的), but 和 and 新 begin what follows.
bool may_part(const std::string& before, const std::string& after) {
  static constexpr std::string_view leading = "和与及并新";
  if (is_one_of(before, opening) || is_one_of(before, leading) || before == "关于") return false;
  return character_count(after) > 1 || is_one_of(after, leading) || is_one_of(after, opening);
}

bool ends_with_digit(const std::string& text) { return !text.empty() && text.back() >= '0' && text.back() <= '9'; }

std::string joined(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
  return std::accumulate(words.begin() + static_cast<std::ptrdiff_t>(from), words.begin() + static_cast<std::ptrdiff_t>(to),
                         std::string());
}

// Past the bracket that closes the one at `open`, or the word after it when none does.
std::size_t end_of_bracket(const std::vector<std::string>& words, std::size_t open) {
  int depth = 0;
  for (auto i = open; i < words.size(); ++i) {
    if (is_one_of(words[i], opening)) ++depth;
    if (is_one_of(words[i], closing) && --depth == 0) return i + 1;
  }
  return open + 1;
}

// A run of characters wider than a line: a web address.
void add_split(const std::string& word, std::size_t limit, std::vector<std::string>& pieces) {
  std::string piece;
  for (const char32_t c : to_utf32(word)) {
    const auto next = to_utf8(std::u32string(1, c));
    if (half_width_count(piece + next) > limit) pieces.push_back(std::exchange(piece, {}));
    piece += next;
  }
  pieces.push_back(piece);
}

// The parts of a title that stay whole, each at most `limit` half-width columns.
std::vector<std::string> pieces_of(const std::string& title, std::size_t limit) {
  const auto words = words_of(title);
  std::vector<std::string> pieces;
  for (std::size_t i = 0; i < words.size();) {
    auto end = is_one_of(words[i], opening) ? end_of_bracket(words, i) : i + 1;
    if (half_width_count(joined(words, i, end)) > limit) end = i + 1;
    const auto word = joined(words, i, end);
    const bool together = i > 0 && !(may_part(words[i - 1], words[i]) && !ends_with_digit(words[i - 1]));
    if (half_width_count(word) > limit)
      add_split(word, limit, pieces);
    else if (together && half_width_count(pieces.back() + word) <= limit)
      pieces.back() += word;
    else
      pieces.push_back(word);
    i = end;
  }
  return pieces;
}

// For each piece whether a line that begins with it would part the name of an organ that has room on a line. What stands before
// 关于 names the organs, white between them.
std::vector<bool> parting_organs(const std::string& title, const std::vector<std::string>& pieces, std::size_t limit) {
  const auto organs = title.substr(0, std::min(title.find("关于"), title.size()));
  std::vector<bool> parting;
  std::size_t begin = 0, offset = 0;  // of the organ, of the piece
  for (const auto& piece : pieces) {
    const auto end = offset + piece.size();
    const auto name_end = std::min({organs.size(), title.find("　", begin), title.find(' ', begin)});
    const bool fits = begin < name_end && half_width_count(title.substr(begin, name_end - begin)) <= limit;
    parting.push_back(offset > begin && offset < name_end && organs.size() < title.size() && fits);
    offset = end;
    if (offset > name_end) begin = offset;
  }
  return parting;
}

// Finds the best of all ways to lay pieces on a given number of lines.
class Breaker {
 public:
  Breaker(const std::vector<std::string>& pieces, std::vector<bool> parting, std::size_t limit)
      : pieces_(pieces), parting_(std::move(parting)), limit_(limit) {
    for (const auto& piece : pieces) widths_.push_back(half_width_count(piece));
  }

  // The indices of the first pieces of lines 2, 3 …, of as few lines as have a good shape; empty if it cannot be done.
  std::vector<std::size_t> best(std::size_t fewest_lines) {
    best_.clear();
    best_cost_ = 2 * bad_shape * limit_;
    for (auto count = fewest_lines; count <= most_lines && best_cost_ >= parted_organ; ++count)
      search(0, count, std::accumulate(widths_.begin(), widths_.end(), std::size_t{0}));
    return best_;
  }

 private:
  void search(std::size_t from, std::size_t lines_left, std::size_t rest) {
    if (rest > lines_left * limit_) return;
    std::size_t width = 0;
    for (auto end = from; end < pieces_.size() && (width += widths_[end]) <= limit_; ++end) {
      const bool is_last = end + 1 == pieces_.size();
      if (is_last != (lines_left == 1)) continue;
      lengths_.push_back(width);
      if (is_last) {
        judge();
      } else {
        breaks_.push_back(end + 1);
        search(end + 1, lines_left - 1, rest - width);
        breaks_.pop_back();
      }
      lengths_.pop_back();
    }
  }

  void judge() {
    const auto [shortest, longest] = std::minmax_element(lengths_.begin(), lengths_.end());
    std::size_t cost = before_about_gains + *longest - *shortest;
    if (!is_title_shape(lengths_)) cost += bad_shape;
    cost += parted_organ *
            static_cast<std::size_t>(std::count_if(breaks_.begin(), breaks_.end(), [&](auto at) { return parting_[at]; }));
    if (pieces_[breaks_.front()].starts_with("关于")) cost -= before_about_gains;
    if (cost > best_cost_ || (cost == best_cost_ && breaks_.front() < best_.front())) return;
    best_cost_ = cost;
    best_ = breaks_;
  }

  const std::vector<std::string>& pieces_;
  const std::vector<bool> parting_;
  const std::size_t limit_;
  std::vector<std::size_t> widths_;
  std::vector<std::size_t> breaks_;
  std::vector<std::size_t> lengths_;
  std::vector<std::size_t> best_;
  std::size_t best_cost_ = 0;
};

std::vector<std::string> filled(const std::vector<std::string>& pieces, std::size_t limit) {
  std::vector<std::string> out;
  for (const auto& piece : pieces) {
    if (out.empty() || half_width_count(out.back() + piece) > limit)
      out.push_back(piece);
    else
      out.back() += piece;
  }
  return out;
}

}  // namespace

std::vector<std::string> break_title(const std::string& title, std::size_t limit) {
  const std::size_t columns = 2 * std::max<std::size_t>(limit, 2);
  const auto width = half_width_count(title);
  if (width <= columns) return {title};
  const auto pieces = pieces_of(title, columns);
  auto breaks = Breaker(pieces, parting_organs(title, pieces, columns), columns).best((width + columns - 1) / columns);
  if (breaks.empty()) return filled(pieces, columns);
  breaks.push_back(pieces.size());
  std::vector<std::string> out;
  out.reserve(breaks.size());
  std::size_t from = 0;
  for (const auto to : breaks) out.emplace_back(trim(joined(pieces, std::exchange(from, to), to)));
  return out;
}

}  // namespace hongtou
