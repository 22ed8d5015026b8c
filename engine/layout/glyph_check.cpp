#include "engine/layout/glyph_check.h"

#include <unordered_set>
#include <vector>

#include "engine/layout/line_breaker.h"
#include "engine/layout/messages.h"
#include "engine/text.h"

namespace hongtou {

namespace {

struct FirstPlace {
  char32_t character;
  Position position;
};

// The characters that are printed, each once, in their order.
std::vector<FirstPlace> characters_of(std::string_view text, const std::string& file) {
  std::vector<FirstPlace> found;
  std::unordered_set<char32_t> seen;
  int number = 0;
  bool in_tag = false;
  for (const auto line : lines(text)) {
    ++number;
    if (line.starts_with("::") && !in_tag) continue;
    const auto characters = to_utf32(line);
    for (std::size_t i = 0; i < characters.size(); ++i) {
      const bool doubled = i + 1 < characters.size() && characters[i + 1] == characters[i];
      if (doubled && characters[i] == U'{') in_tag = true;
      if (doubled && characters[i] == U'}') in_tag = false;
      if (in_tag || !seen.insert(characters[i]).second) continue;
      found.push_back({characters[i], {file, number, static_cast<int>(i) + 1}});
    }
  }
  return found;
}

}  // namespace

Diagnostics check_glyphs(std::string_view text, const std::string& file, const Typefaces& typefaces) {
  Diagnostics missing;
  for (const auto& [character, position] : characters_of(text, file)) {
    if (character < U' ' || character == 0x7F || layout::is_invisible(character)) continue;
    if (typefaces.glyph(Face::fang_song, character).id != 0) continue;
    missing.push_back(
        {Severity::warning, position, layout::glyph_missing, {to_utf8({&character, 1}), layout::code_point(character)}});
  }
  return missing;
}

void place_in_text(Diagnostics& diagnostics, std::string_view text, const std::string& file) {
  std::vector<FirstPlace> places;
  for (auto& diagnostic : diagnostics) {
    if (!diagnostic.position.file.empty()) continue;
    diagnostic.position.file = file;
    if (!diagnostic.message.code.starts_with("layout.glyph_")) continue;
    if (places.empty()) places = characters_of(text, file);
    for (const auto& place : places)
      if (to_utf8({&place.character, 1}) == diagnostic.arguments.front()) diagnostic.position = place.position;
  }
}

}  // namespace hongtou
