// SM3 (GB/T 32905—2016), by OpenSSL.
#pragma once

#include <string>
#include <string_view>

namespace hongtou {

// 64 lower-case hexadecimal digits.
std::string sm3(std::string_view bytes);

}  // namespace hongtou
