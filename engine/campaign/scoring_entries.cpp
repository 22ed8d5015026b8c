// What persons put into an assessment.
#include <algorithm>

#include "engine/campaign/scoring.h"

namespace hongtou {

namespace {

using Kind = AssessmentItem::Kind;

constexpr Message unknown_rule{"assessment.unknown_rule", "考核规则里没有“{0}”这一项", "the rules have no item “{0}”",
                               "写考核项的名称", "write the name of an item"};
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

std::optional<Decimal> value_of(const std::optional<Amount>& amount, const Value& parameters) {
  return amount ? number_of(amount->in(parameters)) : std::nullopt;
}

}  // namespace

Diagnostics check_entry(const Assessment& assessment, const ScoreEntry& entry, const std::string& assessor,
                        const Value& parameters) {
  const auto* item = find_item(assessment.items, entry.rule);
  if (item == nullptr) return told(unknown_rule, {entry.rule});
  if (entry.reason.empty()) return told(no_reason, {item->label});
  if (!entry.corrects && !takes_entries(*item)) return told(automatic, {item->label});
  if (entry.corrects && !assessor.empty() && entry.rater != assessor)
    return told(not_corrector, {item->label, entry.rater, assessor});
  if (!entry.corrects && !may_rate(*item, entry.rater, assessor)) return told(not_rater, {item->label, entry.rater});
  const bool part_known = std::find(item->parts.begin(), item->parts.end(), entry.part) != item->parts.end();
  if (item->kind == Kind::checklist && !entry.corrects && !part_known) return told(unknown_part, {item->label, entry.part});
  const auto possible = item->points ? value_of(item->points, parameters) : Decimal(1);
  const auto points = number_of(entry.points);
  const bool scored = item->kind == Kind::expert && !entry.corrects;
  if (scored && possible && (!points || *points < Decimal(0) || *points > *possible))
    return told(bad_points, {item->label, possible->text(), entry.points.print()});
  return {};
}

}  // namespace hongtou
