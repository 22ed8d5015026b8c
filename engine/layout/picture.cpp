#include <algorithm>

#include "engine/document/elements.h"
#include "engine/layout/parts.h"

namespace hongtou::layout {

namespace {

constexpr Style caption_style = plain(Face::kai, page::imprint_pt);

double left_of(const PictureRowSizes& sizes, std::size_t picture) {
  return sizes.left + static_cast<double>(picture) * sizes.step;
}

// Each in the place of its picture; a box for the first line of all of them, one for the second, and so on.
void compose_captions(Composer& composer, const PictureRow& row, const PictureRowSizes& sizes) {
  constexpr double size = caption_style.size_pt * mm_of_pt, line_pitch = size + leading;
  auto& galley = composer.galley();
  const auto first = galley.runs.size();
  for (std::size_t i = 0; i < row.pictures.size(); ++i)
    composer.place({.x = left_of(sizes, i), .width = sizes.place, .leading = leading, .edge = Edge::center},
                   {{row.pictures[i].caption, caption_style}}, composer.add_element({.role = Role::caption}));
  const auto line_of = [&](const Run& run) { return static_cast<int>(run.y / line_pitch); };
  const auto begin = galley.runs.begin() + static_cast<std::ptrdiff_t>(first);
  std::stable_sort(begin, galley.runs.end(), [&](const Run& a, const Run& b) { return line_of(a) < line_of(b); });
  int line = -1;
  for (auto run = first; run < galley.runs.size(); ++run) {
    if (line_of(galley.runs[run]) != line) {
      composer.add_box(size, line < 0 ? leading / 2 : leading).first_run = static_cast<std::uint32_t>(run);
      line = line_of(galley.runs[run]);
    }
    galley.runs[run].y -= line * line_pitch;
    galley.boxes.back().run_end = static_cast<std::uint32_t>(run + 1);
  }
}

}  // namespace

void compose_picture(Composer& composer, const Picture& picture) {
  if (!picture.image) return;
  const auto size = picture_size(*picture.image, composer.width());
  composer.add_box(size.height, leading).keep_with_next = !picture.caption.empty();
  composer.place_image({(composer.width() - size.width) / 2, 0, size.width, size.height, picture.image,
                        composer.add_element({.role = Role::picture, .description = picture.caption})});
  composer.end_box();
  compose_caption(composer, picture.caption, leading / 2);
}

void compose_picture_row(Composer& composer, const PictureRow& row) {
  const auto sizes = picture_sizes(row, composer.width());
  composer.add_box(sizes.height, leading).keep_with_next = has_caption(row);
  for (std::size_t i = 0; i < row.pictures.size(); ++i) {
    const double width = sizes.sizes[i].width;
    const int element = composer.add_element({.role = Role::picture, .description = row.pictures[i].caption});
    composer.place_image({left_of(sizes, i) + (sizes.place - width) / 2, 0, width, sizes.height, row.pictures[i].image, element});
  }
  composer.end_box();
  if (has_caption(row)) compose_captions(composer, row, sizes);
}

void compose_caption(Composer& composer, const std::string& text, double gap) {
  if (text.empty()) return;
  composer.paragraph({.role = Role::caption, .edge = Edge::center, .gap = gap}, text, caption_style);
}

}  // namespace hongtou::layout
