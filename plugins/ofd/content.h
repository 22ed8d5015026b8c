// The content of a page (GB/T 33190—2016, 7.7, 8, 11): a text object a run, a path object a rule.
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

// A text object, and the element of the document it belongs to.
struct TextReference {
  int object = 0;
  int page = 0;
  int element = no_element;
};

// `fonts` are the identifiers of the fonts by FontId, `page_id` that of the page; adds to `references` in reading order.
std::string page_part(const Pages& pages, const Page& page, const std::vector<int>& fonts, int page_id, Identifiers& identifiers,
                      std::vector<TextReference>& references);

}  // namespace hongtou::ofd
