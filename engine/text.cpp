#include "engine/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace hongtou {

namespace {

struct Decoded {
  char32_t character = 0;
  std::size_t size = 0;  // 0: no valid UTF-8 here
};

Decoded decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (size == 0 || first > 0xF4 || at + size > text.size()) return {};
  char32_t character = first & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0u) != 0x80u) return {};
    character = (character << 6) | (byte(i) & 0x3Fu);
  }
  const bool overlong = (size == 3 && character < 0x800) || (size == 4 && character < 0x10000);
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (overlong || surrogate || character > 0x10FFFF) return {};
  return {character, size};
}

// How many ASCII characters certainly stand there: 8, 1 or 0.
std::size_t ascii_at(std::string_view text, std::size_t at) {
  std::uint64_t eight = 0x80;
  if (at + sizeof eight <= text.size()) std::memcpy(&eight, text.data() + at, sizeof eight);
  if ((eight & 0x8080808080808080u) == 0) return sizeof eight;
  return static_cast<unsigned char>(text[at]) < 0x80 ? 1 : 0;
}

// A Chinese character or another of three bytes that needs no closer look.
bool is_plain_triple(std::string_view text, std::size_t at) {
  if (at + 3 > text.size()) return false;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  return byte(0) > 0xE0 && byte(0) < 0xF0 && byte(0) != 0xED && (byte(1) & 0xC0u) == 0x80u && (byte(2) & 0xC0u) == 0x80u;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; }

std::size_t distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0u : 1u);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (const auto ascii = ascii_at(text, at); ascii > 0) {
      at += ascii;
    } else if (is_plain_triple(text, at)) {
      at += 3;
    } else if (const auto decoded = decode(text, at); decoded.size > 0) {
      at += decoded.size;
    } else {
      return at;
    }
  }
  return std::nullopt;
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

std::u32string to_utf32(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = decode(text, at);
    out += decoded.size == 0 ? U'\uFFFD' : decoded.character;
    at += std::max<std::size_t>(decoded.size, 1);
  }
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) {
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0u | (c >> 6));
      out += static_cast<char>(0x80u | (c & 0x3Fu));
    } else if (c < 0x10000) {
      out += static_cast<char>(0xE0u | (c >> 12));
      out += static_cast<char>(0x80u | ((c >> 6) & 0x3Fu));
      out += static_cast<char>(0x80u | (c & 0x3Fu));
    } else {
      out += static_cast<char>(0xF0u | (c >> 18));
      out += static_cast<char>(0x80u | ((c >> 12) & 0x3Fu));
      out += static_cast<char>(0x80u | ((c >> 6) & 0x3Fu));
      out += static_cast<char>(0x80u | (c & 0x3Fu));
    }
  }
  return out;
}

std::size_t half_width_count(std::string_view text) {
  std::size_t count = 0;
  for (const char32_t c : to_utf32(text)) count += c < 0x2000 && c != 0xB7 ? 1u : 2u;
  return count;
}

std::string_view trim(std::string_view text) {
  static constexpr std::string_view wide_space = "\u3000";
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty()) {
    if (blank(text.front()))
      text.remove_prefix(1);
    else if (text.starts_with(wide_space))
      text.remove_prefix(wide_space.size());
    else if (blank(text.back()))
      text.remove_suffix(1);
    else if (text.ends_with(wide_space))
      text.remove_suffix(wide_space.size());
    else
      break;
  }
  return text;
}

std::vector<std::string> split(std::string_view text, const std::vector<std::string_view>& separators) {
  std::vector<std::string> parts;
  const auto keep = [&](std::string_view part) {
    if (part = trim(part); !part.empty()) parts.emplace_back(part);
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = text.substr(at);
    const auto hit = std::find_if(separators.begin(), separators.end(), [&](auto s) { return rest.starts_with(s); });
    if (hit == separators.end()) {
      ++at;
      continue;
    }
    keep(text.substr(begin, at - begin));
    begin = at += hit->size();
  }
  keep(text.substr(begin));
  return parts;
}

std::vector<std::string> split_list(std::string_view text) { return split(text, {",", "，", "、"}); }

std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    out.push_back(line);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return out;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += separator;
    out += parts[i];
  }
  return out;
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
  return text;
}

LineColumn line_column(std::string_view text, std::size_t offset) {
  LineColumn place;
  for (std::size_t i = 0; i < std::min(offset, text.size()); ++i) {
    if (text[i] == '\n') {
      ++place.line;
      place.column = 1;
    } else if (!is_continuation(text[i])) {
      ++place.column;
    }
  }
  return place;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  const auto wanted = to_utf32(word);
  std::string best;
  std::size_t best_distance = wanted.size() / 3 + 1;  // one slip in a short word, more in a long one
  for (const auto& candidate : candidates) {
    const auto other = to_utf32(candidate);
    const std::size_t d = distance(wanted, other);
    if (d <= best_distance && d < std::max(wanted.size(), other.size()) && (best.empty() || d < best_distance)) {
      best = candidate;
      best_distance = d;
    }
  }
  return best;
}

std::string chinese_number(int number) {
  static constexpr std::array<std::string_view, 10> digits{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  const auto ten = static_cast<std::size_t>(number / 10);
  const auto one = static_cast<std::size_t>(number % 10);
  if (number <= 0 || number >= 100) return std::to_string(number);
  std::string out;
  if (ten > 1) out += digits[ten];
  if (ten > 0) out += "十";
  out += digits[one];
  return out;
}

}  // namespace hongtou
