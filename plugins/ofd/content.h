// The content of a page (GB/T 33190—2016, 7.7, 8, 10, 11): a text object a run, a path object a rule, an
// image object an image.
#pragma once

#include <string>
#include <vector>

#include "engine/layout/pages.h"

namespace hongtou::ofd {

// Identifiers are unique in a document.
class Identifiers {
 public:
  int next() { return ++last_; }
  int last() const { return last_; }

 private:
  int last_ = 0;
};

// Identifiers of fonts by FontId, and of images as they stand in Pages::images.
struct Resources {
  std::vector<int> fonts;
  std::vector<int> images;
};

// A text or image object, and the element of the document it belongs to.
struct TextReference {
  int object = 0;
  int page = 0;
  int element = no_element;
};

// `page_id` is the identifier of the page; adds to `references` in reading order.
std::string page_part(const Pages& pages, const Page& page, const Resources& resources, int page_id, Identifiers& identifiers,
                      std::vector<TextReference>& references);

}  // namespace hongtou::ofd
