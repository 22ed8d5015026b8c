// The pictures of a text that belongs to no campaign: they lie in its folder.
#pragma once

#include <memory>
#include <string>

#include "bindings/cli/program.h"

namespace hongtou::cli {

// `request` is one of OfficialText::pictures(). Errors, where it names the file: render.picture_outside, render.picture_missing,
// image.*, file.*
Result<std::shared_ptr<const Image>> read_picture(const Environment& environment, const std::string& text_file,
                                                  const BlockRequest& request);

}  // namespace hongtou::cli
