#include <algorithm>
#include <array>

#include "engine/definition/loading.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message bad_choice{"workflow.bad_choice", "“{0}”不能是“{1}”", "“{0}” cannot be “{1}”", "可用的内容：{2}",
                             "it may be: {2}"};
constexpr Message duplicate_field{"workflow.duplicate_field", "字段“{0}”已经有了（第 {1} 行）",
                                  "the field “{0}” is there already (line {1})", "换一个名称", "give it another name"};
constexpr Message no_fields{"workflow.form_without_fields", "表单“{0}”没有字段", "the form “{0}” has no fields",
                            "在 fields { … } 中写出要填的内容", "write what is to be filled in into fields { … }"};
constexpr Message no_rows{"workflow.form_without_rows", "版式为 rows 的表单“{0}”没有写 rows",
                          "the form “{0}” of layout rows names no rows", "加上：rows { leader 承办单位负责人 }",
                          "add: rows { leader 承办单位负责人 }"};
constexpr Message no_label{"workflow.label_missing", "字段“{0}”没有写 label", "the field “{0}” has no label",
                           "加上表上印的文字：label \"…\"", "add the words printed on the form: label \"…\""};
constexpr Message no_choices{"workflow.choices_missing", "选择型字段“{0}”没有写 choices", "the enum field “{0}” names no choices",
                             "加上：choices \"甲, 乙\"", "add: choices \"a, b\""};

template <class Kind, std::size_t n>
using Words = std::array<std::pair<std::string_view, Kind>, n>;

constexpr Words<FieldType, 18> field_types{{{"text", FieldType::text},
                                            {"long_text", FieldType::long_text},
                                            {"count", FieldType::count},
                                            {"decimal", FieldType::decimal},
                                            {"date", FieldType::date},
                                            {"boolean", FieldType::boolean},
                                            {"phone", FieldType::phone},
                                            {"enum", FieldType::enumeration},
                                            {"文本", FieldType::text},
                                            {"长文本", FieldType::long_text},
                                            {"数量", FieldType::count},
                                            {"小数", FieldType::decimal},
                                            {"日期", FieldType::date},
                                            {"是否", FieldType::boolean},
                                            {"电话", FieldType::phone},
                                            {"选择", FieldType::enumeration},
                                            {"yes_no", FieldType::boolean},
                                            {"number", FieldType::count}}};
constexpr Words<FormLayout, 6> layouts{{{"columns", FormLayout::columns},
                                        {"rows", FormLayout::rows},
                                        {"fields", FormLayout::fields},
                                        {"分栏", FormLayout::columns},
                                        {"行列", FormLayout::rows},
                                        {"逐项", FormLayout::fields}}};
constexpr Words<Severity, 4> levels{
    {{"error", Severity::error}, {"warning", Severity::warning}, {"错误", Severity::error}, {"提醒", Severity::warning}}};

template <class Kind, std::size_t n>
Kind choose(Loading& loading, const Entry& entry, const Words<Kind, n>& words) {
  for (const auto& [word, kind] : words)
    if (word == entry.value) return kind;
  std::vector<std::string> known;
  for (const auto& [word, kind] : words) known.emplace_back(word);
  loading.error(entry.value_position(), bad_choice, {entry.key, entry.value, join(known, " ")});
  return words.front().second;
}

class FormReader {
 public:
  FormReader(Loading& loading, const std::string& id, const Section& block) : loading_(loading), block_(block) {
    form_.id = id;
    form_.position = block.position();
  }

  Form read() {
    block_.check({{"title"},
                  {"layout"},
                  {"header"},
                  {"note"},
                  {"landscape"},
                  {"rows", Shape::block},
                  {"fields", Shape::block},
                  {"checks", Shape::block}},
                 loading_.diagnostics);
    form_.title = block_.value("title");
    form_.header = block_.value("header");
    form_.note = block_.value("note");
    if (const auto* layout = block_.find("layout")) form_.layout = choose(loading_, *layout, layouts);
    if (const auto* landscape = block_.find("landscape")) form_.landscape = loading_.flag_of(*landscape).value_or(false);
    read_rows();
    if (const auto* fields = block_.find("fields")) read_fields(Section(*fields->tree, *fields->node));
    if (form_.fields().empty()) loading_.error(form_.position, no_fields, {form_.id});
    read_checks();
    return std::move(form_);
  }

 private:
  void read_rows() {
    if (const auto* rows = block_.find("rows")) {
      const Section block(*rows->tree, *rows->node);
      for (const auto& row : block.entries())
        if (loading_.is_good_name(row)) form_.rows.push_back({row.key, row.value.empty() ? row.key : row.value});
    }
    if (form_.layout == FormLayout::rows && form_.rows.empty()) loading_.error(form_.position, no_rows, {form_.id});
  }

  void read_fields(const Section& block) {
    for (const auto& entry : block.entries()) {
      const Section inner(*entry.tree, *entry.node);
      if (entry.key == "group") {
        form_.groups.push_back({entry.value, {}});
        for (const auto& cell : inner.entries()) read_cell(cell);
        if (form_.groups.back().cells.empty()) loading_.error(entry.key_position(), no_fields, {entry.value});
      } else {
        if (form_.groups.empty() || !form_.groups.back().label.empty()) form_.groups.push_back({"", {}});
        read_cell(entry);
      }
    }
  }

  void read_cell(const Entry& entry) {
    FormCell cell;
    if (entry.key == "cell") {
      cell.label = entry.value;
      const Section inner(*entry.tree, *entry.node);
      for (const auto& part : inner.entries()) read_field(part, cell);
    } else {
      read_field(entry, cell);
      if (!cell.fields.empty()) cell.label = cell.fields.front().label;
    }
    if (!cell.fields.empty()) form_.groups.back().cells.push_back(std::move(cell));
  }

  void read_field(const Entry& entry, FormCell& cell) {
    if (!loading_.is_good_name(entry)) return;
    if (const auto* other = form_.field(entry.key)) {
      loading_.error(entry.key_position(), duplicate_field, {entry.key, std::to_string(other->position.line)});
      return;
    }
    const Section block(*entry.tree, *entry.node);
    block.check({{"label"}, {"type"}, {"unit"}, {"required"}, {"personal"}, {"max-length"}, {"choices"}}, loading_.diagnostics);
    Field field;
    field.id = entry.key;
    field.position = entry.key_position();
    field.label = block.value("label");
    field.unit = block.value("unit");
    field.choices = split_list(block.value("choices"));
    if (field.label.empty()) loading_.error(field.position, no_label, {field.id});
    if (const auto* type = block.find("type")) field.type = choose(loading_, *type, field_types);
    if (const auto* flag = block.find("required")) field.required = loading_.flag_of(*flag).value_or(false);
    if (const auto* flag = block.find("personal")) field.personal = loading_.flag_of(*flag).value_or(false);
    if (const auto* limit = block.find("max-length")) field.max_length = static_cast<int>(loading_.number_of(*limit).value_or(0));
    if (field.type == FieldType::enumeration && field.choices.empty()) loading_.error(field.position, no_choices, {field.id});
    cell.fields.push_back(std::move(field));
  }

  void read_checks() {
    const auto* checks = block_.find("checks");
    if (checks == nullptr) return;
    std::vector<std::string> names;
    for (const auto* field : form_.fields()) names.push_back(field->id);
    const Section list(*checks->tree, *checks->node);
    for (const auto& entry : list.entries()) {
      const Section block(*entry.tree, *entry.node);
      block.check({{"that"}, {"level"}, {"message"}}, loading_.diagnostics);
      const auto* that = block.find("that");
      if (that == nullptr) continue;
      auto expression = Expression::parse(that->value, that->value_position());
      loading_.diagnostics.insert(loading_.diagnostics.end(), expression.diagnostics().begin(), expression.diagnostics().end());
      if (!expression.ok()) continue;
      const auto unknown = expression->check(names);
      loading_.diagnostics.insert(loading_.diagnostics.end(), unknown.begin(), unknown.end());
      const auto* level = block.find("level");
      form_.checks.push_back({entry.key, *std::move(expression),
                              level == nullptr ? Severity::warning : choose(loading_, *level, levels), block.value("message")});
    }
  }

  Loading& loading_;
  const Section& block_;
  Form form_;
};

}  // namespace

std::optional<Form> read_form(Loading& loading, const std::string& id, const Section& block) {
  return FormReader(loading, id, block).read();
}

}  // namespace hongtou
