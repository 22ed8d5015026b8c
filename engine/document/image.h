// Image: a PNG or JPEG file, looked through before anything is made of it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/result.h"

namespace hongtou {

enum class ImageType { png, jpeg };

struct Image {
  ImageType type = ImageType::png;
  int width = 0;  // pixels
  int height = 0;
  bool grey = false;  // one component a pixel, of a JPEG
  std::string bytes;  // the file; of a JPEG upright, without what a camera notes beside the picture

  bool operator==(const Image&) const = default;
};

// Pixels row by row from the top; `color` three bytes a pixel, `opacity` one, empty when nothing shines through.
struct Pixels {
  std::string color;
  std::string opacity;
};

// `name` is the file's in messages. Errors: image.unknown_type, image.broken, image.too_large (20 MiB, 10,000 pixels a side,
// 40 million pixels), image.cmyk.
Result<std::shared_ptr<const Image>> read_image(const std::string& bytes, const Position& position, const std::string& name);

// Of a PNG that read_image() has let through.
Pixels pixels_of_png(const Image& image);

std::string_view extension_of(ImageType type);   // png, jpeg
std::string_view media_type_of(ImageType type);  // image/png, image/jpeg

// Bytes as a data URL holds them.
std::string base64(std::string_view bytes);

}  // namespace hongtou
