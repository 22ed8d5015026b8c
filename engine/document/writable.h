// What every format can hold of a text.
#pragma once

#include <string>
#include <string_view>

namespace hongtou {

// False for what XML has no way to write (XML 1.0, 2.2): control characters but tab and line ends, U+FFFE and U+FFFF; and for
// DEL, which nothing prints.
bool is_writable(char32_t character);

// `text`, UTF-8, without the others.
std::string writable(std::string_view text);

}  // namespace hongtou
