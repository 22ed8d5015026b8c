#include "engine/layout/binding.h"

namespace hongtou {

namespace {

template <class Part>
std::uint32_t append_all(std::vector<Part>& to, const std::vector<Part>& from) {
  const auto first = static_cast<std::uint32_t>(to.size());
  to.insert(to.end(), from.begin(), from.end());
  return first;
}

void refer(int& element, std::uint32_t first) {
  if (element != no_element) element += static_cast<int>(first);
}

}  // namespace

void append(Pages& bound, const Pages& document, const std::string& name) {
  if (bound.pages.empty()) bound.author = document.author;
  if (bound.pages.size() % 2 == 1) bound.pages.emplace_back();
  bound.outline.push_back({.text = name, .level = 1, .page = static_cast<int>(bound.pages.size()), .y = 0});
  const auto glyph = append_all(bound.glyphs, document.glyphs), run = append_all(bound.runs, document.runs),
             rule = append_all(bound.rules, document.rules), image = append_all(bound.images, document.images),
             element = append_all(bound.elements, document.elements), page = append_all(bound.pages, document.pages);
  for (auto i = run; i < bound.runs.size(); ++i) {
    bound.runs[i].first += glyph;
    refer(bound.runs[i].element, element);
  }
  for (auto i = image; i < bound.images.size(); ++i) refer(bound.images[i].element, element);
  for (auto i = element; i < bound.elements.size(); ++i) refer(bound.elements[i].parent, element);
  for (auto i = page; i < bound.pages.size(); ++i) {
    bound.pages[i].first_run += run;
    bound.pages[i].first_rule += rule;
    bound.pages[i].first_image += image;
  }
}

}  // namespace hongtou
