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
  std::size_t cost = 0;         // of a line that begins with it, in half-width columns of uneven lines
  bool within_bracket = false;  // 《》, “”: behind the word that opens it
};
std::vector<TitleWord> words_of_title(const std::string& title);

}  // namespace hongtou
