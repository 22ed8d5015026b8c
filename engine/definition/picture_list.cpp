#include "engine/definition/picture_list.h"

#include <algorithm>
#include <charconv>

#include "engine/document/page.h"
#include "engine/text.h"

namespace hongtou {

namespace {

bool is_one_of(std::string_view word, std::string_view chinese, std::string_view english) {
  return word == chinese || word == english;
}

std::optional<int> count_in(std::string_view word) {
  int count = 0;
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), count);
  const bool whole = problem == std::errc() && end == word.data() + word.size();
  return whole && count > 0 ? std::optional(count) : std::nullopt;
}

}  // namespace

std::optional<PictureList> parse_picture_list(std::string_view text) {
  const auto words = split(text, {" ", "　"});
  const auto dot = words.empty() ? std::string::npos : words.front().rfind('.');
  if (dot == std::string::npos || dot == 0 || dot + 1 == words.front().size() || words.size() % 2 == 0) return std::nullopt;
  PictureList list;
  list.step = words.front().substr(0, dot);
  list.kind = words.front().substr(dot + 1);
  for (std::size_t i = 1; i < words.size(); i += 2) {
    if (is_one_of(words[i], "说明", "caption")) {
      list.caption = split_list(words[i + 1]);
    } else if (const auto count = count_in(words[i + 1]); count && is_one_of(words[i], "至多", "at-most")) {
      list.most = *count;
    } else if (count && *count <= page::pictures_in_a_row && is_one_of(words[i], "每行", "per-row")) {
      list.per_row = *count;
    } else {
      return std::nullopt;
    }
  }
  if (list.caption.empty()) list.caption = {"unit"};
  return list;
}

bool is_unit_name(std::string_view word) { return is_one_of(word, "单位", "unit"); }

const Field* captioning_field(const std::vector<const Field*>& fields, std::string_view word) {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const Field* field) { return field->id == word || field->label == word; });
  return found == fields.end() ? nullptr : *found;
}

bool is_of_kind(std::string_view file_kind, std::string_view kind) {
  const auto known = file_kind_of(kind);
  return file_kind == kind || (!known.empty() && file_kind_of(file_kind) == known);
}

}  // namespace hongtou
