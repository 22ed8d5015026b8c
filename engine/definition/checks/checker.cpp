// What a workflow file says, held against itself: names, order, dates, texts, targets.
#include <algorithm>
#include <map>
#include <set>

#include "engine/definition/data_schema.h"
#include "engine/definition/picture_list.h"
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
constexpr Message bad_pictures{
    "workflow.pictures", "“::pictures {0}”看不懂", "“::pictures {0}” is not understood",
    "写成“::pictures 步骤.材料”，后面可写“每行 2”“至多 6”“说明 单位、主题”",
    "write “::pictures STEP.MATERIAL”, and after it “per-row 2”, “at-most 6” and “caption unit,topic”"};
constexpr Message no_such_step_of_pictures{"workflow.pictures", "没有收集步骤“{0}”，印不了图片{1}",
                                           "there is no collecting step “{0}” to take pictures from{2}", "写收集步骤的名称",
                                           "write the name of a step that collects"};
constexpr Message no_such_material{"workflow.pictures", "步骤“{0}”没有要求报送“{1}”", "the step “{0}” does not ask for “{1}”",
                                   "在步骤里写 require {1}，或改正名称", "write require {1} in the step, or mend the name"};
constexpr Message no_such_caption{"workflow.pictures", "步骤“{0}”的表单里没有字段“{1}”{2}",
                                  "the form of the step “{0}” has no field “{1}”{3}", "说明里写表单的字段，或“单位”",
                                  "write fields of the form, or “unit”"};
constexpr Message personal_caption{"workflow.pictures", "图片说明“{0}”是个人信息，不能印在文稿里",
                                   "the caption “{0}” is personal and must not be printed", "改用别的字段，或“单位”",
                                   "take another field, or “unit”"};
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
constexpr Message returns_elsewhere{"workflow.returns_elsewhere", "结果“{0}”不能退回“{1}”：它不在“{2}”之前",
                                    "the outcome “{0}” cannot go back to “{1}”, which does not come before “{2}”",
                                    "只能退回同一层中前面的步骤", "name a step of the same flow that comes before"};
constexpr Message announces_no_date{"workflow.announces_no_date", "“{0}”不是哪个步骤的日期", "“{0}” is no date of a step",
                                    "写成“步骤.日期”，例如 month.window、report.due",
                                    "write STEP.KEY, such as month.window or report.due"};
constexpr Message no_date_field{"workflow.no_date_field", "步骤“{0}”的表单没有日期字段“{1}”",
                                "the form of the step “{0}” has no date field “{1}”",
                                "写“步骤.字段”，字段的类型为 date（日期）；这张表的日期字段有：{2}",
                                "write STEP.FIELD, a field of type date; those of its form are: {2}"};
constexpr Message many_dates{"workflow.no_date_field", "步骤“{0}”的表单有好几行，“{1}”不是一个日期",
                             "the form of the step “{0}” has several rows, so “{1}” is not one date",
                             "日期只能取自一格一项的表（columns 或 fields）",
                             "take it from a form with one value a field (columns or fields)"};
constexpr Message date_out_of_reach{"workflow.no_date_field", "日期取自步骤“{0}”，本步骤却看不到它：它在“{1}”里面",
                                    "the date comes from the step “{0}”, which stands within “{1}” and cannot be seen from here",
                                    "把本步骤移进“{1}”的 steps 里，或改写日期",
                                    "move this step into the steps of “{1}”, or write another date"};
constexpr Message date_of_cases{"workflow.no_date_field", "“{0}”登记的日期一案一个，只有它里面的步骤能用",
                                "“{0}” is registered with a date for each case, which only the steps within it can use",
                                "把本步骤移进“{0}”的 steps 里，或改写日期",
                                "move this step into the steps of “{0}”, or write another date"};
constexpr Message not_registered{"workflow.no_date_field", "步骤“{0}”不是案件，也不是收集步骤，没有填报的日期",
                                 "the step “{0}” takes in no case and no report, so it gives no date",
                                 "写登记或填报这个日期的步骤", "name the step whose form holds the date"};
constexpr Message waits_for_holder{"workflow.waits_for_holder", "步骤“{0}”在“{1}”里面，不能等“{1}”办结",
                                   "the step “{0}” stands within “{1}” and cannot wait for it", "删去它", "take it out"};
constexpr Message out_of_reach{"workflow.step_out_of_reach", "步骤“{0}”在“{1}”里面，外面不能单独等它",
                               "the step “{0}” stands within “{1}”; nothing outside can wait for it alone", "改等整个“{1}”",
                               "wait for “{1}” as a whole"};
constexpr Message voluntary_without_end{"workflow.voluntary_without_end", "步骤“{0}”是自愿报送，没有写到哪天为止，就永远不会办结",
                                        "reports to the step “{0}” are voluntary, and without a last day it never settles",
                                        "加上截止的日期，例如 settles 2023-06-30",
                                        "add the last day, such as settles 2023-06-30"};
constexpr Message due_missing{"workflow.due_missing", "“{0}”以截止日为准，但步骤“{1}”没有截止日",
                              "“{0}” goes by the due date, but the step “{1}” has none", "加上：due 日期", "add: due DATE"};
constexpr Message nothing_owed{"workflow.nothing_to_supervise", "步骤“{0}”不向单位收东西，或是自愿报送，没有可督办的",
                               "nobody owes the step “{0}” anything, so there is nothing to supervise", "写有截止日的收集步骤",
                               "name a collecting step with a due date"};
constexpr Message unit_for_role{"workflow.unknown_role", "“{0}”是单位，这里要写角色", "“{0}” is a unit; a role is wanted here",
                                "在 roles（角色）中写“{1} {0}”，这里写“{1}”", "write “{1} {0}” in roles, and “{1}” here"};
constexpr Message unit_has_role{"workflow.unknown_role", "“{0}”是单位，这里要写角色", "“{0}” is a unit; a role is wanted here",
                                "这里写它的角色“{1}”", "write its role “{1}” here"};
constexpr Message each_of_collecting{"workflow.each_not_collecting", "“{0}”不是收集步骤，不能逐个单位等它",
                                     "“{0}” does not collect; one cannot wait for it unit by unit",
                                     "改用 after，或写收集步骤的名称", "use after, or name a step that collects"};
constexpr Message each_in_collecting{"workflow.each_not_collecting", "步骤“{0}”不是收集步骤，不能用 after-each",
                                     "the step “{0}” does not collect; it cannot use after-each", "改用 after", "use after"};
constexpr Message each_of_one{"workflow.each_of_one", "after-each 只能写一个步骤", "after-each takes one step only",
                              "其余的步骤写在 after 里", "write the other steps behind after"};

// What a step sees goes by the holder it stands in and the called workflow it came from.
using Seen = std::pair<const Step*, std::string>;

class Checker {
 public:
  explicit Checker(Loading& loading) : loading_(loading), definition_(loading.definition) {}

  void check() {
    const bool names_known = std::none_of(loading_.diagnostics.begin(), loading_.diagnostics.end(), hides_names);
    link_targets(loading_);
    const auto flow = std::const_pointer_cast<Flow>(definition_.flow);  // nobody else has it while it is being read
    check_targets(loading_);
    link_flow(flow);
    if (order_flow(flow)) {
      check_outcomes(loading_);
      check_dates(loading_);
      check_results(loading_);
    }
    check_scopes(loading_);
    check_cascades(loading_);
    for (const auto& place : definition_.places()) check_names(*place.step);
    check_collecting();
    check_dates_told();
    check_assessments(loading_);
    loading_.names_are_known = names_known;
    std::map<Seen, Vocabulary> seen;
    if (!loading_.step_expressions.empty()) read_expressions(*flow, data_schema(definition_), seen);
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

  // Finds what every `after` names: a step of the same flow or of one around it.
  void link_flow(const std::shared_ptr<Flow>& flow) {
    for (auto& step : flow->steps) {
      for (auto& gate : step.gates)
        for (auto& dependency : gate.on)
          if (const auto* other = find_step(dependency.step)) {
            link(step, dependency, *definition_.place(dependency.step));
            check_dependency_outcomes(dependency, *other);
          } else {
            unknown_step(dependency);
          }
      note_reads(step);
      if (step.flow != nullptr) link_flow(std::const_pointer_cast<Flow>(step.flow));
    }
  }

  void link(const Step& step, Dependency& dependency, const StepPlace& other) {
    const auto* place = definition_.place(step.id);
    for (std::size_t up = 0;; ++up) {
      if (place->flow == other.flow) {
        dependency.up = up;
        return;
      }
      if (place->holder == nullptr || place->holder == other.step) break;
      place = definition_.place(place->holder->id);
    }
    const bool own = place->holder == other.step;
    const auto where = loading_.place_of(dependency.step, dependency.position);
    if (own)
      loading_.error(where, waits_for_holder, {step.id, dependency.step});
    else
      loading_.error(where, out_of_reach, {dependency.step, outermost_holder(other).id});
  }

  const Step& outermost_holder(StepPlace place) const {
    const auto* step = place.step;
    while (place.holder != nullptr) {
      step = place.holder;
      place = *definition_.place(step->id);
    }
    return *step;
  }

  // The steps whose data the step's text or rules use.
  void note_reads(Step& step) {
    if (const auto text = definition_.texts.find(step.name("text")); text != definition_.texts.end()) {
      for (const auto& tag : text->second.tags()) note_read(step, tag.name);
      for (const auto& block : text->second.blocks()) note_read(step, block.argument);
    }
    if (const auto rules = definition_.assessments.find(step.name("rules")); rules != definition_.assessments.end())
      note_rules(step, rules->second.items);
  }

  void note_rules(Step& step, const std::vector<AssessmentItem>& items) {
    for (const auto& item : items) {
      for (const auto& word : {step.within + item.subject, item.subject}) {
        note_read(step, word);
        note_read(step, "targets." + word);
      }
      for (const auto& part : item.parts) note_read(step, "targets." + part);
      note_rules(step, item.items);
    }
  }

  void note_read(Step& step, const std::string& name) {
    if (name.starts_with("targets.")) {
      for (const auto& target : definition_.targets)
        if (name == "targets." + target.id || name.starts_with("targets." + target.id + ".")) note_target(step, target);
      return;
    }
    for (auto end = name.find('.');; end = name.find('.', end + 1)) {
      const auto rest = end == std::string::npos ? std::string() : name.substr(end + 1);
      for (const auto& candidate : {step.within + name.substr(0, end), name.substr(0, end)})
        if (find_step(candidate) != nullptr && candidate != step.id && !is_fixed(step, candidate, rest))
          step.reads.insert(candidate);
      if (end == std::string::npos) return;
    }
  }

  // What does not change with reports: a step's dates and label, and of the scopes around a step what they were opened with.
  bool is_fixed(const Step& step, const std::string& other, const std::string& part) const {
    static const std::set<std::string_view> dates{"label",     "due",        "due_full",   "on",         "on_full",
                                                  "opens",     "opens_full", "first",      "first_full", "last",
                                                  "last_full", "until",      "until_full", "number"};
    static const std::set<std::string_view> own{"key", "title", "unit", "opened", "data"};
    if (dates.contains(part)) return true;
    for (const auto* holder = definition_.place(step.id)->holder; holder != nullptr;
         holder = definition_.place(holder->id)->holder)
      if (holder->id == other) return own.contains(part.substr(0, part.find('.')));
    return false;
  }

  void note_target(Step& step, const Target& target) {
    note_form(step, target.measure);
    if (target.formula)
      for (const auto& name : target.formula->names()) {
        Measure measure;
        measure.form = form_in(name.path);
        note_form(step, measure);
      }
    for (const auto& other : definition_.targets)
      if (!target.coverage.empty() && other.id == target.coverage && other.coverage.empty()) note_target(step, other);
  }

  // 登记日报.登记户, latest.登记日报.登记户
  static std::string form_in(std::string_view path) {
    const auto latest = std::string(latest_name) + ".";
    if (path.starts_with(latest)) path.remove_prefix(latest.size());
    return std::string(path.substr(0, path.find('.')));
  }

  void note_form(Step& step, const Measure& measure) {
    for (const auto& place : definition_.places()) {
      const auto& id = place.step->id;
      const bool named =
          measure.steps.empty() || std::find(measure.steps.begin(), measure.steps.end(), id) != measure.steps.end();
      if (!measure.form.empty() && place.step->name("form") == measure.form && named && id != step.id) step.reads.insert(id);
    }
  }

  // The order of steps in every flow; false if one goes in a circle.
  bool order_flow(const std::shared_ptr<Flow>& flow) {
    bool ordered = true;
    for (const auto& step : flow->steps)
      if (step.flow != nullptr) ordered = order_flow(std::const_pointer_cast<Flow>(step.flow)) && ordered;
    flow->graph = StepGraph(flow->steps);
    const auto path = flow->graph.cycle();
    if (!path.empty()) report_cycle(*flow, path);
    return ordered && path.empty();
  }

  void unknown_step(const Dependency& dependency) {
    static constexpr Message message{"workflow.unknown_step", "“{0}”不是这个活动的步骤", "“{0}” is no step of this campaign",
                                     "{1}", "{2}"};
    if (loading_.is_full()) return loading_.error(dependency.position, message, {dependency.step, "", ""});
    const auto names = step_names();
    const auto& places = definition_.places();
    const auto labelled =
        std::find_if(places.begin(), places.end(), [&](const StepPlace& place) { return place.step->label == dependency.step; });
    const auto near = labelled != places.end() ? labelled->step->id : nearest(dependency.step, names);
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
      else if (!goes_on(step, outcome))
        loading_.error(loading_.place_of(outcome, dependency.position), outcome_ends, {outcome});
    }
  }

  std::vector<std::string> step_names() const {
    std::vector<std::string> names;
    for (const auto& place : definition_.places()) names.push_back(place.step->id);
    return names;
  }

  const Step* find_step(std::string_view id) const { return definition_.step(id); }

  static const std::vector<Outcome>& outcomes_of(const Step& step) {
    static const std::vector<Outcome> none;
    const auto* setting = step.setting("outcomes");
    return setting == nullptr ? none : setting->outcomes;
  }

  static bool goes_on(const Step& step, const std::string& name) {
    const auto& outcomes = outcomes_of(step);
    return std::any_of(outcomes.begin(), outcomes.end(),
                       [&](const Outcome& each) { return each.name == name && each.way == Outcome::Way::on; });
  }

  static std::vector<std::string> outcome_names(const Step& step) {
    std::vector<std::string> names;
    for (const auto& outcome : outcomes_of(step)) names.push_back(outcome.name);
    return names;
  }

  void report_cycle(const Flow& flow, const std::vector<std::size_t>& path) {
    constexpr std::size_t most = 12;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < path.size(); ++i) {
      if (path.size() > most && i == most - 2) names.emplace_back("…");
      if (path.size() <= most || i < most - 2 || i + 2 > path.size()) names.push_back(flow.steps[path[i]].id);
    }
    loading_.error(flow.steps[path.front()].position, cycle, {join(names, " → ")});
  }

  void check_names(const Step& step) {
    for (const auto& [key, setting] : step.settings) {
      for (const auto& name : setting.names) {
        if (setting.type == KeyType::form && !definition_.forms.contains(name))
          loading_.unknown(setting.position, "表单", "form", name, keys_of(definition_.forms));
        if (setting.type == KeyType::roles && !definition_.roles.contains(name)) tell_unknown_role(name, setting.position);
        if (setting.type == KeyType::series && !definition_.series.contains(name))
          loading_.unknown(setting.position, "文号序列", "series", name, keys_of(definition_.series));
        if ((setting.type == KeyType::step || setting.type == KeyType::steps) && find_step(name) == nullptr)
          loading_.unknown(setting.position, "步骤", "step", name, step_names());
      }
    }
  }

  // Who signs is named by role, so that another may take it over; people often write the unit.
  void tell_unknown_role(const std::string& name, const Position& where) {
    const auto* unit = definition_.units.find(name);
    if (unit == nullptr) return loading_.unknown(where, "角色", "role", name, keys_of(definition_.roles));
    const auto role = std::find_if(definition_.roles.begin(), definition_.roles.end(),
                                   [&](const auto& each) { return each.second == unit->id; });
    const bool has_role = role != definition_.roles.end();
    loading_.error(loading_.place_of(name, where), has_role ? unit_has_role : unit_for_role,
                   {name, has_role                             ? role->first
                          : definition_.roles.contains("签发") ? "会签"
                                                               : "签发"});
  }

  template <class M>
  static std::vector<std::string> keys_of(const M& map) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : map) keys.push_back(key);
    return keys;
  }

  void check_collecting() {
    for (const auto& place : definition_.places()) {
      const auto& step = *place.step;
      const bool collects = step.collects();
      if (collects && step.setting("form") == nullptr && step.setting("require") == nullptr)
        loading_.error(step.position, form_and_text, {step.id});
      if (collects) check_settling(step);
      check_after_each(step, collects);
      if (step.kind == "supervise") check_supervised(step);
      check_outcome_words(step);
    }
  }

  // STEP.KEY of a date that an issue announces, or that a report gives.
  void check_dates_told() {
    for (const auto& place : definition_.places())
      for (const auto& [key, setting] : place.step->settings) {
        if (key == "announces")
          for (const auto& name : setting.names) check_announced(name, setting);
        if (!setting.from_step.empty()) check_reported(place, setting);
      }
  }

  void check_announced(const std::string& name, const Setting& setting) {
    const auto dot = name.rfind('.');
    const auto* step = dot == std::string::npos ? nullptr : find_step(name.substr(0, dot));
    const auto* date = step == nullptr ? nullptr : step->setting(name.substr(dot + 1));
    if (date == nullptr || (date->type != KeyType::date && date->type != KeyType::period))
      loading_.error(loading_.place_of(name, setting.position), announces_no_date, {name});
  }

  // Of the case around, or of a step that is seen from here.
  void check_reported(const StepPlace& place, const Setting& setting) {
    const auto* given = definition_.place(setting.from_step);
    if (given == nullptr) return loading_.unknown(setting.position, "步骤", "step", setting.from_step, step_names());
    const auto form = definition_.forms.find(given->step->name("form"));
    if (form == definition_.forms.end() && given->step->setting("form") != nullptr) return;  // told as an unknown form
    if (form == definition_.forms.end()) return loading_.error(setting.position, not_registered, {setting.from_step});
    const auto* field = form->second.field(setting.from_field);
    if (field == nullptr || field->type != FieldType::date)
      return loading_.error(setting.position, no_date_field,
                            {setting.from_step, setting.from_field, some_of(date_fields(form->second))});
    if (form->second.layout == FormLayout::rows || form->second.layout == FormLayout::ledger)
      return loading_.error(setting.position, many_dates, {setting.from_step, setting.from_field});
    const bool is_case = given->step->kind == "case";
    const auto* around = is_case ? given->step : given->holder;
    if (around != nullptr && !stands_within(place, *around))
      loading_.error(setting.position, is_case ? date_of_cases : date_out_of_reach, {setting.from_step, around->id});
  }

  bool stands_within(const StepPlace& place, const Step& outer) const {
    for (const auto* holder = place.holder; holder != nullptr; holder = definition_.place(holder->id)->holder)
      if (holder == &outer) return true;
    return false;
  }

  static std::vector<std::string> date_fields(const Form& form) {
    std::vector<std::string> names;
    for (const auto* field : form.fields())
      if (field->type == FieldType::date) names.push_back(field->id + "（" + field->label + "）");
    return names;
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

  // Whoever owes nothing by a day cannot be late.
  void check_supervised(const Step& step) {
    const auto* of = step.setting("of");
    if (of == nullptr) return;
    for (const auto& name : of->names) {
      const auto* watched = find_step(name);
      if (watched == nullptr) continue;
      const auto where = loading_.place_of(name.substr(step.within.size()), of->position);
      if (!watched->collects() || watched->flag("voluntary"))
        loading_.error(where, nothing_owed, {name});
      else if (watched->setting("due") == nullptr)
        loading_.error(where, due_missing, {"supervise", name});
    }
  }

  void check_after_each(const Step& step, bool collects) {
    for (const auto& gate : step.gates) {
      if (gate.kind != Gate::Kind::each) continue;
      if (!collects) loading_.error(gate.position, each_in_collecting, {step.id});
      if (gate.on.size() > 1) loading_.error(gate.position, each_of_one, {});
      for (const auto& dependency : gate.on)
        if (const auto* other = find_step(dependency.step); other != nullptr && !other->collects())
          loading_.error(loading_.place_of(other->id, gate.position), each_of_collecting, {other->id});
    }
  }

  void check_outcome_words(const Step& step) {
    std::set<std::string> seen;
    for (const auto& outcome : outcomes_of(step)) {
      const auto where = loading_.place_of(outcome.name, step.setting("outcomes")->position);
      if (!seen.insert(outcome.name).second) loading_.error(where, outcome_twice, {outcome.name});
      if (outcome.way == Outcome::Way::back) check_return(step, outcome, where);
    }
  }

  // One can go back only to what the step follows from.
  void check_return(const Step& step, const Outcome& outcome, const Position& where) {
    const auto* place = definition_.place(step.id);
    const auto* target = definition_.place(outcome.target);
    if (target == nullptr) return loading_.unknown(where, "步骤", "step", outcome.target, step_names());
    const auto before = place->flow->graph.ancestors(place->index);
    const bool is_before = target->flow == place->flow && std::find(before.begin(), before.end(), target->index) != before.end();
    if (!is_before) loading_.error(where, returns_elsewhere, {outcome.name, outcome.target, step.id});
  }

  void check_texts() {
    if (definition_.texts.empty() && loading_.printed_words.empty()) return;
    const auto data = sample_data(definition_);
    std::map<Seen, Value> seen;
    for (const auto& place : definition_.places()) {
      const auto text = definition_.texts.find(place.step->name("text"));
      if (text == definition_.texts.end()) continue;
      const auto [within, added] = seen.try_emplace(Seen{place.holder, place.step->within});
      if (added) within->second = data_within(*place.step, data);
      check_text(*place.step, text->second, within->second);
    }
    for (const auto& words : loading_.printed_words) check_printed(words, data);
  }

  void check_text(const Step& step, const OfficialText& text, const Value& data) {
    loading_.add(text.check(data));
    check_text_of(loading_, step, text, data);
    for (const auto& block : text.blocks()) check_block(step, block);
  }

  // What the conditions of steps read, all steps of a flow the same.
  void read_expressions(Flow& flow, const Schema& names, std::map<Seen, Vocabulary>& seen) {
    for (auto& step : flow.steps) {
      if (const auto written = loading_.step_expressions.find(step.id); written != loading_.step_expressions.end()) {
        const Seen place{definition_.place(step.id)->holder, step.within};
        auto vocabulary = seen.find(place);
        if (vocabulary == seen.end()) vocabulary = seen.emplace(place, data_schema(definition_, names, step)).first;
        for (const auto& [key, expression] : written->second) {
          auto& into = key == "when" ? step.when : step.settings.at(key).expression;
          into = loading_.expression_of(expression, vocabulary->second, Wanted::condition);
          if (into) check_personal(*into);
        }
      }
      if (step.flow != nullptr) read_expressions(*std::const_pointer_cast<Flow>(step.flow), names, seen);
    }
  }

  // What a step sees that stands within scopes, or in a called workflow whose names need no beginning there.
  Value data_within(const Step& step, Value data) const {
    add_scope_samples(data, definition_, step);
    if (step.within.empty()) return data;
    const auto own = at_name(data, std::string_view(step.within).substr(0, step.within.size() - 1));
    for (const auto& [name, value] : *own.map()) data[name] = value;
    return data;
  }

  // The values a condition was judged by stand in the journal for ever, and personal ones must not.
  void check_personal(const Expression& condition) {
    for (const auto& name : condition.names())
      for (const auto& personal : definition_.supplied)
        if (!personal.is_public && (personal.name == name.path || personal.name.starts_with(name.path + ".")))
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

  void check_block(const Step& step, const BlockRequest& block) {
    const auto name = step.within + block.argument;
    const auto missing = [&](Message message, const std::vector<std::string>& candidates) {
      const auto near = suggest(block.argument, candidates);
      loading_.error(block.position, message, {block.argument, near.zh, near.en});
    };
    if (block.kind == "form" && !definition_.forms.contains(name)) missing(unknown_block_form, keys_of(definition_.forms));
    if (block.kind == "pictures") check_pictures(step, block);
    if (block.kind == "table") {
      std::vector<std::string> names;
      for (const auto& place : definition_.places())
        if (place.step->kind == "assess" || place.step->setting("form") != nullptr) names.push_back(place.step->id);
      if (std::find(names.begin(), names.end(), name) == names.end()) missing(unknown_block_table, names);
    }
  }

  void check_pictures(const Step& step, const BlockRequest& block) {
    const auto list = parse_picture_list(block.argument);
    if (!list) return loading_.error(block.position, bad_pictures, {block.argument});
    const auto* source = definition_.step(step.within + list->step);
    if (source == nullptr || !source->collects()) {
      std::vector<std::string> names;
      for (const auto& place : definition_.places())
        if (place.step->collects()) names.push_back(place.step->id);
      const auto near = suggest(list->step, names);
      return loading_.error(block.position, no_such_step_of_pictures, {list->step, near.zh, near.en});
    }
    const auto form = definition_.forms.find(source->name("form"));
    const auto fields = form == definition_.forms.end() ? std::vector<const Field*>() : form->second.fields();
    if (!asks_for(*source, fields, list->kind)) loading_.error(block.position, no_such_material, {list->step, list->kind});
    for (const auto& word : list->caption)
      if (!is_unit_name(word)) check_caption(block.position, *list, fields, word);
  }

  static bool asks_for(const Step& step, const std::vector<const Field*>& fields, const std::string& kind) {
    const auto* require = step.setting("require");
    const bool required = require != nullptr && std::any_of(require->files.begin(), require->files.end(), [&](const auto& file) {
                            return !file.paper && is_of_kind(file.kind, kind);
                          });
    return required || std::any_of(fields.begin(), fields.end(), [&](const Field* field) {
             return field->type == FieldType::attachment && (field->id == kind || field->label == kind);
           });
  }

  void check_caption(const Position& where, const PictureList& list, const std::vector<const Field*>& fields,
                     const std::string& word) {
    const auto* field = captioning_field(fields, word);
    if (field != nullptr && field->personal) loading_.error(where, personal_caption, {word});
    if (field != nullptr) return;
    std::vector<std::string> names;
    for (const auto* one : fields) names.push_back(one->label);
    const auto near = suggest(word, names);
    loading_.error(where, no_such_caption, {list.step, word, near.zh, near.en});
  }

  void check_unused_forms() {
    std::set<std::string> used;
    for (const auto& place : definition_.places()) used.insert(place.step->name("form"));
    for (const auto& [name, text] : definition_.texts)
      for (const auto& block : text.blocks()) used.insert(block.argument);
    for (const auto& [name, form] : definition_.forms)
      if (!used.contains(name) && !form.fields().empty()) loading_.warn(form.position, unused_form, {name});
  }

  Loading& loading_;
  Definition& definition_;
};

}  // namespace

void check_definition(Loading& loading) { Checker(loading).check(); }

}  // namespace hongtou
