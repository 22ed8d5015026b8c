// Images as objects of their own (ISO 32000-1, 8.9.5): each file once, however often it is shown.
#pragma once

#include <string>
#include <vector>

#include "engine/layout/pages.h"
#include "plugins/pdf/file.h"

namespace hongtou::pdf {

struct Images {
  std::string resources;     // entries of the XObject dictionary, “” for none
  std::vector<int> numbers;  // of each image of the pages, its /I
};

Images write_images(File& file, const Pages& pages);

}  // namespace hongtou::pdf
