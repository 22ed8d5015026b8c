// What means something only where a step stands: days of a period, steps that dates are reckoned from, the unit of a scope.
#include <algorithm>
#include <set>

#include "engine/definition/reading/loading.h"
#include "engine/definition/reading/suggestion.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr Message without_period{"workflow.date_without_period", "“{0}”是每一期里的日子，步骤“{1}”却不在循环里",
                                 "“{0}” is a day of every period, but the step “{1}” stands in no repeat",
                                 "写明月份，例如 6月25日，或把步骤放进 do repeat 的 steps 里",
                                 "write the month too, such as 06-25, or put the step into the steps of a do repeat"};
constexpr Message unknown_anchor{"workflow.date_anchor", "“{0}”所说的“{1}”不是这个活动的步骤{2}",
                                 "“{0}” counts from “{1}”, which is no step of this campaign{3}",
                                 "改正名称；从本步骤开始之日算起的，写“开始”",
                                 "mend the name; to count from the day this step opens, write “opened”"};
constexpr Message hidden_anchor{"workflow.date_anchor", "“{0}”从步骤“{1}”算起，它在“{2}”里面，外面看不到",
                                "“{0}” counts from the step “{1}”, which stands within “{2}” and cannot be seen from outside",
                                "改从“{2}”算起", "count from “{2}”"};
constexpr Message around_anchor{"workflow.date_anchor", "“{0}”要等“{1}”办结才能算，本步骤就在它里面",
                                "“{0}” counts from the end of “{1}”, but this step stands within it", "改从里面的步骤算起",
                                "count from a step within it"};
constexpr Message circular_anchor{"workflow.date_anchor", "“{0}”算来算去又要等它自己：{1}",
                                  "“{0}” counts in a circle from itself: {1}", "给其中一个写上确定的日子",
                                  "give one of them a day of its own"};
constexpr Message no_case{"workflow.date_anchor", "“{0}”从案件登记算起，步骤“{1}”却不在案件里",
                          "“{0}” counts from the registration of a case, but the step “{1}” stands in no case",
                          "改从某个步骤算起，或把步骤放进 do case 的 steps 里",
                          "count from a step, or put this one into the steps of a do case"};
constexpr Message nobody_late{"workflow.date_anchor", "“{0}”从逾期算起，步骤“{1}”却不在督办里",
                              "“{0}” counts from the due date that was missed, but the step “{1}” stands in no supervise",
                              "改从某个步骤算起，或把步骤放进 do supervise 的 steps 里",
                              "count from a step, or put this one into the steps of a do supervise"};
constexpr Message no_late_units{"workflow.no_own_unit", "“{0}”在这里没有所指：步骤“{1}”不在督办里",
                                "“{0}” means nobody here: the step “{1}” stands in no supervise",
                                "写出单位、类别或分组，或把步骤放进 do supervise 的 steps 里",
                                "name units, classes or groups, or put the step into the steps of a do supervise"};
constexpr Message no_own_unit{"workflow.no_own_unit", "“{0}”在这里没有所指：步骤“{1}”不在逐个或案件里",
                              "“{0}” means nobody here: the step “{1}” stands in no each and no case",
                              "写出单位、类别或分组，或把步骤放进 do each 的 steps 里",
                              "name units, classes or groups, or put the step into the steps of a do each"};

bool has_days(const Step& step) { return step.setting("window") != nullptr || step.setting("on") != nullptr; }

bool gives_period(const Step& holder) { return holder.setting("every") != nullptr || has_days(holder); }

bool supervises(const Step& holder) { return holder.kind == "supervise"; }

// Of the language's kinds each and case, and supervise where it goes unit by unit; one of a plugin may.
bool gives_unit(const Step& holder) {
  if (supervises(holder)) return holder.flag("one-each");
  return holder.kind != "repeat" && holder.kind != "mark" && holder.kind != "call";
}

class ScopeCheck {
 public:
  explicit ScopeCheck(Loading& loading) : loading_(loading), definition_(loading.definition) {}

  void check() {
    for (const auto& place : definition_.places())
      for (const auto& [key, setting] : place.step->settings) {
        if (setting.rule) check_rule(place, key, setting);
        if (setting.relative.late && !stands_in(place, supervises))
          loading_.error(setting.position, no_late_units, {setting.text, place.step->id});
        if (setting.relative.by_unit() && !stands_in(place, gives_unit) && !is_below_lead(setting.relative))
          loading_.error(setting.position, no_own_unit, {setting.text, place.step->id});
      }
    check_circles();
  }

 private:
  template <class Test>
  bool stands_in(const StepPlace& place, const Test& test) const {
    for (const auto* holder = place.holder; holder != nullptr; holder = definition_.place(holder->id)->holder)
      if (test(*holder)) return true;
    return false;
  }

  // In the campaign itself they are the lead's, if it has some.
  bool is_below_lead(const RelativeUnits& relative) const {
    const auto& units = definition_.units;
    return !relative.self && std::any_of(units.all().begin(), units.all().end(), [&](const Unit& unit) {
      const auto& classes = relative.classes;
      const bool meant = relative.children || (relative.direct && unit.parent == definition_.lead) ||
                         std::find(classes.begin(), classes.end(), unit.unit_class) != classes.end();
      const auto* above = &unit;
      while (above != nullptr && !above->parent.empty() && above->parent != definition_.lead) above = units.find(above->parent);
      return meant && above != nullptr && !above->parent.empty();
    });
  }

  void check_rule(const StepPlace& place, const std::string& key, const Setting& setting) {
    const auto& rule = *setting.rule;
    const auto& step = *place.step;
    if (rule.needs_period() && !stands_in(place, gives_period))
      loading_.error(rule.position, without_period, {rule.text, step.id});
    if (rule.counts_from_registration() && !stands_in(place, [](const Step& holder) { return holder.kind == "case"; }))
      loading_.error(rule.position, no_case, {rule.text, step.id});
    if (rule.counts_from_lateness() && !stands_in(place, supervises))
      loading_.error(rule.position, nobody_late, {rule.text, step.id});
    for (const auto& anchor : rule.anchors()) check_anchor(place, key, rule, anchor);
  }

  void check_anchor(const StepPlace& place, const std::string& key, const DateRule& rule, const std::string& anchor) {
    const auto where = loading_.place_of(anchor.substr(place.step->within.size()), rule.position);
    const auto* other = definition_.place(anchor);
    if (other == nullptr) return tell_unknown(where, rule, anchor.substr(place.step->within.size()));
    const bool is_day = key == "window" || key == "on";
    if (other->step == place.step && !is_day && !has_days(*other->step))
      return loading_.error(where, circular_anchor, {rule.text, anchor + " → " + anchor});
    const auto is_other = [&](const Step& holder) { return &holder == other->step; };
    if (stands_in(place, is_other) && !has_days(*other->step)) return loading_.error(where, around_anchor, {rule.text, anchor});
    const bool seen = other->flow == place.flow || other->holder == nullptr ||
                      stands_in(place, [&](const Step& holder) { return holder.flow.get() == other->flow; });
    if (!seen) loading_.error(where, hidden_anchor, {rule.text, anchor, outermost_unseen(place, *other).id});
  }

  void tell_unknown(const Position& where, const DateRule& rule, const std::string& anchor) {
    std::vector<std::string> names;
    if (!loading_.is_full())
      for (const auto& place : definition_.places()) names.push_back(place.step->id);
    const auto near = suggest(anchor, names);
    loading_.error(where, unknown_anchor, {rule.text, anchor, near.zh, near.en});
  }

  // The holder of `other` that does stand in sight.
  const Step& outermost_unseen(const StepPlace& place, StepPlace other) const {
    const auto* step = other.step;
    while (other.holder != nullptr && other.flow != place.flow &&
           !stands_in(place, [&](const Step& holder) { return holder.flow.get() == other.flow; })) {
      step = other.holder;
      other = *definition_.place(step->id);
    }
    return *step;
  }

  // Days that are reckoned from each other would never be known.
  void check_circles() {
    std::set<std::string_view> judged;
    for (const auto& place : definition_.places()) {
      std::vector<const Step*> path;
      const auto* step = place.step;
      while (step != nullptr && judged.insert(step->id).second) {
        path.push_back(step);
        step = reckoned_from(*step);
      }
      const auto begin = std::find(path.begin(), path.end(), step);
      if (step != nullptr && begin != path.end()) tell_circle({begin, path.end()});
    }
  }

  static const Setting* day_of(const Step& step) {
    const auto* window = step.setting("window");
    return window != nullptr ? window : step.setting("on");
  }

  const Step* reckoned_from(const Step& step) const {
    const auto* day = day_of(step);
    if (day == nullptr || !day->rule) return nullptr;
    const auto anchors = day->rule->anchors();
    return anchors.empty() ? nullptr : definition_.step(anchors.front());
  }

  void tell_circle(const std::vector<const Step*>& circle) {
    std::vector<std::string> names;
    for (const auto* step : circle) names.push_back(step->id);
    names.push_back(names.front());
    const auto& rule = *day_of(*circle.front())->rule;
    loading_.error(rule.position, circular_anchor, {rule.text, join(names, " → ")});
  }

  Loading& loading_;
  const Definition& definition_;
};

}  // namespace

void check_scopes(Loading& loading) { ScopeCheck(loading).check(); }

}  // namespace hongtou
