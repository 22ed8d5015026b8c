// Plain-text format 纯文本格式: the elements of a document in reading order, one a line; a table row is a line, its cells parted
// by ｜.
#pragma once

#include <memory>

#include "engine/plugin.h"

namespace hongtou::text {

std::unique_ptr<Format> make_text_format();

}  // namespace hongtou::text
