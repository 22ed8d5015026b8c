// The logical structure (ISO 32000-1, 14.7) and the bookmarks (12.3.3).
#pragma once

#include <vector>

#include "engine/layout/pages.h"
#include "plugins/pdf/file.h"

namespace hongtou::pdf {

// `page_objects` of each page; `marked` the elements of its marked-content identifiers. The number of the structure tree's root.
int write_structure(File& file, const Pages& pages, const std::vector<int>& page_objects,
                    const std::vector<std::vector<int>>& marked);

// 0 if there are none.
int write_outline(File& file, const Pages& pages, const std::vector<int>& page_objects);

}  // namespace hongtou::pdf
