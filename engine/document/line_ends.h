// Where a line may end: prohibited line starts and ends, what is not parted (GB/T 15834—2011, 5; GB/T 15835—2011, 5.1.7).
#pragma once

#include <string_view>
#include <vector>

namespace hongtou {

// Full-width characters take a whole cell, whatever their font says.
bool is_full_width(char32_t character);
bool is_latin(char32_t character);

// Of each character whether a line may end behind it; not of the last.
std::vector<bool> line_ends(std::u32string_view text);

}  // namespace hongtou
