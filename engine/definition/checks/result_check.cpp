// Units that an assessment singles out, such as 打分=末2名: the assessment exists, comes before, and gives what is asked for.
#include <algorithm>

#include "engine/definition/reading/loading.h"

namespace hongtou {

namespace {

constexpr Message not_assessed{"workflow.not_assessed", "“{0}”不是考核步骤，不能按它的结果选单位",
                               "“{0}” is no step that assesses; no units can be chosen by its result",
                               "写考核步骤的名称，例如：from \"打分=末位\"", "name a step that assesses: from \"scored=last\""};
constexpr Message not_before{"workflow.result_not_before", "步骤“{0}”按“{1}”的结果选单位，但“{1}”不在它之前办结",
                             "the step “{0}” chooses units by the result of “{1}”, which does not come before it",
                             "加上：after {1}；“{1}”在循环里的，把本步骤也放进同一个循环",
                             "add: after {1}; or put this step into the same repeat"};
constexpr Message no_ranks{"workflow.no_ranks", "“{0}”的考核规则不排名次，选不出前几名、末几名",
                           "the rules of “{0}” rank nobody, so there are no first or last ones",
                           "在考核规则里加上：rank competition（名次 并列占位）", "add to the rules: rank competition"};

class ResultCheck {
 public:
  explicit ResultCheck(Loading& loading) : loading_(loading), definition_(loading.definition) {}

  void check() {
    for (const auto& place : definition_.places())
      for (const auto& [key, setting] : place.step->settings)
        for (const auto& result : setting.relative.results) check(place, result);
  }

 private:
  void check(const StepPlace& place, const ByResult& result) {
    const auto* other = definition_.place(result.step);
    if (other == nullptr) return loading_.unknown(result.position, "步骤", "step", result.step, assess_steps());
    if (other->step->kind != "assess") return loading_.error(result.position, not_assessed, {result.step});
    if (!comes_before(*other, place)) loading_.error(result.position, not_before, {place.step->id, result.step});
    const auto rules = definition_.assessments.find(other->step->name("rules"));
    if (rules == definition_.assessments.end()) return;  // it could not be read
    if ((result.top > 0 || result.last > 0) && !rules->second.ties) loading_.error(result.position, no_ranks, {result.step});
    std::vector<std::string> grades;
    for (const auto& band : rules->second.grades) grades.push_back(band.name);
    for (const auto& grade : result.grades)
      if (std::find(grades.begin(), grades.end(), grade) == grades.end())
        loading_.unknown(result.position, "等次", "grade", grade, grades);
  }

  // In the same flow, or for the step that holds this one.
  bool comes_before(const StepPlace& other, const StepPlace& place) const {
    const auto* here = &place;
    while (here->flow != other.flow && here->holder != nullptr) here = definition_.place(here->holder->id);
    if (here->flow != other.flow) return false;
    const auto before = here->flow->graph.ancestors(here->index);
    return std::find(before.begin(), before.end(), other.index) != before.end();
  }

  std::vector<std::string> assess_steps() const {
    std::vector<std::string> names;
    for (const auto& place : definition_.places())
      if (place.step->kind == "assess") names.push_back(place.step->id);
    return names;
  }

  Loading& loading_;
  const Definition& definition_;
};

}  // namespace

void check_results(Loading& loading) { ResultCheck(loading).check(); }

}  // namespace hongtou
