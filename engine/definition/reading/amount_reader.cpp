#include <algorithm>

#include "engine/definition/reading/amounts.h"
#include "engine/definition/reading/suggestion.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message bad_amount{"workflow.bad_amount", "“{0}”既不是数，也不是参数的名称{1}",
                             "“{0}” is neither a number nor the name of a parameter{2}",
                             "写半角数字、百分比、parameters 中的名称，还没有定的写“待定”",
                             "write a number, a percentage, a name from parameters, or unset"};
constexpr Message negative{"workflow.negative_amount", "“{0}”不能是负数", "“{0}” cannot be negative", "去掉负号",
                           "take the minus sign away"};
constexpr Message bad_band{"workflow.bad_band", "“{0}”不是一档", "“{0}” is no band",
                           "写成 \"90 up\"、\"80 to 90\"、\"below 60\"（90以上、80至90、不满60），下限算在内，上限不算",
                           "write \"90 up\", \"80 to 90\" or \"below 60\"; the lower bound belongs to it, the upper does not"};
constexpr Message gap{"workflow.band_gap", "{0} 到 {1} 之间没有档次", "no band holds what lies between {0} and {1}",
                      "上一档的上限写成下一档的下限", "let one band end where the next begins"};
constexpr Message overlap{"workflow.band_overlap", "“{0}”和“{1}”两档重叠", "the bands “{0}” and “{1}” overlap",
                          "上一档的上限写成下一档的下限", "let one band end where the next begins"};

constexpr Message no_judge{"workflow.unknown_judge", "“{0}”不是单位，也不是角色{1}", "“{0}” is neither a unit nor a role{2}",
                           "写单位的名称，或 roles 中的角色", "write a unit, or a role from roles"};
constexpr Message no_target_or_judge{
    "workflow.unknown_judge", "“{0}”不是目标、单位，也不是角色{1}", "“{0}” is neither a target nor a unit nor a role{2}",
    "按记录评定的写目标的名称，由人录入的写单位或角色", "write a target to go by records, or the unit or role that enters it"};

const Value* find_parameter(const Value& data, std::string_view name) {
  if (data.map() == nullptr) return nullptr;
  if (const auto whole = data.map()->find(name); whole != data.map()->end()) return &whole->second;
  const auto dot = name.find('.');
  if (dot == std::string_view::npos) return nullptr;
  const auto outer = data.map()->find(name.substr(0, dot));
  return outer == data.map()->end() ? nullptr : find_parameter(outer->second, name.substr(dot + 1));
}

bool is_parameter(const Loading& loading, const std::string& name) {
  const auto& supplied = loading.definition.supplied;
  return find_parameter(loading.definition.parameters, name) != nullptr ||
         std::any_of(supplied.begin(), supplied.end(), [&](const SuppliedValue& each) { return each.name == name; });
}

std::optional<Range> parse_range(const std::string& text, bool shares) {
  const auto number = [shares](std::string_view word) -> std::optional<Value> {
    word = trim(word);
    const bool share = shares && word.ends_with('%');
    const auto value = number_of(share ? word.substr(0, word.size() - 1) : word);
    if (!value) return std::nullopt;
    return share ? Value(*value / Decimal(100)) : Value(*value);
  };
  const auto cut = [](std::string_view all, std::string_view word) { return all.substr(0, all.size() - word.size()); };
  for (const std::string_view word : {" up", "以上"})
    if (text.ends_with(word))
      if (const auto low = number(cut(text, word))) return Range{*low, {}};
  for (const std::string_view word : {"below ", "不满"})
    if (text.starts_with(word))
      if (const auto high = number(std::string_view(text).substr(word.size()))) return Range{{}, *high};
  for (const std::string_view word : {" to ", "至"})
    if (const auto at = text.find(word); at != std::string::npos) {
      const auto low = number(std::string_view(text).substr(0, at));
      const auto high = number(std::string_view(text).substr(at + word.size()));
      if (low && high && *number_of(*low) < *number_of(*high)) return Range{*low, *high};
    }
  return std::nullopt;
}

void check_bands(Loading& loading, std::vector<Band> bands) {
  const auto low = [](const Band& band) { return number_of(band.range.low); };
  std::stable_sort(bands.begin(), bands.end(), [&](const Band& a, const Band& b) { return low(a) < low(b); });
  for (std::size_t i = 1; i < bands.size(); ++i) {
    const auto end = number_of(bands[i - 1].range.high);
    const auto begin = low(bands[i]);
    if (!end || !begin || *end > *begin)
      loading.error(bands[i].position, overlap, {bands[i - 1].name, bands[i].name});
    else if (*end < *begin)
      loading.error(bands[i].position, gap, {end->text(), begin->text()});
  }
}

}  // namespace

std::optional<Amount> read_amount(Loading& loading, const std::string& text, const Position& where, const std::string& own_name) {
  if (text.empty()) return std::nullopt;
  Amount amount;
  amount.position = where;
  amount.share = text.ends_with('%');
  if (const auto number = number_of(amount.share ? text.substr(0, text.size() - 1) : text)) {
    amount.number = amount.share ? *number / Decimal(100) : *number;
    return amount;
  }
  amount.parameter = language::unset.is(text) ? own_name : text;
  if (language::unset.is(text) || is_parameter(loading, text)) return amount;
  std::vector<std::string> names;
  for (const auto& [name, value] : loading.definition.parameters) names.push_back(name);
  const auto near = suggest(text, names);
  loading.error(where, bad_amount, {text, near.zh, near.en});
  return std::nullopt;
}

std::optional<Amount> read_amount(Loading& loading, const Entry& entry, const std::string& owner) {
  return read_amount(loading, entry.value, entry.value_position(), owner + "." + entry.key);
}

std::optional<Amount> read_positive_amount(Loading& loading, const Entry& entry, const std::string& owner) {
  auto amount = read_amount(loading, entry, owner);
  if (amount && number_of(amount->number).value_or(Decimal(0)) < Decimal(0))
    loading.error(entry.value_position(), negative, {entry.word});
  return amount;
}

std::vector<Band> read_bands(Loading& loading, const Entry& entry, bool shares) {
  std::vector<Band> bands;
  const Section list(entry);
  list.check_names(loading.diagnostics);
  for (const auto& each : list.entries()) {
    check_shape(each, Shape::value, loading.diagnostics);
    if (each.value.empty()) continue;
    if (auto range = parse_range(each.value, shares))
      bands.push_back({each.word, *std::move(range), each.value_position()});
    else
      loading.error(each.value_position(), bad_band, {each.value});
  }
  check_bands(loading, bands);
  return bands;
}

std::string read_unit_or_role(Loading& loading, const std::string& word, const Position& where, bool or_target) {
  const auto& definition = loading.definition;
  if (const auto role = definition.roles.find(word); role != definition.roles.end()) return role->second;
  if (const auto* unit = definition.units.find(word)) return unit->id;
  if (word.empty() || !loading.units_are_known) return {};
  auto names = definition.units.names();
  for (const auto& [role, unit] : definition.roles) names.push_back(role);
  if (or_target)
    for (const auto& target : definition.targets) names.push_back(target.id);
  const auto near = suggest(word, names);
  loading.error(where, or_target ? no_target_or_judge : no_judge, {word, near.zh, near.en});
  return {};
}

}  // namespace hongtou
