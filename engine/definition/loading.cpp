#include "engine/definition/loading.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message outside{"workflow.file_outside", "不能读取活动文件夹以外的文件“{0}”",
                          "the file “{0}” lies outside the campaign's folder", "把文件放进活动文件夹，再写它的相对路径",
                          "put it into the campaign's folder and name it from there"};
constexpr Message file_missing{"workflow.file_missing", "找不到文件“{0}”{1}", "there is no file “{0}”{2}", "文件应放在 {3} 中",
                               "it should lie in {3}"};
constexpr Message unknown_unit{"workflow.unknown_unit", "没有名为“{0}”的单位、分组或类别{1}",
                               "there is no unit, group or class “{0}”{2}", "在单位名单或 groups 中加入它，或改正名称",
                               "add it to the list of units or to groups, or mend the name"};
constexpr Message one_unit{"workflow.one_unit", "这里要写一个单位，“{0}”不是单位", "one unit is wanted here; “{0}” is no unit{1}",
                           "写出单位的编号、名称或别名", "write the unit's id, name or alias"};
constexpr Message bad_date{"workflow.bad_date", "“{0}”不是日期", "“{0}” is no date", "写成 2023-06-10 或 2023年6月10日",
                           "write 2023-06-10"};
constexpr Message bad_period{"workflow.bad_period", "“{0}”不是一段时间", "“{0}” is no period of time",
                             "写成 2023-06、2023-06-12 或 \"2023-06-12 to 2023-06-18\"，起始日不得晚于截止日",
                             "write 2023-06, 2023-06-12 or \"2023-06-12 to 2023-06-18\", the first day not after the last"};
constexpr Message bad_flag{"workflow.bad_flag", "“{0}”只能是 yes 或 no（是 或 否）", "“{0}” must be yes or no", "写 yes 或 no",
                           "write yes or no"};
constexpr Message bad_number{"workflow.bad_number", "“{0}”应是整数，这里写的是“{1}”", "“{0}” wants a whole number, not “{1}”",
                             "只写数字，例如 100", "write digits only, such as 100"};
constexpr Message bad_name{"workflow.bad_name", "名称“{0}”含有空格或 . = | , / [ ] 等符号",
                           "the name “{0}” holds a blank or one of . = | , / [ ]", "改用汉字、字母、数字、连字符和下划线",
                           "use letters, Chinese characters, digits, - and _"};
constexpr Message top_missing{"workflow.no_campaign", "文件里没有“{0} 名称 { … }”", "the file holds no “{0} NAME { … }”",
                              "最外层应是“{0} 名称 { … }”", "the outermost block is “{0} NAME { … }”"};
constexpr Message top_extra{
    "workflow.outside_campaign", "“{0}”写在了最外层的花括号之外", "“{0}” stands outside the outermost block",
    "把它移进“{1} … { }”的花括号里，或检查是否多了一个右花括号", "move it into the braces, or look for a closing brace too many"};

std::string did_you_mean_zh(const std::string& near) { return near.empty() ? "" : "，是否为“" + near + "”？"; }
std::string did_you_mean_en(const std::string& near) { return near.empty() ? "" : "; did you mean “" + near + "”?"; }

}  // namespace

Loading::Loading(const std::string& path, const std::vector<StepKindInfo>& step_kinds, const Environment& the_environment)
    : kinds(step_kinds), environment(the_environment), folder_(folder_of(path)) {
  definition.file = path;
}

void Loading::error(const Position& position, Message message, std::vector<std::string> arguments) {
  diagnostics.push_back({Severity::error, position, message, std::move(arguments)});
}

void Loading::warn(const Position& position, Message message, std::vector<std::string> arguments) {
  diagnostics.push_back({Severity::warning, position, message, std::move(arguments)});
}

void Loading::unknown(const Position& where, std::string_view kind_zh, std::string_view kind_en, const std::string& word,
                      const std::vector<std::string>& candidates) {
  static constexpr Message message{"workflow.unknown_name", "没有名为“{0}”的{1}{3}", "there is no {2} “{0}”{4}", "已有的{1}：{5}",
                                   "those that exist: {5}"};
  static const std::map<std::string_view, std::string_view> codes{
      {"step", "workflow.unknown_step"},           {"form", "workflow.unknown_form"},
      {"role", "workflow.unknown_role"},           {"field", "workflow.unknown_field"},
      {"outcome", "workflow.unknown_outcome"},     {"target", "workflow.unknown_target"},
      {"step kind", "workflow.unknown_step_kind"}, {"optional step", "workflow.unknown_optional_step"}};
  Message with_code = message;
  if (const auto code = codes.find(kind_en); code != codes.end()) with_code.code = code->second;
  const auto near = nearest(word, candidates);
  error(where, with_code,
        {word, std::string(kind_zh), std::string(kind_en), did_you_mean_zh(near), did_you_mean_en(near),
         candidates.empty() ? "—" : join(candidates, " ")});
}

std::string Loading::path_of(const std::string& name) const { return resolve_path(definition.file, name); }

std::optional<std::string> Loading::read_file(const std::string& name, const Position& where) {
  const auto path = path_of(name);
  const auto templates = environment.share_folder + "/templates";
  if (!is_inside(folder_, path) && (environment.share_folder.empty() || !is_inside(templates, path))) {
    error(where, outside, {name});
    return std::nullopt;
  }
  auto text = environment.read_file(path);
  if (!text.ok()) {
    const bool absent = text.diagnostics().front().message.code == "file.missing";
    if (!absent) {
      for (auto problem : text.diagnostics()) {
        problem.position = where;
        diagnostics.push_back(problem);
      }
      return std::nullopt;
    }
    const auto near = nearest(name, environment.list_folder(folder_.empty() ? "." : folder_));
    error(where, file_missing, {name, did_you_mean_zh(near), did_you_mean_en(near), folder_.empty() ? "." : folder_});
    return std::nullopt;
  }
  definition.files[path] = *text;
  return *std::move(text);
}

std::optional<Section> Loading::read_tree_file(const std::string& path, std::string_view top_key, std::string* id) {
  auto tree = read_tree(path, folder_, environment);
  diagnostics.insert(diagnostics.end(), tree.diagnostics().begin(), tree.diagnostics().end());
  if (!tree.has_value() || *tree == nullptr) return std::nullopt;
  trees_.push_back(*std::move(tree));
  const Section whole(*trees_.back(), trees_.back()->root);
  const auto* top = whole.find(top_key);
  if (top == nullptr) {
    if (!has_errors(diagnostics)) error({path, 1, 1}, top_missing, {std::string(top_key)});
    return std::nullopt;
  }
  for (const auto& entry : whole.entries())
    if (entry.node != top->node) error(entry.key_position(), top_extra, {entry.key, std::string(top_key)});
  Section block(*trees_.back(), *top->node);
  if (id != nullptr) *id = top->value.empty() ? block.value("id") : top->value;
  return block;
}

std::optional<Section> Loading::block_of(const Entry& entry, std::string_view top_key) {
  const Section own(*entry.tree, *entry.node);
  const auto* from = own.find("from");
  if (from == nullptr) return own;
  own.check({{"from"}}, diagnostics);
  if (!read_file(from->value, from->value_position())) return std::nullopt;
  return read_tree_file(path_of(from->value), top_key, nullptr);
}

std::vector<std::string> Loading::units_of(const std::vector<std::string>& words, const Position& where) {
  std::set<std::string> wanted;
  for (const auto& word : words) {
    if (const auto group = definition.groups.find(word); group != definition.groups.end()) {
      wanted.insert(group->second.begin(), group->second.end());
    } else if (const auto* unit = definition.units.find(word)) {
      wanted.insert(unit->id);
    } else if (definition.units.has_class(word)) {
      for (const auto& each : definition.units.all())
        if (each.unit_class == word) wanted.insert(each.id);
    } else {
      auto candidates = definition.units.names();
      for (const auto& [name, ids] : definition.groups) candidates.push_back(name);
      const auto near = nearest(word, candidates);
      error(where, unknown_unit, {word, did_you_mean_zh(near), did_you_mean_en(near)});
    }
  }
  std::vector<std::string> ids;
  for (const auto& unit : definition.units.all())
    if (wanted.contains(unit.id)) ids.push_back(unit.id);
  return ids;
}

std::optional<std::string> Loading::unit_of(const std::string& word, const Position& where) {
  if (const auto* unit = definition.units.find(word)) return unit->id;
  error(where, one_unit, {word, did_you_mean_en(nearest(word, definition.units.names()))});
  return std::nullopt;
}

std::optional<Date> Loading::date_of(const std::string& text, const Position& where) {
  auto date = parse_date(text);
  if (!date) error(where, bad_date, {text});
  return date;
}

std::optional<Period> Loading::period_of(const std::string& text, const Position& where) {
  auto period = parse_period(text);
  if (!period) error(where, bad_period, {text});
  return period;
}

std::optional<bool> Loading::flag_of(const Entry& entry) {
  auto flag = parse_flag(entry.value);
  if (!flag) error(entry.value_position(), bad_flag, {entry.key});
  return flag;
}

std::optional<std::int64_t> Loading::number_of(const Entry& entry) {
  std::int64_t number = 0;
  const auto* end = entry.value.data() + entry.value.size();
  const auto [stop, problem] = std::from_chars(entry.value.data(), end, number);
  if (problem != std::errc() || stop != end) {
    error(entry.value_position(), bad_number, {entry.key, entry.value});
    return std::nullopt;
  }
  return number;
}

bool Loading::is_good_name(const Entry& entry) {
  const bool good = !entry.key.empty() && entry.key.find_first_of(" \t.=|,/[]{}\"") == std::string::npos &&
                    entry.key.find("，") == std::string::npos && entry.key.find("、") == std::string::npos;
  if (!good) error(entry.key_position(), bad_name, {entry.key});
  return good;
}

}  // namespace hongtou
