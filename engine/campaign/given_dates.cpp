#include "engine/campaign/given_dates.h"

#include <functional>
#include <vector>

namespace hongtou {

namespace {

using Visit = std::function<void(const ScopePtr& scope, const Step& step, const std::string& key)>;

void for_each_given(const Course& course, const Visit& visit) {
  const auto& definition = course.rules.definition;
  if (!definition.takes_dates_from_reports()) return;
  for_each_step(definition, course.state, [&](const ScopePtr& scope, const Step& step) {
    if (course.state.step(scope->address_of(step)).status != StepStatus::open) return;
    for (const auto& [key, setting] : step.settings)
      if (!setting.from_step.empty()) visit(scope, step, key);
  });
}

}  // namespace

GivenDates::GivenDates(const Course& course) {
  for_each_given(course, [&](const ScopePtr& scope, const Step& step, const std::string& key) {
    before_[{scope->address_of(step), key}] = course.place(scope, step).span(key);
  });
}

void GivenDates::tell_moved(Course& course) const {
  struct Moved {
    ScopePtr scope;
    const Step* step;
    std::string key;
  };
  std::vector<Moved> moved;
  for_each_given(course, [&](const ScopePtr& scope, const Step& step, const std::string& key) {
    const auto before = before_.find({scope->address_of(step), key});
    const auto now = course.place(scope, step).span(key);
    if (before != before_.end() && now && now != before->second) moved.push_back({scope, &step, key});
  });
  for (const auto& [scope, step, key] : moved) {
    CourseTurn turn(course, scope, *step);
    course.rules.kind(step->kind)->date_moved(turn, key);
  }
}

}  // namespace hongtou
