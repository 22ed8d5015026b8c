// The look of the page: the numbers of GB/T 9704, then the rules that use them.
#pragma once

#include <string>

namespace hongtou::html {

std::string stylesheet();

}  // namespace hongtou::html
