// What a workflow file says, held against itself: names, order, dates, texts, targets.
#include <algorithm>
#include <set>

#include "engine/definition/reading/loading.h"
#include "engine/definition/reading/suggestion.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message cycle{"workflow.cycle", "步骤互相等待，谁也不能先开始：{0}", "steps wait for each other in a circle: {0}",
                        "去掉其中一个 after", "remove one of these after"};
constexpr Message no_outcomes{"workflow.no_outcomes", "步骤“{0}”没有结果可选，不能写“{0}={1}”",
                              "the step “{0}” has no outcomes, so “{0}={1}” cannot be waited for",
                              "只写“{0}”，或把它改成 do decision", "write “{0}” alone, or make it a decision"};
constexpr Message unknown_block_form{"workflow.unknown_form", "文中的“::form {0}”没有对应的表单{1}",
                                     "“::form {0}” names no form of the campaign{2}", "在 forms 中加入它，或改正名称",
                                     "add it to forms or mend the name"};
constexpr Message unknown_block_table{"workflow.unknown_table", "文中的“::table {0}”没有对应的收集或考核步骤{1}",
                                      "“::table {0}” names no collecting or assessing step{2}", "写收集或考核步骤的名称",
                                      "write the name of a step that collects or assesses"};
constexpr Message personal_condition{"workflow.personal_condition", "条件里不能用启动时填写的“{0}”",
                                     "a condition cannot use “{0}”, which is supplied at the start",
                                     "个人信息不能进入流水账；改用 parameters 中的参数",
                                     "personal values must not enter the journal; use a parameter"};
constexpr Message unused_form{"workflow.unused_form", "表单“{0}”没有被使用", "the form “{0}” is not used", "若不需要，可删去",
                              "remove it if it is not needed"};
constexpr Message form_and_text{"workflow.collects_nothing", "步骤“{0}”没有写收什么",
                                "the step “{0}” does not say what is collected", "加上 form 表单名，或 require \"材料\"",
                                "add form NAME or require \"WHAT\""};

constexpr Message outcome_ends{"workflow.outcome_ends", "结果“{0}”写明到此为止，不能再等它",
                               "the outcome “{0}” is said to end there; nothing can follow it", "去掉“=end”，或不要等它",
                               "take “=end” away, or do not wait for it"};
constexpr Message outcome_twice{"workflow.outcome_twice", "结果“{0}”写了两次", "the outcome “{0}” stands twice", "删去一个",
                                "remove one"};
constexpr Message bad_outcome{"workflow.bad_outcome", "结果“{0}”写得不对", "“{0}” is no outcome",
                              "写结果的名称；到此为止的写成“名称=end”", "write its name; one that ends there as NAME=end"};
constexpr Message voluntary_without_end{"workflow.voluntary_without_end", "步骤“{0}”是自愿报送，没有写到哪天为止，就永远不会办结",
                                        "reports to the step “{0}” are voluntary, and without a last day it never settles",
                                        "加上截止的日期，例如 settles 2023-06-30",
                                        "add the last day, such as settles 2023-06-30"};
constexpr Message due_missing{"workflow.due_missing", "“{0}”以截止日为准，但步骤“{1}”没有截止日",
                              "“{0}” goes by the due date, but the step “{1}” has none", "加上：due 日期", "add: due DATE"};
constexpr Message each_of_collecting{"workflow.each_not_collecting", "“{0}”不是收集步骤，不能逐个单位等它",
                                     "“{0}” does not collect; one cannot wait for it unit by unit",
                                     "改用 after，或写收集步骤的名称", "use after, or name a step that collects"};
constexpr Message each_in_collecting{"workflow.each_not_collecting", "步骤“{0}”不是收集步骤，不能用 after-each",
                                     "the step “{0}” does not collect; it cannot use after-each", "改用 after", "use after"};
constexpr Message each_of_one{"workflow.each_of_one", "after-each 只能写一个步骤", "after-each takes one step only",
                              "其余的步骤写在 after 里", "write the other steps behind after"};

class Checker {
 public:
  explicit Checker(Loading& loading) : loading_(loading), definition_(loading.definition) {
    for (std::size_t i = 0; i < definition_.steps.size(); ++i) places_.emplace(definition_.steps[i].id, i);
  }

  void check() {
    const bool names_known = std::none_of(loading_.diagnostics.begin(), loading_.diagnostics.end(), hides_names);
    check_dependencies();
    definition_.graph = StepGraph(definition_.steps);
    if (const auto path = definition_.graph.cycle(); !path.empty()) {
      report_cycle(path);
    } else {
      check_outcomes(loading_);
      check_dates(loading_);
    }
    for (const auto& step : definition_.steps) check_names(step);
    check_collecting();
    check_targets(loading_);
    check_assessments(loading_);
    if (names_known) check_texts();
    check_unused_forms();
  }

 private:
  // After an error of reading, the data of the texts may lack names that the author did write; these errors lose none.
  static bool hides_names(const Diagnostic& found) {
    static const std::set<std::string_view> harmless{
        "workflow.unknown_unit",    "workflow.one_unit",     "workflow.outside_period",
        "workflow.bad_settles",     "workflow.bad_offsets",  "workflow.bad_strength",
        "workflow.document_number", "workflow.not_optional", "workflow.guard_not_boolean"};
    const auto code = found.message.code;
    const bool elsewhere = code.starts_with("text.") || code.starts_with("template.") || code.starts_with("units.") ||
                           code.starts_with("expression.");
    return found.severity == Severity::error && !elsewhere && !harmless.contains(code);
  }

  void check_dependencies() {
    for (auto& step : definition_.steps)
      for (const auto& gate : step.gates)
        for (const auto& dependency : gate.on) {
          const auto* other = find_step(dependency.step);
          if (other == nullptr)
            unknown_step(dependency);
          else
            check_dependency_outcomes(dependency, *other);
        }
  }

  void unknown_step(const Dependency& dependency) {
    static constexpr Message message{"workflow.unknown_step", "“{0}”不是这个活动的步骤", "“{0}” is no step of this campaign",
                                     "{1}", "{2}"};
    if (loading_.is_full()) return loading_.error(dependency.position, message, {dependency.step, "", ""});
    const auto names = step_names();
    const auto labelled = std::find_if(definition_.steps.begin(), definition_.steps.end(),
                                       [&](const Step& step) { return step.label == dependency.step; });
    const auto near = labelled != definition_.steps.end() ? labelled->id : nearest(dependency.step, names);
    std::string zh = "已有的步骤：" + some_of(names);
    std::string en = "its steps are: " + some_of(names);
    if (const auto* step = find_step(near); step != nullptr) {
      zh = "是否为“" + near + "”（第 " + std::to_string(step->position.line) + " 行）？";
      en = "did you mean “" + near + "” (line " + std::to_string(step->position.line) + ")?";
    }
    loading_.error(loading_.place_of(dependency.step, dependency.position), message, {dependency.step, zh, en});
  }

  void check_dependency_outcomes(const Dependency& dependency, const Step& step) {
    const auto outcomes = outcome_names(step);
    for (const auto& outcome : dependency.outcomes) {
      if (outcomes.empty())
        loading_.error(loading_.place_of(step.id, dependency.position), no_outcomes, {step.id, outcome});
      else if (std::find(outcomes.begin(), outcomes.end(), outcome) == outcomes.end())
        loading_.unknown(dependency.position, "结果", "outcome", outcome, outcomes);
      else if (ends(step, outcome))
        loading_.error(loading_.place_of(outcome, dependency.position), outcome_ends, {outcome});
    }
  }

  std::vector<std::string> step_names() const {
    std::vector<std::string> names;
    for (const auto& step : definition_.steps) names.push_back(step.id);
    return names;
  }

  const Step* find_step(std::string_view id) const {
    const auto found = places_.find(id);
    return found == places_.end() ? nullptr : &definition_.steps[found->second];
  }

  static bool ends(const Step& step, const std::string& outcome) {
    const auto words = step.names("outcomes");
    return std::any_of(words.begin(), words.end(), [&](const auto& word) { return word.starts_with(outcome + "="); });
  }

  static std::vector<std::string> outcome_names(const Step& step) {
    std::vector<std::string> names;
    for (const auto& word : step.names("outcomes")) names.push_back(word.substr(0, word.find('=')));
    return names;
  }

  void report_cycle(const std::vector<std::size_t>& path) {
    constexpr std::size_t most = 12;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < path.size(); ++i) {
      if (path.size() > most && i == most - 2) names.emplace_back("…");
      if (path.size() <= most || i < most - 2 || i + 2 > path.size()) names.push_back(definition_.steps[path[i]].id);
    }
    loading_.error(definition_.steps[path.front()].position, cycle, {join(names, " → ")});
  }

  void check_names(const Step& step) {
    for (const auto& [key, setting] : step.settings) {
      for (const auto& name : setting.names) {
        if (setting.type == KeyType::form && !definition_.forms.contains(name))
          loading_.unknown(setting.position, "表单", "form", name, keys_of(definition_.forms));
        if (setting.type == KeyType::roles && !definition_.roles.contains(name))
          loading_.unknown(setting.position, "角色", "role", name, keys_of(definition_.roles));
        if (setting.type == KeyType::step && find_step(name) == nullptr)
          loading_.unknown(setting.position, "步骤", "step", name, step_names());
      }
    }
  }

  template <class M>
  static std::vector<std::string> keys_of(const M& map) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : map) keys.push_back(key);
    return keys;
  }

  void check_collecting() {
    for (const auto& step : definition_.steps) {
      const bool collects = step.kind == "collect";
      if (collects && step.setting("form") == nullptr && step.setting("require") == nullptr)
        loading_.error(step.position, form_and_text, {step.id});
      if (collects) check_settling(step);
      check_after_each(step, collects);
      check_outcome_words(step);
    }
  }

  void check_settling(const Step& step) {
    const auto* voluntary = step.setting("voluntary");
    const auto* settles = step.setting("settles");
    const auto* remind = step.setting("remind");
    const bool has_due = step.setting("due") != nullptr;
    const bool at_due = settles != nullptr && language::at_due.is(settles->text);
    const bool on_a_day = settles != nullptr && !settles->number;
    if (voluntary != nullptr && voluntary->flag && !on_a_day)
      loading_.error(voluntary->position, voluntary_without_end, {step.id});
    if (at_due && !has_due) loading_.error(settles->position, due_missing, {"settles " + settles->text, step.id});
    if (remind != nullptr && !has_due) loading_.error(remind->position, due_missing, {"remind", step.id});
  }

  void check_after_each(const Step& step, bool collects) {
    for (const auto& gate : step.gates) {
      if (gate.kind != Gate::Kind::each) continue;
      if (!collects) loading_.error(gate.position, each_in_collecting, {step.id});
      if (gate.on.size() > 1) loading_.error(gate.position, each_of_one, {});
      for (const auto& dependency : gate.on)
        if (const auto* other = find_step(dependency.step); other != nullptr && other->kind != "collect")
          loading_.error(loading_.place_of(other->id, gate.position), each_of_collecting, {other->id});
    }
  }

  void check_outcome_words(const Step& step) {
    std::set<std::string> seen;
    for (const auto& word : step.names("outcomes")) {
      const auto equals = word.find('=');
      const auto name = word.substr(0, equals);
      const auto where = loading_.place_of(name, step.setting("outcomes")->position);
      if (!seen.insert(name).second) loading_.error(where, outcome_twice, {name});
      if (equals != std::string::npos && !language::end.is(word.substr(equals + 1))) loading_.error(where, bad_outcome, {word});
    }
  }

  void check_texts() {
    const auto data = sample_data(definition_);
    for (const auto& [name, text] : definition_.texts) {
      loading_.add(text.check(data));
      for (const auto& block : text.blocks()) check_block(block);
    }
    for (const auto& words : loading_.printed_words) check_printed(words, data);
    std::vector<std::string> names;
    flatten(data, "", names);
    for (const auto& step : definition_.steps)
      if (step.when) check_condition(*step.when, names);
  }

  // The values a condition was judged by stand in the journal for ever, and personal ones must not.
  void check_condition(const Expression& condition, const std::vector<std::string>& names) {
    loading_.add(condition.check(names));
    for (const auto& name : condition.names())
      for (const auto& personal : definition_.supplied)
        if (personal.name == name.path || personal.name.starts_with(name.path + "."))
          loading_.error(name.position, personal_condition, {name.path});
  }

  void check_printed(const PrintedWords& words, const Value& data) {
    auto printed = Template::parse(words.text, words.position.file);
    auto found = printed.diagnostics();
    if (printed.ok()) found = printed->check(data);
    for (auto& problem : found) {
      problem.position = loading_.place_of(problem.arguments.empty() ? std::string() : problem.arguments.front(), words.position);
      loading_.diagnostics.push_back(problem);
    }
  }

  void check_block(const BlockRequest& block) {
    const auto missing = [&](Message message, const std::vector<std::string>& candidates) {
      const auto near = suggest(block.argument, candidates);
      loading_.error(block.position, message, {block.argument, near.zh, near.en});
    };
    if (block.kind == "form" && !definition_.forms.contains(block.argument))
      missing(unknown_block_form, keys_of(definition_.forms));
    if (block.kind == "table") {
      std::vector<std::string> names;
      for (const auto& step : definition_.steps)
        if (step.kind == "assess" || step.setting("form") != nullptr) names.push_back(step.id);
      if (std::find(names.begin(), names.end(), block.argument) == names.end()) missing(unknown_block_table, names);
    }
  }

  static void flatten(const Value& value, const std::string& prefix, std::vector<std::string>& names) {
    if (value.map() == nullptr) return;
    for (const auto& [key, inner] : *value.map()) {
      const auto name = prefix.empty() ? key : prefix + "." + key;
      names.push_back(name);
      flatten(inner, name, names);
    }
  }

  void check_unused_forms() {
    std::set<std::string> used;
    for (const auto& step : definition_.steps) used.insert(step.name("form"));
    for (const auto& [name, text] : definition_.texts)
      for (const auto& block : text.blocks()) used.insert(block.argument);
    for (const auto& [name, form] : definition_.forms)
      if (!used.contains(name) && !form.fields().empty()) loading_.warn(form.position, unused_form, {name});
  }

  Loading& loading_;
  Definition& definition_;
  std::map<std::string_view, std::size_t> places_;
};

}  // namespace

void check_definition(Loading& loading) { Checker(loading).check(); }

}  // namespace hongtou
