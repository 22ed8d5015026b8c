// Validation of a filled-in form.
#include <algorithm>
#include <set>
#include <utility>

#include "engine/definition/field_check.h"
#include "engine/definition/form_part.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message required{"form.required", "“{0}”没有填写", "“{0}” is not filled in", "这是必填项", "it is required"};
constexpr Message blank_count{"form.blank_count", "“{0}”是空的", "“{0}” is blank", "没有开展的请填“0”",
                              "fill in “0” if nothing was done"};
constexpr Message sum_differs{"form.sum_differs", "“{0}”填的是 {1}，各项（{3}）之和是 {2}", "“{0}” is {1}, but {3} make {2}",
                              "改正合计数或各项的数", "mend the sum or its parts"};
constexpr Message computed_differs{"form.computed_differs", "“{0}”填的是“{1}”，按填写的内容算出来是“{2}”",
                                   "“{0}” is “{1}”, but what was filled in makes “{2}”", "这一项不用填，由系统计算",
                                   "leave it out: it is computed"};
constexpr Message went_down{"form.went_down", "“{0}”是累计数，上次报 {2}，这次只报 {1}",
                            "“{0}” adds up over time: {2} last time, only {1} now", "请核对；更正上次的数请说明",
                            "check it; say so if the last report was wrong"};
constexpr Message not_filled{"form.not_filled", "“{0}”不是按项填写的内容", "“{0}” is not filled in field by field",
                             "按表逐项填写", "fill in the fields of the form"};
constexpr Message no_rows{"form.not_a_list", "“{0}”应逐行填写", "“{0}” wants a list of rows", "一行一行地写",
                          "write one row after the other"};
constexpr Message few_rows{"form.too_few", "台账有 {1} 行，至少 {2} 行", "the ledger has {1} rows, {2} at least", "请补充",
                           "add some"};
constexpr Message many_rows{"form.too_many", "台账有 {1} 行，最多 {2} 行", "the ledger has {1} rows, {2} at most", "请分次报送",
                            "send the rest in another report"};
constexpr Message unknown_field{"form.unknown_field", "表单里没有“{0}”这一项", "the form has no field “{0}”",
                                "表上有：{1}；都不是的，检查是否用错了表",
                                "it has: {2}; if none of these is meant, is it the right form?"};
constexpr Message not_yours{"form.not_yours", "“{0}”由“{1}”填写", "“{0}” is for “{1}” to fill in", "请留空", "leave it blank"};
constexpr Message zero_flag{"form.not_yes_or_no", "零报告（zero）应填“是”或“否”，填的是“{0}”",
                            "a zero report (zero) wants yes or no, not “{0}”", "填“是”或“否”", "fill in yes or no"};
constexpr Message zero_with_figures{
    "form.zero_with_figures", "报的是零报告，却填了“{0}”", "it is a zero report, and “{0}” is filled in",
    "没有开展的，其余各项留空；开展了的，不要选零报告", "leave the rest blank, or do not call it a zero report"};
constexpr Message too_few_files{"form.file_too_few", "“{0}”有 {1} 份，至少 {2} 份", "“{0}” has {1} files, {2} at least",
                                "请附上{3}", "attach them ({4})"};
constexpr Message too_many_files{"form.file_too_many", "“{0}”有 {1} 份，最多 {2} 份", "“{0}” has {1} files, {2} at most",
                                 "请选留", "leave some out"};
constexpr Message wrong_file_type{"form.file_wrong_type", "“{0}”的文件“{1}”是 {2}，不是{3}",
                                  "the file “{1}” of “{0}” is {2}, no {4}", "图片用 jpg 或 png，扫描件也可用 pdf",
                                  "jpg or png for pictures, pdf too for a scan"};
constexpr Message no_seal_scan{"form.seal_scan_missing", "表上要盖章，没有附盖章扫描件",
                               "the form wants a seal, and no scan with the seal came", "盖章后扫描附上，或按规定报送纸质件",
                               "seal it and attach a scan, or send it on paper as agreed"};
constexpr Message check_failed{"form.check", "{0}", "{0}", "请核对", "check the figures"};
constexpr Message check_unknown{"form.check_unknown", "无法核对：{0}", "cannot be checked: {0}", "请核对填写的内容",
                                "look at what was filled in"};
constexpr Message not_valid{"form.validation", "“{0}”不合要求：{1}", "“{0}” will not do: {1}", "请改正", "mend it"};

bool media_type_fits(std::string_view file_kind, std::string_view media_type) {
  if (media_type.empty()) return true;
  const bool picture = media_type.starts_with("image/");
  if (file_kind == "photo" || file_kind == "screenshot") return picture;
  return file_kind != "scan_with_seal" || picture || media_type == "application/pdf";
}

bool belongs_to(const AttachedFile& file, const Field& field) {
  const auto kind = file_kind_of(file.kind);
  return file.kind == field.id || file.kind == field.label || (!kind.empty() && kind == field.file_kind);
}

bool is_true(const Value& value) { return value.boolean_or(false); }

class Submission {
 public:
  Submission(const Form& form, const Value& data, const SubmissionContext& context)
      : form_(form), data_(data), context_(context), fields_(form.fields()) {}

  std::vector<Finding> check() {
    if (data_.map() == nullptr && !data_.is_null()) {
      find(Severity::error, "", not_filled, {form_.id});
      return std::move(findings_);
    }
    check_zero_flag();
    if (is_zero_report(form_, data_)) {
      check_zero_report();
    } else {
      check_parts();
      check_files();
      check_rules();
    }
    check_seal();
    return std::move(findings_);
  }

 private:
  void find(Severity severity, std::string field, Message message, std::vector<std::string> arguments) {
    findings_.push_back({severity, std::move(field), message, std::move(arguments)});
  }

  bool has_errors_from(std::size_t first) const {
    return std::any_of(findings_.begin() + static_cast<std::ptrdiff_t>(first), findings_.end(),
                       [](const Finding& finding) { return finding.severity == Severity::error; });
  }

  bool is_extra_key(const std::string& key) const { return form_.zero_report && key == zero_key; }

  void check_zero_flag() {
    const auto& flag = data_.at(zero_key);
    if (form_.zero_report && !flag.is_null() && flag.boolean() == nullptr)
      find(Severity::error, std::string(zero_key), zero_flag, {flag.print()});
  }

  void check_zero_report() {
    for (const auto& part : parts_of(form_, data_))
      for (const auto* field : fields_) {
        const auto& value = part_of(data_, part).at(field->id);
        if (!is_blank(*field, value) && value != Value(0) && field->type != FieldType::computed)
          find(Severity::error, part.path + field->id, zero_with_figures, {part.label + field->label});
      }
  }

  void check_parts() {
    if (form_.layout == FormLayout::ledger) check_ledger();
    for (const auto& part : parts_of(form_, data_)) {
      // Rows of a ledger are no longer the same ones.
      const bool comparable = context_.previous != nullptr && form_.layout != FormLayout::ledger;
      const auto previous = comparable ? part_of(*context_.previous, part) : Value();
      check_part(fields_, part_of(data_, part), previous, part.path, part.label);
    }
    if (form_.layout == FormLayout::rows) check_unknown_rows();
  }

  void check_ledger() {
    const auto& rows = data_.at(ledger_rows);
    if (!rows.is_null() && rows.list() == nullptr)
      return find(Severity::error, std::string(ledger_rows), no_rows, {std::string(ledger_rows)});
    const int number = rows.list() == nullptr ? 0 : static_cast<int>(rows.list()->size());
    if (number < form_.min_rows)
      find(Severity::error, std::string(ledger_rows), few_rows, {"", std::to_string(number), std::to_string(form_.min_rows)});
    if (form_.max_rows > 0 && number > form_.max_rows)
      find(Severity::error, std::string(ledger_rows), many_rows, {"", std::to_string(number), std::to_string(form_.max_rows)});
    if (data_.map() == nullptr) return;
    for (const auto& [key, value] : *data_.map())
      if (key != ledger_rows && !is_extra_key(key)) find_unknown(key, key, {std::string(ledger_rows)});
  }

  void check_unknown_rows() {
    if (data_.map() == nullptr) return;
    std::vector<std::string> rows;
    for (const auto& row : form_.rows) rows.push_back(row.id + " " + row.label);
    for (const auto& [key, value] : *data_.map())
      if (!is_extra_key(key) &&
          std::none_of(form_.rows.begin(), form_.rows.end(), [&id = key](const FormRow& row) { return row.id == id; }))
        find_unknown(key, key, rows);
  }

  // `known`: how each is written in a submission, and as it is printed.
  void find_unknown(const std::string& path, const std::string& key, const std::vector<std::string>& known) {
    find(Severity::error, path, unknown_field, {key, join(known, "、"), join(known, ", ")});
  }

  // events 宣传活动（场）
  static std::vector<std::string> names_of(const Fields& fields) {
    std::vector<std::string> names;
    for (const auto* field : fields) names.push_back(field->label == field->id ? field->id : field->id + " " + field->label);
    return names;
  }

  static bool derives_any(const Fields& fields) {
    return std::any_of(fields.begin(), fields.end(),
                       [](const Field* field) { return is_derived(*field) || any_field(field->fields, is_derived); });
  }

  std::optional<Value> with_derived(const Fields& fields, Value part) const {
    complete(fields, part, context_.evaluation);
    return part;
  }

  void check_part(const Fields& fields, const Value& part, const Value& previous, const std::string& prefix,
                  const std::string& label_prefix) {
    if (part.map() == nullptr && !part.is_null())
      return find(Severity::error, prefix.substr(0, prefix.size() - 1), not_filled, {std::string(trim(label_prefix))});
    const auto exempt = parts_told_as_sums(fields, part);
    const auto completed_part = derives_any(fields) ? with_derived(fields, part) : std::nullopt;
    const auto& derived = completed_part ? *completed_part : part;
    for (const auto* field : fields) {
      if (exempt.contains(field->id)) continue;
      const auto before = findings_.size();
      const auto& value = part.at(field->id);
      const auto label = label_prefix + field->label;
      const auto path = prefix + field->id;
      if (is_blank(*field, value)) {
        check_blank(*field, derived, path, label);
        continue;
      }
      if (!is_submitters(*field)) {
        find(Severity::error, path, not_yours, {label, field->owner});
        continue;
      }
      for (auto& problem : check_value(*field, value, label, context_))
        find(problem.severity, path, problem.message, std::move(problem.arguments));
      check_entries(*field, value, path, label);
      if (has_errors_from(before)) continue;
      check_sum(*field, fields, part, path, label);
      check_computed(*field, value, derived, path, label);
      check_growth(*field, value, previous.at(field->id), path, label);
      check_validation(*field, fields, derived, path, label);
    }
    if (part.map() == nullptr) return;
    for (const auto& [key, value] : *part.map())
      if (!is_extra_key(key) &&
          std::none_of(fields.begin(), fields.end(), [&id = key](const Field* field) { return field->id == id; }))
        find_unknown(prefix + key, key, names_of(fields));
  }

  bool is_submitters(const Field& field) const {
    return field.owner.empty() || !context_.is_submitter || context_.is_submitter(field.owner);
  }

  // The parts of a sum may all be left out where the sum itself is given.
  static std::set<std::string> parts_told_as_sums(const Fields& fields, const Value& part) {
    std::set<std::string> told;
    for (const auto* field : fields) {
      if (field->type != FieldType::sum_of) continue;
      const bool blank =
          std::all_of(field->parts.begin(), field->parts.end(), [&](const auto& id) { return is_blank(part.at(id)); });
      if (blank && !is_blank(part.at(field->id))) told.insert(field->parts.begin(), field->parts.end());
    }
    return told;
  }

  void check_blank(const Field& field, const Value& derived, const std::string& path, const std::string& label) {
    if (!is_submitters(field) || field.type == FieldType::attachment || !is_blank(field, derived.at(field.id))) return;
    if (field.type == FieldType::count)
      find(Severity::error, path, blank_count, {label});
    else if (field.required && field.type != FieldType::computed)
      find(Severity::error, path, required, {label});
  }

  void check_entries(const Field& field, const Value& value, const std::string& path, const std::string& label) {
    if (field.fields.empty() || value.list() == nullptr) return;
    int number = 0;
    for (const auto& entry : *value.list()) {
      ++number;
      check_part(fields_of(field.fields), entry, Value(), path + "." + std::to_string(number) + ".",
                 label + "第" + std::to_string(number) + "条 ");
    }
  }

  void check_sum(const Field& field, const Fields& fields, const Value& part, const std::string& path, const std::string& label) {
    if (field.type != FieldType::sum_of) return;
    auto without = part;
    without[field.id] = Value();
    complete(fields, without);
    const auto& sum = without.at(field.id);
    if (sum.is_null() || is_true(evaluate("given = sum", Map{{"given", *number_in(part.at(field.id))}, {"sum", sum}}))) return;
    std::vector<std::string> labels;
    for (const auto* each : fields)
      if (std::find(field.parts.begin(), field.parts.end(), each->id) != field.parts.end()) labels.push_back(each->label);
    find(Severity::error, path, sum_differs, {label, shown(field, part.at(field.id)), shown(field, sum), join(labels, "、")});
  }

  void check_computed(const Field& field, const Value& value, const Value& derived, const std::string& path,
                      const std::string& label) {
    if (field.type != FieldType::computed) return;
    const auto& right = derived.at(field.id);
    auto given = number_in(value).value_or(value);
    if (given.number() && field.scale >= 0) given = given.number()->rounded(field.scale, Rounding::half_up);
    if (!is_true(evaluate("given = right", Map{{"given", std::move(given)}, {"right", right}})))
      find(Severity::error, path, computed_differs, {label, shown(field, value), shown(field, right)});
  }

  void check_growth(const Field& field, const Value& value, const Value& previous, const std::string& path,
                    const std::string& label) {
    if (!field.cumulative) return;
    const auto now = number_in(value);
    const auto before = number_in(previous);
    if (!now || !before) return;
    if (is_true(evaluate("now < before", Map{{"now", *now}, {"before", *before}})))
      find(Severity::warning, path, went_down, {label, shown(field, value), shown(field, previous)});
  }

  void check_validation(const Field& field, const Fields& fields, const Value& part, const std::string& path,
                        const std::string& label) {
    if (!field.validation) return;
    const auto outcome = field.validation->evaluate(expression_data(fields, part), context_.evaluation);
    if (outcome.boolean() != nullptr && !*outcome.boolean())
      find(Severity::error, path, not_valid, {label, field.message.empty() ? field.validation->text() : field.message});
  }

  void check_files() {
    if (!context_.files) return;
    for (const auto* field : fields_) {
      if (field->type != FieldType::attachment || !is_submitters(*field)) continue;
      std::size_t number = 0;
      for (const auto& file : *context_.files) {
        if (!belongs_to(file, *field)) continue;
        ++number;
        if (!media_type_fits(field->file_kind, file.media_type))
          find(Severity::error, field->id, wrong_file_type,
               {field->label, file.name, file.media_type, std::string(chinese_file_kind(field->file_kind)), field->file_kind});
      }
      check_number_of_files(*field, number);
    }
  }

  void check_number_of_files(const Field& field, std::size_t number) {
    const auto least = field.min.empty() ? std::size_t{field.required} : std::stoul(field.min);
    if (number < least)
      find(Severity::error, field.id, too_few_files,
           {field.label, std::to_string(number), std::to_string(least), std::string(chinese_file_kind(field.file_kind)),
            field.file_kind});
    if (!field.max.empty() && number > std::stoul(field.max))
      find(Severity::error, field.id, too_many_files, {field.label, std::to_string(number), field.max});
  }

  void check_seal() {
    if (!context_.files || form_.header.find("盖章") == std::string::npos) return;
    const bool asked =
        std::any_of(fields_.begin(), fields_.end(), [](const Field* field) { return field->file_kind == "scan_with_seal"; });
    const bool there = std::any_of(context_.files->begin(), context_.files->end(), [](const AttachedFile& file) {
      return file_kind_of(file.kind) == "scan_with_seal" || file.kind.find("盖章") != std::string::npos;
    });
    if (!asked && !there) find(Severity::warning, "", no_seal_scan, {});
  }

  void check_rules() {
    if (form_.checks.empty()) return;
    fields_are_good_ = !has_errors_from(0);
    const auto data = expression_data(form_, completed(form_, data_, context_.evaluation));
    for (const auto& rule : form_.checks) {
      const auto outcome = rule.that.evaluate(data, context_.evaluation);
      if (outcome.boolean() == nullptr) {
        if (fields_are_good_) find(rule.level, rule.id, check_unknown, {rule.message});
      } else if (!*outcome.boolean()) {
        find(rule.level, rule.id, check_failed, {rule.message});
      }
    }
  }

  const Form& form_;
  const Value& data_;
  const SubmissionContext& context_;
  const Fields fields_;
  std::vector<Finding> findings_;
  bool fields_are_good_ = true;  // else what is blank or wrong has been told, and a rule that cannot be judged adds nothing
};

}  // namespace

std::vector<Finding> check_submission(const Form& form, const Value& data, const SubmissionContext& context) {
  return Submission(form, data, context).check();
}

std::vector<Finding> check_submission(const Form& form, const Value& data) { return check_submission(form, data, {}); }

}  // namespace hongtou
