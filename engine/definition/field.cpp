#include "engine/definition/field.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/calendar.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> file_kinds{{{"photo", "照片"},
                                                                                   {"screenshot", "截图"},
                                                                                   {"media_disc", "光盘"},
                                                                                   {"scan_with_seal", "盖章扫描件"},
                                                                                   {"document", "文档"},
                                                                                   {"electronic_copy", "电子版"},
                                                                                   {"spreadsheet", "电子表格"}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// 12, -3, 12.50: digits, and digits after a point.
bool is_decimal_text(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto point = std::min(text.find('.'), text.size());
  const auto whole = text.substr(0, point);
  const auto rest = text.substr(point);
  const auto digits = [](std::string_view part) { return !part.empty() && std::all_of(part.begin(), part.end(), is_digit); };
  return digits(whole) && (rest.empty() || digits(rest.substr(1)));
}

// As an input method may leave them: ２０.
std::string with_half_width_digits(std::string_view text) {
  auto characters = to_utf32(text);
  for (auto& character : characters)
    if ((character >= U'０' && character <= U'９') || character == U'．' || character == U'－') character -= U'０' - U'0';
  return to_utf8(characters);
}

// JSON knows no 007 and no -0.
std::string without_leading_zeros(std::string_view text) {
  std::string sign;
  if (text.starts_with('-')) {
    sign = "-";
    text.remove_prefix(1);
  }
  while (text.size() > 1 && text.front() == '0' && is_digit(text[1])) text.remove_prefix(1);
  return sign + std::string(text);
}

// At least `scale` places after the point.
std::string with_scale(std::string number, int scale) {
  if (scale <= 0 || !is_decimal_text(number)) return number;
  if (number.find('.') == std::string::npos) number += '.';
  const auto places = number.size() - number.find('.') - 1;
  if (places < static_cast<std::size_t>(scale)) number.append(static_cast<std::size_t>(scale) - places, '0');
  return number;
}

constexpr int usual_places = 2;

// A quotient may have no end.
std::string print_computed(const Field& field, const Value& value) {
  const auto number = value.number();
  if (!number) return value.print();
  return Value(number->rounded(field.scale < 0 ? usual_places : field.scale, Rounding::half_up)).print();
}

std::string print_entry(const Field& field, const Value& entry) {
  if (field.fields.empty()) return entry.print();
  std::vector<std::string> parts;
  for (const auto& inner : field.fields)
    if (inner.printed) parts.push_back(print(inner, entry.at(inner.id)));
  return join(parts, "，");
}

// 2026年5月18日, 2026年5月18日至2026年5月20日, 2026年5月; nothing for what is no such days.
std::string print_days(const Field& field, const Value& value) {
  const auto* text = value.text();
  const auto days = text == nullptr ? std::nullopt : parse_period(*text);
  if (!days) return {};
  const auto first = to_chinese(days->first);
  if (field.type == FieldType::month) return first.substr(0, first.find("月")) + "月";
  return days->first == days->last ? first : first + "至" + to_chinese(days->last);
}

bool is_day(FieldType type) { return type == FieldType::date || type == FieldType::date_range || type == FieldType::month; }

}  // namespace

bool is_decimal(FieldType type) { return type == FieldType::decimal || type == FieldType::percent || type == FieldType::money; }

bool is_number(FieldType type) {
  return is_decimal(type) || type == FieldType::count || type == FieldType::sum_of || type == FieldType::computed;
}

bool has_total(const Field& field) {
  if (field.type == FieldType::computed) return field.yields.may_be(kind::number);
  return is_number(field.type) && field.type != FieldType::percent;
}

bool has_choices(FieldType type) {
  return type == FieldType::enumeration || type == FieldType::multi_enumeration || type == FieldType::target_group;
}

bool takes_several(FieldType type) {
  return type == FieldType::multi_enumeration || type == FieldType::target_group || type == FieldType::list ||
         type == FieldType::attachment;
}

std::optional<Value> number_in(const Value& value) {
  if (value.integer() != nullptr) return value;
  if (value.is_null() || value.boolean() != nullptr || value.list() != nullptr || value.map() != nullptr) return std::nullopt;
  if (value.text() == nullptr) return value;
  const auto text = trim(*value.text());
  if (!is_decimal_text(text)) return std::nullopt;
  auto number = parse_json(without_leading_zeros(text));
  return number.ok() ? std::optional(*std::move(number)) : std::nullopt;
}

Value value_from_text(const Field& field, std::string_view written) {
  const auto text = is_number(field.type) ? with_half_width_digits(trim(written)) : std::string(trim(written));
  if (takes_several(field.type)) {
    List list;
    for (auto& part : split_list(text)) list.emplace_back(std::move(part));
    return list;
  }
  if (field.type == FieldType::boolean && (text == "是" || text == "yes")) return true;
  if (field.type == FieldType::boolean && (text == "否" || text == "no")) return false;
  if (field.type == FieldType::count || field.type == FieldType::sum_of)
    if (auto number = number_in(text)) return *std::move(number);
  return text;
}

std::string print(const Field& field, const Value& value) {
  if (value.at("$erased").boolean_or(false)) return "（已删除）";
  if (field.type == FieldType::boolean && value.boolean() != nullptr) return *value.boolean() ? "是" : "否";
  if (const auto* list = value.list(); list != nullptr && takes_several(field.type)) {
    std::vector<std::string> entries;
    for (const auto& entry : *list) entries.push_back(print_entry(field, entry));
    return join(entries, field.fields.empty() ? "、" : "；");
  }
  if (is_day(field.type))
    if (auto days = print_days(field, value); !days.empty()) return days;
  auto printed = field.type == FieldType::computed ? print_computed(field, value) : value.print();
  if (is_decimal(field.type) || field.type == FieldType::computed) printed = with_scale(std::move(printed), field.scale);
  if (field.type == FieldType::percent && number_in(value)) printed += "%";
  return printed;
}

std::string_view file_kind_of(std::string_view word) {
  for (const auto& [kind, chinese] : file_kinds)
    if (word == kind || word == chinese) return kind;
  return {};
}

std::vector<std::string> file_kind_words() {
  std::vector<std::string> words;
  for (const auto& [kind, chinese] : file_kinds) words.emplace_back(kind);
  for (const auto& [kind, chinese] : file_kinds) words.emplace_back(chinese);
  return words;
}

std::string_view chinese_file_kind(std::string_view kind) {
  for (const auto& [name, chinese] : file_kinds)
    if (name == kind) return chinese;
  return kind;
}

}  // namespace hongtou
