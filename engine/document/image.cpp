#include "engine/document/image.h"

#include <png.h>
#include <turbojpeg.h>

#include <array>
#include <cstdint>

namespace hongtou {

namespace {

constexpr Message unknown_type{"image.unknown_type", "“{0}”不是 PNG 或 JPEG 图片", "“{0}” is neither a PNG nor a JPEG picture",
                               "用看图软件另存为 .jpg 或 .png", "save it as .jpg or .png with a picture viewer"};
constexpr Message broken{"image.broken", "图片“{0}”已损坏或不完整：{1}", "the picture “{0}” is broken or cut off: {1}",
                         "请重新复制或导出这张图片", "copy or export the picture again"};
constexpr Message too_large{"image.too_large", "图片“{0}”太大：{1}", "the picture “{0}” is too large: {1}",
                            "请缩小到每边不超过 10000 像素、4000 万像素、20 MiB",
                            "make it smaller: at most 10,000 pixels a side, 40 million pixels, 20 MiB"};
constexpr Message cmyk{"image.cmyk", "图片“{0}”是印刷用的 CMYK 颜色", "the picture “{0}” has the CMYK colours of printing",
                       "用看图软件另存为 RGB 颜色的 .jpg", "save it as a .jpg with RGB colours"};

constexpr std::size_t most_bytes = 20u << 20;
constexpr int longest_side = 10'000;
constexpr std::int64_t most_pixels = 40'000'000;

using Read = Result<std::shared_ptr<const Image>>;

struct Source {
  const std::string& bytes;
  const Position& position;
  const std::string& name;

  template <class... Arguments>
  Read refuse(const Message& message, Arguments... more) const {
    return Read::failure(position, message, {name, more...});
  }
};

const unsigned char* data_of(const std::string& bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

bool is_large(int width, int height) {
  return width > longest_side || height > longest_side || std::int64_t{width} * height > most_pixels;
}

std::string size_of(int width, int height) { return std::to_string(width) + " × " + std::to_string(height); }

// Frees what libpng holds.
struct PngReader : png_image {
  PngReader() : png_image{} { version = PNG_IMAGE_VERSION; }
  ~PngReader() { png_image_free(this); }
  PngReader(const PngReader&) = delete;
  PngReader& operator=(const PngReader&) = delete;

  bool begin(const std::string& bytes) { return png_image_begin_read_from_memory(this, bytes.data(), bytes.size()) != 0; }
  bool read(std::string& rgba) {
    format = PNG_FORMAT_RGBA;
    rgba.resize(PNG_IMAGE_SIZE(*this));
    return png_image_finish_read(this, nullptr, rgba.data(), 0, nullptr) != 0;
  }
};

Read read_png(const Source& source) {
  PngReader reader;
  if (!reader.begin(source.bytes)) return source.refuse(broken, std::string(reader.message));
  const bool wide = reader.width > longest_side || reader.height > longest_side;
  const int width = wide ? longest_side + 1 : static_cast<int>(reader.width), height = static_cast<int>(reader.height);
  if (wide || is_large(width, height))
    return source.refuse(too_large, std::to_string(reader.width) + " × " + std::to_string(reader.height));
  std::string rgba;
  if (!reader.read(rgba)) return source.refuse(broken, std::string(reader.message));
  return Read(std::make_shared<const Image>(Image{ImageType::png, width, height, false, source.bytes}));
}

// Big or little endian, as a TIFF header says.
class Tiff {
 public:
  explicit Tiff(std::string_view bytes) : bytes_(bytes), little_(bytes.starts_with("II")) {}
  std::uint32_t number(std::size_t at, std::size_t size) const {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const auto place = at + (little_ ? size - 1 - i : i);
      value = value << 8 | (place < bytes_.size() ? static_cast<unsigned char>(bytes_[place]) : 0u);
    }
    return value;
  }

 private:
  std::string_view bytes_;
  bool little_;
};

// The orientation that a camera notes (Exif 2.3, tag 0x0112), 1 … 8; 1 when there is none.
int orientation_of(std::string_view jpeg) {
  constexpr std::string_view mark("Exif\0\0", 6);
  constexpr std::uint32_t tag = 0x0112;
  const auto exif = jpeg.substr(0, 65'536).find(mark);
  if (exif == std::string_view::npos) return 1;
  const auto bytes = jpeg.substr(exif + mark.size(), 65'536);
  const Tiff tiff(bytes);
  const std::size_t directory = tiff.number(4, 4);
  const auto count = tiff.number(directory, 2);
  for (std::uint32_t i = 0; i < count && directory + 2 + 12 * i + 12 <= bytes.size(); ++i) {
    const auto entry = directory + 2 + 12 * i;
    if (tiff.number(entry, 2) != tag) continue;
    const auto value = static_cast<int>(tiff.number(entry + 8, 2));
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

// Sets a JPEG upright without decoding its pixels, and leaves out what stands beside them: place, time, camera.
class JpegReader {
 public:
  JpegReader() : handle_(tjInitTransform()) {}
  ~JpegReader() {
    tjFree(out_);
    tjDestroy(handle_);
  }
  JpegReader(const JpegReader&) = delete;
  JpegReader& operator=(const JpegReader&) = delete;

  Read read(const Source& source) {
    int width = 0, height = 0, sampling = 0, color = 0;
    if (!header(source.bytes, width, height, sampling, color)) return source.refuse(broken, error());
    if (is_large(width, height)) return source.refuse(too_large, size_of(width, height));
    if (color == TJCS_CMYK || color == TJCS_YCCK) return source.refuse(cmyk);
    if (!transform(source.bytes)) return source.refuse(broken, error());
    std::string upright(reinterpret_cast<const char*>(out_), size_);
    if (!header(upright, width, height, sampling, color)) return source.refuse(broken, error());
    return Read(std::make_shared<const Image>(Image{ImageType::jpeg, width, height, color == TJCS_GRAY, std::move(upright)}));
  }

 private:
  bool header(const std::string& bytes, int& width, int& height, int& sampling, int& color) {
    return tjDecompressHeader3(handle_, data_of(bytes), bytes.size(), &width, &height, &sampling, &color) == 0;
  }

  bool transform(const std::string& bytes) {
    static constexpr std::array operations{TJXOP_NONE,      TJXOP_HFLIP, TJXOP_ROT180,     TJXOP_VFLIP,
                                           TJXOP_TRANSPOSE, TJXOP_ROT90, TJXOP_TRANSVERSE, TJXOP_ROT270};
    tjtransform wanted{};
    wanted.op = operations[static_cast<std::size_t>(orientation_of(bytes)) - 1];
    wanted.options = TJXOPT_TRIM | TJXOPT_COPYNONE;
    return tjTransform(handle_, data_of(bytes), bytes.size(), 1, &out_, &size_, &wanted, TJFLAG_STOPONWARNING) == 0;
  }

  std::string error() const { return tjGetErrorStr2(handle_); }

  tjhandle handle_;
  unsigned char* out_ = nullptr;
  unsigned long size_ = 0;
};

}  // namespace

Read read_image(const std::string& bytes, const Position& position, const std::string& name) {
  const Source source{bytes, position, name};
  const bool is_png = bytes.starts_with("\x89PNG\r\n\x1A\n"), is_jpeg = bytes.starts_with("\xFF\xD8\xFF");
  if (!is_png && !is_jpeg) return source.refuse(unknown_type);
  if (bytes.size() > most_bytes) return source.refuse(too_large, std::to_string(bytes.size() >> 20) + " MiB");
  return is_png ? read_png(source) : JpegReader().read(source);
}

Pixels pixels_of_png(const Image& image) {
  PngReader reader;
  std::string rgba;
  Pixels pixels;
  if (!reader.begin(image.bytes) || !reader.read(rgba)) return pixels;
  bool shines_through = false;
  for (std::size_t i = 0; i + 3 < rgba.size(); i += 4) {
    pixels.color.append(rgba, i, 3);
    pixels.opacity += rgba[i + 3];
    shines_through = shines_through || rgba[i + 3] != '\xFF';
  }
  if (!shines_through) pixels.opacity.clear();
  return pixels;
}

std::string_view extension_of(ImageType type) { return type == ImageType::png ? "png" : "jpeg"; }
std::string_view media_type_of(ImageType type) { return type == ImageType::png ? "image/png" : "image/jpeg"; }

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto left = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t b = 0; b < 3; ++b) group = group << 8 | (b < left ? static_cast<unsigned char>(bytes[i + b]) : 0u);
    for (std::size_t digit = 0; digit < 4; ++digit)
      out += digit <= left ? digits[group >> (18 - 6 * static_cast<int>(digit)) & 0x3F] : '=';
  }
  return out;
}

}  // namespace hongtou
