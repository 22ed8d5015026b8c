#include "engine/definition/form.h"

#include <algorithm>
#include <charconv>

#include "engine/definition/form_part.h"
#include "engine/text.h"

namespace hongtou {

namespace {

void add_personal_paths(const Fields& fields, const Value& part, const std::string& prefix, std::vector<std::string>& paths) {
  for (const auto* field : fields) {
    const auto& value = part.at(field->id);
    if (value.is_null()) continue;
    const auto path = prefix + "/" + field->id;
    if (field->personal) {
      paths.push_back(path);
    } else if (const auto* list = value.list(); list != nullptr) {
      for (std::size_t i = 0; i < list->size(); ++i)
        add_personal_paths(fields_of(field->fields), (*list)[i], path + "/" + std::to_string(i), paths);
    }
  }
}

void add_personal_fields(const Fields& fields, Fields& out) {
  for (const auto* field : fields) {
    if (field->personal) out.push_back(field);
    add_personal_fields(fields_of(field->fields), out);
  }
}

const Value& child(const Value& value, const std::string& key) {
  static const Value null;
  const auto* list = value.list();
  if (list == nullptr) return value.at(key);
  std::size_t index = 0;
  const auto [rest, problem] = std::from_chars(key.data(), key.data() + key.size(), index);
  const bool is_index = problem == std::errc() && rest == key.data() + key.size();
  return is_index && index < list->size() ? (*list)[index] : null;
}

Value& child(Value& value, const std::string& key) {
  auto* list = value.list();
  return list == nullptr ? value[key] : list->at(std::stoul(key));
}

void hide(const Fields& fields, Value& part, const std::function<bool(const Field&)>& may_see) {
  if (part.map() == nullptr) return;
  for (const auto* field : fields) {
    if (!may_see(*field)) part.map()->erase(field->id);
    if (field->fields.empty() || part.at(field->id).list() == nullptr) continue;
    for (auto& entry : *part[field->id].list()) hide(fields_of(field->fields), entry, may_see);
  }
}

}  // namespace

bool Form::adds_up_over_time() const {
  return any_field(*this, [](const Field& field) { return field.cumulative; });
}

bool FormCell::printed() const {
  return std::any_of(fields.begin(), fields.end(), [](const Field& field) { return field.printed; });
}

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
  if (!any_field(*this, [](const Field& field) { return field.personal; })) return paths;
  for (const auto& part : parts_of(*this, data)) {
    const auto prefix = part.place.empty() ? std::string() : "/" + join(part.place, "/");
    add_personal_paths(fields(), part_of(data, part), prefix, paths);
  }
  return paths;
}

Form without_fields(Form form, const std::function<bool(const Field&)>& unwanted) {
  for (auto& group : form.groups) {
    for (auto& cell : group.cells) {
      std::erase_if(cell.fields, unwanted);
      for (auto& field : cell.fields) std::erase_if(field.fields, unwanted);
    }
    std::erase_if(group.cells, [](const FormCell& cell) { return cell.fields.empty(); });
  }
  std::erase_if(form.groups, [](const FormGroup& group) { return group.cells.empty(); });
  return form;
}

Form without_personal_fields(Form form) {
  return without_fields(std::move(form), [](const Field& field) { return field.personal; });
}

std::vector<const Field*> personal_fields(const Form& form) {
  Fields out;
  add_personal_fields(form.fields(), out);
  return out;
}

Value visible_part(const Form& form, const Value& data, const std::function<bool(const Field&)>& may_see) {
  auto out = data;
  for (const auto& part : parts_of(form, data))
    if (part_of(data, part).map() != nullptr) hide(form.fields(), part_of(out, part), may_see);
  return out;
}

std::vector<FormPart> parts_of(const Form& form, const Value& data) {
  std::vector<FormPart> parts;
  switch (form.layout) {
    case FormLayout::rows:
      for (const auto& row : form.rows) parts.push_back({{row.id}, row.id + ".", row.label + " "});
      break;
    case FormLayout::ledger: {
      const auto& rows = data.at(ledger_rows);
      for (std::size_t i = 0; rows.list() != nullptr && i < rows.list()->size(); ++i) {
        const auto number = std::to_string(i + 1);
        parts.push_back({{std::string(ledger_rows), std::to_string(i)},
                         std::string(ledger_rows) + "." + number + ".",
                         "第" + number + "行 "});
      }
      break;
    }
    case FormLayout::columns:
    case FormLayout::fields:
    case FormLayout::document:
      parts.emplace_back();
      break;
  }
  return parts;
}

const Value& part_of(const Value& data, const FormPart& part) {
  const auto* place = &data;
  for (const auto& key : part.place) place = &child(*place, key);
  return *place;
}

Value& part_of(Value& data, const FormPart& part) {
  auto* place = &data;
  for (const auto& key : part.place) place = &child(*place, key);
  return *place;
}

Fields fields_of(const std::vector<Field>& fields) {
  Fields out;
  for (const auto& field : fields) out.push_back(&field);
  return out;
}

std::vector<Field*> fields_of(Form& form) {
  std::vector<Field*> out;
  for (auto& group : form.groups)
    for (auto& cell : group.cells)
      for (auto& field : cell.fields) out.push_back(&field);
  return out;
}

bool any_field(const Form& form, bool (*is)(const Field&)) {
  for (const auto& group : form.groups)
    for (const auto& cell : group.cells)
      if (any_field(cell.fields, is)) return true;
  return false;
}

bool any_field(const std::vector<Field>& fields, bool (*is)(const Field&)) {
  return std::any_of(fields.begin(), fields.end(), [&](const Field& field) { return is(field) || any_field(field.fields, is); });
}

bool is_derived(const Field& field) { return field.type == FieldType::sum_of || field.formula.has_value(); }

bool is_blank(const Value& value) {
  if (const auto* text = value.text()) return trim(*text).empty();
  return value.is_null();
}

bool is_blank(const Field& field, const Value& value) {
  return is_blank(value) || (takes_several(field.type) && value.list() != nullptr && value.list()->empty());
}

bool is_zero_report(const Form& form, const Value& data) { return form.zero_report && data.at(zero_key).boolean_or(false); }

}  // namespace hongtou
