// Pages of several documents as those of one file, to be printed on both sides.
#pragma once

#include <string>

#include "engine/layout/pages.h"

namespace hongtou {

// Puts the document behind what is bound already, on a right-hand page, a blank one before it if need be; its bookmarks are
// replaced by one with this name. All must be laid out with the same typefaces. The author is that of the first.
void append(Pages& bound, const Pages& document, const std::string& name);

}  // namespace hongtou
