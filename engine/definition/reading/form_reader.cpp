#include <algorithm>

#include "engine/definition/data_schema.h"
#include "engine/definition/reading/choice.h"
#include "engine/definition/reading/field_reader.h"
#include "engine/document/page.h"
#include "engine/document/table_fit.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message no_fields{"workflow.form_without_fields", "表单“{0}”没有字段", "the form “{0}” has no fields",
                            "在 fields { … } 中写出要填的内容", "write what is to be filled in into fields { … }"};
constexpr Message no_rows{"workflow.form_without_rows", "版式为 rows（行列）的表单“{0}”没有写各行",
                          "the form “{0}” of layout rows names no rows", "加上：rows { leader 承办单位负责人 }",
                          "add: rows { leader 承办单位负责人 }"};
constexpr Message no_heading{"workflow.heading_missing", "“{0}”后面没有写印出的文字", "“{0}” has no heading",
                             "写成：{0} 文字 { … }", "write: {0} HEADING { … }"};
constexpr Message empty_heading{"workflow.heading_without_fields", "“{0}”下面没有字段", "there are no fields under “{0}”",
                                "在花括号中写出要填的内容，或删去",
                                "write what is to be filled in into its braces, or remove it"};
constexpr Message incomplete_check{"workflow.check_incomplete", "校验“{0}”没有写 {1}", "the check “{0}” lacks “{1}”",
                                   "写成：{0} { that \"条件\"  message \"不成立时的提示\" }",
                                   "write: {0} { that \"CONDITION\"  message \"WHAT TO TELL\" }"};
constexpr Message not_for_layout{"workflow.key_not_for_layout", "版式 {1} 用不到“{0}”", "the layout {1} has no use for “{0}”",
                                 "删去，或改写 layout（版式）", "remove it, or mend the layout"};
constexpr Message bad_rows{"workflow.bad_range", "表单“{0}”的 {1}（{2}）大于 {3}（{4}）", "“{0}”: {1} ({2}) is above {3} ({4})",
                           "把两个数换过来，或改正其中一个", "exchange the two, or mend one"};
constexpr Message too_wide{"workflow.form_too_wide", "表单“{0}”印出来有{1}栏，一页放不下",
                           "printed, the form “{0}” has {1} columns, too many for a page",
                           "分成几张表，或写 layout fields（逐项）、landscape yes（横排）",
                           "make several forms of it, or write layout fields, or landscape yes"};
constexpr Message reserved{"workflow.reserved_field", "可以零报告的表单里，“{0}”另有用处",
                           "a form with zero reports uses the name “{0}” itself", "换一个名称", "give it another name"};

constexpr Words<FormLayout, 10> layouts{{{"columns", FormLayout::columns},
                                         {"rows", FormLayout::rows},
                                         {"fields", FormLayout::fields},
                                         {"ledger", FormLayout::ledger},
                                         {"document", FormLayout::document},
                                         {"分栏", FormLayout::columns},
                                         {"行列", FormLayout::rows},
                                         {"逐项", FormLayout::fields},
                                         {"台账", FormLayout::ledger},
                                         {"文稿", FormLayout::document}}};
constexpr Words<Severity, 4> levels{
    {{"error", Severity::error}, {"warning", Severity::warning}, {"错误", Severity::error}, {"提醒", Severity::warning}}};

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
    if (const auto* zero = block_.find("zero-report")) form_.zero_report = loading_.flag_of(*zero).value_or(false);
    read_rows();
    read_numbers_of_rows();
    if (const auto* fields = block_.find("fields")) {
      const auto usual_type = form_.layout == FormLayout::document ? FieldType::long_text : FieldType::text;
      FieldReader reader(loading_, usual_type, form_.layout == FormLayout::ledger);
      read_fields(*fields, reader);
      reader.read_expressions(fields_of(form_));
      for (auto& [name, written] : reader.prefills()) loading_.prefill_expressions[form_.id].emplace(name, std::move(written));
    }
    if (form_.fields().empty()) loading_.error(form_.position, no_fields, {form_.id});
    check_zero_name();
    check_width();
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

  void read_numbers_of_rows() {
    for (const auto& [key, number] : {std::pair("min-rows", &form_.min_rows), std::pair("max-rows", &form_.max_rows)}) {
      const auto* entry = block_.find(key);
      if (entry == nullptr) continue;
      *number = static_cast<int>(loading_.number_of(*entry, 100'000).value_or(0));
      if (form_.layout != FormLayout::ledger)
        loading_.error(entry->key_position(), not_for_layout, {entry->word, block_.value("layout")});
    }
    if (form_.max_rows > 0 && form_.min_rows > form_.max_rows)
      loading_.error(block_.find("min-rows")->value_position(), bad_rows,
                     {form_.id, "min-rows", std::to_string(form_.min_rows), "max-rows", std::to_string(form_.max_rows)});
  }

  // {"zero": true} must mean one thing.
  void check_zero_name() {
    if (!form_.zero_report || form_.layout == FormLayout::ledger) return;
    const auto name = std::string(zero_key);
    const bool taken = form_.layout == FormLayout::rows
                           ? std::any_of(form_.rows.begin(), form_.rows.end(), [&](const FormRow& row) { return row.id == name; })
                           : form_.field(name) != nullptr;
    if (taken) loading_.error(block_.find("zero-report")->key_position(), reserved, {name});
  }

  void check_width() {
    const auto fit = fit_table(form_table(form_), form_.landscape ? page::type_area_height_mm : page::type_area_width_mm);
    if (fit.parts_characters) loading_.warn(form_.position, too_wide, {form_.id, std::to_string(fit.widths.size())});
  }

  void read_fields(const Entry& fields, FieldReader& reader) {
    const Section inner(fields);
    for (const auto& entry : inner.entries()) {
      if (language::group.is(entry.word)) {
        read_group(entry, reader);
      } else {
        if (form_.groups.empty() || !form_.groups.back().label.empty()) form_.groups.push_back({"", {}});
        read_cell(entry, reader);
      }
    }
  }

  void read_group(const Entry& entry, FieldReader& reader) {
    if (entry.value.empty()) loading_.error(entry.key_position(), no_heading, {entry.word});
    form_.groups.push_back({entry.value, {}});
    const Section inner(entry);
    for (const auto& cell : inner.entries()) read_cell(cell, reader);
    if (form_.groups.back().cells.empty()) loading_.error(entry.key_position(), empty_heading, {entry.value});
  }

  void read_cell(const Entry& entry, FieldReader& reader) {
    FormCell cell;
    const auto add = [&](const Entry& part) {
      if (auto field = reader.read(part)) cell.fields.push_back(*std::move(field));
    };
    if (language::cell.is(entry.word)) {
      if (entry.value.empty()) loading_.error(entry.key_position(), no_heading, {entry.word});
      cell.label = entry.value;
      const Section inner(entry);
      for (const auto& part : inner.entries()) {
        if (language::separator.is(part.word) && !part.has_block())
          cell.separator = part.value;
        else
          add(part);
      }
      if (cell.fields.empty()) loading_.error(entry.key_position(), empty_heading, {entry.value});
    } else {
      add(entry);
      if (!cell.fields.empty()) cell.label = cell.fields.front().label;
    }
    if (!cell.fields.empty()) form_.groups.back().cells.push_back(std::move(cell));
  }

  void read_checks() {
    const auto* checks = block_.find("checks");
    if (checks == nullptr) return;
    const auto type = type_of(form_);
    auto schema = type.members ? *type.members : Schema();
    schema.merge(decisions_of(loading_.definition, loading_.called));
    const Vocabulary names(std::move(schema));
    const Section list(*checks);
    list.check_names(loading_.diagnostics);
    for (const auto& entry : list.entries()) {
      check_shape(entry, Shape::block, loading_.diagnostics);
      const Section block(entry, language::check);
      block.check(loading_.diagnostics);
      for (const auto* needed : {"that", "message"})
        if (block.find(needed) == nullptr && entry.has_block())
          loading_.error(entry.key_position(), incomplete_check, {entry.word, needed});
      const auto that = loading_.written(block.find("that"));
      auto expression = that ? loading_.expression_of(*that, names, Wanted::condition) : std::nullopt;
      if (!expression) continue;
      const auto* level = block.find("level");
      form_.checks.push_back({entry.word, *std::move(expression),
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

void read_prefill(Loading& loading) {
  if (loading.prefill_expressions.empty()) return;
  const auto of_campaign = data_schema(loading.definition);
  for (const auto& [name, fields] : loading.prefill_expressions) {
    auto& form = loading.definition.forms.at(name);
    auto names = of_campaign;
    const Type word = Type::text();
    names["unit"] = Type::context({{"id", word}, {"name", word}, {"class", word}, {"parent", word}});
    names["previous"] = Type::context(schema_of(form.fields()));
    const Vocabulary vocabulary(std::move(names));
    for (auto* field : fields_of(form))
      if (const auto written = fields.find(field->id); written != fields.end())
        field->prefill = loading.expression_of(written->second, vocabulary);
  }
}

}  // namespace hongtou
