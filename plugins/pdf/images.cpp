#include "plugins/pdf/images.h"

#include <map>

namespace hongtou::pdf {

namespace {

std::string entries(const Image& image, const char* color_space) {
  return "/Type/XObject/Subtype/Image/Width " + std::to_string(image.width) + "/Height " + std::to_string(image.height) +
         "/BitsPerComponent 8/ColorSpace/" + color_space;
}

int write_png(File& file, const Image& image) {
  const auto pixels = pixels_of_png(image);
  std::string mask;
  if (!pixels.opacity.empty()) mask = "/SMask " + reference(file.add_stream(entries(image, "DeviceGray"), pixels.opacity));
  return file.add_stream(entries(image, "DeviceRGB") + mask, pixels.color);
}

// A JPEG goes in as it is.
int write_jpeg(File& file, const Image& image) {
  return file.add_plain_stream(entries(image, image.grey ? "DeviceGray" : "DeviceRGB") + "/Filter/DCTDecode", image.bytes);
}

}  // namespace

Images write_images(File& file, const Pages& pages) {
  Images images;
  std::map<const Image*, int> known;
  for (const auto& placed : pages.images) {
    const auto [entry, added] = known.try_emplace(placed.image.get(), static_cast<int>(known.size()));
    images.numbers.push_back(entry->second);
    if (!added) continue;
    const int object = placed.image->type == ImageType::png ? write_png(file, *placed.image) : write_jpeg(file, *placed.image);
    images.resources += "/I" + std::to_string(entry->second) + " " + reference(object);
  }
  return images;
}

}  // namespace hongtou::pdf
