#include "engine/document/image.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace hongtou;

namespace {

std::string picture(const std::string& name) {
  std::ifstream in(std::string(HONGTOU_SOURCE_DIR "/tests/plugins/pictures/") + name, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string told(const std::string& bytes, Language language) {
  return to_text(read_image(bytes, {"t.gw", 5, 1}, "照片.png").diagnostics(), language);
}

// The head of a PNG of these sides, and nothing of its pixels.
std::string head_of_png(std::uint32_t width, std::uint32_t height) {
  auto bytes = picture("seal.png");
  for (int i = 0; i < 4; ++i) {
    bytes[static_cast<std::size_t>(16 + i)] = static_cast<char>(width >> (24 - 8 * i) & 0xFF);
    bytes[static_cast<std::size_t>(20 + i)] = static_cast<char>(height >> (24 - 8 * i) & 0xFF);
  }
  return bytes;
}

}  // namespace

TEST_CASE("a PNG is kept as it is, and its pixels tell what shines through") {
  const auto bytes = picture("seal.png");
  const auto image = *read_image(bytes, {}, "seal.png");
  CHECK(image->type == ImageType::png);
  CHECK(image->width == 420);
  CHECK(image->height == 420);
  CHECK(image->bytes == bytes);
  const auto pixels = pixels_of_png(*image);
  CHECK(pixels.color.size() == 3u * 420 * 420);
  REQUIRE(pixels.opacity.size() == 420u * 420);
  CHECK(pixels.opacity.front() == 0);
  const std::size_t middle = 210 * 420 + 210;
  CHECK(pixels.color.substr(3 * middle, 3) == std::string("\xFF\0\0", 3));
  CHECK(pixels.opacity[middle] == '\xFF');
}

TEST_CASE("a photo from a camera on its side is set upright, and what the camera notes is left out") {
  const auto bytes = picture("photo.jpg");
  REQUIRE(bytes.find("secret place") != std::string::npos);
  const auto image = *read_image(bytes, {}, "photo.jpg");
  CHECK(image->type == ImageType::jpeg);
  CHECK(image->width == 240);
  CHECK(image->height == 160);
  CHECK_FALSE(image->grey);
  CHECK(image->bytes.find("secret place") == std::string::npos);
  CHECK(image->bytes.find("Exif") == std::string::npos);
}

TEST_CASE("what is no picture is told") {
  CHECK(told("GIF89a", Language::zh) ==
        "t.gw:5:1: error [image.unknown_type] “照片.png”不是 PNG 或 JPEG 图片\n  提示：用看图软件另存为 .jpg 或 .png\n");
  CHECK(told("", Language::en) ==
        "t.gw:5:1: error [image.unknown_type] “照片.png” is neither a PNG nor a JPEG picture\n"
        "  hint: save it as .jpg or .png with a picture viewer\n");
}

TEST_CASE("a picture that is cut off or altered is told, wherever it is cut") {
  for (const auto* name : {"seal.png", "photo.jpg"}) {
    const auto bytes = picture(name);
    for (std::size_t size = 8; size + 16 < bytes.size(); size += 97) {
      CAPTURE(name);
      CAPTURE(size);
      CHECK_FALSE(read_image(bytes.substr(0, size), {}, name).ok());
    }
  }
  const auto text = told(picture("seal.png").substr(0, 200), Language::zh);
  CHECK(text.starts_with("t.gw:5:1: error [image.broken] 图片“照片.png”已损坏或不完整："));
  CHECK(text.ends_with("  提示：请重新复制或导出这张图片\n"));
  CHECK(told(picture("photo.jpg").substr(0, 900), Language::en).ends_with("  hint: copy or export the picture again\n"));
}

TEST_CASE("a picture that claims to be huge is refused before it is decoded") {
  const auto zh = told(head_of_png(2'000'000'000, 2'000'000'000), Language::zh);
  CHECK(zh.find("image.") != std::string::npos);
  auto jpeg = picture("photo.jpg");
  const auto frame = jpeg.find(std::string("\xFF\xC0", 2));
  REQUIRE(frame != std::string::npos);
  for (std::size_t i = 5; i < 9; ++i) jpeg[frame + i] = '\xF0';
  CHECK(told(jpeg, Language::zh) ==
        "t.gw:5:1: error [image.too_large] 图片“照片.png”太大：61680 × 61680\n"
        "  提示：请缩小到每边不超过 10000 像素、4000 万像素、20 MiB\n");
  CHECK(told(jpeg, Language::en) ==
        "t.gw:5:1: error [image.too_large] the picture “照片.png” is too large: 61680 × 61680\n"
        "  hint: make it smaller: at most 10,000 pixels a side, 40 million pixels, 20 MiB\n");
}

TEST_CASE("bytes as a data URL holds them") {
  CHECK(base64("") == "");
  CHECK(base64("M") == "TQ==");
  CHECK(base64("Ma") == "TWE=");
  CHECK(base64("Man") == "TWFu");
}
