// Where names, date, seals and stamps stand in a document that is sealed (9704-7.3.5.1) or signed with a stamp of a name
// (9704-7.3.5.3). Without either they are lines of text: place_signature().
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/document/document.h"

namespace hongtou {

// Places in mm, from the left of the type area and from the top of the row.
struct SignatureText {
  std::string text;
  double left = 0, top = 0;  // of its glyph box
  double width = 0;
};
struct SealPlace {
  std::shared_ptr<const Image> image;  // null: left free
  double left = 0, top = 0, width = 0, height = 0;
};
// What stands side by side, and stays together on a page.
struct SignatureRow {
  std::vector<SignatureText> names;  // of organs, or the title of who signs, a line each
  std::vector<SealPlace> seals;      // one an organ, or that of who signs; none touches another
  std::optional<SignatureText> date;
  double gap = 0;  // from what stands above to the top
  double height = 0;
};

// Whether the document is sealed, or signed with a stamp.
bool is_sealed(const Document& document);
std::vector<SignatureRow> signature_rows(const Document& document);

// The organs of a signature: a line in brackets, （某中心代章）, belongs to the one before it.
std::vector<std::vector<std::string>> signing_organs(const std::vector<std::string>& names);

}  // namespace hongtou
