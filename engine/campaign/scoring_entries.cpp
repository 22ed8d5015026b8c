// What persons put into an assessment.
#include <algorithm>

#include "engine/campaign/awards.h"
#include "engine/campaign/scoring.h"
#include "engine/text.h"

namespace hongtou {

namespace {

using Kind = AssessmentItem::Kind;

constexpr Message unknown_rule{"assessment.unknown_rule", "考核规则里没有“{0}”这一项", "the rules have no item “{0}”",
                               "可以录入的：{1}", "these take entries: {2}"};
constexpr Message no_reason{"assessment.no_reason", "“{0}”没有写理由", "“{0}” is given without a reason", "写明理由和依据",
                            "say why"};
constexpr Message automatic{"assessment.automatic", "“{0}”由系统按记录评定，不能直接录入",
                            "“{0}” is judged by the records and takes no entry", "确需改动的，作为更正录入并写明理由",
                            "enter a correction, with its reason"};
constexpr Message not_rater{"assessment.not_rater", "“{0}”不由“{1}”评定", "“{1}” does not judge “{0}”", "请规则写明的单位录入",
                            "let the unit enter it that the rules name"};
constexpr Message not_corrector{
    "assessment.not_corrector", "“{0}”的结果不能由“{1}”更正", "“{1}” cannot correct the result of “{0}”",
    "由主办考核的“{2}”更正；对结果有意见的，录入异议（objection）", "it is for “{2}”, who assesses; others enter an objection"};
constexpr Message bad_points{"assessment.bad_points", "“{0}”应在 0 到 {1} 分之间，这里是“{2}”",
                             "“{0}” takes 0 to {1} points, not “{2}”", "改成这个范围内的数", "enter a number in that range"};
constexpr Message not_points{"assessment.not_points", "“{0}”的分数应是数字，这里是“{1}”",
                             "“{0}” takes a number of points, not “{1}”", "只写数字，不带“分”字", "write the number alone"};
constexpr Message negative_points{"assessment.negative_points", "“{0}”的分数写成了负数“{1}”",
                                  "“{0}” takes points without a sign, not “{1}”", "扣分、加分都写正数，扣还是加由规则定",
                                  "the rule says whether they come on top or off"};
constexpr Message above_ceiling{"assessment.above_ceiling", "“{0}”最高 {1} 分，这里是“{2}”",
                                "“{0}” brings {1} points at most, not “{2}”", "不要超过规则写的上限",
                                "stay within what the rule allows"};
constexpr Message award_is_nominated{"assessment.award_is_nominated", "“{0}”是荣誉，不是考核项", "“{0}” is an award, not an item",
                                     "推荐写 --kind nomination，审定写 --kind grant",
                                     "nominate with --kind nomination, decide with --kind grant"};
constexpr Message unknown_part{"assessment.unknown_part", "“{0}”里没有“{1}”这一条", "“{0}” has no part “{1}”",
                               "写规则里列出的条目", "write one of the parts the rule lists"};

Diagnostics told(Message message, std::vector<std::string> arguments) {
  return {{Severity::error, {}, message, std::move(arguments)}};
}

const AssessmentItem* find_item(const std::vector<AssessmentItem>& items, const std::string& id) {
  for (const auto& item : items) {
    if (item.id == id) return &item;
    if (const auto* inner = find_item(item.items, id)) return inner;
  }
  return nullptr;
}

bool takes_entries(const AssessmentItem& item) {
  switch (item.kind) {
    case Kind::checklist:
    case Kind::expert:
      return true;
    case Kind::deduct:
    case Kind::bonus:
    case Kind::veto:
      return !item.by_target;
    default:
      return false;
  }
}

bool may_rate(const AssessmentItem& item, const std::string& rater, const std::string& assessor) {
  if (item.raters.empty() && item.kind == Kind::checklist) return assessor.empty() || rater == assessor;
  if (item.raters.empty()) return rater == item.subject;
  return std::any_of(item.raters.begin(), item.raters.end(), [&](const auto& each) { return each.unit == rater; });
}

void add_items(std::vector<std::string>& names, const std::vector<AssessmentItem>& items, Language language) {
  for (const auto& item : items) {
    const bool labelled = language == Language::zh && item.label != item.id;
    if (takes_entries(item)) names.push_back(labelled ? item.id + "（" + item.label + "）" : item.id);
    add_items(names, item.items, language);
  }
}

std::string items_with_entries(const Assessment& assessment, Language language) {
  std::vector<std::string> names;
  add_items(names, assessment.items, language);
  return names.empty() ? "—" : join(names, language == Language::zh ? "、" : ", ");
}

std::optional<Decimal> value_of(const std::optional<Amount>& amount, const Value& parameters) {
  return amount ? number_of(amount->in(parameters)) : std::nullopt;
}

// A correction gives any number; a deduction or a bonus may leave it to the rule.
Diagnostics check_points(const AssessmentItem& item, const ScoreEntry& entry, const Value& parameters) {
  const auto points = number_of(entry.points);
  const auto written = entry.points.print();
  if (!points && !entry.points.is_null()) return told(not_points, {item.label, written});
  if (entry.corrects) return {};
  if (item.kind == Kind::expert) {
    const auto possible = item.points ? value_of(item.points, parameters) : Decimal(1);
    const bool fits = !possible || (points && Decimal(0) <= *points && *points <= *possible);
    return fits ? Diagnostics() : told(bad_points, {item.label, possible->text(), written});
  }
  if (points && *points < Decimal(0)) return told(negative_points, {item.label, written});
  const auto ceiling = item.kind == Kind::bonus ? value_of(item.ceiling, parameters) : std::nullopt;
  if (points && ceiling && *ceiling < *points) return told(above_ceiling, {item.label, ceiling->text(), written});
  return {};
}

}  // namespace

Diagnostics check_entry(const Assessment& assessment, const ScoreEntry& entry, const std::string& assessor,
                        const Value& parameters) {
  const auto* item = find_item(assessment.items, entry.rule);
  if (item == nullptr && find_award(assessment, entry.rule) != nullptr) return told(award_is_nominated, {entry.rule});
  if (item == nullptr)
    return told(unknown_rule,
                {entry.rule, items_with_entries(assessment, Language::zh), items_with_entries(assessment, Language::en)});
  if (entry.reason.empty()) return told(no_reason, {item->label});
  if (!entry.corrects && !takes_entries(*item)) return told(automatic, {item->label});
  if (entry.corrects && !assessor.empty() && entry.rater != assessor)
    return told(not_corrector, {item->label, entry.rater, assessor});
  if (!entry.corrects && !may_rate(*item, entry.rater, assessor)) return told(not_rater, {item->label, entry.rater});
  const bool part_known = std::find(item->parts.begin(), item->parts.end(), entry.part) != item->parts.end();
  if (item->kind == Kind::checklist && !entry.corrects && !part_known) return told(unknown_part, {item->label, entry.part});
  return check_points(*item, entry, parameters);
}

}  // namespace hongtou
