#include "engine/definition/reading/loading.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <tuple>

#include "engine/definition/reading/suggestion.h"
#include "engine/definition/repeat_periods.h"
#include "engine/definition/tree/limits.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message outside{"workflow.file_outside", "不能读取活动文件夹以外的文件“{0}”",
                          "the file “{0}” lies outside the campaign's folder", "把文件放进活动文件夹，再写它的相对路径",
                          "put it into the campaign's folder and name it from there"};
constexpr Message file_missing{"workflow.file_missing", "找不到文件“{0}”{1}", "there is no file “{0}”{2}",
                               "把它放进{3}，或改正名称", "put it into {4}, or mend the name"};
constexpr Message unknown_unit{"workflow.unknown_unit", "没有名为“{0}”的单位、分组或类别{1}",
                               "there is no unit, group or class “{0}”{2}",
                               "在单位名单或 groups（分组）中加入它，或改正名称；已有的类别和分组：{3}",
                               "add it to the list of units or to groups, or mend the name; classes and groups are: {3}"};
constexpr Message one_unit{"workflow.one_unit", "这里要写一个单位，“{0}”不是单位{1}",
                           "one unit is wanted here; “{0}” is no unit{2}", "写出单位的编号、名称或别名",
                           "write the unit's id, name or alias"};
constexpr Message bad_period{"workflow.bad_period", "“{0}”不是一段时间", "“{0}” is no period of time",
                             "写成 2023-06、2023-06-12 或 \"2023-06-12 to 2023-06-18\"，起始日不得晚于截止日",
                             "write 2023-06, 2023-06-12 or \"2023-06-12 to 2023-06-18\", the first day not after the last"};
constexpr Message bad_flag{"workflow.bad_flag", "“{0}”只能是 yes 或 no（是 或 否）", "“{0}” must be yes or no", "写 yes 或 no",
                           "write yes or no"};
constexpr Message bad_number{"workflow.bad_number", "“{0}”应是 0 到 {2} 的整数，这里写的是“{1}”",
                             "“{0}” wants a whole number from 0 to {2}, not “{1}”", "只写半角数字，例如 100",
                             "write digits only, such as 100"};
constexpr Message bad_name{"workflow.bad_name", "名称“{0}”是空的，或含有空格、标点",
                           "the name “{0}” holds a blank or one of . = | , / [ ]", "改用汉字、字母、数字、连字符和下划线",
                           "use letters, Chinese characters, digits, - and _"};
constexpr Message top_missing{"workflow.no_campaign", "文件里没有“{0} 名称 { … }”", "the file holds no “{0} NAME { … }”",
                              "最外层应是“{0} 名称 { … }”（也可写“{1}”）；检查是否选错了文件",
                              "the outermost block is “{0} NAME { … }”; is it the right file?"};
constexpr Message wrong_kind{"workflow.file_kind", "“{0}”不是{1}", "“{0}” is no {2}", "{3}", "{4}"};
constexpr Message outside_period{"workflow.outside_period", "日期 {0} 在活动起止（{1} 至 {2}）之外",
                                 "the date {0} lies outside the campaign ({1} to {2})", "改正日期，或放宽 period",
                                 "mend the date or widen the period"};
constexpr Message name_taken{"workflow.name_taken", "“{0}”已经用作{1}，不能再用作{2}",
                             "“{0}” is {3} already; it cannot be {4} as well", "换一个名称，否则文稿里的 {{{0}}} 分不清",
                             "give one of them another name: texts could not tell them apart"};
constexpr Message bad_condition{"workflow.guard_not_boolean", "“{0}”不是一个成立或不成立的条件", "“{0}” is no condition",
                                "写成比较，例如 report.accepted >= 10", "write a comparison, such as report.accepted >= 10"};
constexpr Message too_many{"workflow.too_many", "还有更多问题没有列出", "there is more that is wrong",
                           "先改正以上各处，再检查一次", "mend these first, then check again"};
constexpr Message top_extra{
    "workflow.outside_campaign", "“{0}”写在了最外层的花括号之外", "“{0}” stands outside the outermost block",
    "把它移进“{1} … { }”的花括号里，或检查是否多了一个右花括号", "move it into the braces, or look for a closing brace too many"};

struct KindOfFile {
  FileKind kind;
  std::vector<std::string_view> endings;
  std::string zh, en, hint_zh, hint_en;
};

const KindOfFile& kind_of_file(FileKind kind) {
  static const std::vector<KindOfFile> kinds{
      {FileKind::units,
       {".csv"},
       "单位名单",
       "list of units",
       "单位名单是 .csv 文件；在 Excel 中用“另存为”，类型选“CSV UTF-8（逗号分隔）”",
       "a list of units is a .csv file; in Excel, save as “CSV UTF-8 (comma delimited)”"},
      {FileKind::people,
       {".csv"},
       "人员名单",
       "list of people",
       "人员名单是 .csv 文件；在 Excel 中用“另存为”，类型选“CSV UTF-8（逗号分隔）”",
       "a list of people is a .csv file; in Excel, save as “CSV UTF-8 (comma delimited)”"},
      {FileKind::calendar,
       {".csv"},
       "日历",
       "calendar",
       "日历是 .csv 文件；在 Excel 中用“另存为”，类型选“CSV UTF-8（逗号分隔）”",
       "a calendar is a .csv file; in Excel, save as “CSV UTF-8 (comma delimited)”"},
      {FileKind::form, {".info", ".json"}, "表单文件", "form file", "表单写在 .info 文件里", "a form stands in an .info file"},
      {FileKind::text,
       {".gw"},
       "文稿",
       "text",
       "文稿是 .gw 文件；Word 文件请把文字复制到 .gw 文件里",
       "a text is a .gw file; copy the words of a Word file into one"},
      {FileKind::picture,
       {".png", ".jpg", ".jpeg", ".PNG", ".JPG", ".JPEG"},
       "图片",
       "picture",
       "图片是 .png 或 .jpg 文件；用看图软件另存",
       "a picture is a .png or .jpg file; save it as one with a picture viewer"},
      {FileKind::assessment,
       {".info", ".json"},
       "考核规则文件",
       "file of assessment rules",
       "考核规则写在 .info 文件里",
       "assessment rules stand in an .info file"},
      {FileKind::decision,
       {".csv"},
       "决策表",
       "decision table",
       "决策表是 .csv 文件；在 Excel 中用“另存为”，类型选“CSV UTF-8（逗号分隔）”",
       "a decision table is a .csv file; in Excel, save as “CSV UTF-8 (comma delimited)”"},
      {FileKind::workflow,
       {".info", ".json"},
       "活动文件",
       "campaign file",
       "要调用的活动写在 .info 文件里",
       "the campaign that is called stands in an .info file"}};
  return *std::find_if(kinds.begin(), kinds.end(), [&](const KindOfFile& each) { return each.kind == kind; });
}

// Whether a word ends here: at the edge of the text or at what separates words in a list.
bool is_edge(std::string_view rest) {
  constexpr std::string_view separators = " \t,\"=|;:.{}";
  return rest.empty() || separators.find(rest.front()) != std::string_view::npos || rest.starts_with("，") ||
         rest.starts_with("、") || rest.starts_with("：");
}

bool is_edge_before(std::string_view before) {
  const auto last = before.size() < 3 ? std::string_view() : before.substr(before.size() - 3);
  return before.empty() || is_edge(before.substr(before.size() - 1)) || last == "，" || last == "、" || last == "：";
}

std::size_t find_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
    if (is_edge_before(text.substr(0, at)) && is_edge(text.substr(at + word.size()))) return at;
  return std::string_view::npos;
}

void drop_character(std::string_view& line) {
  if (!line.empty()) line.remove_prefix(1);
  while (!line.empty() && (static_cast<unsigned char>(line.front()) & 0xC0u) == 0x80u) line.remove_prefix(1);
}

auto place_key(const Diagnostic& diagnostic) {
  return std::tie(diagnostic.position.file, diagnostic.position.line, diagnostic.position.column);
}

// self, children, subordinates, children of 社区, late; 本单位, 所属单位, 下级单位, 所属社区, 逾期单位
bool take_relative(const std::string& word, RelativeUnits& relative) {
  constexpr std::string_view of = "children of ";
  constexpr std::string_view under = "所属";
  if (language::self.is(word)) {
    relative.self = true;
  } else if (language::children.is(word)) {
    relative.children = true;
  } else if (language::direct.is(word)) {
    relative.direct = true;
  } else if (language::late.is(word)) {
    relative.late = true;
  } else if (word.starts_with(of)) {
    relative.classes.push_back(word.substr(of.size()));
  } else if (word.starts_with(under)) {
    relative.classes.push_back(word.substr(under.size()));
  } else {
    return false;
  }
  return true;
}

// 3, 三; nothing for all else.
std::optional<int> small_number(std::string_view text) {
  static constexpr std::string_view digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  if (const auto found = std::find(std::begin(digits), std::end(digits), text); found != std::end(digits))
    return static_cast<int>(found - std::begin(digits)) + 1;
  int number = 0;
  const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = problem == std::errc() && stop == text.data() + text.size();
  return whole && number > 0 ? std::optional(number) : std::nullopt;
}

std::string_view between(std::string_view text, std::string_view before, std::string_view after) {
  const bool fits = text.size() > before.size() + after.size() && text.starts_with(before) && text.ends_with(after);
  return fits ? trim(text.substr(before.size(), text.size() - before.size() - after.size())) : std::string_view();
}

// 打分=前3名, 打分=末位, 打分=末2名, 打分=不合格|基本合格; scored=top 3, scored=last, scored=last 2.
bool take_result(const std::string& word, const std::string& called, const Position& where, RelativeUnits& relative) {
  const auto equals = word.find('=');
  if (equals == std::string::npos) return false;
  ByResult result;
  result.step = called + std::string(trim(std::string_view(word).substr(0, equals)));
  result.position = where;
  const auto wanted = trim(std::string_view(word).substr(equals + 1));
  const auto number = [&](std::string_view chinese, std::string_view english) {
    return small_number(between(wanted, chinese, "名")).value_or(small_number(between(wanted, english, "")).value_or(0));
  };
  result.top = number("前", "top ");
  result.last = wanted == "末位" || wanted == "last" ? 1 : number("末", "last ");
  if (result.top == 0 && result.last == 0) result.grades = split(std::string(wanted), {"|"});
  relative.results.push_back(std::move(result));
  return true;
}

// Days without a year of which some lie in the campaign: in a yearly repeat they may begin before it.
bool reaches_into(const DateRule& rule, const Period& campaign) {
  static const Calendar no_calendar;
  for (auto year = campaign.first.year(); year <= campaign.last.year(); ++year) {
    const auto days = resolve(rule, DateContext{no_calendar, {year / 1 / 1, year / 12 / 31}});
    if (days && days->span.first_day() <= campaign.last && campaign.first <= days->span.last_day()) return true;
  }
  return false;
}

bool may_be_meant(const RelativeUnits& relative, const Unit& unit) {
  if (!relative.results.empty()) return true;
  const auto& classes = relative.classes;
  if (relative.self || relative.late || std::find(classes.begin(), classes.end(), unit.unit_class) != classes.end()) return true;
  return (relative.children || relative.direct) && !unit.parent.empty();
}

}  // namespace

Loading::Loading(const std::string& path, const std::vector<StepKindInfo>& step_kinds, const Environment& the_environment)
    : kinds(step_kinds), environment(the_environment), unnoted(the_environment), folder_(folder_of(path)) {
  definition.file = path;
  environment.read_file = [this, read = the_environment.read_file](const std::string& file) {
    auto text = read(file);
    if (text.ok()) definition.files.try_emplace(file, *text);
    return text;
  };
  for (const auto* name : {"campaign", "targets", "today", "self"}) names_.emplace(name, reserved_name);
}

bool Loading::is_full() const { return diagnostics.size() >= limits::diagnostics_of_a_file; }

void Loading::error(const Position& position, Message message, std::vector<std::string> arguments) {
  diagnostics.push_back({Severity::error, position, message, std::move(arguments)});
}

void Loading::warn(const Position& position, Message message, std::vector<std::string> arguments) {
  diagnostics.push_back({Severity::warning, position, message, std::move(arguments)});
}

Diagnostics Loading::finish() {
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return place_key(a) < place_key(b); });
  const auto again = std::unique(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return a.position == b.position && a.message.code == b.message.code && a.arguments == b.arguments;
  });
  diagnostics.erase(again, diagnostics.end());
  if (diagnostics.size() > limits::diagnostics_of_a_file) {
    const auto rest = diagnostics.begin() + limits::diagnostics_of_a_file;
    const bool errors = has_errors({rest, diagnostics.end()});
    const Diagnostic last{errors ? Severity::error : Severity::warning, rest->position, too_many, {}};
    diagnostics.erase(rest, diagnostics.end());
    diagnostics.push_back(last);
  }
  return std::move(diagnostics);
}

void Loading::unknown(const Position& where, std::string_view kind_zh, std::string_view kind_en, const std::string& word,
                      const std::vector<std::string>& candidates) {
  static constexpr Message message{"", "没有名为“{0}”的{1}{3}", "there is no {2} “{0}”{4}", "已有的{1}：{5}", "there are: {5}"};
  static const std::map<std::string_view, std::string_view> codes{
      {"step", "workflow.unknown_step"},           {"form", "workflow.unknown_form"},
      {"role", "workflow.unknown_role"},           {"field", "workflow.unknown_field"},
      {"outcome", "workflow.unknown_outcome"},     {"target", "workflow.unknown_target"},
      {"step kind", "workflow.unknown_step_kind"}, {"optional step", "workflow.unknown_optional_step"},
      {"series", "workflow.unknown_series"},       {"grade", "workflow.unknown_grade"}};
  Message with_code = message;
  with_code.code = codes.at(kind_en);
  const auto near = is_full() ? Suggestion() : suggest(word, candidates);
  error(place_of(word, where), with_code,
        {word, std::string(kind_zh), std::string(kind_en), near.zh, near.en, some_of(candidates)});
}

std::string Loading::path_of(const std::string& name) const { return resolve_path(definition.file, name); }

std::optional<std::string> Loading::read_file(const std::string& name, FileKind kind, const Position& where) {
  const auto path = path_of(name);
  const auto templates = environment.share_folder + "/templates";
  if (!is_inside(folder_, path) && (environment.share_folder.empty() || !is_inside(templates, path))) {
    error(where, outside, {name});
    return std::nullopt;
  }
  auto text = environment.read_file(path);
  if (!text.ok() && text.diagnostics().front().message.code == "file.missing") {
    const auto file_name = name.substr(name.rfind('/') + 1);
    const auto near = suggest(file_name, environment.list_folder(folder_of(path)));
    const auto folder = folder_of(path);
    error(where, file_missing,
          {name, near.zh, near.en, folder.empty() ? "活动文件所在的文件夹" : "文件夹 " + folder,
           folder.empty() ? "the folder of the campaign file" : folder});
    return std::nullopt;
  }
  const auto& wanted = kind_of_file(kind);
  const bool fits =
      std::any_of(wanted.endings.begin(), wanted.endings.end(), [&](auto ending) { return path.ends_with(ending); });
  if (text.ok() && !fits) {
    error(where, wrong_kind, {name, wanted.zh, wanted.en, wanted.hint_zh, wanted.hint_en});
    return std::nullopt;
  }
  for (auto problem : text.diagnostics()) {
    problem.position = where;
    diagnostics.push_back(problem);
  }
  return text.ok() ? std::optional(*std::move(text)) : std::nullopt;
}

bool Loading::add_of_tree(Diagnostics found) {
  const auto is_unmatched = [](const Diagnostic& problem) {
    return problem.message.code == "info.unclosed_brace" || problem.message.code == "info.unexpected_brace";
  };
  const bool unmatched = std::any_of(found.begin(), found.end(), is_unmatched);
  bool slip = false;
  for (auto& problem : found) {
    const auto code = problem.message.code;
    const bool hides_a_brace = code == "info.full_width_brace" || (unmatched && code == "info.brace_in_word");
    if (hides_a_brace) problem.severity = Severity::error;  // legal in a tree, but never meant in a campaign
    slip = slip || hides_a_brace || (unmatched && code == "info.unclosed_quote");
  }
  if (slip) std::erase_if(found, is_unmatched);
  if (unmatched) std::erase_if(found, [](const Diagnostic& problem) { return problem.message.code == "info.extra_value"; });
  braces_match = braces_match && !unmatched && !slip;
  add(found);
  return !unmatched && !slip;
}

std::optional<Section> Loading::read_tree_file(const std::string& path, const std::vector<Word>& tops, const SectionKeys& keys,
                                               std::string* id) {
  auto tree = read_tree(path, folder_, environment);
  if (!add_of_tree(tree.diagnostics()) || !tree.has_value() || *tree == nullptr) return std::nullopt;
  const bool whole = !has_errors(tree.diagnostics());
  files_are_whole = files_are_whole && tree.diagnostics().empty();
  trees_.push_back(*std::move(tree));
  const auto& read = *trees_.back();
  SectionKeys words;
  for (const auto& top : tops) words.push_back({top.name, top.chinese, Shape::block});
  const Section outermost(read, read.root, words);
  const Entry* block = nullptr;
  for (const auto& top : tops)
    if (block == nullptr) block = outermost.find(top.name);
  if (block == nullptr) {
    if (whole) error({path, 1, 1}, top_missing, {std::string(tops.front().name), std::string(tops.front().chinese)});
    return std::nullopt;
  }
  for (const auto& entry : outermost.entries())
    if (entry.node != block->node) error(entry.key_position(), top_extra, {entry.word, block->word});
  Section inner(*block, keys);
  if (id != nullptr) *id = block->value.empty() ? inner.value("id") : block->value;
  return inner;
}

std::optional<Section> Loading::form_block(const Entry& entry) {
  const Section pointer(entry, language::from);
  const auto* from = pointer.find("from");
  if (from == nullptr) return Section(entry, language::form);
  pointer.check(diagnostics);
  if (!read_file(from->value, FileKind::form, from->value_position())) return std::nullopt;
  return read_tree_file(path_of(from->value), {language::form_file}, language::form, nullptr);
}

std::string_view Loading::line_of(const Position& position) const {
  const auto file = definition.files.find(position.file);
  if (file == definition.files.end() || position.line < 1) return {};
  auto [cached, added] = lines_.try_emplace(position.file);
  if (added) cached->second = lines(file->second);
  const auto number = static_cast<std::size_t>(position.line) - 1;
  if (number >= cached->second.size()) return {};
  auto line = cached->second[number];
  if (number == 0 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  for (int column = 1; column < position.column && !line.empty(); ++column) drop_character(line);
  return line;
}

Position Loading::content_place(const Position& value) const {
  auto place = value;
  if (line_of(value).starts_with('"')) ++place.column;
  return place;
}

Position Loading::place_of(std::string_view word, const Position& value) const {
  const auto line = line_of(value);
  const auto at = word.empty() ? std::string_view::npos : find_word(line, word);
  auto place = value;
  if (at != std::string_view::npos) place.column += static_cast<int>(character_count(line.substr(0, at)));
  return place;
}

std::vector<std::string> Loading::classes_and_groups() const {
  std::vector<std::string> names;
  for (const auto& unit : definition.units.all())
    if (!unit.unit_class.empty() && std::find(names.begin(), names.end(), unit.unit_class) == names.end())
      names.push_back(unit.unit_class);
  for (const auto& [name, ids] : definition.groups) names.push_back(name);
  return names;
}

std::vector<std::string> Loading::units_of(const std::vector<std::string>& words, const Position& where,
                                           RelativeUnits* relative) {
  std::set<std::string> wanted;
  for (const auto& word : words) {
    if (relative != nullptr && (take_relative(word, *relative) || take_result(word, called, place_of(word, where), *relative))) {
      for (const auto& each : definition.units.all())
        if (may_be_meant(*relative, each)) wanted.insert(each.id);
    } else if (const auto group = definition.groups.find(word); group != definition.groups.end()) {
      wanted.insert(group->second.begin(), group->second.end());
    } else if (const auto* unit = definition.units.find(word)) {
      wanted.insert(unit->id);
    } else if (definition.units.has_class(word)) {
      for (const auto& each : definition.units.all())
        if (each.unit_class == word) wanted.insert(each.id);
    } else {
      auto candidates = is_full() ? std::vector<std::string>() : definition.units.names();
      for (const auto& [name, ids] : definition.groups) candidates.push_back(name);
      const auto near = is_full() ? Suggestion() : suggest(word, candidates);
      if (units_are_known) error(place_of(word, where), unknown_unit, {word, near.zh, near.en, some_of(classes_and_groups())});
    }
  }
  std::vector<std::string> ids;
  for (const auto& unit : definition.units.all())
    if (wanted.contains(unit.id)) ids.push_back(unit.id);
  return ids;
}

std::optional<std::string> Loading::unit_of(const std::string& word, const Position& where) {
  if (const auto* unit = definition.units.find(word)) return unit->id;
  std::vector<std::string> candidates;
  for (auto& name : is_full() ? std::vector<std::string>() : definition.units.names())
    if (definition.units.find(name) != nullptr) candidates.push_back(std::move(name));
  const auto near = suggest(word, candidates);
  if (units_are_known) error(where, one_unit, {word, near.zh, near.en});
  return std::nullopt;
}

void Loading::check_inside(Date day, const Position& where) {
  const auto& period = definition.period;
  if (period.first.ok() && !period.contains(day))
    error(where, outside_period, {to_text(day), to_text(period.first), to_text(period.last)});
}

std::optional<Period> Loading::period_of(const std::string& text, const Position& where) {
  auto period = parse_period(text);
  if (!period) {
    error(where, bad_period, {text});
    return period;
  }
  check_inside(period->first, where);
  if (period->last != period->first) check_inside(period->last, where);
  return period;
}

std::optional<DateRule> Loading::date_rule_of(const std::string& text, const Position& where) {
  auto rule = parse_date_rule(text, content_place(where));
  add(rule.diagnostics());
  if (!rule.ok()) return std::nullopt;
  if (!rule->is_absolute() || !definition.period.first.ok()) return *std::move(rule);
  static const Calendar no_calendar;
  DateContext context{no_calendar, definition.period};
  if (in_repeat) context.scope_period = definition.period;
  const auto days = resolve(*rule, context);
  if (!days) {
    if (reaches_into(*rule, definition.period)) return *std::move(rule);
    error(where, outside_period, {rule->text, to_text(definition.period.first), to_text(definition.period.last)});
  } else if (!in_repeat || !recurs(*rule)) {
    check_inside(days->span.first_day(), where);
    if (days->span.last_day() != days->span.first_day()) check_inside(days->span.last_day(), where);
  }
  return *std::move(rule);
}

std::optional<Period> Loading::earlier_period_of(const Entry& entry) {
  auto period = parse_period(entry.value);
  if (!period && !entry.value.empty()) error(entry.value_position(), bad_period, {entry.value});
  return period;
}

std::optional<bool> Loading::flag_of(const Entry& entry) {
  if (language::yes.is(entry.value)) return true;
  if (language::no.is(entry.value)) return false;
  if (!entry.value.empty()) error(entry.value_position(), bad_flag, {entry.word});
  return std::nullopt;
}

std::optional<std::int64_t> Loading::number_of(const Entry& entry, std::int64_t most) {
  std::int64_t number = 0;
  const auto* end = entry.value.data() + entry.value.size();
  const auto [stop, problem] = std::from_chars(entry.value.data(), end, number);
  if (problem == std::errc() && stop == end && number >= 0 && number <= most) return number;
  if (!entry.value.empty()) error(entry.value_position(), bad_number, {entry.word, entry.value, std::to_string(most)});
  return std::nullopt;
}

std::optional<WrittenExpression> Loading::written(const Entry* entry) const {
  if (entry == nullptr || entry->value.empty()) return std::nullopt;
  return WrittenExpression{entry->value, content_place(entry->value_position())};
}

Position Loading::place_in(const WrittenExpression& written, Position place) const {
  if (place.line != written.position.line) return place;
  auto line = line_of(written.position);
  int escapes = 0;
  for (int column = written.position.column; column < place.column && !line.empty(); ++column) {
    if (line.starts_with('\\')) {
      line.remove_prefix(1);
      ++escapes;
    }
    drop_character(line);
  }
  place.column += escapes;
  return place;
}

std::optional<Expression> Loading::expression_of(const WrittenExpression& written, const Vocabulary& names, Wanted wanted) {
  auto expression = Expression::parse(written.text, written.position, names);
  auto problems = expression.diagnostics();
  if (expression.ok() && names_are_known) problems = expression->check(names.schema());
  for (auto& problem : problems) problem.position = place_in(written, problem.position);
  add(problems);
  if (!expression.ok()) return std::nullopt;
  if (wanted == Wanted::condition && !expression->yields_boolean(names.schema()))
    error(written.position, bad_condition, {written.text});
  return *std::move(expression);
}

bool Loading::is_good_name(std::string_view name, const Position& where) {
  bool good = !name.empty() && name.find_first_of(" \t.=|,/[]{}\"\n") == std::string_view::npos;
  for (const std::string_view mark : {"，", "、", "：", "；", "\u3000"}) good = good && name.find(mark) == std::string_view::npos;
  if (!good) error(where, bad_name, {std::string(name)});
  return good;
}

bool Loading::take_name(const std::string& name, NameUse use, const Position& where) {
  const auto [other, added] = names_.emplace(name, use);
  if (added) return true;
  const auto& [zh, en] = other->second;
  if (zh == use.zh) return false;  // told as workflow.duplicate_key
  error(where, name_taken, {name, std::string(zh), std::string(use.zh), std::string(en), std::string(use.en)});
  return false;
}

}  // namespace hongtou
