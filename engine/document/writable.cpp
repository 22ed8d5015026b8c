#include "engine/document/writable.h"

namespace hongtou {

namespace {

// How many bytes of something unwritable `text` begins with.
std::size_t unwritable_bytes(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80) return is_writable(first) ? 0 : 1;
  return first == 0xEF && (text.starts_with("\uFFFE") || text.starts_with("\uFFFF")) ? 3 : 0;
}

}  // namespace

bool is_writable(char32_t character) {
  if (character < 0x20) return character == U'\t' || character == U'\n' || character == U'\r';
  return character != 0x7F && character != 0xFFFE && character != 0xFFFF;
}

std::string writable(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  while (!text.empty()) {
    const auto skipped = unwritable_bytes(text);
    if (skipped == 0) kept += text.front();
    text.remove_prefix(skipped == 0 ? 1 : skipped);
  }
  return kept;
}

}  // namespace hongtou
