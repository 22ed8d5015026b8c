#include "engine/definition/form.h"

namespace hongtou {

std::vector<const Field*> Form::fields() const {
  std::vector<const Field*> out;
  for (const auto& group : groups)
    for (const auto& cell : group.cells)
      for (const auto& field : cell.fields) out.push_back(&field);
  return out;
}

const Field* Form::field(std::string_view field_id) const {
  for (const auto* field : fields())
    if (field->id == field_id) return field;
  return nullptr;
}

std::vector<std::string> Form::personal_paths(const Value& data) const {
  std::vector<std::string> paths;
  const auto collect = [&](const Value& part, const std::string& prefix) {
    for (const auto* field : fields())
      if (field->personal && !part.at(field->id).is_null()) paths.push_back(prefix + "/" + field->id);
  };
  if (layout != FormLayout::rows) {
    collect(data, "");
    return paths;
  }
  for (const auto& row : rows) collect(data.at(row.id), "/" + row.id);
  return paths;
}

}  // namespace hongtou
