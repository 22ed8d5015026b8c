// Web page format: one self-contained page that looks like the paper, without scripts.
#pragma once

#include <memory>

#include "engine/plugin.h"

namespace hongtou::html {

std::unique_ptr<Format> make_html_format();

}  // namespace hongtou::html
