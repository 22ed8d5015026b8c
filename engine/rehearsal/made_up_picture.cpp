#include "engine/rehearsal/made_up_picture.h"

#include <png.h>

#include <stdexcept>

namespace hongtou {

namespace {

constexpr int width = 480, height = 320, horizon = 200;

// Sky above ground, a house on it: where it stands depends on the number.
void paint(std::string& pixels, int number) {
  const int house = 40 + number % 7 * 50;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const bool within = x >= house && x < house + 100 && y >= horizon - 80 && y < horizon + 40;
      const int light = y < horizon ? 200 + 50 * y / horizon : 150 - 50 * (y - horizon) / horizon;
      pixels += static_cast<char>(within ? 170 : light - 40);
      pixels += static_cast<char>(within ? 90 : light);
      pixels += static_cast<char>(within ? 80 : y < horizon ? 250 : 90);
    }
}

}  // namespace

std::string made_up_picture(int number) {
  std::string pixels;
  paint(pixels, number);
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = PNG_FORMAT_RGB;
  png_alloc_size_t size = 0;
  if (png_image_write_to_memory(&image, nullptr, &size, 0, pixels.data(), 0, nullptr) == 0)
    throw std::runtime_error(image.message);
  std::string bytes(size, '\0');
  if (png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.data(), 0, nullptr) == 0)
    throw std::runtime_error(image.message);
  bytes.resize(size);
  return bytes;
}

}  // namespace hongtou
