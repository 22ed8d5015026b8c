// An OFD package that somebody else made: its XML parts, found by the locations they name each other by.
#pragma once

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "plugins/package/unzip.h"

namespace hongtou::ofd {

// The name without its prefix: ofd:Page → Page.
std::string_view local_name(pugi::xml_node node);
pugi::xml_node child_of(pugi::xml_node node, std::string_view name);
// The attribute or child element of that name, both of which are in use.
std::string_view value_of(pugi::xml_node node, const char* name);
// The numbers of an ST_Array, at most `most`.
std::vector<double> numbers_of(std::string_view text, std::size_t most);

// A part and where it lies.
struct XmlPart {
  std::string path;
  pugi::xml_node root;  // null: there is no such part, or it is no XML
};

class Package {
 public:
  // Errors: ofd.not_a_package, ofd.too_large.
  static Result<Package> open(const std::string& bytes, const std::string& file);

  // `location` as written in the part at `base`: /Doc_0/Document.xml, Pages/Page_0/Content.xml, ../Res/1.xml.
  XmlPart part(std::string_view location, std::string_view base);

 private:
  std::vector<package::Part> parts_;
  std::map<std::string, pugi::xml_document> documents_;
};

}  // namespace hongtou::ofd
