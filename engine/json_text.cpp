#include "engine/json_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/text.h"

namespace hongtou {

namespace {

// Nothing in it has to be escaped or mended.
bool is_plain(std::string_view text) {
  const auto special = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; };
  return std::none_of(text.begin(), text.end(), special) && !first_invalid_utf8(text);
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
  using Json = nlohmann::json;
  if (is_plain(text))
    out.append(1, '"').append(text).append(1, '"');
  else
    out += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hongtou
