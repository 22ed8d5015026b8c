// A photo that nobody took. Private to the rehearsal layer.
#pragma once

#include <string>

namespace hongtou {

// A PNG file, another one for each number.
std::string made_up_picture(int number);

}  // namespace hongtou
