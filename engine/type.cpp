#include "engine/type.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "engine/text.h"

namespace hongtou {

namespace {

constexpr std::array<std::tuple<unsigned, std::string_view, std::string_view>, 12> kind_names{{
    {kind::boolean, "真假", "boolean"},
    {kind::number, "数字", "number"},
    {kind::text, "文本", "text"},
    {kind::date, "日期", "date"},
    {kind::time, "时刻", "time"},
    {kind::date_time, "日期时间", "date and time"},
    {kind::days_duration, "天时时长", "days and time duration"},
    {kind::months_duration, "年月时长", "years and months duration"},
    {kind::list, "列表", "list"},
    {kind::context, "对象", "context"},
    {kind::range, "区间", "range"},
    {kind::function, "函数", "function"},
}};

constexpr int deepest = 16;  // no schema nests deeper; paths beyond are not listed

void add_name(Schema& schema, std::string_view path) {
  const auto dot = path.find('.');
  auto& type = schema.try_emplace(std::string(path.substr(0, dot)), Type::context({})).first->second;
  type.kinds = kind::any;
  if (dot == std::string_view::npos) return;
  auto members = *type.members;
  add_name(members, path.substr(dot + 1));
  type.members = std::make_shared<const Schema>(std::move(members));
}

const Schema* members_of(const Type& type) {
  if (type.members) return type.members.get();
  return type.element ? members_of(*type.element) : nullptr;
}

void add_paths(std::vector<std::string>& paths, const Schema& schema, const std::string& before, int depth) {
  for (const auto& [name, type] : schema) {
    paths.push_back(before + name);
    if (const auto* members = members_of(type); members != nullptr && depth < deepest)
      add_paths(paths, *members, before + name + ".", depth + 1);
  }
}

}  // namespace

Type Type::list_of(Type element) { return {kind::list, std::make_shared<const Type>(std::move(element)), {}}; }
Type Type::context(Schema members) { return {kind::context, {}, std::make_shared<const Schema>(std::move(members))}; }

Type Type::range_of(Type element) { return {kind::range, std::make_shared<const Type>(std::move(element)), {}}; }
Type Type::function(std::shared_ptr<const KnowledgeModel> model) { return {kind::function, {}, {}, std::move(model)}; }

bool Type::holds_temporal() const {
  if (kinds == kind::any)
    return members &&
           std::any_of(members->begin(), members->end(), [](const auto& member) { return member.second.holds_temporal(); });
  if (may_be(kind::temporal | kind::duration)) return true;
  if (element && element->holds_temporal()) return true;
  return members && std::any_of(members->begin(), members->end(), [](const auto& one) { return one.second.holds_temporal(); });
}

Type join(const Type& a, const Type& b) {
  Type both{a.kinds | b.kinds, a.element == b.element ? a.element : nullptr, a.members == b.members ? a.members : nullptr};
  if (a.kinds == kind::null) both.element = b.element, both.members = b.members;
  if (b.kinds == kind::null) both.element = a.element, both.members = a.members;
  return both;
}

std::string name_of_kinds(unsigned kinds, Language language) {
  if (kinds == kind::any) return language == Language::zh ? "任何内容" : "anything";
  std::vector<std::string> names;
  for (const auto& [one, zh, en] : kind_names)
    if ((kinds & one) != 0) names.emplace_back(language == Language::zh ? zh : en);
  if (names.empty()) return language == Language::zh ? "空值" : "null";
  return join(names, language == Language::zh ? "或" : " or ");
}

Schema schema_of(const std::vector<std::string>& names) {
  Schema schema;
  for (const auto& name : names) add_name(schema, name);
  return schema;
}

std::vector<std::string> paths_of(const Schema& schema) {
  std::vector<std::string> paths;
  add_paths(paths, schema, "", 0);
  return paths;
}

}  // namespace hongtou
