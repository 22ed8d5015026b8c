#include "engine/layout/open_type.h"

#include <algorithm>
#include <bit>

#include "engine/layout/cff.h"

namespace hongtou::layout {

namespace {

constexpr std::uint32_t cff_flavour = 0x4F54544F;  // OTTO
constexpr std::uint32_t checksum_of_file = 0xB1B0AFBA;
constexpr std::size_t header_size = 12, record_size = 16;
constexpr std::size_t adjustment_at = 8;  // in head

void append(std::string& out, std::uint64_t number, int size) {
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xFF);
}

void put(std::string& out, std::size_t at, std::uint64_t number, int size) {
  std::string bytes;
  append(bytes, number, size);
  out.replace(at, bytes.size(), bytes);
}

std::uint32_t checksum(std::string_view bytes) {
  const Bytes words(bytes);
  std::uint32_t sum = 0;
  for (std::size_t at = 0; at < bytes.size(); at += 4) sum += words.number(at, 4);
  return sum;
}

// searchRange, entrySelector, rangeShift of `count` entries of a size.
void append_search(std::string& out, std::size_t count, std::size_t size) {
  const auto largest = std::bit_floor(count);
  append(out, largest * size, 2);
  append(out, static_cast<std::uint64_t>(std::bit_width(largest) - 1), 2);
  append(out, (count - largest) * size, 2);
}

// Characters that follow each other with glyphs that do the same.
struct Range {
  char32_t first, last;
  std::uint16_t glyph;
};

std::vector<Range> ranges_of(const std::vector<std::pair<char32_t, std::uint16_t>>& characters) {
  std::vector<Range> ranges;
  for (const auto& [character, glyph] : characters) {
    const bool goes_on = !ranges.empty() && character == ranges.back().last + 1 &&
                         glyph == ranges.back().glyph + (character - ranges.back().first) && ranges.back().last != 0xFFFF;
    if (goes_on)
      ranges.back().last = character;
    else
      ranges.push_back({character, character, glyph});
  }
  return ranges;
}

// Of the basic plane.
std::string format_4(std::vector<Range> ranges) {
  std::erase_if(ranges, [](const Range& range) { return range.first > 0xFFFE; });
  ranges.push_back({0xFFFF, 0xFFFF, 0});
  std::string out;
  append(out, 4, 2);
  append(out, 16 + 8 * ranges.size(), 2);
  append(out, 0, 2);
  append(out, 2 * ranges.size(), 2);
  append_search(out, ranges.size(), 2);
  for (const auto& range : ranges) append(out, range.last, 2);
  append(out, 0, 2);
  for (const auto& range : ranges) append(out, range.first, 2);
  for (const auto& range : ranges) append(out, range.first == 0xFFFF ? 1u : (range.glyph - range.first) & 0xFFFFu, 2);
  for (std::size_t i = 0; i < ranges.size(); ++i) append(out, 0, 2);
  return out;
}

std::string format_12(const std::vector<Range>& ranges) {
  std::string out;
  append(out, 12, 2);
  append(out, 0, 2);
  append(out, 16 + 12 * ranges.size(), 4);
  append(out, 0, 4);
  append(out, ranges.size(), 4);
  for (const auto& range : ranges) {
    append(out, range.first, 4);
    append(out, range.last, 4);
    append(out, range.glyph, 4);
  }
  return out;
}

}  // namespace

std::string open_type_file(FontTables tables) {
  std::sort(tables.begin(), tables.end());
  std::string out;
  append(out, cff_flavour, 4);
  append(out, tables.size(), 2);
  append_search(out, tables.size(), record_size);
  auto offset = header_size + record_size * tables.size();
  std::size_t head = 0;
  for (auto& [tag, table] : tables) {
    if (tag == "head") {
      head = offset;
      put(table, adjustment_at, 0, 4);
    }
    const auto size = table.size();
    table.resize((size + 3) / 4 * 4);
    out += tag;
    append(out, checksum(table), 4);
    append(out, offset, 4);
    append(out, size, 4);
    offset += table.size();
  }
  for (const auto& [tag, table] : tables) out += table;
  put(out, head + adjustment_at, checksum_of_file - checksum(out), 4);
  return out;
}

std::string character_map(const std::vector<std::pair<char32_t, std::uint16_t>>& characters) {
  const auto ranges = ranges_of(characters);
  const auto basic = format_4(ranges);
  constexpr std::size_t header = 4 + 2 * 8;
  std::string out;
  append(out, 0, 2);
  append(out, 2, 2);
  append(out, 3, 2);  // Windows, Unicode: the basic plane
  append(out, 1, 2);
  append(out, header, 4);
  append(out, 3, 2);  // and all of it
  append(out, 10, 2);
  append(out, header + basic.size(), 4);
  return out + basic + format_12(ranges);
}

std::string horizontal_header(std::string_view hhea, std::size_t glyph_count) {
  std::string out(hhea);
  put(out, 34, glyph_count, 2);
  return out;
}

std::string glyph_counts(std::size_t glyph_count) {
  std::string out;
  append(out, 0x00005000, 4);
  append(out, glyph_count, 2);
  return out;
}

std::string horizontal_metrics(std::string_view hhea, std::string_view hmtx, const std::vector<std::uint32_t>& glyphs) {
  const auto with_advance = std::max<std::size_t>(Bytes(hhea).number(34, 2), 1);
  const Bytes metrics(hmtx);
  std::string out;
  for (const std::size_t glyph : glyphs) {
    append(out, metrics.number(4 * std::min(glyph, with_advance - 1), 2), 2);
    append(out, metrics.number(glyph < with_advance ? 4 * glyph + 2 : 4 * with_advance + 2 * (glyph - with_advance), 2), 2);
  }
  return out;
}

std::string postscript_facts(std::string_view post) {
  std::string out(post.substr(0, 32));
  out.resize(32);
  put(out, 0, 0x00030000, 4);
  return out;
}

}  // namespace hongtou::layout
