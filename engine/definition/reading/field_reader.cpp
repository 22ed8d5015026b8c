#include "engine/definition/reading/field_reader.h"

#include <algorithm>
#include <functional>
#include <set>

#include "engine/definition/data_schema.h"
#include "engine/definition/field_check.h"
#include "engine/definition/reading/choice.h"
#include "engine/definition/reading/suggestion.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message bad_choice{"workflow.bad_choice", "“{0}”不能是“{1}”", "“{0}” cannot be “{1}”", "可用的内容：{2}",
                             "it may be: {2}"};
constexpr Message bad_type{"workflow.bad_choice", "“{0}”不能是“{1}”，是否为“{2}”？", "“{0}” cannot be “{1}”; did you mean “{2}”?",
                           "可用的内容：{3}", "it may be: {3}"};
constexpr Message duplicate_field{"workflow.duplicate_field", "字段“{0}”已经有了（第 {1} 行）",
                                  "the field “{0}” is there already (line {1})", "换一个名称", "give it another name"};
constexpr Message no_label{"workflow.label_missing", "字段“{0}”没有写 label（名称）", "the field “{0}” has no label",
                           "加上表上印的文字：label \"…\"", "add the words printed on the form: label \"…\""};
constexpr Message no_choices{"workflow.choices_missing", "选择型字段“{0}”没有写 choices（选项）",
                             "the enum field “{0}” names no choices", "加上：choices \"甲, 乙\"", "add: choices \"a, b\""};
constexpr Message incomplete_field{"workflow.field_incomplete", "字段“{0}”没有写 {1}（{2}）", "the field “{0}” lacks “{1}”",
                                   "例如：{3}", "for example: {3}"};
constexpr Message key_not_for_type{"workflow.key_not_for_type", "“{0}”用不到“{1}”：它的类型是 {2}",
                                   "“{0}” has no use for “{1}”: its type is {2}", "删去，或改写 type（类型）",
                                   "remove it, or mend its type"};
constexpr Message nested{"workflow.field_not_in_list", "清单“{0}”里不能有 {2} 型的“{1}”",
                         "the list “{0}” cannot hold “{1}” of type {2}", "把它移到清单外面", "move it out of the list"};
constexpr Message not_in_rows{"workflow.preset_in_rows", "“{0}”所在的行数不固定，不能预先填写",
                              "“{0}” stands in rows that are not there yet", "删去“{1}”", "remove “{1}”"};
constexpr Message bad_decimal{"workflow.bad_decimal", "“{0}”应写数字，写的是“{1}”", "“{0}” wants a number, not “{1}”",
                              "写半角数字，例如 0.5", "such as 0.5"};
constexpr Message bad_range{"workflow.bad_range", "字段“{0}”的 {1}（{2}）大于 {3}（{4}）", "“{0}”: {1} ({2}) is above {3} ({4})",
                            "把两个数换过来，或改正其中一个", "exchange the two, or mend one"};
constexpr Message bad_default{"workflow.bad_default", "字段“{0}”的默认内容不能用：{1}", "the default of “{0}” will not do: {2}",
                              "按字段的类型改写", "write what the field's type takes"};
constexpr Message sum_of_text{"workflow.sum_of_text", "“{0}”不能合计“{1}”", "“{0}” cannot add up “{1}”",
                              "只能合计 count、decimal、percent、money 型的字段",
                              "it adds up fields of type count, decimal, percent, money"};
constexpr Message computed_cycle{"workflow.computed_cycle", "字段“{0}”的公式又用到它自己：{1}",
                                 "the formula of “{0}” uses the field itself: {1}", "去掉其中一处引用",
                                 "remove one of the references"};
constexpr Message nobody{"workflow.unknown_reader", "没有叫“{0}”的单位、类别、分组或角色{1}",
                         "“{0}” is no unit, class, group or role{2}", "改正名称", "mend the name"};

constexpr Words<FieldType, 50> field_types{{{"text", FieldType::text},
                                            {"long_text", FieldType::long_text},
                                            {"one_sentence", FieldType::one_sentence},
                                            {"place", FieldType::place},
                                            {"person", FieldType::person},
                                            {"phone", FieldType::phone},
                                            {"mailbox", FieldType::mailbox},
                                            {"unit_ref", FieldType::unit_ref},
                                            {"count", FieldType::count},
                                            {"decimal", FieldType::decimal},
                                            {"percent", FieldType::percent},
                                            {"money", FieldType::money},
                                            {"sum_of", FieldType::sum_of},
                                            {"computed", FieldType::computed},
                                            {"date", FieldType::date},
                                            {"date_range", FieldType::date_range},
                                            {"month", FieldType::month},
                                            {"year", FieldType::year},
                                            {"time", FieldType::time},
                                            {"boolean", FieldType::boolean},
                                            {"enum", FieldType::enumeration},
                                            {"multi_enum", FieldType::multi_enumeration},
                                            {"target_group", FieldType::target_group},
                                            {"list", FieldType::list},
                                            {"attachment", FieldType::attachment},
                                            {"文本", FieldType::text},
                                            {"长文本", FieldType::long_text},
                                            {"一句话", FieldType::one_sentence},
                                            {"地点", FieldType::place},
                                            {"姓名", FieldType::person},
                                            {"电话", FieldType::phone},
                                            {"邮箱", FieldType::mailbox},
                                            {"单位", FieldType::unit_ref},
                                            {"数量", FieldType::count},
                                            {"小数", FieldType::decimal},
                                            {"百分比", FieldType::percent},
                                            {"金额", FieldType::money},
                                            {"合计", FieldType::sum_of},
                                            {"计算", FieldType::computed},
                                            {"日期", FieldType::date},
                                            {"起止日期", FieldType::date_range},
                                            {"年月", FieldType::month},
                                            {"年份", FieldType::year},
                                            {"时间", FieldType::time},
                                            {"是否", FieldType::boolean},
                                            {"选择", FieldType::enumeration},
                                            {"多选", FieldType::multi_enumeration},
                                            {"对象", FieldType::target_group},
                                            {"清单", FieldType::list},
                                            {"附件", FieldType::attachment}}};

// What people call some types by.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> other_words{
    {{"数字", "数量"},     {"数值", "数量"},       {"整数", "数量"}, {"个数", "数量"}, {"number", "count"}, {"integer", "count"},
     {"百分数", "百分比"}, {"比率", "百分比"},     {"公式", "计算"}, {"文字", "文本"}, {"字符", "文本"},    {"字符串", "文本"},
     {"string", "text"},   {"手机", "电话"},       {"单选", "选择"}, {"下拉", "选择"}, {"照片", "附件"},    {"图片", "附件"},
     {"文件", "附件"},     {"file", "attachment"}, {"表格", "清单"}, {"人员", "姓名"}}};

// The type that was meant, where that can be guessed, so that nothing more is said of what follows from it.
FieldType type_named(Loading& loading, const Entry& entry) {
  std::vector<std::string> known;
  for (const auto& [word, type] : field_types) known.emplace_back(word);
  const auto other =
      std::find_if(other_words.begin(), other_words.end(), [&](const auto& each) { return each.first == entry.value; });
  const auto meant = other == other_words.end() ? nearest(entry.value, known) : std::string(other->second);
  const auto named = [&](std::string_view word) {
    return std::find_if(field_types.begin(), field_types.end(), [&](const auto& each) { return each.first == word; });
  };
  if (const auto exact = named(entry.value); exact != field_types.end()) return exact->second;
  if (meant.empty()) {
    refuse_choice(loading, entry, known);
    return FieldType::text;
  }
  loading.error(entry.value_position(), bad_type, {entry.word, entry.value, meant, join(known, " ")});
  return named(meant)->second;
}

std::string_view word_of(FieldType type) {
  return std::find_if(field_types.begin(), field_types.end(), [&](const auto& word) { return word.second == type; })->first;
}

bool is_asked(FieldType type) { return type != FieldType::computed && type != FieldType::sum_of; }

bool is_dated(FieldType type) { return type == FieldType::date || type == FieldType::date_range || type == FieldType::month; }

bool is_written(FieldType type) {
  return !is_number(type) && !is_dated(type) && !has_choices(type) && type != FieldType::year && type != FieldType::time &&
         type != FieldType::boolean && type != FieldType::attachment;
}

// Which types have a use for a key; the keys that are not here go with all.
struct KeyUse {
  std::string_view key;
  bool (*fits)(FieldType);
};
constexpr KeyUse key_uses[] = {
    {"choices", [](FieldType type) { return has_choices(type) || type == FieldType::place; }},
    {"scale", [](FieldType type) { return is_decimal(type) || type == FieldType::computed; }},
    {"min", [](FieldType type) { return (is_number(type) && type != FieldType::computed) || takes_several(type); }},
    {"max", [](FieldType type) { return (is_number(type) && type != FieldType::computed) || takes_several(type); }},
    {"hard", [](FieldType type) { return is_number(type) && type != FieldType::computed; }},
    {"cumulative", [](FieldType type) { return is_number(type) && type != FieldType::computed; }},
    {"min-length", is_written},
    {"max-length", is_written},
    {"any-time", is_dated},
    {"kind", [](FieldType type) { return type == FieldType::attachment; }},
    {"of", [](FieldType type) { return type == FieldType::sum_of; }},
    {"fields", [](FieldType type) { return type == FieldType::list; }},
    {"formula", [](FieldType type) { return type == FieldType::computed; }},
    {"required", [](FieldType type) { return type != FieldType::computed; }},
    {"default", [](FieldType type) { return is_asked(type) && type != FieldType::attachment; }},
    {"prefill", [](FieldType type) { return is_asked(type) && type != FieldType::attachment; }},
};

}  // namespace

void refuse_choice(Loading& loading, const Entry& entry, const std::vector<std::string>& known) {
  if (!entry.value.empty()) loading.error(entry.value_position(), bad_choice, {entry.word, entry.value, join(known, " ")});
}

std::vector<std::string> names_of(const Fields& fields) {
  std::vector<std::string> names;
  for (const auto* field : fields) {
    if (field->fields.empty()) names.push_back(field->id);
    for (const auto& inner : names_of(fields_of(field->fields))) names.push_back(field->id + "." + inner);
  }
  return names;
}

std::optional<Field> FieldReader::read(const Entry& entry) {
  if (!loading_.is_good_name(entry)) return std::nullopt;
  const auto [other, added] = read_.emplace(entry.word, entry.key_position());
  if (!added) {
    loading_.error(entry.key_position(), duplicate_field, {entry.word, std::to_string(other->second.line)});
    return std::nullopt;
  }
  check_shape(entry, Shape::block, loading_.diagnostics);
  const Section block(entry, language::field);
  block.check(loading_.diagnostics);
  return read_block(entry, block);
}

Field FieldReader::read_block(const Entry& entry, const Section& block) {
  Field field;
  field.id = entry.word;
  field.position = entry.key_position();
  field.label = block.value("label");
  if (block.find("label") == nullptr && entry.has_block()) loading_.error(field.position, no_label, {field.id});
  const auto* type = block.find("type");
  field.type = type == nullptr ? usual_type_ : type_named(loading_, *type);
  check_keys(block, field);
  field.required = flag(block, "required", false);
  field.printed = flag(block, "printed", true);
  field.cumulative = flag(block, "cumulative", false);
  field.any_time = flag(block, "any-time", false);
  field.hard_bounds = flag(block, "hard", false);
  const bool of_a_person = field.type == FieldType::person || field.type == FieldType::phone || field.type == FieldType::mailbox;
  field.personal = flag(block, "personal", of_a_person);
  read_words(block, field);
  read_numbers(block, field);
  read_entries(block, field);
  note_expressions(block, field);
  read_preset(block, field);
  return field;
}

bool FieldReader::flag(const Section& block, std::string_view key, bool otherwise) {
  const auto* entry = block.find(key);
  return entry == nullptr ? otherwise : loading_.flag_of(*entry).value_or(otherwise);
}

int FieldReader::number(const Section& block, std::string_view key) {
  const auto* entry = block.find(key);
  return entry == nullptr ? 0 : static_cast<int>(loading_.number_of(*entry, 1'000'000).value_or(0));
}

void FieldReader::check_keys(const Section& block, const Field& field) {
  for (const auto& [key, fits] : key_uses) {
    const auto* entry = block.find(key);
    if (entry == nullptr) continue;
    if (!fits(field.type))
      loading_.error(entry->key_position(), key_not_for_type, {field.id, entry->word, std::string(word_of(field.type))});
    else if (in_rows_ && (key == "default" || key == "prefill"))
      loading_.error(entry->key_position(), not_in_rows, {field.id, entry->word});
  }
}

void FieldReader::read_words(const Section& block, Field& field) {
  field.unit = block.value("unit");
  field.hint = block.value("hint");
  field.message = block.value("message");
  field.choices = split_list(block.value("choices"));
  field.parts = split_list(block.value("of"));
  if (has_choices(field.type) && field.choices.empty()) loading_.error(field.position, no_choices, {field.id});
  if (field.type == FieldType::sum_of && field.parts.empty())
    loading_.error(field.position, incomplete_field, {field.id, "of", "合计自", "of \"甲, 乙\""});
  if (const auto* kind = block.find("kind")) {
    field.file_kind = file_kind_of(kind->value);
    if (field.file_kind.empty()) refuse_choice(loading_, *kind, file_kind_words());
  }
  if (const auto* owner = block.find("owner")) {
    field.owner = owner->value;
    check_somebody(owner->value, owner->value_position());
  }
  if (const auto* readers = block.find("visible-to")) {
    field.visible_to = split_list(readers->value);
    for (const auto& word : field.visible_to) check_somebody(word, loading_.place_of(word, readers->value_position()));
  }
}

void FieldReader::check_somebody(const std::string& word, const Position& where) {
  const auto& definition = loading_.definition;
  const bool known = definition.units.find(word) != nullptr || definition.units.has_class(word) ||
                     definition.groups.contains(word) || definition.roles.contains(word);
  if (known || word.empty() || !loading_.units_are_known) return;
  auto candidates = definition.units.names();
  for (const auto& [name, units] : definition.groups) candidates.push_back(name);
  for (const auto& [name, unit] : definition.roles) candidates.push_back(name);
  const auto near = suggest(word, candidates);
  loading_.error(where, nobody, {word, near.zh, near.en});
}

void FieldReader::read_numbers(const Section& block, Field& field) {
  field.min_length = number(block, "min-length");
  field.max_length = number(block, "max-length");
  if (field.max_length > 0 && field.min_length > field.max_length)
    loading_.error(block.find("min-length")->value_position(), bad_range,
                   {field.id, "min-length", std::to_string(field.min_length), "max-length", std::to_string(field.max_length)});
  const bool has_places = field.type == FieldType::money || field.type == FieldType::percent;
  field.scale = block.find("scale") != nullptr ? number(block, "scale") : (has_places ? 2 : -1);
  for (const auto& [key, bound] : {std::pair("min", &field.min), std::pair("max", &field.max)}) {
    const auto* entry = block.find(key);
    if (entry == nullptr) continue;
    *bound = entry->value;
    const bool good = takes_several(field.type) ? loading_.number_of(*entry, 10'000).has_value() : number_in(*bound).has_value();
    if (good) continue;
    if (!takes_several(field.type) && !entry->value.empty())
      loading_.error(entry->value_position(), bad_decimal, {entry->word, entry->value});
    bound->clear();
  }
  const auto least = number_in(field.min);
  const auto most = number_in(field.max);
  if (least && most && evaluate("least > most", Map{{"least", *least}, {"most", *most}}).boolean_or(false))
    loading_.error(block.find("min")->value_position(), bad_range, {field.id, "min", field.min, "max", field.max});
}

void FieldReader::read_entries(const Section& block, Field& field) {
  const auto* fields = block.find("fields");
  if (fields == nullptr || field.type != FieldType::list) return;
  FieldReader reader(loading_, FieldType::text, true);
  const Section inner(*fields);
  for (const auto& entry : inner.entries()) {
    auto part = reader.read(entry);
    if (!part) continue;
    if (part->type == FieldType::list || part->type == FieldType::attachment)
      loading_.error(part->position, nested, {field.id, part->id, std::string(word_of(part->type))});
    part->personal = part->personal || field.personal;
    field.fields.push_back(*std::move(part));
  }
  std::vector<Field*> parts;
  for (auto& part : field.fields) parts.push_back(&part);
  reader.read_expressions(parts);
}

void FieldReader::note_expressions(const Section& block, Field& field) {
  const auto note = [&](std::string_view key, std::map<std::string, WrittenExpression>& into) {
    if (auto written = loading_.written(block.find(key))) into.emplace(field.id, *std::move(written));
  };
  note("validation", validations_);
  note("prefill", prefills_);
  if (block.find("message") != nullptr && block.find("validation") == nullptr)
    loading_.error(block.find("message")->key_position(), incomplete_field,
                   {field.id, "validation", "应满足", "validation \"people > 0\""});
  if (field.type != FieldType::computed) return;
  note("formula", formulas_);
  if (block.find("formula") == nullptr)
    loading_.error(field.position, incomplete_field, {field.id, "formula", "公式", "formula \"done / asked * 100\""});
}

void FieldReader::read_preset(const Section& block, Field& field) {
  const auto* preset = block.find("default");
  if (preset == nullptr || preset->value.empty() || !is_asked(field.type)) return;
  field.preset = value_from_text(field, preset->value);
  auto words = loading_.definition.units.names();
  SubmissionContext context;
  if (loading_.units_are_known)
    context.is_unit = [&](std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); };
  const auto problems = check_value(field, field.preset, field.label, context);
  if (problems.empty()) return;
  const auto& [severity, message, arguments] = problems.front();
  loading_.error(preset->value_position(), bad_default, {field.id, fill(message.zh, arguments), fill(message.en, arguments)});
}

void FieldReader::read_expressions(const std::vector<Field*>& fields) {
  const Fields all(fields.begin(), fields.end());
  for (const auto* field : all) check_sum(*field, all);
  auto names = schema_of(all);
  names.merge(decisions_of(loading_.definition, loading_.called));
  read_formulas(fields, names);
  const Vocabulary vocabulary(std::move(names));
  for (auto* field : fields)
    if (const auto written = validations_.find(field->id); written != validations_.end())
      field->validation = loading_.expression_of(written->second, vocabulary, Wanted::condition);
}

// Each after those it is computed from, so that their types are known.
void FieldReader::read_formulas(const std::vector<Field*>& fields, Schema& names) {
  std::map<std::string, Field*> waiting;
  for (auto* field : fields)
    if (const auto written = formulas_.find(field->id); written != formulas_.end()) {
      if (auto formula = Expression::parse(written->second.text, written->second.position, names); formula.ok())
        field->formula = *std::move(formula);
      waiting.emplace(field->id, field);
    }
  const Fields all(fields.begin(), fields.end());
  bool ordered = true;
  for (const auto& [name, field] : waiting) ordered = check_cycle(*field, all) && ordered;
  const std::function<void(Field*)> read = [&](Field* field) {
    waiting.erase(field->id);
    if (field->formula && ordered)
      for (const auto& name : field->formula->names())
        if (const auto before = waiting.find(name.path.substr(0, name.path.find('.'))); before != waiting.end())
          read(before->second);
    field->formula = loading_.expression_of(formulas_.at(field->id), names);
    if (field->formula) field->yields = names[field->id] = field->formula->type(names);
  };
  while (!waiting.empty()) read(waiting.begin()->second);
}

void FieldReader::check_sum(const Field& field, const Fields& fields) {
  for (const auto& id : field.parts) {
    const auto part = std::find_if(fields.begin(), fields.end(), [&](const Field* each) { return each->id == id; });
    if (part == fields.end())
      loading_.unknown(field.position, "字段", "field", id, names_of(fields));
    else if (!is_decimal((*part)->type) && (*part)->type != FieldType::count)
      loading_.error(field.position, sum_of_text, {field.id, id});
  }
}

// Follows the formulas from this field until they come back to it: false, and an error.
bool FieldReader::check_cycle(const Field& field, const Fields& fields) {
  std::vector<std::pair<const Field*, std::string>> waiting{{&field, field.id}};
  std::set<std::string> seen;
  while (!waiting.empty()) {
    const auto [from, way] = waiting.back();
    waiting.pop_back();
    if (!from->formula) continue;
    for (const auto& name : from->formula->names()) {
      if (name.path == field.id) {
        loading_.error(field.position, computed_cycle, {field.id, way + " → " + field.id});
        return false;
      }
      const auto next =
          std::find_if(fields.begin(), fields.end(), [&](const Field* each) { return each->id == name.path && each->formula; });
      if (next != fields.end() && seen.insert(name.path).second) waiting.emplace_back(*next, way + " → " + name.path);
    }
  }
  return true;
}

}  // namespace hongtou
