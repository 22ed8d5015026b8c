#include "engine/campaign/inheritance.h"

#include <algorithm>

#include "engine/campaign/acts.h"
#include "engine/campaign/calling_off.h"
#include "engine/campaign/place.h"
#include "engine/campaign/views.h"

namespace hongtou {

namespace {

// Of the campaign, or of what an assessment leaves to be set.
bool has_parameter(const Definition& definition, const std::string& name) {
  if (definition.parameters.contains(name.substr(0, name.find('.')))) return true;
  const Value parameters(definition.parameters);
  return std::any_of(definition.assessments.begin(), definition.assessments.end(), [&](const auto& each) {
    const auto unset = unset_parameters(each.second, parameters);
    return std::find(unset.begin(), unset.end(), name) != unset.end();
  });
}

bool is_own(const Level& level, const std::string& parameter) {
  return level.own.contains(parameter) || level.own.contains(parameter.substr(0, parameter.find('.')));
}

bool is_inherited(const Level& level, const std::string& step, const std::string& key) {
  return !level.own.contains(step) && (key != "due" || !level.results.contains(step));
}

// As somebody here would have done it; `above` in the record says who did.
class Heir {
 public:
  Heir(Course& course, const Inheritance& said, const std::string& reason)
      : course_(course), had_(course.state.inherited), said_(said), reason_(reason) {}

  void take_all() {
    take_parameters();
    take_members();
    take_dates();
    if (had_.catching_up && !said_.catching_up) record(event_type::went_live, Map{});
    if (said_.over && !had_.over) end();
  }

 private:
  void record(std::string_view type, Value data) {
    data["above"] = true;
    if (!reason_.empty()) data["reason"] = reason_;
    course_.emit_as_actor(type, std::move(data));
  }

  void take_parameters() {
    bool any = false;
    for (const auto& [name, value] : said_.parameters) {
      const auto before = had_.parameters.find(name);
      if (before != had_.parameters.end() && before->second == value) continue;
      record(event_type::parameter_set, Map{{"name", name}, {"value", value}});
      any = true;
    }
    if (any) let_try_again(course_);
  }

  void take_members() {
    for (const auto& member : said_.joined)
      if (std::find(had_.joined.begin(), had_.joined.end(), member) == had_.joined.end())
        record(event_type::unit_joined, Map{{"id", member.id},
                                            {"name", member.name},
                                            {"parent", member.parent},
                                            {"groups", List(member.groups.begin(), member.groups.end())}});
    for (const auto& unit : said_.left) {
      if (had_.left.contains(unit)) continue;
      record(event_type::unit_left, Map{{"unit", unit}});
      close_all_of(course_, unit, reason_);
    }
    for (const auto& unit : had_.left)
      if (!said_.left.contains(unit))
        record(event_type::unit_joined, Map{{"id", unit}, {"name", ""}, {"parent", ""}, {"groups", List{}}});
  }

  // Those of steps that are still to come.
  void take_dates() {
    for (const auto& [address, dates] : said_.dates)
      for (const auto& [key, value] : dates) {
        const auto where = locate(course_.rules.definition, course_.state, address);
        if (!where || course_.state.step(address).has_settled() || is_known(address, key, value)) continue;
        record(event_type::date_announced, Map{{"step", address}, {"key", key}, {"value", value}});
        CourseTurn turn(course_, where->scope, *where->step);
        course_.rules.kind(where->step->kind)->date_moved(turn, key);
      }
  }

  bool is_known(const std::string& address, const std::string& key, const std::string& value) const {
    const auto step = had_.dates.find(address);
    if (step == had_.dates.end()) return false;
    const auto date = step->second.find(key);
    return date != step->second.end() && date->second == value;
  }

  // The unit takes part no longer, nor those below it: nobody waits for them.
  void end() {
    std::vector<Located> open;
    for_each_step(course_.rules.definition, course_.state, [&](const ScopePtr& scope, const Step& step) {
      open.push_back({scope, &step});
    });
    for (const auto& where : open) {
      CourseTurn turn(course_, where.scope, *where.step);
      close_what_is_open(turn, reason_);
    }
    record(event_type::campaign_closed, Map{});
  }

  Course& course_;
  const Inheritance had_;
  const Inheritance& said_;
  const std::string& reason_;
};

}  // namespace

Inheritance inheritance_of(const Definition& above, const State& state, const Definition& below) {
  const auto& level = *below.level;
  Inheritance out;
  for (const auto& [name, value] : state.parameters)
    if (has_parameter(below, name) && !is_own(level, name)) out.parameters[name] = value;
  if (level.same_file)
    for (const auto& [address, step] : state.steps)
      for (const auto& [key, value] : step.dates)
        if (is_inherited(level, std::string(step_name_of(address)), key)) out.dates[address][key] = value;
  for (const auto& member : state.joined)
    if (is_below(above, state.joined, member.id, below.lead)) out.joined.push_back(member);
  for (const auto& unit : state.left)
    if (is_below(above, state.joined, unit, below.lead)) out.left.insert(unit);
  out.over = state.left.contains(below.lead) || state.inherited.over;
  out.catching_up = state.catching_up;
  return out;
}

void take_over(Course& course, const Inheritance& said, const std::string& reason) { Heir(course, said, reason).take_all(); }

}  // namespace hongtou
