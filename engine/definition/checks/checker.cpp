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
constexpr Message unreported{"workflow.target_unreported", "目标“{0}”取自表单“{1}”，但没有步骤收集它",
                             "the target “{0}” is read from the form “{1}”, which no step collects",
                             "加一个收集步骤：do collect  form {1}", "add a step: do collect  form {1}"};
constexpr Message not_asked{"workflow.target_unit_not_asked", "目标“{0}”适用于“{1}”，但收集表单“{2}”的步骤不向它收集",
                            "the target “{0}” is set for “{1}”, but no step asks it for the form “{2}”",
                            "把它加进收集步骤的 from，或改正 per", "add it to the step's from, or mend per"};
constexpr Message not_countable{"workflow.target_field", "目标“{0}”的字段“{1}”不是{2}",
                                "the field “{1}” of the target “{0}” is no {3}", "换一个字段", "choose another field"};
constexpr Message due_after_window{"workflow.due_after_window", "目标“{0}”到 {1} 就核定，而“{2}”{3} 才截止，届时可能还没有数据",
                                   "the target “{0}” is final on {1}, before “{2}” is due on {3}",
                                   "放宽目标的 within，或提前截止日", "widen the target's within, or move the due date"};
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
constexpr Message target_of_rows{"workflow.target_rows", "目标“{0}”取自表单“{1}”，但它的版式是 rows（行列），一项有几个数",
                                 "the target “{0}” is read from the form “{1}” of layout rows, where a field has several values",
                                 "换一张版式为 columns 或 fields 的表", "choose a form of layout columns or fields"};
constexpr Message no_receipt{"workflow.assessment_step", "步骤“{0}”不发文，没有签收可考核",
                             "the step “{0}” issues nothing, so there is no receipt to assess", "写发文步骤的名称",
                             "name a step that issues a document"};
constexpr Message no_deadline{"workflow.assessment_step", "步骤“{0}”不收集或没有截止日，不能考核是否按时",
                              "the step “{0}” does not collect or has no due date, so there is no deadline to assess",
                              "写有截止日的收集步骤", "name a collecting step with a due date"};

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
    check_targets();
    check_assessments();
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

  void check_targets() {
    for (const auto& target : definition_.targets) {
      if (target.field.empty()) continue;  // told by the reader
      const auto form = definition_.forms.find(target.form);
      if (form == definition_.forms.end()) {
        loading_.unknown(target.position, "表单", "form", target.form, keys_of(definition_.forms));
        continue;
      }
      if (!form->second.fields().empty()) check_target_field(target, form->second);
      check_target_units(target);
    }
  }

  void check_target_field(const Target& target, const Form& form) {
    const auto* field = form.field(target.field);
    if (field == nullptr) {
      std::vector<std::string> names;
      for (const auto* each : form.fields()) names.push_back(each->id);
      loading_.unknown(target.position, "字段", "field", target.field, names);
      return;
    }
    if (form.layout == FormLayout::rows) loading_.error(target.position, target_of_rows, {target.id, form.id});
    const bool full = target.op == Target::Operator::full;
    if (full && field->type != FieldType::boolean)
      loading_.error(target.position, not_countable, {target.id, field->id, "“是否”型字段", "yes/no field"});
    if (!full && field->type != FieldType::count)
      loading_.error(target.position, not_countable, {target.id, field->id, "数量型字段", "count"});
  }

  void check_target_units(const Target& target) {
    std::set<std::string> asked;
    bool collected = false;
    for (const auto& step : definition_.steps)
      if (step.kind == "collect" && step.name("form") == target.form) {
        collected = true;
        for (const auto& unit : step.names("from")) asked.insert(unit);
      }
    if (!collected) loading_.error(target.position, unreported, {target.id, target.form});
    if (!collected) return;
    check_target_window(target);
    for (const auto& unit : target.per)
      if (!asked.contains(unit)) {
        loading_.error(target.position, not_asked, {target.id, definition_.unit_name(unit), target.form});
        return;
      }
  }

  // A target is final at the end of its window: a report that is due later cannot count.
  void check_target_window(const Target& target) {
    if (!target.within) return;
    for (const auto& step : definition_.steps) {
      const auto due = step.date("due");
      if (step.name("form") == target.form && due && *due > target.within->last)
        loading_.warn(target.position, due_after_window, {target.id, to_text(target.within->last), step.id, to_text(*due)});
    }
  }

  void check_assessments() {
    std::vector<std::string> targets;
    for (const auto& target : definition_.targets) targets.push_back(target.id);
    for (const auto& [file, assessment] : definition_.assessments)
      for (const auto& item : assessment.items) {
        if (item.kind == AssessmentItem::Kind::target) {
          if (std::find(targets.begin(), targets.end(), item.subject) == targets.end())
            loading_.unknown(item.position, "目标", "target", item.subject, targets);
        } else {
          check_assessed_step(item);
        }
      }
  }

  void check_assessed_step(const AssessmentItem& item) {
    const auto* step = find_step(item.subject);
    const bool receipt = item.kind == AssessmentItem::Kind::receipt;
    if (step == nullptr)
      loading_.unknown(item.position, "步骤", "step", item.subject, step_names());
    else if (receipt && step->kind != "issue")
      loading_.error(item.position, no_receipt, {step->id});
    else if (!receipt && (step->kind != "collect" || step->setting("due") == nullptr))
      loading_.error(item.position, no_deadline, {step->id});
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
