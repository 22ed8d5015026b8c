// SM3 (GB/T 32905—2016), by libgcrypt.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace hongtou {

// 64 lower-case hexadecimal digits.
std::string sm3(std::string_view bytes);

// Of the parts, joined.
std::string sm3(std::initializer_list<std::string_view> parts);

}  // namespace hongtou
