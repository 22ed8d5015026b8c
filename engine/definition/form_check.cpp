// Validation of a filled-in form.
#include <algorithm>
#include <cctype>

#include "engine/calendar.h"
#include "engine/definition/form.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message required{"form.required", "“{0}”没有填写", "“{0}” is not filled in", "这是必填项", "it is required"};
constexpr Message blank_count{"form.blank_count", "“{0}”是空的", "“{0}” is blank", "没有开展的请填“0”",
                              "fill in “0” if nothing was done"};
constexpr Message not_a_count{"form.not_a_count", "“{0}”应填不小于 0 的整数，填的是“{1}”",
                              "“{0}” wants a whole number of 0 or more, not “{1}”", "只填数字，不带单位和逗号",
                              "digits only, without units and commas"};
constexpr Message not_a_number{"form.not_a_number", "“{0}”应填数字，填的是“{1}”", "“{0}” wants a number, not “{1}”",
                               "只填数字，不带单位", "digits only, without the unit"};
constexpr Message not_a_date{"form.not_a_date", "“{0}”应填日期，填的是“{1}”", "“{0}” wants a date, not “{1}”", "例如 2023-06-10",
                             "such as 2023-06-10"};
constexpr Message not_yes_or_no{"form.not_yes_or_no", "“{0}”应填“是”或“否”，填的是“{1}”", "“{0}” wants yes or no, not “{1}”",
                                "填“是”或“否”", "fill in yes or no"};
constexpr Message not_a_choice{"form.not_a_choice", "“{0}”不能填“{1}”", "“{0}” cannot be “{1}”", "可选：{2}",
                               "choose one of: {2}"};
constexpr Message not_text{"form.not_text", "“{0}”应填文字", "“{0}” wants text", "填写文字", "fill in text"};
constexpr Message too_long{"form.too_long", "“{0}”有 {1} 个字，最多 {2} 个", "“{0}” has {1} characters, {2} at most", "请缩短",
                           "shorten it"};
constexpr Message odd_phone{"form.phone", "“{0}”的“{1}”不像电话号码", "“{1}” in “{0}” does not look like a phone number",
                            "手机号为 11 位数字", "a mobile number has 11 digits"};
constexpr Message line_break{"form.line_break", "“{0}”只能写一行", "“{0}” takes one line only", "把几行合成一行",
                             "join the lines"};
constexpr Message not_filled{"form.not_filled", "“{0}”不是按项填写的内容", "“{0}” is not filled in field by field",
                             "按表逐项填写", "fill in the fields of the form"};
constexpr Message unknown_field{"form.unknown_field", "表单里没有“{0}”这一项", "the form has no field “{0}”", "检查是否用错了表",
                                "is it the right form?"};
constexpr Message check_failed{"form.check", "{0}", "{0}", "请核对", "check the figures"};
constexpr Message check_unknown{"form.check_unknown", "无法核对：{0}", "cannot be checked: {0}", "请核对填写的内容",
                                "look at what was filled in"};

class Submission {
 public:
  Submission(const Form& form, const Value& data) : form_(form), data_(data) {}

  std::vector<Finding> check() {
    if (data_.map() == nullptr && !data_.is_null()) {
      find(Severity::error, "", not_filled, {form_.id});
      return std::move(findings_);
    }
    if (form_.layout == FormLayout::rows) {
      for (const auto& row : form_.rows) check_part(data_.at(row.id), row.id + ".", row.label + " ");
      check_unknown_rows();
    } else {
      check_part(data_, "", "");
    }
    fields_are_good_ =
        std::none_of(findings_.begin(), findings_.end(), [](const Finding& f) { return f.severity == Severity::error; });
    for (const auto& rule : form_.checks) check_rule(rule);
    return std::move(findings_);
  }

 private:
  void find(Severity severity, std::string field, Message message, std::vector<std::string> arguments) {
    findings_.push_back({severity, std::move(field), message, std::move(arguments)});
  }

  void check_part(const Value& part, const std::string& prefix, const std::string& label_prefix) {
    if (part.map() == nullptr && !part.is_null())
      return find(Severity::error, prefix.substr(0, prefix.size() - 1), not_filled, {std::string(trim(label_prefix))});
    for (const auto* field : form_.fields()) {
      const auto& value = part.at(field->id);
      const auto label = label_prefix + field->label;
      const bool blank = value.is_null() || (value.text() != nullptr && trim(*value.text()).empty());
      if (!blank)
        check_value(*field, value, prefix + field->id, label);
      else if (field->type == FieldType::count)
        find(Severity::error, prefix + field->id, blank_count, {label});
      else if (field->required)
        find(Severity::error, prefix + field->id, required, {label});
    }
    if (part.map() == nullptr) return;
    for (const auto& [key, value] : *part.map())
      if (form_.field(key) == nullptr) find(Severity::error, prefix + key, unknown_field, {key});
  }

  void check_unknown_rows() {
    if (data_.map() == nullptr) return;
    for (const auto& [key, value] : *data_.map())
      if (std::none_of(form_.rows.begin(), form_.rows.end(), [&](const FormRow& row) { return row.id == key; }))
        find(Severity::error, key, unknown_field, {key});
  }

  // A personal value is not repeated in a message: messages are kept where values are erased.
  static std::string shown(const Field& field, const Value& value) { return field.personal ? "＊＊＊" : value.print(); }

  void check_value(const Field& field, const Value& value, const std::string& path, const std::string& label) {
    const auto fail = [&](Message message) {
      find(Severity::error, path, message, {label, shown(field, value), join(field.choices, "、")});
    };
    switch (field.type) {
      case FieldType::count:
        if (value.integer() == nullptr || *value.integer() < 0) fail(not_a_count);
        break;
      case FieldType::decimal:
        if (!value.number()) fail(not_a_number);
        break;
      case FieldType::date:
        if (value.text() == nullptr || !parse_date(*value.text())) fail(not_a_date);
        break;
      case FieldType::boolean:
        if (value.boolean() == nullptr) fail(not_yes_or_no);
        break;
      case FieldType::enumeration:
        if (value.text() == nullptr ||
            std::find(field.choices.begin(), field.choices.end(), *value.text()) == field.choices.end())
          fail(not_a_choice);
        break;
      case FieldType::phone:
      case FieldType::text:
      case FieldType::long_text:
        check_text(field, value, path, label);
        break;
    }
  }

  void check_text(const Field& field, const Value& value, const std::string& path, const std::string& label) {
    if (value.text() == nullptr) {
      find(Severity::error, path, not_text, {label});
      return;
    }
    const auto length = character_count(*value.text());
    if (field.max_length > 0 && length > static_cast<std::size_t>(field.max_length))
      find(Severity::error, path, too_long, {label, std::to_string(length), std::to_string(field.max_length)});
    if (field.type != FieldType::long_text && value.text()->find('\n') != std::string::npos)
      find(Severity::error, path, line_break, {label});
    if (field.type == FieldType::phone && !looks_like_phone(*value.text()))
      find(Severity::warning, path, odd_phone, {label, shown(field, value)});
  }

  static bool looks_like_phone(const std::string& text) {
    const auto digits = std::count_if(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
    const bool only = std::all_of(text.begin(), text.end(),
                                  [](unsigned char c) { return std::isdigit(c) != 0 || c == '-' || c == ' ' || c == '+'; });
    return only && digits >= 7 && digits <= 14;
  }

  void check_rule(const FormCheck& rule) {
    const auto outcome = rule.that.evaluate(data_);
    if (outcome.boolean() == nullptr) {
      if (fields_are_good_) find(rule.level, rule.id, check_unknown, {rule.message});
    } else if (!*outcome.boolean()) {
      find(rule.level, rule.id, check_failed, {rule.message});
    }
  }

  const Form& form_;
  const Value& data_;
  std::vector<Finding> findings_;
  bool fields_are_good_ = true;  // else what is blank or wrong has been told, and a rule that cannot be judged adds nothing
};

}  // namespace

std::vector<Finding> check_submission(const Form& form, const Value& data) { return Submission(form, data).check(); }

}  // namespace hongtou
