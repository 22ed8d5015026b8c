// A package of parts (ECMA-376, part 2; GB/T 33190—2016): a ZIP file that depends on nothing but its parts.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/result.h"

namespace hongtou::package {

// A part that is too large to be held as a whole: it is asked for its next piece until there is none.
using Pieces = std::function<bool(std::string& piece)>;

// A content as it stands in a package.
struct Packed {
  std::string bytes;
  bool deflated = false;
  std::uint32_t checksum = 0;
  std::uint64_t size = 0;  // before
};
// Once for all the packages it stands in.
std::shared_ptr<const Packed> pack(const std::string& content);

struct Part {
  std::string path;  // word/document.xml
  std::string content;
  bool compact = false;                       // a picture or a font, which deflating would hardly make smaller
  Pieces pieces = {};                         // instead of the content
  std::shared_ptr<const Packed> packed = {};  // likewise
};

// Parts in the order given, all dated 1980-01-01. `failed` says in {0} what went wrong: a path that stands twice, or 4 GiB and
// more.
Result<std::string> zip(const std::vector<Part>& parts, Message failed);

}  // namespace hongtou::package
