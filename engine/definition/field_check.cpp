#include "engine/definition/field_check.h"

#include <algorithm>
#include <cctype>

#include "engine/definition/amount.h"
#include "engine/definition/form_part.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message not_a_count{"form.not_a_count", "“{0}”应填不小于 0 的整数，填的是“{1}”",
                              "“{0}” wants a whole number of 0 or more, not “{1}”", "只填数字，不带单位和逗号",
                              "digits only, without units and commas"};
constexpr Message negative_count{
    "form.not_a_count", "“{0}”应填不小于 0 的整数，填的是“{1}”", "“{0}” wants a whole number of 0 or more, not “{1}”",
    "不能填负数；要改以前报的数，请收表单位退回后更正", "no negative number; to correct an earlier report, have it returned"};
constexpr Message broken_count{"form.not_a_count", "“{0}”应填不小于 0 的整数，填的是“{1}”",
                               "“{0}” wants a whole number of 0 or more, not “{1}”", "这一项按个数填，不能有小数",
                               "it counts pieces: no decimals"};
constexpr Message not_a_number{"form.not_a_number", "“{0}”应填数字，填的是“{1}”", "“{0}” wants a number, not “{1}”",
                               "只填数字，不带单位", "digits only, without the unit"};
constexpr Message scale{"form.scale", "“{0}”最多 {2} 位小数，填的是“{1}”", "“{0}” takes {2} decimal places at most, not “{1}”",
                        "请四舍五入", "round it"};
constexpr Message below{"form.below", "“{0}”填的是 {1}，一般不小于 {2}", "“{0}” is {1}, and {2} or more as a rule",
                        "请核对数字和单位", "check the number and its unit"};
constexpr Message above{"form.above", "“{0}”填的是 {1}，一般不大于 {2}", "“{0}” is {1}, and {2} or less as a rule",
                        "请核对数字和单位", "check the number and its unit"};
constexpr Message too_small{"form.below", "“{0}”填的是 {1}，不能小于 {2}", "“{0}” is {1}, and has to be {2} or more",
                            "请核对数字和单位", "check the number and its unit"};
constexpr Message too_large{"form.above", "“{0}”填的是 {1}，不能大于 {2}", "“{0}” is {1}, and has to be {2} or less",
                            "请核对数字和单位", "check the number and its unit"};
constexpr Message not_a_date{"form.not_a_date", "“{0}”应填日期，填的是“{1}”", "“{0}” wants a date, not “{1}”", "例如 2023-06-10",
                             "such as 2023-06-10"};
constexpr Message not_a_period{"form.not_a_period", "“{0}”应填起止日期，填的是“{1}”",
                               "“{0}” wants a first and a last day, not “{1}”", "例如 2023-06-10 至 2023-06-12",
                               "such as 2023-06-10 to 2023-06-12"};
constexpr Message not_a_month{"form.not_a_month", "“{0}”应填年月，填的是“{1}”", "“{0}” wants a month, not “{1}”", "例如 2023-06",
                              "such as 2023-06"};
constexpr Message not_a_year{"form.not_a_year", "“{0}”应填四位数的年份，填的是“{1}”",
                             "“{0}” wants a year of four digits, not “{1}”", "例如 2023", "such as 2023"};
constexpr Message not_a_time{"form.not_a_time", "“{0}”应填时间，填的是“{1}”", "“{0}” wants a time, not “{1}”", "例如 09:30",
                             "such as 09:30"};
constexpr Message outside_window{"form.outside_window", "“{0}”填的“{1}”不在活动期间（{2} 至 {3}）",
                                 "“{1}” in “{0}” lies outside the campaign ({2} to {3})", "请核对日期", "check the date"};
constexpr Message not_yes_or_no{"form.not_yes_or_no", "“{0}”应填“是”或“否”，填的是“{1}”", "“{0}” wants yes or no, not “{1}”",
                                "填“是”或“否”", "fill in yes or no"};
constexpr Message not_a_choice{"form.not_a_choice", "“{0}”不能填“{1}”", "“{0}” cannot be “{1}”", "可选：{2}",
                               "choose one of: {2}"};
constexpr Message not_a_unit{"form.not_a_unit", "“{0}”填的“{1}”不在单位名单中", "“{1}” in “{0}” is not in the list of units",
                             "写单位的全称", "write the unit's full name"};
constexpr Message not_a_list{"form.not_a_list", "“{0}”应逐条填写", "“{0}” wants a list", "一条一条地写",
                             "write one entry after the other"};
constexpr Message too_few{"form.too_few", "“{0}”有 {1} 条，至少 {2} 条", "“{0}” has {1} entries, {2} at least", "请补充",
                          "add some"};
constexpr Message too_many{"form.too_many", "“{0}”有 {1} 条，最多 {2} 条", "“{0}” has {1} entries, {2} at most", "请选留",
                           "leave some out"};
constexpr Message not_text{"form.not_text", "“{0}”应填文字", "“{0}” wants text", "填写文字", "fill in text"};
constexpr Message too_long{"form.too_long", "“{0}”有 {1} 个字，最多 {2} 个", "“{0}” has {1} characters, {2} at most", "请缩短",
                           "shorten it"};
constexpr Message too_short{"form.too_short", "“{0}”只有 {1} 个字，至少 {2} 个", "“{0}” has only {1} characters, {2} at least",
                            "请写具体些", "say more"};
constexpr Message line_break{"form.line_break", "“{0}”只能写一行", "“{0}” takes one line only", "把几行合成一行",
                             "join the lines"};
constexpr Message odd_phone{"form.phone", "“{0}”的“{1}”不像电话号码", "“{1}” in “{0}” does not look like a phone number",
                            "手机号为 11 位数字", "a mobile number has 11 digits"};
constexpr Message odd_mailbox{"form.mailbox", "“{0}”的“{1}”不像电子邮箱", "“{1}” in “{0}” does not look like a mailbox",
                              "写成“名称@网址”", "write NAME@DOMAIN"};

bool is_digit(unsigned char c) { return std::isdigit(c) != 0; }

std::ptrdiff_t digits_in(const std::string& text) { return std::count_if(text.begin(), text.end(), is_digit); }

bool looks_like_phone(const std::string& text) {
  const bool only =
      std::all_of(text.begin(), text.end(), [](unsigned char c) { return is_digit(c) || c == '-' || c == ' ' || c == '+'; });
  return only && digits_in(text) >= 7 && digits_in(text) <= 14;
}

bool looks_like_mailbox(const std::string& text) {
  const auto at = text.find('@');
  if (at == 0 || at == std::string::npos || text.find('@', at + 1) != std::string::npos) return false;
  const auto domain = text.substr(at + 1);
  const bool plain = std::none_of(text.begin(), text.end(), [](unsigned char c) { return c <= ' ' || c > '~'; });
  return plain && domain.find('.') != std::string::npos && domain.front() != '.' && domain.back() != '.';
}

// 9:30 and 09:30.
bool is_time(const std::string& text) {
  const auto colon = text.find(':');
  if (colon == std::string::npos || colon == 0 || colon > 2 || text.size() != colon + 3) return false;
  if (digits_in(text) != static_cast<std::ptrdiff_t>(text.size()) - 1) return false;
  return std::stoi(text.substr(0, colon)) < 24 && std::stoi(text.substr(colon + 1)) < 60;
}

bool is_month(const Period& period, const std::string& text) {
  return period.first != period.last && period.first.month() == period.last.month() && digits_in(text) <= 6;
}

bool is_year(const Value& value) {
  const auto text = value.print();
  const auto period = parse_period(text);
  return period && digits_in(text) == 4 && period->first.month() != period->last.month();
}

bool is_true(const Value& value) { return value.boolean_or(false); }

std::size_t decimal_places(const Value& number) {
  const auto digits = number.text() == nullptr ? number.print() : std::string(trim(*number.text()));
  const auto point = digits.find('.');
  return point == std::string::npos ? 0 : digits.size() - point - 1;
}

class FieldCheck {
 public:
  FieldCheck(const Field& field, const Value& value, const std::string& label, const SubmissionContext& context)
      : field_(field), value_(value), label_(label), context_(context) {}

  std::vector<FieldProblem> run() {
    switch (field_.type) {
      case FieldType::count:
        check_count();
        break;
      case FieldType::decimal:
      case FieldType::percent:
      case FieldType::money:
      case FieldType::sum_of:
        check_number();
        break;
      case FieldType::computed:
        break;
      case FieldType::date:
      case FieldType::date_range:
      case FieldType::month:
        check_days();
        break;
      case FieldType::year:
        if (!is_year(value_)) fail(not_a_year);
        break;
      case FieldType::time:
        if (value_.text() == nullptr || !is_time(*value_.text())) fail(not_a_time);
        break;
      case FieldType::boolean:
        if (value_.boolean() == nullptr) fail(not_yes_or_no);
        break;
      case FieldType::enumeration:
        if (!is_choice(value_)) fail(not_a_choice);
        break;
      case FieldType::multi_enumeration:
      case FieldType::target_group:
      case FieldType::list:
      case FieldType::attachment:
        check_list();
        break;
      default:
        check_text(value_);
        break;
    }
    return std::move(problems_);
  }

 private:
  void find(Severity severity, Message message, std::vector<std::string> more) {
    more.insert(more.begin(), label_);
    problems_.push_back({severity, message, std::move(more)});
  }
  void fail(Message message) { find(Severity::error, message, {shown(field_, value_), join(field_.choices, "、")}); }

  bool is_choice(const Value& value) const {
    return value.text() != nullptr &&
           std::find(field_.choices.begin(), field_.choices.end(), *value.text()) != field_.choices.end();
  }

  void check_count() {
    if (const auto* whole = value_.integer()) return *whole < 0 ? fail(negative_count) : check_bounds(value_);
    const auto number = number_in(value_);
    const auto decimal = number ? number_of(*number) : std::nullopt;
    fail(!decimal ? not_a_count : *decimal < Decimal(0) ? negative_count : broken_count);
  }

  void check_number() {
    const auto number = number_in(value_);
    if (!number) return fail(not_a_number);
    if (field_.scale >= 0 && decimal_places(value_) > static_cast<std::size_t>(field_.scale))
      find(Severity::error, scale, {shown(field_, value_), std::to_string(field_.scale)});
    check_bounds(*number);
  }

  void check_bounds(const Value& number) {
    const auto outside = [&](std::string_view condition, const std::string& bound) {
      const auto limit = bound.empty() ? std::nullopt : number_in(bound);
      return limit && is_true(evaluate(condition, Map{{"number", number}, {"bound", *limit}}));
    };
    const auto severity = field_.hard_bounds ? Severity::error : Severity::warning;
    if (outside("number < bound", field_.min))
      find(severity, field_.hard_bounds ? too_small : below, {shown(field_, value_), field_.min});
    if (outside("number > bound", field_.max))
      find(severity, field_.hard_bounds ? too_large : above, {shown(field_, value_), field_.max});
  }

  void check_days() {
    const auto period = value_.text() == nullptr ? std::nullopt : parse_period(*value_.text());
    if (field_.type == FieldType::date && (!period || !parse_date(*value_.text()))) return fail(not_a_date);
    if (field_.type == FieldType::month && (!period || !is_month(*period, *value_.text()))) return fail(not_a_month);
    if (!period) return fail(not_a_period);
    if (!context_.window || field_.any_time) return;
    const auto& window = *context_.window;
    const bool inside = field_.type == FieldType::month ? period->first <= window.last && window.first <= period->last
                                                        : window.contains(period->first) && window.contains(period->last);
    if (!inside) find(Severity::warning, outside_window, {shown(field_, value_), to_text(window.first), to_text(window.last)});
  }

  void check_list() {
    const auto* list = value_.list();
    if (list == nullptr) return fail(not_a_list);
    for (const auto& entry : *list) {
      if (has_choices(field_.type) && !is_choice(entry))
        find(Severity::error, not_a_choice, {shown(field_, entry), join(field_.choices, "、")});
      if (!has_choices(field_.type) && field_.fields.empty()) check_text(entry);
    }
    if (field_.type != FieldType::attachment) check_number_of_entries(list->size());
  }

  void check_number_of_entries(std::size_t entries) {
    if (!field_.min.empty() && entries < std::stoul(field_.min))
      find(Severity::error, too_few, {std::to_string(entries), field_.min});
    if (!field_.max.empty() && entries > std::stoul(field_.max))
      find(Severity::error, too_many, {std::to_string(entries), field_.max});
  }

  void check_text(const Value& value) {
    if (value.text() == nullptr || is_blank(value)) return find(Severity::error, not_text, {});
    const auto& text = *value.text();
    const auto length = character_count(text);
    if (field_.max_length > 0 && length > static_cast<std::size_t>(field_.max_length))
      find(Severity::error, too_long, {std::to_string(length), std::to_string(field_.max_length)});
    if (length < static_cast<std::size_t>(field_.min_length))
      find(Severity::error, too_short, {std::to_string(length), std::to_string(field_.min_length)});
    if (field_.type != FieldType::long_text && text.find_first_of("\r\n") != std::string::npos)
      find(Severity::error, line_break, {});
    if (field_.type == FieldType::phone && !looks_like_phone(text)) find(Severity::warning, odd_phone, {shown(field_, value)});
    if (field_.type == FieldType::mailbox && !looks_like_mailbox(text))
      find(Severity::warning, odd_mailbox, {shown(field_, value)});
    if (field_.type == FieldType::place && !field_.choices.empty() && !is_choice(value)) fail(not_a_choice);
    if (field_.type == FieldType::unit_ref && context_.is_unit && !context_.is_unit(text))
      find(Severity::error, not_a_unit, {shown(field_, value)});
  }

  const Field& field_;
  const Value& value_;
  const std::string& label_;
  const SubmissionContext& context_;
  std::vector<FieldProblem> problems_;
};

}  // namespace

std::string shown(const Field& field, const Value& value) { return field.personal ? "＊＊＊" : value.print(); }

std::vector<FieldProblem> check_value(const Field& field, const Value& value, const std::string& label,
                                      const SubmissionContext& context) {
  return FieldCheck(field, value, label, context).run();
}

}  // namespace hongtou
