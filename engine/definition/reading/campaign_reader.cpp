#include <algorithm>
#include <set>
#include <utility>

#include "engine/definition/reading/loading.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message empty_name{"workflow.empty_name", "活动没有编号", "the campaign has no id",
                             "在“campaign”后面写上编号，例如 campaign yangquan-2023 { … }",
                             "write its id after “campaign”: campaign yangquan-2023 { … }"};
constexpr Message key_missing{"workflow.campaign_key_missing", "活动缺少“{3}”（{0}）：{1}", "the campaign lacks “{0}”: {2}",
                              "在活动的花括号里加上：{3} …", "add to the campaign: {0} …"};
constexpr Message no_steps{"workflow.no_steps", "活动没有步骤", "the campaign has no steps", "在 steps { … } 中写出要做的事",
                           "write what is to be done into steps { … }"};
constexpr Message group_taken{"workflow.group_name_taken", "“{0}”已经是单位或类别的名称，不能再作分组名",
                              "“{0}” names a unit or a class; a group needs another name", "给分组换一个名称",
                              "give the group another name"};
constexpr Message name_within_name{"workflow.supplied_within", "“{0}”和“{1}”一个是文字、一个含有下级，不能并存",
                                   "one of “{0}” and “{1}” holds the other; both cannot be",
                                   "改其中一个的名称，例如 contact.name 和 contact.phone",
                                   "rename one of them, as in contact.name and contact.phone"};
constexpr Message calls_itself{"workflow.calls_itself", "活动文件“{0}”绕回来又调用它自己：{1}",
                               "the workflow “{0}” comes round to calling itself: {1}", "去掉其中一个 do call 或 workflow",
                               "take one of these calls out"};
constexpr Message calls_too_deep{"workflow.calls_too_deep", "活动文件互相调用超过 {1} 层：“{0}”",
                                 "workflows call each other more than {1} levels deep: “{0}”", "把下面几层合成一个文件",
                                 "join the lower levels into one file"};
constexpr Message too_many_calls{"workflow.too_many_calls", "活动文件合计调用了 {0} 次以上，从这里起不再读取",
                                 "workflows are called more than {0} times in all; nothing from here on is read",
                                 "减少 do call；要对许多单位做同样的事，用 each 或 repeat",
                                 "call fewer; for many units to do the same, use each or repeat"};
constexpr Message bad_series{"workflow.bad_series", "文号的式样“{0}”里没有“〔{year}〕{serial}号”",
                             "the pattern “{0}” lacks “〔{year}〕{serial}号”",
                             "写成：机关代字〔{year}〕{serial}号（GB/T 9704 第 7.2.5 条）",
                             "write the issuer's mark, then 〔{year}〕{serial}号 (GB/T 9704, 7.2.5)"};
constexpr Message function_taken{"workflow.function_taken", "“{0}”是 FEEL 自带的函数，决策表不能用这个名称",
                                 "“{0}” is a function of FEEL; a decision table needs another name", "换一个名称",
                                 "give it another name"};

class CampaignReader {
 public:
  CampaignReader(Loading& loading, const Section& block) : loading_(loading), definition_(loading.definition), block_(block) {}

  void read() {
    block_.check(loading_.diagnostics);
    definition_.title = required({"title", "标题"}, "活动的名称", "what the campaign is called");
    definition_.theme = block_.value("theme");
    read_period();
    read_own_calendar();
    each("parameters", [&](const Entry& entry) { read_parameter(entry, {}); });
    each("supply", [&](const Entry& entry) { read_supplied(entry); });
    read_units_of_campaign();
    read_people_of_campaign();
    each("groups", [&](const Entry& entry) { read_group(entry); });
    read_lead();
    if (const auto* supervise = block_.find("supervise"))
      definition_.supervisors = loading_.units_of(split_list(supervise->value), supervise->value_position());
    each("roles", [&](const Entry& entry) { read_role(entry); });
    each("numbers", [&](const Entry& entry) { read_series(entry); });
    each("decisions", [&](const Entry& entry) { read_decision(entry); });
    each("forms", [&](const Entry& entry) { read_form_of_campaign(entry); });
    if (const auto* steps = block_.find("steps")) note_steps(Section(*steps));
    each("targets", [&](const Entry& entry) {
      if (loading_.is_good_name(entry)) definition_.targets.push_back(read_target(loading_, entry));
    });
    const auto* steps = block_.find("steps");
    if (steps == nullptr)
      missing(no_steps, {});
    else
      read_flow(*steps);
    read_prefill(loading_);
  }

  // As a part of the campaign that calls it: whose units, period and names those are.
  std::shared_ptr<const Flow> read_as_called(const Map& values) {
    block_.check(loading_.diagnostics);
    each("parameters", [&](const Entry& entry) { read_parameter(entry, values); });
    each("supply", [&](const Entry& entry) { read_supplied(entry); });
    each("decisions", [&](const Entry& entry) { read_decision(entry); });
    each("forms", [&](const Entry& entry) { read_form_of_campaign(entry); });
    const auto* steps = block_.find("steps");
    if (steps == nullptr) missing(no_steps, {});
    if (steps != nullptr) note_steps(Section(*steps));
    return steps == nullptr ? nullptr : read_steps(loading_, Section(*steps), block_.find("choose"));
  }

 private:
  void note_steps(const Section& steps) {
    for (const auto& entry : steps.entries()) {
      loading_.announced_steps.insert(loading_.called + entry.word);
      if (!entry.has_block()) continue;
      const Section step(entry, {{"steps", "步骤", Shape::block}});
      if (const auto* inner = step.find("steps"); inner != nullptr && inner->has_block()) note_steps(Section(*inner));
    }
  }

  void read_flow(const Entry& steps) {
    const auto* choose = block_.find("choose");
    definition_.set_flow(read_steps(loading_, Section(steps), choose));
    if (choose == nullptr) return;
    for (const auto& word : split_list(choose->value))
      if (!loading_.step_names.contains(word))
        loading_.unknown(choose->value_position(), "可选步骤", "optional step", word, loading_.optional_steps);
  }

  template <class Read>
  void each(std::string_view key, Read&& read) {
    const auto* section = block_.find(key);
    if (section == nullptr) return;
    const Section names(*section);
    names.check_names(loading_.diagnostics);
    for (const auto& entry : names.entries()) read(entry);
  }

  std::string required(Word key, std::string_view zh, std::string_view en) {
    const auto* entry = block_.find(key.name);
    if (entry == nullptr)
      missing(key_missing, {std::string(key.name), std::string(zh), std::string(en), std::string(key.chinese)});
    return entry == nullptr ? std::string() : entry->value;
  }

  // Of a campaign below another, whatever unit runs it is the lead.
  void read_lead() {
    if (const auto* lead = block_.find("lead"))
      definition_.lead = loading_.unit_of(lead->value, lead->value_position()).value_or("");
    else if (loading_.callers.size() == 1)
      required({"lead", "牵头"}, "牵头单位，写它的编号、名称或别名", "the unit that runs it, by id, name or alias");
  }

  // Nothing is said of what lacks in a file that could not be read to its end.
  void missing(Message message, std::vector<std::string> arguments) {
    if (loading_.files_are_whole || !has_errors(loading_.diagnostics))
      loading_.error(block_.position(), message, std::move(arguments));
  }

  void read_period() {
    const auto text = required({"period", "起止"}, "起止日期，例如 \"2023-05-31 to 2023-12-31\"",
                               "its first and last day, \"2023-05-31 to 2023-12-31\"");
    if (text.empty() || is_cut_off("period")) return;
    if (const auto period = loading_.period_of(text, block_.find("period")->value_position())) definition_.period = *period;
  }

  void read_own_calendar() {
    const auto* entry = block_.find("calendar");
    if (entry == nullptr || entry->value.empty()) return;
    const auto text = loading_.read_file(entry->value, FileKind::calendar, entry->value_position());
    if (!text) return;
    auto days = Calendar::read({{loading_.path_of(entry->value), *text}});
    loading_.add(days.diagnostics());
    if (days.ok()) definition_.own_calendar = *std::move(days);
  }

  // 2023-05-01 至 2023-12-31 without quotes: told as a key that there is not, and no dates can be held against it.
  bool is_cut_off(std::string_view key) const {
    const auto& entries = block_.entries();
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const Entry& each) { return each.key == key; });
    const auto next = entry == entries.end() ? entry : std::next(entry);
    if (next == entries.end()) return false;
    return next->word == "至" || next->word == "到" || next->word == "to" || next->word == "—" || next->word == "-";
  }

  // 100, 0.5 and -3 are numbers, 007 and 1.50 are printed as they are written.
  static Value number_or_text(const std::string& text) {
    const auto number = Decimal::parse(text);
    return number && number->text() == text ? Value(*number) : Value(text);
  }

  // `values` are those that a caller sets.
  void read_parameter(const Entry& entry, const Map& values) {
    if (!loading_.is_good_name(entry) || !loading_.take_name(loading_.called + entry.word, parameter_name, entry.key_position()))
      return;
    const auto name = loading_.called + entry.word;
    if (const auto set = values.find(entry.word); set != values.end()) {
      parameter(name) = number_or_text(set->second.text_or(""));
      return;
    }
    if (entry.has_block()) {
      check_shape(entry, Shape::block, loading_.diagnostics);
      Value inner{Map{}};
      const Section parts(entry);
      parts.check_names(loading_.diagnostics);
      for (const auto& part : parts.entries()) inner[part.word] = number_or_text(part.value);
      parameter(name) = std::move(inner);
    } else {
      parameter(name) = number_or_text(entry.value);
    }
  }

  // plan.year of a called workflow stands in plan.
  Value& parameter(const std::string& name) {
    const auto dot = name.find('.');
    auto& first = definition_.parameters[name.substr(0, dot)];
    return dot == std::string::npos ? first : at_name(first, std::string_view(name).substr(dot + 1));
  }

  // 9704-7.2.5: the kind of number a pattern makes must be one that the standard knows.
  void read_series(const Entry& entry) {
    if (!loading_.is_good_name(entry)) return;
    check_shape(entry, Shape::block, loading_.diagnostics);
    const Section block(entry, language::series);
    block.check(loading_.diagnostics);
    NumberSeries series;
    series.name = entry.word;
    series.position = entry.key_position();
    series.pattern = block.value("pattern");
    const auto* pattern = block.find("pattern");
    const bool whole = series.pattern.find("〔{year}〕{serial}号") != std::string::npos;
    if (!whole)
      loading_.error(pattern == nullptr ? entry.key_position() : pattern->value_position(), bad_series, {series.pattern});
    if (const auto* from = block.find("from"))
      series.first = std::max(1, static_cast<int>(loading_.number_of(*from, 1'000'000).value_or(1)));
    definition_.series[entry.word] = std::move(series);
  }

  // contact.name: each part a name, the first one unlike every parameter and step.
  void read_supplied(const Entry& entry) {
    const auto where = entry.key_position();
    const auto parts = split_dotted(entry.word);
    const bool good =
        std::all_of(parts.begin(), parts.end(), [&](const auto& part) { return loading_.is_good_name(part, where); });
    if (!good) return;
    check_shape(entry, Shape::either, loading_.diagnostics);
    if (supplied_parts_.insert(parts.front()).second && !loading_.take_name(parts.front(), supplied_name, where)) return;
    for (const auto& other : definition_.supplied)
      if (is_within(entry.word, other.name) || is_within(other.name, entry.word))
        loading_.error(where, name_within_name, {entry.word, other.name});
    const Section block(entry, language::supplied);
    block.check(loading_.diagnostics);
    const auto label = entry.has_block() ? block.value("label") : entry.value;
    const auto* released = block.find("public");
    const bool is_public = released != nullptr && loading_.flag_of(*released).value_or(false);
    definition_.supplied.push_back({entry.word, label.empty() ? entry.word : label, where, is_public});
  }

  static std::vector<std::string> split_dotted(std::string_view name) {
    std::vector<std::string> parts{""};
    for (const char c : name) {
      if (c == '.')
        parts.emplace_back();
      else
        parts.back() += c;
    }
    return parts;
  }

  static bool is_within(std::string_view name, std::string_view outer) {
    return name.starts_with(outer) && name.substr(outer.size()).starts_with('.');
  }

  void read_group(const Entry& entry) {
    check_shape(entry, Shape::value, loading_.diagnostics);
    if (!loading_.is_good_name(entry)) return;
    if (definition_.units.find(entry.word) != nullptr || definition_.units.has_class(entry.word))
      loading_.error(entry.key_position(), group_taken, {entry.word});
    definition_.groups[entry.word] = loading_.units_of(split_list(entry.value), entry.value_position());
  }

  void read_role(const Entry& entry) {
    check_shape(entry, Shape::value, loading_.diagnostics);
    if (!loading_.is_good_name(entry) || entry.value.empty()) return;
    definition_.roles[entry.word] = loading_.unit_of(entry.value, entry.value_position()).value_or("");
  }

  // What it reads beside its own inputs would not be known where it is called.
  void read_decision(const Entry& entry) {
    if (!loading_.is_good_name(entry)) return;
    check_shape(entry, Shape::block, loading_.diagnostics);
    const Section block(entry, language::from);
    block.check(loading_.diagnostics);
    const auto name = loading_.called + entry.word;
    if (is_built_in_function(entry.word)) return loading_.error(entry.key_position(), function_taken, {entry.word});
    if (!loading_.take_name(name, decision_name, entry.key_position())) return;
    const auto* from = block.find("from");
    if (from == nullptr || from->value.empty()) return;
    const auto text = loading_.read_file(from->value, FileKind::decision, from->value_position());
    if (!text) return;
    auto table = DecisionTable::read(*text, loading_.path_of(from->value));
    loading_.add(table.diagnostics());
    if (!table.ok()) return;
    auto decision = DecisionModel::make(*std::move(table));
    loading_.add(decision.diagnostics());
    if (decision.ok()) definition_.decisions[name] = *std::move(decision);
  }

  // A form that cannot be read keeps its name, so that nobody complains of an unknown form.
  void read_form_of_campaign(const Entry& entry) {
    const auto name = loading_.called + entry.word;
    if (!loading_.is_good_name(entry) || definition_.forms.contains(name)) return;
    check_shape(entry, Shape::block, loading_.diagnostics);
    auto& form = definition_.forms[name];
    form.id = name;
    form.position = entry.key_position();
    if (!entry.has_block()) return;
    if (const auto block = loading_.form_block(entry))
      if (auto read = read_form(loading_, name, *block)) form = *std::move(read);
  }

  void read_units_of_campaign() {
    loading_.units_are_known = false;
    const auto* entry = block_.find("units");
    if (entry == nullptr) {
      required({"units", "单位"}, "单位名单，写成 units { from units.csv }", "units { from units.csv }");
      return;
    }
    const Section block(*entry, language::from);
    block.check(loading_.diagnostics);
    const auto* from = block.find("from");
    if (from == nullptr || from->value.empty()) return;
    const auto text = loading_.read_file(from->value, FileKind::units, from->value_position());
    if (!text) return;
    auto units = read_units(*text, loading_.path_of(from->value));
    loading_.add(units.diagnostics());
    loading_.units_are_known = units.ok();
    if (units.has_value()) definition_.units = *std::move(units);
  }

  void read_people_of_campaign() {
    const auto* entry = block_.find("people");
    if (entry == nullptr) return;
    const Section block(*entry, language::from);
    block.check(loading_.diagnostics);
    const auto* from = block.find("from");
    if (from == nullptr || from->value.empty() || !loading_.units_are_known) return;
    const auto text = loading_.read_file(from->value, FileKind::people, from->value_position());
    if (!text) return;
    auto people = read_people(*text, loading_.path_of(from->value), definition_.units);
    loading_.add(people.diagnostics());
    if (people.has_value()) definition_.people = *std::move(people);
  }

  Loading& loading_;
  Definition& definition_;
  const Section& block_;
  std::set<std::string> supplied_parts_;
};

bool may_call(Loading& loading, const Entry& file, const std::string& path) {
  constexpr std::size_t most = 8;
  constexpr int most_calls = 1000;  // files that each call the next ten times are soon read a million times
  const auto& callers = loading.callers;
  const auto same = std::find(callers.begin(), callers.end(), path);
  if (same != callers.end()) {
    auto circle = std::vector<std::string>(same, callers.end());
    circle.push_back(path);
    loading.error(file.value_position(), calls_itself, {file.value, join(circle, " → ")});
  } else if (callers.size() > most) {
    loading.error(file.value_position(), calls_too_deep, {file.value, std::to_string(most)});
  } else if (loading.calls == most_calls) {
    loading.error(file.value_position(), too_many_calls, {std::to_string(most_calls)});
    ++loading.calls;
  } else if (loading.calls < most_calls) {
    ++loading.calls;
    return true;
  }
  return false;
}

}  // namespace

void read_campaign(Loading& loading, const Section& block) {
  if (loading.definition.id.empty()) loading.error(block.position(), empty_name, {});
  loading.callers.push_back(loading.definition.file);
  CampaignReader(loading, block).read();
}

std::shared_ptr<const Definition> read_campaign_below(Loading& loading, const Entry& file) {
  const auto path = loading.path_of(file.value);
  if (!may_call(loading, file, path)) return nullptr;
  if (!loading.read_file(file.value, FileKind::workflow, file.value_position())) return nullptr;
  auto below = load_definition(path, loading.kinds, loading.environment, loading.callers);
  loading.add(below.diagnostics());
  return below.ok() ? std::make_shared<const Definition>(*std::move(below)) : nullptr;
}

std::shared_ptr<const Flow> read_called(Loading& loading, const Step& caller, const Entry& file, const Map& values) {
  const auto path = loading.path_of(file.value);
  if (!may_call(loading, file, path)) return nullptr;
  if (!loading.read_file(file.value, FileKind::workflow, file.value_position())) return nullptr;
  std::string id;
  const auto block = loading.read_tree_file(path, {language::campaign_file}, language::campaign, &id);
  if (!block) return nullptr;
  const auto outer = std::exchange(loading.called, caller.id + ".");
  loading.callers.push_back(path);
  auto flow = CampaignReader(loading, *block).read_as_called(values);
  loading.callers.pop_back();
  loading.called = outer;
  return flow;
}

}  // namespace hongtou
