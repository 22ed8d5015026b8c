#include <algorithm>

#include "engine/lint/lint.h"
#include "engine/text.h"

namespace hongtou::lint {

namespace {

constexpr std::size_t most_compared = 1'000'000;  // pairs of characters

// Characters [begin, end) of what was found that go, and those that come instead.
struct Change {
  std::size_t begin = 0, end = 0;
  std::u32string text;
};

// The fewest characters that make one text of the other, what stands together together.
class Comparison {
 public:
  Comparison(std::u32string_view before, std::u32string_view after) : before_(before), after_(after) {}

  std::vector<Change> run() {
    while (begin_ < shorter() && before_[begin_] == after_[begin_]) ++begin_;
    while (tail_ < shorter() - begin_ && before_[before_.size() - tail_ - 1] == after_[after_.size() - tail_ - 1]) ++tail_;
    const auto rows = before_.size() - tail_ - begin_, columns = after_.size() - tail_ - begin_;
    if (rows * columns > most_compared)
      change(begin_, before_.size() - tail_, after_.substr(begin_, columns));
    else
      compare(rows, columns);
    return std::move(changes_);
  }

 private:
  std::size_t shorter() const { return std::min(before_.size(), after_.size()); }

  void compare(std::size_t rows, std::size_t columns) {
    const auto width = columns + 1;
    std::vector<std::uint32_t> common((rows + 1) * width);  // of what follows a pair of places
    for (auto i = rows; i-- > 0;)
      for (auto j = columns; j-- > 0;)
        common[i * width + j] = before_[begin_ + i] == after_[begin_ + j]
                                    ? common[(i + 1) * width + j + 1] + 1
                                    : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
    std::size_t i = 0, j = 0;
    while (i < rows || j < columns) {
      if (i < rows && j < columns && before_[begin_ + i] == after_[begin_ + j]) {
        ++i, ++j;
      } else if (j == columns || (i < rows && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
        change(begin_ + i, begin_ + i + 1, {});
        ++i;
      } else {
        change(begin_ + i, begin_ + i, after_.substr(begin_ + j, 1));
        ++j;
      }
    }
  }

  void change(std::size_t begin, std::size_t end, std::u32string_view text) {
    if (changes_.empty() || changes_.back().end != begin) changes_.push_back({begin, begin, {}});
    changes_.back().end = end;
    changes_.back().text += text;
  }

  const std::u32string_view before_, after_;
  std::size_t begin_ = 0, tail_ = 0;  // characters that are the same at both ends
  std::vector<Change> changes_;
};

// Data stands in its place and nowhere else.
bool touches_data(const Change& change, std::u32string_view found) {
  constexpr char32_t mark = data_mark;
  return found.substr(change.begin, change.end - change.begin).find(mark) != found.npos ||
         change.text.find(mark) != change.text.npos;
}

// Nothing where what should stand there instead would touch the data of a text.
std::vector<Edit> edits_of(const Finding& finding) {
  const auto& line = *finding.line;
  const auto found = to_utf32(line.text.substr(finding.begin, finding.end - finding.begin));
  const auto changes = Comparison(found, to_utf32(*finding.mended)).run();
  std::vector<Edit> edits;
  std::size_t at = 0, offset = finding.begin;  // the same place, in characters of `found` and in bytes of the line
  const auto come_to = [&](std::size_t place) {
    for (; at < place; ++at) offset += to_utf8({&found[at], 1}).size();
    return offset;
  };
  for (const auto& change : changes) {
    if (touches_data(change, found)) return {};
    const auto begin = come_to(change.begin), end = come_to(change.end);
    edits.push_back({line.number, line.offset, begin, end, to_utf8(change.text)});
  }
  return edits;
}

}  // namespace

std::vector<Finding> mendable(const std::vector<Finding>& findings) {
  std::vector<Finding> out;
  for (const auto& finding : findings) {
    if (!finding.mended || edits_of(finding).empty()) continue;
    const bool overlaps = !out.empty() && out.back().line == finding.line && finding.begin < out.back().end;
    if (!overlaps) out.push_back(finding);
  }
  return out;
}

std::vector<Edit> edits_of(const std::vector<Finding>& findings) {
  std::vector<Edit> edits;
  for (const auto& finding : mendable(findings))
    for (auto& edit : edits_of(finding)) edits.push_back(std::move(edit));
  return edits;
}

std::string mend_text(std::string_view text, const std::vector<Edit>& edits) {
  std::string mended(text);
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit)
    mended.replace(edit->offset + edit->begin, edit->end - edit->begin, edit->text);
  return mended;
}

}  // namespace hongtou::lint
