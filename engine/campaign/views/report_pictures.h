// The photos that came with reports, for `::pictures`. Private to the campaign layer.
#pragma once

#include <vector>

#include "engine/campaign/views.h"
#include "engine/definition/picture_list.h"

namespace hongtou {

// Each with its caption, in the order of the reports; last, which reports came without any, and which files are no pictures.
// Without a source of bytes none. Errors: those of `blobs`.
Result<std::vector<Block>> report_pictures(const Place& here, const Step& step, const PictureList& list, const BlobSource& blobs,
                                           const Position& position);

}  // namespace hongtou
