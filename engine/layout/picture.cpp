#include "engine/document/elements.h"
#include "engine/layout/parts.h"

namespace hongtou::layout {

void compose_picture(Composer& composer, const Picture& picture) {
  if (!picture.image) return;
  const auto size = picture_size(*picture.image, composer.width());
  composer.add_box(size.height, leading).keep_with_next = !picture.caption.empty();
  composer.place_image({(composer.width() - size.width) / 2, 0, size.width, size.height, picture.image,
                        composer.add_element({.role = Role::picture, .description = picture.caption})});
  composer.end_box();
  compose_caption(composer, picture.caption, leading / 2);
}

void compose_caption(Composer& composer, const std::string& text, double gap) {
  if (text.empty()) return;
  composer.paragraph({.role = Role::caption, .edge = Edge::center, .gap = gap}, text, plain(Face::kai, page::imprint_pt));
}

}  // namespace hongtou::layout
