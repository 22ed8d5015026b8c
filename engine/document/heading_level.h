// Levels of headings by what their line begins with (GB/T 9704—2012, 7.3.3).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace hongtou {

// Of a number: 一、 is 1, （一） 2, 1. 3, （1） 4. Half-width brackets and 1、 are taken too; lint has its say on them.
std::optional<int> heading_level(std::string_view text);

// A heading of its own line that ends with a full stop nevertheless has so many characters at most; a longer one is a sentence.
inline constexpr std::size_t longest_stopped_heading = 10;

// Whether a line with a number of that level is a heading, or begins with one, rather than an item of a list: by the characters
// of its first sentence (of the line, if it has no full stop), and by whether anything stands behind the stop.
bool begins_with_heading(int level, std::size_t first_sentence, bool has_stop, bool goes_on);

// Of a heading without a number in a .gw text: # to ####.
std::optional<int> marked_level(std::string_view text);

}  // namespace hongtou
