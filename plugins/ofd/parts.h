// The parts of an OFD file beside its pages (GB/T 33190—2016, 7; GB/T 33476 for the tags).
#pragma once

#include <string>
#include <vector>

#include "engine/document/document.h"
#include "engine/layout/pages.h"
#include "plugins/ofd/content.h"

namespace hongtou::ofd {

struct FontPart {
  int id = 0;
  std::string name;
  std::string file;  // within Res
};

struct ImagePart {
  int id = 0;
  std::string type;  // PNG, JPEG
  std::string file;  // within Res
};

// What a document has beside its pages.
struct Holdings {
  bool images = false;
  bool attachments = false;
};

std::string root_part(const Pages& pages, const Document& document, const std::string& document_id);
std::string document_part(const Pages& pages, const std::vector<int>& page_ids, int last_id, const Holdings& holdings);
std::string resources_part(const std::vector<FontPart>& fonts);
std::string images_part(const std::vector<ImagePart>& images);

// The elements by their names in office software (公文域), each with the text objects that show it.
std::string custom_tags_part();
std::string custom_tag_part(const Pages& pages, const std::vector<TextReference>& references);

inline constexpr const char* tag_file = "CustomTag_0.xml";

}  // namespace hongtou::ofd
