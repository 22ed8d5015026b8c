// Where a title is broken into lines: the shape is that of GB/T 9704—2012, 7.3.1.
#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/document/official_text.h"
#include "engine/document/title_shape.h"
#include "engine/document/title_words.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr std::size_t most_lines = 6;          // of a title whose shape is chosen; longer ones are filled
constexpr std::size_t bad_shape = 1000;        // outweighs any difference of lengths
constexpr std::size_t parted_organ = 100;      // outweighs one more line
constexpr std::size_t before_about_gains = 6;  // the organ's name alone on a line reads well

// A run of characters wider than a line: a web address.
void add_split(const std::string& word, std::size_t limit, std::vector<TitleWord>& pieces) {
  std::string piece;
  for (const char32_t c : to_utf32(word)) {
    const auto next = to_utf8(std::u32string(1, c));
    if (half_width_count(piece + next) > limit) pieces.push_back({std::exchange(piece, {})});
    piece += next;
  }
  pieces.push_back({piece});
}

using Words = std::vector<TitleWord>;

// Brackets that a line of `limit` half-width columns has room for become one word; of a longer one, those within it.
Words with_whole_brackets(const Words& words, std::size_t limit) {
  Words out;
  for (auto word = words.begin(); word != words.end();) {
    const auto end = std::find_if(word + 1, words.end(), [&](const TitleWord& each) { return each.depth <= word->depth; });
    auto whole = *word;
    std::for_each(word + 1, end, [&](const TitleWord& each) { whole.text += each.text; });
    const bool fits = half_width_count(whole.text) <= limit;
    out.push_back(fits ? std::move(whole) : *word);
    word = fits ? end : word + 1;
  }
  return out;
}

// So do words with those tied to them.
Words tied(const Words& words, Tie least, std::size_t limit) {
  Words out;
  for (const auto& word : words) {
    const bool fits = !out.empty() && half_width_count(out.back().text + word.text) <= limit;
    if (word.tie >= least && fits)
      out.back().text += word.text;
    else
      out.push_back(word);
  }
  return out;
}

// The parts of a title that stay whole, each at most `limit` half-width columns.
Words pieces_of(const std::string& title, std::size_t limit) {
  Words words;
  for (auto& word : words_of_title(title)) {
    if (half_width_count(word.text) <= limit)
      words.push_back(std::move(word));
    else
      add_split(word.text, limit, words);
  }
  return tied(tied(with_whole_brackets(words, limit), Tie::strong, limit), Tie::weak, limit);
}

// For each piece whether a line that begins with it would part the name of an organ that has room on a line. What stands before
// 关于 names the organs, white between them.
std::vector<bool> parting_organs(const std::string& title, const Words& pieces, std::size_t limit) {
  const auto organs = title.substr(0, std::min(title.find("关于"), title.size()));
  std::vector<bool> parting;
  std::size_t begin = 0, offset = 0;  // of the organ, of the piece
  for (const auto& piece : pieces) {
    const auto end = offset + piece.text.size();
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
  Breaker(const Words& pieces, std::vector<bool> parting, std::size_t limit)
      : pieces_(pieces), parting_(std::move(parting)), limit_(limit) {
    for (const auto& piece : pieces) widths_.push_back(half_width_count(piece.text));
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
    for (const auto at : breaks_) cost += pieces_[at].cost + (parting_[at] ? parted_organ : 0);
    if (pieces_[breaks_.front()].text.starts_with("关于")) cost -= before_about_gains;
    if (cost > best_cost_ || (cost == best_cost_ && breaks_.front() < best_.front())) return;
    best_cost_ = cost;
    best_ = breaks_;
  }

  const Words& pieces_;
  const std::vector<bool> parting_;
  const std::size_t limit_;
  std::vector<std::size_t> widths_;
  std::vector<std::size_t> breaks_;
  std::vector<std::size_t> lengths_;
  std::vector<std::size_t> best_;
  std::size_t best_cost_ = 0;
};

std::vector<std::string> filled(const Words& pieces, std::size_t limit) {
  std::vector<std::string> out;
  for (const auto& piece : pieces) {
    if (out.empty() || half_width_count(out.back() + piece.text) > limit)
      out.push_back(piece.text);
    else
      out.back() += piece.text;
  }
  return out;
}

std::string text_of(const Words& words, std::size_t from, std::size_t to) {
  return std::accumulate(words.begin() + static_cast<std::ptrdiff_t>(from), words.begin() + static_cast<std::ptrdiff_t>(to),
                         std::string(), [](std::string text, const TitleWord& word) { return std::move(text) + word.text; });
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
  for (const auto to : breaks) out.emplace_back(trim(text_of(pieces, std::exchange(from, to), to)));
  return out;
}

}  // namespace hongtou
