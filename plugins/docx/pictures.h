// Pictures with their captions, one by one or beside each other.
#pragma once

#include "engine/document/document.h"
#include "plugins/docx/flow.h"

namespace hongtou::docx {

void write_picture(Flow& flow, const Picture& picture);
// A table without rules: the pictures, and below them their captions.
void write_picture_row(Flow& flow, const PictureRow& row);

}  // namespace hongtou::docx
