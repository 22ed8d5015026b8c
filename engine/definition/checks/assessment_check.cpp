// Assessments held against steps and targets, and their points against each other.
#include <algorithm>
#include <set>

#include "engine/definition/reading/loading.h"
#include "engine/text.h"

namespace hongtou {

namespace {

using Kind = AssessmentItem::Kind;

constexpr Message wrong_total{"workflow.points_total", "“{0}”各项分值之和是 {1}，写明的总分是 {2}",
                              "the points of “{0}” add up to {1}, not to the total of {2}", "改正分值，或改正总分",
                              "mend the points, or the total"};
constexpr Message floor_above{"workflow.floor_above_ceiling", "考核项“{0}”的最低分 {1} 高于最高分 {2}",
                              "the floor of “{0}”, {1}, lies above its ceiling, {2}", "改正其中一个", "mend one of them"};
constexpr Message item_twice{"workflow.assessment_item_twice", "考核项“{0}”写了两次（先前在第 {1} 行）",
                             "the item “{0}” stands twice (first in line {1})", "换一个名称，录入时才分得清",
                             "give one another name: entries go by it"};
constexpr Message no_share{"workflow.proportional_bound", "考核项“{0}”按比例得分，但目标“{1}”没有写 at-least",
                           "the item “{0}” goes by the share of the target “{1}”, which has no at-least",
                           "换一个目标，或改用 target、bands", "choose another target, or use target or bands"};
constexpr Message nobody{"workflow.assessment_nobody", "看不出考核哪些单位", "nobody is judged by this assessment",
                         "加上：judged 单位、类别或分组", "add: judged UNITS"};
constexpr Message unknown_grade{"workflow.unknown_grade", "没有名为“{0}”的等次", "there is no grade “{0}”", "写 grades 里的等次",
                                "write one of grades"};
constexpr Message no_receipt{"workflow.assessment_step", "步骤“{0}”不发文，没有签收可考核",
                             "the step “{0}” issues nothing, so there is no receipt to assess", "写发文步骤的名称",
                             "name a step that issues a document"};
constexpr Message no_score{"workflow.assessment_step", "步骤“{0}”不是另一个考核，没有得分可取",
                           "the step “{0}” is no other assessment, so there is no score to take", "写另一个考核步骤的名称",
                           "name another step that assesses"};
constexpr Message band_of_share{"workflow.band_of_share", "考核项“{0}”的“{1}”是比率，测得的是 0 到 1 的数，分档“{2}”写成了百分数",
                                "“{1}” of the item “{0}” is a share from 0 to 1, but the band “{2}” is written in hundredths",
                                "加上百分号，例如：\"95% up\"", "write the sign, as in \"95% up\""};
constexpr Message no_deadline{"workflow.assessment_step", "步骤“{0}”不收集或没有截止日，不能考核是否按时",
                              "the step “{0}” does not collect or has no due date, so there is no deadline to assess",
                              "写有截止日的收集步骤", "name a collecting step with a due date"};

constexpr Message deadline_within{"workflow.assessment_step", "步骤“{0}”自己不收集，按时要考核它里面的收集步骤",
                                  "the step “{0}” does not collect itself; deadlines are those of the steps within it",
                                  "写里面有截止日的收集步骤：{1}", "name a collecting step within it that has a due date: {1}"};

// Points that belong to the item itself and to this assessment.
bool counts(const AssessmentItem& item) {
  return item.indicator.empty() && item.kind != Kind::deduct && item.kind != Kind::bonus && item.kind != Kind::veto;
}

class AssessmentCheck {
 public:
  AssessmentCheck(Loading& loading, const std::string& file, const Assessment& assessment)
      : loading_(loading), definition_(loading.definition), file_(file), assessment_(assessment) {}

  void check() {
    check_items(assessment_.items);
    check_total(assessment_.total, assessment_.items, assessment_.title);
    if (!assessment_.items.empty() && assessment_.judged.empty() && !concerns_anybody(assessment_.items))
      loading_.error(assessment_.position, nobody);
  }

 private:
  void check_items(const std::vector<AssessmentItem>& items) {
    std::set<std::string_view> siblings;  // twice among these is told by the reader
    for (const auto& item : items) {
      const auto [first, added] = seen_.emplace(item.id, item.position.line);
      if (siblings.insert(item.id).second && !added)
        loading_.error(item.position, item_twice, {item.id, std::to_string(first->second)});
      check_subject(item);
      check_limits(item);
      check_grade(item);
      check_total(item.total, item.items, item.label);
      check_items(item.items);
    }
  }

  void check_subject(const AssessmentItem& item) {
    switch (item.kind) {
      case Kind::deadline:
      case Kind::receipt:
        return check_step(item);
      case Kind::score:
        return check_score(item);
      case Kind::target:
      case Kind::proportional:
      case Kind::bands:
        return check_target(item);
      default:
        return;
    }
  }

  void check_step(const AssessmentItem& item) {
    const auto* step = definition_.step(item.subject);
    const bool receipt = item.kind == Kind::receipt;
    if (step == nullptr)
      loading_.unknown(item.subject_position, "步骤", "step", item.subject, step_names());
    else if (receipt && step->kind != "issue")
      loading_.error(item.subject_position, no_receipt, {step->id});
    else if (!receipt && (!step->collects() || step->setting("due") == nullptr))
      tell_no_deadline(item, *step);
  }

  void tell_no_deadline(const AssessmentItem& item, const Step& step) {
    std::vector<std::string> within;
    for (const auto& place : definition_.places())
      if (place.holder == &step && place.step->collects() && place.step->setting("due") != nullptr)
        within.push_back(place.step->id);
    if (within.empty())
      loading_.error(item.subject_position, no_deadline, {step.id});
    else
      loading_.error(item.subject_position, deadline_within, {step.id, join(within, " ")});
  }

  void check_score(const AssessmentItem& item) {
    const auto* step = definition_.step(item.subject);
    if (step == nullptr)
      loading_.unknown(item.subject_position, "步骤", "step", item.subject, step_names());
    else if (step->kind != "assess" || step->name("rules") == file_)
      loading_.error(item.subject_position, no_score, {step->id});
  }

  // 95 where 95% is meant.
  void check_bands(const AssessmentItem& item, const Target& target) {
    const bool share = !target.coverage.empty() || std::any_of(target.bounds.begin(), target.bounds.end(),
                                                               [](const Bound& bound) { return bound.low.share; });
    const auto is_large = [](const Value& end) { return number_of(end).value_or(Decimal(0)) > Decimal(2); };
    for (const auto& band : item.bands)
      if (share && (is_large(band.range.low) || is_large(band.range.high))) {
        loading_.error(band.position, band_of_share, {item.id, target.id, band.name});
        return;
      }
  }

  void check_target(const AssessmentItem& item) {
    const auto& targets = definition_.targets;
    const auto target = std::find_if(targets.begin(), targets.end(), [&](const Target& each) { return each.id == item.subject; });
    if (target == targets.end())
      loading_.unknown(item.subject_position, "目标", "target", item.subject, names_of(targets));
    else if (item.kind == Kind::proportional && target->op != Target::Operator::at_least)
      loading_.error(item.subject_position, no_share, {item.id, target->id});
    else if (item.kind == Kind::bands)
      check_bands(item, *target);
  }

  void check_limits(const AssessmentItem& item) {
    const auto floor = known(item.floor);
    const auto ceiling = known(item.ceiling);
    if (floor && ceiling && *floor > *ceiling)
      loading_.error(item.floor->position, floor_above, {item.id, floor->text(), ceiling->text()});
  }

  void check_grade(const AssessmentItem& item) {
    const auto& grades = assessment_.grades;
    const bool found = std::any_of(grades.begin(), grades.end(), [&](const Band& band) { return band.name == item.grade; });
    if (!item.grade.empty() && !found) loading_.error(item.position, unknown_grade, {item.grade});
  }

  // What a parameter gives later cannot be held against the total now.
  void check_total(const std::optional<Amount>& total, const std::vector<AssessmentItem>& items, const std::string& label) {
    const auto wanted = known(total);
    if (!wanted || items.empty()) return;
    Decimal sum;
    for (const auto& item : items) {
      if (!counts(item)) continue;
      const bool of_itself = item.kind == Kind::bands || item.kind == Kind::score || item.kind == Kind::branch;
      const auto points = item.points || of_itself ? known(item.points) : Decimal(1);
      if (!points) return;
      sum += *points;
    }
    if (sum != *wanted) loading_.error(total->position, wrong_total, {label, sum.text(), wanted->text()});
  }

  std::optional<Decimal> known(const std::optional<Amount>& amount) const {
    return amount ? number_of(amount->in(definition_.parameters)) : std::nullopt;
  }

  static bool concerns_anybody(const std::vector<AssessmentItem>& items) {
    return std::any_of(items.begin(), items.end(), [](const AssessmentItem& item) {
      const bool by_records = item.kind == Kind::deadline || item.kind == Kind::receipt || item.kind == Kind::target ||
                              item.kind == Kind::proportional || item.kind == Kind::bands || item.kind == Kind::score ||
                              item.by_target;
      return by_records || !item.units.empty() || concerns_anybody(item.items);
    });
  }

  template <class T>
  static std::vector<std::string> names_of(const std::vector<T>& all) {
    std::vector<std::string> names;
    for (const auto& each : all) names.push_back(each.id);
    return names;
  }

  std::vector<std::string> step_names() const {
    std::vector<std::string> names;
    for (const auto& place : definition_.places()) names.push_back(place.step->id);
    return names;
  }

  Loading& loading_;
  const Definition& definition_;
  const std::string& file_;
  const Assessment& assessment_;
  std::map<std::string, int> seen_;
};

}  // namespace

void check_assessments(Loading& loading) {
  for (const auto& [file, assessment] : loading.definition.assessments) AssessmentCheck(loading, file, assessment).check();
}

}  // namespace hongtou
