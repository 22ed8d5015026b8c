#include "engine/layout/cff.h"

#include <algorithm>
#include <cstring>

namespace hongtou::layout {

namespace {

// Operators (5176, table 9, 10 and 23); those of two bytes are 0x0C00 + the second.
constexpr std::uint32_t charset = 15, encoding = 16, char_strings = 17, private_dict = 18, subroutines = 19, ros = 0x0C1E,
                        font_dict_array = 0x0C24, font_dict_select = 0x0C25;

// An entry of a DICT (4): its operands and operator, and the last two operands that are whole numbers.
struct Entry {
  std::uint32_t name = 0;
  std::string_view text;
  std::uint32_t before_last = 0, last = 0;
};

// True for `visit(entry)` of every one, as long as it returns true.
template <class Visit>
bool each_entry(std::string_view dict, Visit visit) {
  const Bytes bytes(dict);
  Entry entry;
  std::size_t begin = 0;
  const auto operand = [&](std::uint32_t value) {
    entry.before_last = entry.last;
    entry.last = value;
  };
  for (std::size_t at = 0; at < dict.size();) {
    const auto b = bytes.number(at, 1);
    if (b <= 21) {
      entry.name = b == 12 ? 0x0C00 + bytes.number(at + 1, 1) : b;
      at += b == 12 ? 2 : 1;
      entry.text = bytes.part(begin, at);
      if (entry.text.empty() || !visit(entry)) return false;
      begin = at;
      entry = {};
    } else if (b == 28 || b == 29) {
      const std::size_t size = b == 28 ? 2 : 4;
      operand(bytes.number(at + 1, size));
      at += 1 + size;
    } else if (b == 30) {
      for (++at; at < dict.size() && (bytes.number(at, 1) & 0x0F) != 0x0F; ++at) {
      }
      ++at;
    } else if (b <= 246) {
      operand(b - 139);
      ++at;
    } else {
      operand(b <= 250 ? (b - 247) * 256 + bytes.number(at + 1, 1) + 108 : 0);
      at += 2;
    }
  }
  return true;
}

void append(std::string& out, std::size_t value, int size) {
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

void append_operand(std::string& out, std::size_t value) {
  out += '\x1D';
  append(out, value, 4);
}

void append_operator(std::string& out, std::uint32_t name) { append(out, name, name > 0xFF ? 2 : 1); }

void append_index(std::string& out, const std::vector<std::string_view>& elements) {
  append(out, elements.size(), 2);
  if (elements.empty()) return;
  append(out, 4, 1);
  std::size_t offset = 1;
  append(out, offset, 4);
  for (const auto element : elements) append(out, offset += element.size(), 4);
  for (const auto element : elements) out += element;
}

constexpr std::size_t size_of_index(std::size_t count, std::size_t data) { return 3 + 4 * (count + 1) + data; }

// Format 2, one range: glyph n has the CID n (13).
std::string numbered_charset(std::size_t glyph_count) {
  std::string out("\x02\x00\x01", 3);
  append(out, glyph_count - 2, 2);
  return out;
}

}  // namespace

PlainCff::Index PlainCff::index(std::size_t begin) const {
  Index out{begin, bytes_.number(begin, 2), bytes_.number(begin + 2, 1), begin + 2};
  if (out.count > 0)
    out.end =
        begin + 2 + (out.count + 1) * out.offset_size + bytes_.number(begin + 3 + out.count * out.offset_size, out.offset_size);
  return out;
}

std::string_view PlainCff::element(const Index& index, std::size_t number) const {
  if (number >= index.count) return {};
  const auto offset = [&](std::size_t n) { return bytes_.number(index.begin + 3 + n * index.offset_size, index.offset_size); };
  const auto data = index.begin + 2 + (index.count + 1) * index.offset_size;
  return bytes_.part(data + offset(number), data + offset(number + 1));
}

std::optional<PlainCff> PlainCff::read(std::string_view table) {
  PlainCff font(table);
  font.names_ = font.index(font.bytes_.number(2, 1));
  const auto top = font.index(font.names_.end);
  font.strings_ = font.index(top.end);
  if (top.count != 1 || font.index(font.strings_.end).count != 0) return std::nullopt;
  bool has_cids = false;
  std::size_t outlines = 0, dicts = 0;
  each_entry(font.element(top, 0), [&](const Entry& entry) {
    if (entry.name == ros) has_cids = true;
    if (entry.name == char_strings)
      outlines = entry.last;
    else if (entry.name == font_dict_array)
      dicts = entry.last;
    else if (entry.name == font_dict_select)
      font.font_dict_select_ = entry.last;
    else if (entry.name != charset && entry.name != encoding)
      font.top_dict_ += entry.text;
    return true;
  });
  if (!has_cids || outlines == 0 || dicts == 0 || font.font_dict_select_ == 0) return std::nullopt;
  font.outlines_ = font.index(outlines);
  if (!font.read_font_dicts(dicts)) return std::nullopt;
  return font;
}

bool PlainCff::read_font_dicts(std::size_t begin) {
  const auto dicts = index(begin);
  for (std::size_t i = 0; i < dicts.count; ++i) {
    FontDict dict;
    each_entry(element(dicts, i), [&](const Entry& entry) {
      if (entry.name == private_dict)
        dict.private_dict = bytes_.part(entry.last, entry.last + entry.before_last);
      else
        dict.entries += entry.text;
      return true;
    });
    if (!each_entry(dict.private_dict, [](const Entry& entry) { return entry.name != subroutines; })) return false;
    font_dicts_.push_back(std::move(dict));
  }
  return !font_dicts_.empty() && font_dicts_.size() <= 256;
}

// Format 0 or 3 (19).
std::uint8_t PlainCff::font_dict_of(std::uint32_t glyph) const {
  const auto at = font_dict_select_;
  std::uint32_t found = 0;
  if (bytes_.number(at, 1) == 0) {
    found = bytes_.number(at + 1 + glyph, 1);
  } else {
    const auto ranges = bytes_.number(at + 1, 2);
    for (std::size_t i = 0; i < ranges && bytes_.number(at + 3 + 3 * i, 2) <= glyph; ++i)
      found = bytes_.number(at + 5 + 3 * i, 1);
  }
  return static_cast<std::uint8_t>(std::min<std::size_t>(found, font_dicts_.size() - 1));
}

std::string PlainCff::subset(const std::vector<std::uint32_t>& glyphs) const {
  std::vector<std::string_view> outlines;
  std::string select(1, '\0');
  std::size_t outline_bytes = 0;
  for (const auto glyph : glyphs) {
    outlines.push_back(element(outlines_, glyph));
    outline_bytes += outlines.back().size();
    select += static_cast<char>(font_dict_of(glyph));
  }
  const auto cids = numbered_charset(std::max<std::size_t>(glyphs.size(), 2));
  constexpr std::size_t link = 6, long_link = 7, private_link = 11;  // an operator with its operands
  const auto top_size = top_dict_.size() + 2 * link + 2 * long_link;
  std::string out("\x01\x00\x04\x04", 4);
  out += bytes_.part(names_.begin, names_.end);
  const auto strings = bytes_.part(strings_.begin, strings_.end);
  const auto charset_at = out.size() + size_of_index(1, top_size) + strings.size() + 2;
  const auto select_at = charset_at + cids.size();
  const auto outlines_at = select_at + select.size();
  const auto dicts_at = outlines_at + size_of_index(outlines.size(), outline_bytes);

  auto top = top_dict_;
  append_operand(top, charset_at);
  append_operator(top, charset);
  append_operand(top, outlines_at);
  append_operator(top, char_strings);
  append_operand(top, dicts_at);
  append_operator(top, font_dict_array);
  append_operand(top, select_at);
  append_operator(top, font_dict_select);

  std::size_t dict_bytes = 0;
  for (const auto& dict : font_dicts_) dict_bytes += dict.entries.size() + private_link;
  auto private_at = dicts_at + size_of_index(font_dicts_.size(), dict_bytes);
  std::vector<std::string> dicts;
  std::string privates;
  for (const auto& dict : font_dicts_) {
    auto text = dict.entries;
    append_operand(text, dict.private_dict.size());
    append_operand(text, private_at + privates.size());
    append_operator(text, private_dict);
    dicts.push_back(std::move(text));
    privates += dict.private_dict;
  }

  out.reserve(private_at + privates.size());
  append_index(out, {top});
  out += strings;
  append_index(out, {});
  out += cids;
  out += select;
  append_index(out, outlines);
  append_index(out, {dicts.begin(), dicts.end()});
  return out + privates;
}

void number_cids(std::string& table) {
  const Bytes bytes(table);
  const auto end_of_index = [&](std::size_t begin) {
    const auto count = bytes.number(begin, 2), size = bytes.number(begin + 2, 1);
    return count == 0 ? begin + 2 : begin + 2 + (count + 1) * size + bytes.number(begin + 3 + count * size, size);
  };
  const auto top = end_of_index(bytes.number(2, 1));
  const auto size = bytes.number(top + 2, 1);
  bool has_cids = false;
  std::size_t charset_at = 0, outlines_at = 0;
  each_entry(bytes.part(top + 3 + 2 * size, end_of_index(top)), [&](const Entry& entry) {
    if (entry.name == ros) has_cids = true;
    if (entry.name == charset) charset_at = entry.last;
    if (entry.name == char_strings) outlines_at = entry.last;
    return true;
  });
  const auto glyph_count = bytes.number(outlines_at, 2);
  const auto cids = numbered_charset(std::max<std::size_t>(glyph_count, 2));
  if (has_cids && glyph_count > 1 && charset_at > 2 && charset_at + cids.size() <= table.size())
    std::memcpy(table.data() + charset_at, cids.data(), cids.size());
}

}  // namespace hongtou::layout
