// Steps that hand the campaign down to lower levels, and dates by level.
#include <algorithm>
#include <set>

#include "engine/definition/level.h"
#include "engine/definition/reading/loading.h"
#include "engine/definition/reading/suggestion.h"

namespace hongtou {

namespace {

constexpr Message levels_without_due{"cascade.levels_without_due", "步骤“{0}”写了层级，却没有截止日",
                                     "the step “{0}” has levels but no due date", "加上：due 日期（最上级的截止日）",
                                     "add: due DATE, the date of the highest level"};
constexpr Message upside_down{"cascade.upside_down", "“{0}”在“{1}”之下，层级里却写在它前面",
                              "“{0}” stands below “{1}”, but is named before it in the levels",
                              "从高到低写，如 levels \"{1} 2, {0} 2\"", "write the highest first, as in levels \"{1} 2, {0} 2\""};
constexpr Message no_buffer{"cascade.no_buffer", "“{0}”和上级“{1}”同日截止，上级没有时间汇总",
                            "“{0}” and “{1}” above it are due on the same day: there is no time to add up",
                            "写明早几个工作日，如 levels \"{0} 2\"", "say how many working days earlier, as in levels \"{0} 2\""};
constexpr Message in_scope{
    "cascade.in_scope", "步骤“{0}”在“{1}”里面，那里不能层层部署",
    "the step “{0}” stands within “{1}”, where nothing can be handed down to lower levels",
    "把它移到逐个、案件之外；另用活动文件的，也不能在循环里。每月逐级报送的，在循环里写 do cascade 而不写 workflow",
    "move it out of each and case, and with a workflow of its own out of repeat as well; what goes down the "
    "levels every month is a cascade without workflow within repeat"};
constexpr Message two_workflows{"cascade.two_workflows", "下级只能照一个活动文件做，步骤“{0}”却与“{1}”不同",
                                "lower levels run one campaign file only; that of the step “{0}” is not that of “{1}”",
                                "写成同一个 workflow，或都不写", "write the same workflow in both, or in neither"};
constexpr Message no_result{"cascade.no_result", "下级活动文件中没有收集步骤“{0}”{1}",
                            "the campaign below has no collecting step “{0}”{2}", "result 写下级活动中一个收集步骤的名称",
                            "result names a step that collects in the campaign below"};
constexpr Message result_unclear{"cascade.result_unclear", "下级活动文件中填表单“{0}”的收集步骤不是正好一个",
                                 "the campaign below does not have just one step that collects the form “{0}”",
                                 "用 result 写明哪一步的合计上报", "name the step whose total comes up with result"};
constexpr Message other_form{"cascade.other_form", "步骤“{0}”的表单要“{1}”，下级步骤“{2}”的表单里没有",
                             "the form of the step “{0}” wants “{1}”, which the form of “{2}” below lacks",
                             "两级用同一张表，或补上这个字段", "use the same form on both levels, or add the field"};
constexpr Message not_supplied{"cascade.not_supplied", "下级活动启动时要填写“{0}”，本活动没有这一项",
                               "the campaign below asks for “{0}” at its start, which this one does not",
                               "在本活动的 supply 中也写上它", "write it into the supply of this campaign, too"};
constexpr Message unknown_own{"cascade.unknown_own", "各级自定的“{0}”不是下级活动的参数，也不是步骤{1}",
                              "“{0}”, which each level is to set, is neither a parameter nor a step of the campaign below{2}",
                              "own 写参数的名称，或日期由各级自己宣布的步骤的名称",
                              "own names parameters, and steps whose dates each level announces"};
constexpr Message nobody_below{"cascade.nobody_below", "步骤“{0}”的报送单位都没有要报送的下级，与 do collect 没有区别",
                               "no unit that the step “{0}” asks has units of its own that report; it is no more than a collect",
                               "在单位名单的“上级”一栏写明隶属，或改为 do collect",
                               "give the list of units their parents, or make it a collect"};

class CascadeCheck {
 public:
  explicit CascadeCheck(Loading& loading) : loading_(loading), definition_(loading.definition) {}

  void check() {
    for (const auto& place : definition_.places()) {
      const auto& step = *place.step;
      if (step.setting("levels") != nullptr && step.setting("due") == nullptr)
        loading_.error(step.setting("levels")->position, levels_without_due, {step.id});
      if (step.setting("due") != nullptr && step.collects()) check_classes(step);
      if (step.kind == "cascade") check_cascade(place);
    }
  }

 private:
  // Each class against the one right above it, of the units that are asked.
  void check_classes(const Step& step) {
    const auto& asked = step.names("from");
    const std::set<std::string> named(asked.begin(), asked.end());
    std::set<std::pair<std::string, std::string>> told;
    for (const auto& id : asked) {
      const auto* unit = definition_.units.find(id);
      const auto* above = unit == nullptr ? nullptr : definition_.units.find(unit->parent);
      while (above != nullptr && !named.contains(above->id)) above = definition_.units.find(above->parent);
      if (above == nullptr || above->unit_class == unit->unit_class) continue;
      if (told.emplace(unit->unit_class, above->unit_class).second) check_pair(step, unit->unit_class, above->unit_class);
    }
  }

  void check_pair(const Step& step, const std::string& lower, const std::string& upper) {
    const auto* setting = step.setting("levels");
    const auto levels = setting == nullptr ? std::vector<CascadeLevel>() : setting->levels;
    const auto place_of = [&](const std::string& name) {
      return std::find_if(levels.begin(), levels.end(), [&](const auto& level) { return level.name == name; });
    };
    const auto here = place_of(lower);
    if (here < place_of(upper) && place_of(upper) != levels.end())
      return loading_.error(setting->position, upside_down, {lower, upper});
    if (step.kind != "cascade" || step.setting("workflow") != nullptr) return;
    const bool is_named = here != levels.end();
    const bool is_first = is_named && here == levels.begin() && here->buffer == 0;
    if (!is_named || is_first) loading_.warn(step.setting("due")->position, no_buffer, {lower, upper});
  }

  void check_cascade(const StepPlace& place) {
    const auto& step = *place.step;
    check_holders(place);
    check_same_workflow(step);
    if (step.setting("workflow") != nullptr && (step.below == nullptr || !check_result(step))) return;
    check_own(step);
    const auto& asked = step.names("from");
    const bool some =
        std::any_of(asked.begin(), asked.end(), [&](const auto& unit) { return runs_level(definition_, step, unit); });
    if (!some && !asked.empty() && loading_.units_are_known) loading_.warn(step.position, nobody_below, {step.id});
  }

  void check_holders(const StepPlace& place) {
    for (const auto* holder = place.holder; holder != nullptr; holder = definition_.place(holder->id)->holder)
      if (holder->kind != "mark" && holder->kind != "call" &&
          (holder->kind != "repeat" || place.step->setting("workflow") != nullptr))
        loading_.error(place.step->position, in_scope, {place.step->id, holder->id});
  }

  void check_same_workflow(const Step& step) {
    if (first_ == nullptr) first_ = &step;
    if (first_->name("workflow") != step.name("workflow")) loading_.error(step.position, two_workflows, {step.id, first_->id});
  }

  void check_own(const Step& step) {
    const auto* own = step.setting("own");
    if (own == nullptr) return;
    const auto& below = step.below == nullptr ? definition_ : *step.below;
    std::vector<std::string> known;
    for (const auto& [name, value] : below.parameters) known.push_back(name);
    for (const auto& place : below.places()) known.push_back(place.step->id);
    for (const auto& name : own->names) {
      if (below.step(name) != nullptr || below.parameters.contains(name.substr(0, name.find('.')))) continue;
      const auto near = suggest(name, known);
      loading_.error(loading_.place_of(name, own->position), unknown_own, {name, near.zh, near.en});
    }
  }

  bool check_result(const Step& step) {
    const auto* named = step.setting("result");
    const auto* result = result_of(step);
    if (named != nullptr && (result == nullptr || !result->collects())) {
      std::vector<std::string> names;
      for (const auto& place : step.below->places())
        if (place.step->collects()) names.push_back(place.step->id);
      const auto near = suggest(named->text, names);
      loading_.error(named->position, no_result, {named->text, near.zh, near.en});
      return false;
    }
    if (result == nullptr) {
      loading_.error(step.setting("workflow")->position, result_unclear, {step.name("form")});
      return false;
    }
    check_form(step, *result);
    check_supplied(step);
    return true;
  }

  void check_supplied(const Step& step) {
    for (const auto& wanted : step.below->supplied) {
      const auto& own = definition_.supplied;
      const bool known = std::any_of(own.begin(), own.end(), [&](const auto& each) { return each.name == wanted.name; });
      if (!known) loading_.error(step.setting("workflow")->position, not_supplied, {wanted.name});
    }
  }

  void check_form(const Step& step, const Step& result) {
    const auto wanted = definition_.forms.find(step.name("form"));
    const auto given = step.below->forms.find(result.name("form"));
    if (wanted == definition_.forms.end()) return;
    for (const auto* field : wanted->second.fields()) {
      const auto* other = given == step.below->forms.end() ? nullptr : given->second.field(field->id);
      if (other == nullptr || other->type != field->type)
        loading_.error(step.setting("workflow")->position, other_form, {step.id, field->label, result.id});
    }
  }

  Loading& loading_;
  const Definition& definition_;
  const Step* first_ = nullptr;
};

}  // namespace

void check_cascades(Loading& loading) { CascadeCheck(loading).check(); }

}  // namespace hongtou
