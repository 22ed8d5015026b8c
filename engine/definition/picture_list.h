// What `::pictures` asks for: report.照片 至多 6 说明 单位、主题 每行 2.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/definition/form.h"

namespace hongtou {

struct PictureList {
  std::string step;
  std::string kind;                  // of the files that came with its reports, as `require` or an attachment field names it
  int most = 0;                      // 0: all
  int per_row = 1;                   // beside each other
  std::vector<std::string> caption;  // fields of the report by id or label; 单位 or unit is the unit's name
};

// Nothing if it says anything else.
std::optional<PictureList> parse_picture_list(std::string_view text);

bool is_unit_name(std::string_view word);
// By its id or its label; null if there is none.
const Field* captioning_field(const std::vector<const Field*>& fields, std::string_view word);

// Whether a file goes by that kind: the same word, or both mean photo, screenshot …
bool is_of_kind(std::string_view file_kind, std::string_view kind);

}  // namespace hongtou
