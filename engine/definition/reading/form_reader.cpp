#include <algorithm>
#include <array>
#include <map>

#include "engine/definition/reading/loading.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message bad_choice{"workflow.bad_choice", "“{0}”不能是“{1}”", "“{0}” cannot be “{1}”", "可用的内容：{2}",
                             "it may be: {2}"};
constexpr Message duplicate_field{"workflow.duplicate_field", "字段“{0}”已经有了（第 {1} 行）",
                                  "the field “{0}” is there already (line {1})", "换一个名称", "give it another name"};
constexpr Message no_fields{"workflow.form_without_fields", "表单“{0}”没有字段", "the form “{0}” has no fields",
                            "在 fields { … } 中写出要填的内容", "write what is to be filled in into fields { … }"};
constexpr Message no_rows{"workflow.form_without_rows", "版式为 rows（行列）的表单“{0}”没有写各行",
                          "the form “{0}” of layout rows names no rows", "加上：rows { leader 承办单位负责人 }",
                          "add: rows { leader 承办单位负责人 }"};
constexpr Message no_label{"workflow.label_missing", "字段“{0}”没有写 label（名称）", "the field “{0}” has no label",
                           "加上表上印的文字：label \"…\"", "add the words printed on the form: label \"…\""};
constexpr Message no_heading{"workflow.heading_missing", "“{0}”后面没有写印出的文字", "“{0}” has no heading",
                             "写成：{0} 文字 { … }", "write: {0} HEADING { … }"};
constexpr Message empty_heading{"workflow.heading_without_fields", "“{0}”下面没有字段", "there are no fields under “{0}”",
                                "在花括号中写出要填的内容，或删去",
                                "write what is to be filled in into its braces, or remove it"};
constexpr Message incomplete_check{"workflow.check_incomplete", "校验“{0}”没有写 {1}", "the check “{0}” lacks “{1}”",
                                   "写成：{0} { that \"条件\"  message \"不成立时的提示\" }",
                                   "write: {0} { that \"CONDITION\"  message \"WHAT TO TELL\" }"};
constexpr Message no_choices{"workflow.choices_missing", "选择型字段“{0}”没有写 choices（选项）",
                             "the enum field “{0}” names no choices", "加上：choices \"甲, 乙\"", "add: choices \"a, b\""};

template <class Kind, std::size_t n>
using Words = std::array<std::pair<std::string_view, Kind>, n>;

constexpr Words<FieldType, 16> field_types{{{"text", FieldType::text},
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
                                            {"选择", FieldType::enumeration}}};
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
  if (!entry.value.empty()) loading.error(entry.value_position(), bad_choice, {entry.word, entry.value, join(known, " ")});
  return words.front().second;
}

class FormReader {
 public:
  FormReader(Loading& loading, const std::string& id, const Section& block) : loading_(loading), block_(block) {
    form_.id = id;
    form_.position = block.position();
  }

  Form read() {
    block_.check(loading_.diagnostics);
    form_.title = block_.value("title");
    form_.header = block_.value("header");
    form_.note = block_.value("note");
    for (const auto* key : {"title", "note"})
      if (const auto* words = block_.find(key)) loading_.printed_words.push_back({words->value, words->value_position()});
    if (const auto* layout = block_.find("layout")) form_.layout = choose(loading_, *layout, layouts);
    if (const auto* landscape = block_.find("landscape")) form_.landscape = loading_.flag_of(*landscape).value_or(false);
    read_rows();
    if (const auto* fields = block_.find("fields")) read_fields(*fields);
    if (form_.fields().empty()) loading_.error(form_.position, no_fields, {form_.id});
    read_checks();
    return std::move(form_);
  }

 private:
  void read_rows() {
    if (const auto* rows = block_.find("rows")) {
      const Section names(*rows);
      names.check_names(loading_.diagnostics);
      for (const auto& row : names.entries())
        if (loading_.is_good_name(row)) form_.rows.push_back({row.word, row.value.empty() ? row.word : row.value});
    }
    if (form_.layout == FormLayout::rows && form_.rows.empty()) loading_.error(form_.position, no_rows, {form_.id});
  }

  void read_fields(const Entry& fields) {
    const Section inner(fields);
    for (const auto& entry : inner.entries()) {
      if (language::group.is(entry.word)) {
        read_group(entry);
      } else {
        if (form_.groups.empty() || !form_.groups.back().label.empty()) form_.groups.push_back({"", {}});
        read_cell(entry);
      }
    }
  }

  void read_group(const Entry& entry) {
    if (entry.value.empty()) loading_.error(entry.key_position(), no_heading, {entry.word});
    form_.groups.push_back({entry.value, {}});
    const Section inner(entry);
    for (const auto& cell : inner.entries()) read_cell(cell);
    if (form_.groups.back().cells.empty()) loading_.error(entry.key_position(), empty_heading, {entry.value});
  }

  void read_cell(const Entry& entry) {
    FormCell cell;
    if (language::cell.is(entry.word)) {
      if (entry.value.empty()) loading_.error(entry.key_position(), no_heading, {entry.word});
      cell.label = entry.value;
      const Section inner(entry);
      for (const auto& part : inner.entries()) read_field(part, cell);
      if (cell.fields.empty()) loading_.error(entry.key_position(), empty_heading, {entry.value});
    } else {
      read_field(entry, cell);
      if (!cell.fields.empty()) cell.label = cell.fields.front().label;
    }
    if (!cell.fields.empty()) form_.groups.back().cells.push_back(std::move(cell));
  }

  void read_field(const Entry& entry, FormCell& cell) {
    if (!loading_.is_good_name(entry)) return;
    const auto [other, added] = fields_.emplace(entry.word, entry.key_position());
    if (!added) {
      loading_.error(entry.key_position(), duplicate_field, {entry.word, std::to_string(other->second.line)});
      return;
    }
    check_shape(entry, Shape::block, loading_.diagnostics);
    const Section block(entry, language::field);
    block.check(loading_.diagnostics);
    Field field;
    field.id = entry.word;
    field.position = entry.key_position();
    field.label = block.value("label");
    field.unit = block.value("unit");
    field.choices = split_list(block.value("choices"));
    if (block.find("label") == nullptr && entry.has_block()) loading_.error(field.position, no_label, {field.id});
    if (const auto* type = block.find("type")) field.type = choose(loading_, *type, field_types);
    if (const auto* flag = block.find("required")) field.required = loading_.flag_of(*flag).value_or(false);
    if (const auto* flag = block.find("personal")) field.personal = loading_.flag_of(*flag).value_or(false);
    if (const auto* limit = block.find("max-length"))
      field.max_length = static_cast<int>(loading_.number_of(*limit, 1'000'000).value_or(0));
    if (field.type == FieldType::enumeration && field.choices.empty()) loading_.error(field.position, no_choices, {field.id});
    cell.fields.push_back(std::move(field));
  }

  void read_checks() {
    const auto* checks = block_.find("checks");
    if (checks == nullptr) return;
    const auto names = names_for_checks();
    const Section list(*checks);
    list.check_names(loading_.diagnostics);
    for (const auto& entry : list.entries()) {
      check_shape(entry, Shape::block, loading_.diagnostics);
      const Section block(entry, language::check);
      block.check(loading_.diagnostics);
      for (const auto* needed : {"that", "message"})
        if (block.find(needed) == nullptr && entry.has_block())
          loading_.error(entry.key_position(), incomplete_check, {entry.word, needed});
      const auto* that = block.find("that");
      auto expression = that == nullptr ? std::nullopt : loading_.expression_of(*that);
      if (!expression) continue;
      loading_.add(expression->check(names));
      const auto* level = block.find("level");
      form_.checks.push_back({entry.word, *std::move(expression),
                              level == nullptr ? Severity::warning : choose(loading_, *level, levels), block.value("message")});
    }
  }

  // FIELD, or ROW.FIELD where the rows are fixed.
  std::vector<std::string> names_for_checks() const {
    std::vector<std::string> names;
    for (const auto* field : form_.fields()) {
      if (form_.layout != FormLayout::rows) names.push_back(field->id);
      if (form_.layout == FormLayout::rows)
        for (const auto& row : form_.rows) names.push_back(row.id + "." + field->id);
    }
    return names;
  }

  Loading& loading_;
  const Section& block_;
  Form form_;
  std::map<std::string, Position> fields_;
};

}  // namespace

std::optional<Form> read_form(Loading& loading, const std::string& id, const Section& block) {
  return FormReader(loading, id, block).read();
}

}  // namespace hongtou
