// CFF, the compact font format (Adobe Technical Note 5176), as far as embedding needs it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hongtou::layout {

// Big-endian numbers, 0 beyond the end.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  std::uint32_t number(std::size_t offset, std::size_t size) const {
    if (offset > bytes_.size() || size > bytes_.size() - offset) return 0;
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < size; ++i) out = out << 8 | static_cast<unsigned char>(bytes_[offset + i]);
    return out;
  }
  int signed_number(std::size_t offset) const { return static_cast<std::int16_t>(number(offset, 2)); }
  std::string_view part(std::size_t begin, std::size_t end) const {
    return begin <= end && end <= bytes_.size() ? bytes_.substr(begin, end - begin) : std::string_view();
  }

 private:
  std::string_view bytes_;
};

// A font whose glyphs have CIDs and whose outlines share no subroutines, as those of most Chinese fonts: each glyph stands for
// itself, so that a subset is put together by copying.
class PlainCff {
 public:
  // Nothing if the table is of another kind. It points into `table`.
  static std::optional<PlainCff> read(std::string_view table);

  // The glyphs in the order given, the first being 0; the CID of each is its place.
  std::string subset(const std::vector<std::uint32_t>& glyphs) const;

 private:
  struct Index {
    std::size_t begin = 0, count = 0, offset_size = 0, end = 0;
  };
  struct FontDict {
    std::string entries;  // but for Private
    std::string_view private_dict;
  };

  explicit PlainCff(std::string_view table) : bytes_(table) {}
  Index index(std::size_t begin) const;
  std::string_view element(const Index& index, std::size_t number) const;
  bool read_font_dicts(std::size_t begin);
  std::uint8_t font_dict_of(std::uint32_t glyph) const;

  Bytes bytes_;
  Index names_, strings_, outlines_;
  std::size_t font_dict_select_ = 0;
  std::string top_dict_;  // but for what a subset has elsewhere
  std::vector<FontDict> font_dicts_;
};

// In a font with CIDs, gives glyph n the CID n.
void number_cids(std::string& table);

}  // namespace hongtou::layout
