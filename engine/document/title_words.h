// The words of a title, and how well a line may begin with each: what reads as one stays together. Private to break_title().
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace hongtou {

// To the word before. Where a line has no room for all that is tied, weak ties give way.
enum class Tie { none, weak, strong };

struct TitleWord {
  std::string text;
  Tie tie = Tie::none;
  std::size_t cost = 0;   // of a line that begins with it, in half-width columns of uneven lines
  std::size_t depth = 0;  // how many brackets, 《》 or “”, it stands in, behind the words that open them
};
std::vector<TitleWord> words_of_title(const std::string& title);

}  // namespace hongtou
