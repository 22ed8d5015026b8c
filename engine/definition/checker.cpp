// What a workflow file says, held against itself: names, order, dates, texts, targets.
#include <algorithm>
#include <set>

#include "engine/definition/loading.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message cycle{"workflow.cycle", "步骤互相等待，谁也不能先开始：{0}", "steps wait for each other in a circle: {0}",
                        "去掉其中一个 after", "remove one of these after"};
constexpr Message never_opens{"workflow.never_opens", "步骤“{0}”永远不会开始：它等待“{1}”的几个不可能同时出现的结果（{2}）",
                              "the step “{0}” can never open: it waits for outcomes of “{1}” that exclude each other ({2})",
                              "改用 after-some", "use after-some"};
constexpr Message no_outcomes{"workflow.no_outcomes", "步骤“{0}”没有结果可选，不能写“{0}={1}”",
                              "the step “{0}” has no outcomes, so “{0}={1}” cannot be waited for",
                              "只写“{0}”，或把它改成 do decision", "write “{0}” alone, or make it a decision"};
constexpr Message outcome_leads_nowhere{"workflow.outcome_leads_nowhere", "结果“{0}”之后没有任何步骤",
                                        "the outcome “{0}” leads nowhere", "若到此为止，写成“{0}=end”",
                                        "if it ends there, write “{0}=end”"};
constexpr Message due_before_open{
    "workflow.due_before_open", "截止日 {0} 早于本步骤最早的开始日 {1}", "due on {0}, but the step opens no earlier than {1}",
    "推迟截止日，或去掉使它晚开始的 after（{2}）", "move the due date, or drop what makes it open late ({2})"};
constexpr Message outside_period{"workflow.outside_period", "日期 {0} 在活动起止（{1} 至 {2}）之外",
                                 "the date {0} lies outside the campaign ({1} to {2})", "改正日期，或放宽 period",
                                 "mend the date or widen the period"};
constexpr Message before_notice{"workflow.window_before_notice", "这段时间从 {0} 开始，早于发文日 {1}",
                                "this window begins on {0}, before the notice is issued on {1}", "若确实如此，可不理会",
                                "if it is meant so, leave it"};
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
constexpr Message name_taken{"workflow.name_taken", "“{0}”既是步骤名又是参数名", "“{0}” names both a step and a parameter",
                             "改其中一个，否则文稿里的 {{{0}}} 分不清", "rename one of them: texts could not tell them apart"};
constexpr Message unused_form{"workflow.unused_form", "表单“{0}”没有被使用", "the form “{0}” is not used", "若不需要，可删去",
                              "remove it if it is not needed"};
constexpr Message bad_guard{"workflow.guard_not_boolean", "“{0}”不是一个成立或不成立的条件", "“{0}” is no condition",
                            "写成比较，例如 report.accepted >= 10", "write a comparison, such as report.accepted >= 10"};
constexpr Message form_and_text{"workflow.collects_nothing", "步骤“{0}”没有写收什么",
                                "the step “{0}” does not say what is collected", "加上 form 表单名，或 require \"材料\"",
                                "add form NAME or require \"WHAT\""};
constexpr Message empty_target_units{"workflow.target_without_units", "目标“{0}”没有写适用单位",
                                     "the target “{0}” does not say for whom", "加上 per 街道", "add per GROUP"};
constexpr Message after_closed{"workflow.ends_after_settles", "收齐日 {0} 早于截止日 {1}",
                               "it settles on {0}, before it is due on {1}", "推迟收齐日，或提前截止日",
                               "move one of the two dates"};

class Checker {
 public:
  explicit Checker(Loading& loading) : loading_(loading), definition_(loading.definition) {}

  void check() {
    check_dependencies();
    definition_.graph = StepGraph(definition_.steps);
    if (const auto path = definition_.graph.cycle(); !path.empty()) {
      report_cycle(path);
    } else {
      check_outcomes();
      check_dates();
    }
    for (const auto& step : definition_.steps) check_names(step);
    check_collecting();
    check_targets();
    check_assessments();
    check_chosen();
    check_texts();
    check_unused_forms();
  }

 private:
  void check_dependencies() {
    for (auto& step : definition_.steps)
      for (const auto& gate : step.gates)
        for (const auto& dependency : gate.on) {
          const auto* other = definition_.step(dependency.step);
          if (other == nullptr)
            unknown_step(dependency);
          else
            check_dependency_outcomes(dependency, *other);
        }
  }

  void unknown_step(const Dependency& dependency) {
    static constexpr Message message{"workflow.unknown_step", "“{0}”不是这个活动的步骤", "“{0}” is no step of this campaign",
                                     "{1}", "{2}"};
    const auto near = nearest(dependency.step, step_names());
    std::string zh = "已有的步骤：" + join(step_names(), " ");
    std::string en = "its steps are: " + join(step_names(), " ");
    if (const auto* step = definition_.step(near); !near.empty() && step != nullptr) {
      zh = "是否为“" + near + "”（第 " + std::to_string(step->position.line) + " 行）？";
      en = "did you mean “" + near + "” (line " + std::to_string(step->position.line) + ")?";
    }
    loading_.error(dependency.position, message, {dependency.step, zh, en});
  }

  void check_dependency_outcomes(const Dependency& dependency, const Step& step) {
    const auto outcomes = outcome_names(step);
    for (const auto& outcome : dependency.outcomes) {
      if (outcomes.empty())
        loading_.error(dependency.position, no_outcomes, {step.id, outcome});
      else if (std::find(outcomes.begin(), outcomes.end(), outcome) == outcomes.end())
        loading_.unknown(dependency.position, "结果", "outcome", outcome, outcomes);
    }
  }

  std::vector<std::string> step_names() const {
    std::vector<std::string> names;
    for (const auto& step : definition_.steps) names.push_back(step.id);
    return names;
  }

  static std::vector<std::string> outcome_names(const Step& step) {
    std::vector<std::string> names;
    for (const auto& word : step.names("outcomes")) names.push_back(word.substr(0, word.find('=')));
    return names;
  }

  void report_cycle(const std::vector<std::size_t>& path) {
    std::vector<std::string> names;
    for (const auto index : path) names.push_back(definition_.steps[index].id);
    loading_.error(definition_.steps[path.front()].position, cycle, {join(names, " → ")});
  }

  // Which outcomes of each decision a step can still be reached under.
  using Conditions = std::map<std::string, std::set<std::string>>;

  Conditions conditions_of(const Dependency& dependency, const std::map<std::string, Conditions>& known) const {
    Conditions conditions;
    if (const auto found = known.find(dependency.step); found != known.end()) conditions = found->second;
    if (!dependency.outcomes.empty()) conditions[dependency.step] = {dependency.outcomes.begin(), dependency.outcomes.end()};
    return conditions;
  }

  void check_outcomes() {
    std::map<std::string, Conditions> known;
    for (const auto index : definition_.graph.order()) {
      const auto& step = definition_.steps[index];
      auto& conditions = known[step.id];
      for (const auto& gate : step.gates) {
        if (gate.kind == Gate::Kind::all || gate.kind == Gate::Kind::each) {
          for (const auto& dependency : gate.on) require(step, conditions, conditions_of(dependency, known), gate.position);
        } else {
          require(step, conditions, any_of(gate, known), gate.position);
        }
      }
    }
    check_dead_ends();
  }

  // What holds whichever of the gate's ways is taken.
  Conditions any_of(const Gate& gate, const std::map<std::string, Conditions>& known) const {
    Conditions common = conditions_of(gate.on.front(), known);
    for (const auto& dependency : gate.on) {
      const auto other = conditions_of(dependency, known);
      for (auto it = common.begin(); it != common.end();) {
        const auto found = other.find(it->first);
        if (found == other.end()) {
          it = common.erase(it);
        } else {
          it->second.insert(found->second.begin(), found->second.end());
          ++it;
        }
      }
    }
    return common;
  }

  void require(const Step& step, Conditions& conditions, const Conditions& more, const Position& where) {
    for (const auto& [decision, outcomes] : more) {
      const auto [place, added] = conditions.emplace(decision, outcomes);
      if (added) continue;
      std::set<std::string> both;
      std::set_intersection(place->second.begin(), place->second.end(), outcomes.begin(), outcomes.end(),
                            std::inserter(both, both.end()));
      if (both.empty()) {
        std::vector<std::string> names(place->second.begin(), place->second.end());
        names.insert(names.end(), outcomes.begin(), outcomes.end());
        loading_.error(where, never_opens, {step.id, decision, join(names, "、")});
      }
      place->second = both;
    }
  }

  void check_dead_ends() {
    for (const auto& step : definition_.steps) {
      if (outcome_names(step).empty()) continue;
      std::set<std::string> led;
      bool all = false;
      for (const auto& other : definition_.steps)
        for (const auto& gate : other.gates)
          for (const auto& dependency : gate.on) {
            if (dependency.step != step.id) continue;
            all = all || dependency.outcomes.empty();
            led.insert(dependency.outcomes.begin(), dependency.outcomes.end());
          }
      for (const auto& word : step.names("outcomes")) {
        const bool ends = word.ends_with("=end") || word.ends_with("=结束");
        const auto name = word.substr(0, word.find('='));
        if (!all && !ends && !led.contains(name))
          loading_.warn(step.setting("outcomes")->position, outcome_leads_nowhere, {name});
      }
    }
  }

  // The earliest days on which steps can open and settle.
  void check_dates() {
    const auto notice = notice_date();
    std::map<std::string, std::pair<Date, std::string>> settles;  // day, and the step that makes it so late
    for (const auto index : definition_.graph.order()) {
      const auto& step = definition_.steps[index];
      auto [opens, why] = earliest_gate(step, settles);
      for (const auto& [key, setting] : step.settings) check_inside(setting);
      if (const auto window = step.period("window")) {
        if (notice && window->first < *notice && step.id != notice_step_)
          loading_.warn(step.setting("window")->position, before_notice, {to_text(window->first), to_text(*notice)});
        settles[step.id] = {window->last, step.id};
        continue;
      }
      if (const auto opening = step.date("opens"); opening && *opening > opens)
        std::tie(opens, why) = std::pair(*opening, step.id);
      check_not_before(step, "due", opens, why);
      check_not_before(step, "on", opens, why);
      if (const auto day = step.date("on"); day && *day > opens) std::tie(opens, why) = std::pair(*day, step.id);
      check_settling(step);
      settles[step.id] = {opens, why.empty() ? step.id : why};
    }
    for (const auto& target : definition_.targets)
      if (target.within) {
        check_day(target.within->first, target.position);
        check_day(target.within->last, target.position);
      }
  }

  std::optional<Date> notice_date() {
    for (const auto& step : definition_.steps)
      if (step.kind == "issue" && step.date("on")) {
        notice_step_ = step.id;
        return step.date("on");
      }
    return std::nullopt;
  }

  std::pair<Date, std::string> earliest_gate(const Step& step,
                                             const std::map<std::string, std::pair<Date, std::string>>& settles) const {
    std::pair<Date, std::string> latest{definition_.period.first, ""};
    for (const auto& gate : step.gates) {
      std::vector<std::pair<Date, std::string>> days;
      for (const auto& dependency : gate.on)
        if (const auto found = settles.find(dependency.step); found != settles.end()) days.push_back(found->second);
      if (days.empty()) continue;
      std::sort(days.begin(), days.end());
      const bool first_counts = gate.kind == Gate::Kind::any || gate.kind == Gate::Kind::each;
      const std::size_t decisive = first_counts                     ? 0
                                   : gate.kind == Gate::Kind::count ? std::min(gate.count, days.size()) - 1
                                                                    : days.size() - 1;
      if (days[decisive].first > latest.first) latest = days[decisive];
    }
    return latest;
  }

  void check_not_before(const Step& step, std::string_view key, Date opens, const std::string& why) {
    const auto day = step.date(key);
    if (day && *day < opens) loading_.error(step.setting(key)->position, due_before_open, {to_text(*day), to_text(opens), why});
  }

  void check_settling(const Step& step) {
    const auto* settles = step.setting("settles");
    const auto due = step.date("due");
    if (settles != nullptr && settles->date && due && *settles->date < *due)
      loading_.error(settles->position, after_closed, {to_text(*settles->date), to_text(*due)});
  }

  void check_inside(const Setting& setting) {
    if (setting.date) check_day(*setting.date, setting.position);
    if (setting.period) {
      check_day(setting.period->first, setting.position);
      if (setting.period->last != setting.period->first) check_day(setting.period->last, setting.position);
    }
  }

  void check_day(Date day, const Position& where) {
    const auto& period = definition_.period;
    if (period.first.ok() && !period.contains(day))
      loading_.error(where, outside_period, {to_text(day), to_text(period.first), to_text(period.last)});
  }

  void check_names(const Step& step) {
    if (definition_.parameters.contains(step.id)) loading_.error(step.position, name_taken, {step.id});
    for (const auto& [key, setting] : step.settings) {
      for (const auto& name : setting.names) {
        if (setting.type == KeyType::form && !definition_.forms.contains(name))
          loading_.unknown(setting.position, "表单", "form", name, keys_of(definition_.forms));
        if (setting.type == KeyType::roles && !definition_.roles.contains(name))
          loading_.unknown(setting.position, "角色", "role", name, keys_of(definition_.roles));
        if (setting.type == KeyType::step && definition_.step(name) == nullptr)
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
    for (const auto& step : definition_.steps)
      if (step.kind == "collect" && step.setting("form") == nullptr && step.setting("require") == nullptr)
        loading_.error(step.position, form_and_text, {step.id});
  }

  void check_targets() {
    for (const auto& target : definition_.targets) {
      const auto form = definition_.forms.find(target.form);
      if (form == definition_.forms.end()) {
        loading_.unknown(target.position, "表单", "form", target.form, keys_of(definition_.forms));
        continue;
      }
      check_target_field(target, form->second);
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
    if (target.per.empty() && !has_errors(loading_.diagnostics)) loading_.error(target.position, empty_target_units, {target.id});
    if (!collected) return;
    for (const auto& unit : target.per)
      if (!asked.contains(unit)) {
        loading_.error(target.position, not_asked, {target.id, definition_.unit_name(unit), target.form});
        return;
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
        } else if (definition_.step(item.subject) == nullptr) {
          loading_.unknown(item.position, "步骤", "step", item.subject, step_names());
        }
      }
  }

  void check_chosen() {
    for (const auto& name : chosen)
      if (definition_.step(name) == nullptr) loading_.unknown(chosen_position, "可选步骤", "optional step", name, step_names());
  }

  void check_texts() {
    if (has_errors(loading_.diagnostics)) return;  // the data's shape is not known
    const auto data = sample_data(definition_);
    for (const auto& [name, text] : definition_.texts) {
      add(text.check(data));
      for (const auto& block : text.blocks()) check_block(block);
    }
    for (const auto& [name, form] : definition_.forms) {
      for (const auto& words : {form.title, form.note}) {
        auto printed = Template::parse(words, form.position.file);
        add(printed.diagnostics());
        if (printed.ok()) add(printed->check(data));
      }
    }
    std::vector<std::string> names;
    flatten(data, "", names);
    for (const auto& step : definition_.steps)
      if (step.when) {
        add(step.when->check(names));
        if (!step.when->yields_boolean()) loading_.error(step.position, bad_guard, {step.when->text()});
      }
  }

  void check_block(const BlockRequest& block) {
    const auto missing = [&](Message message, const std::vector<std::string>& candidates) {
      const auto near = nearest(block.argument, candidates);
      loading_.error(
          block.position, message,
          {block.argument, near.empty() ? "" : "，是否为“" + near + "”？", near.empty() ? "" : "; did you mean “" + near + "”?"});
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
      if (!used.contains(name)) loading_.warn(form.position, unused_form, {name});
  }

  void add(const Diagnostics& more) { loading_.diagnostics.insert(loading_.diagnostics.end(), more.begin(), more.end()); }

  Loading& loading_;
  Definition& definition_;
  std::string notice_step_;

 public:
  std::vector<std::string> chosen;
  Position chosen_position;
};

}  // namespace

void check_definition(Loading& loading, const Section& campaign) {
  Checker checker(loading);
  if (const auto* choose = campaign.find("choose")) {
    checker.chosen = split_list(choose->value);
    checker.chosen_position = choose->value_position();
  }
  checker.check();
}

}  // namespace hongtou
