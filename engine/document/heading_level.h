// Levels of headings by what their line begins with (GB/T 9704—2012, 7.3.3).
#pragma once

#include <optional>
#include <string_view>

namespace hongtou {

// Of a number: 一、 is 1, （一） 2, 1. 3, （1） 4. Half-width brackets and 1、 are taken too; lint has its say on them.
std::optional<int> heading_level(std::string_view text);

// Of a heading without a number in a .gw text: # to ####.
std::optional<int> marked_level(std::string_view text);

}  // namespace hongtou
