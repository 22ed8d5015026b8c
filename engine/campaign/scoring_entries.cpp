// What persons put into an assessment: entries, nominations, decisions.
#include <algorithm>

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
constexpr Message not_rater{"assessment.not_rater", "“{0}”不由“{1}”评定", "“{1}” does not judge “{0}”",
                            "请规则写明的单位录入，或作为更正录入",
                            "let the unit enter it that the rules name, or enter a correction"};
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
constexpr Message unknown_award{"assessment.unknown_award", "没有名为“{0}”的荣誉", "there is no award “{0}”",
                                "写考核规则里的名称", "write a name from the rules"};
constexpr Message not_nominator{"assessment.not_nominator", "“{0}”不能由“{1}”推荐", "“{1}” does not nominate for “{0}”",
                                "请规则写明的单位推荐", "let a unit nominate that the rules name"};
constexpr Message not_decider{"assessment.not_decider", "“{0}”不由“{1}”审定", "“{1}” does not decide on “{0}”",
                              "请规则写明的单位审定", "let the unit decide that the rules name"};
constexpr Message not_nominated{"assessment.not_nominated", "“{1}”没有被推荐为“{0}”", "“{1}” was not nominated for “{0}”",
                                "先推荐，再审定", "nominate first, then decide"};
constexpr Message quota_full{"assessment.quota_full", "“{0}”的 {1} 个名额已经用完", "all {1} places of “{0}” are taken",
                             "撤下一个，或调整名额", "take one back, or change the quota"};
constexpr Message nominator_full{"assessment.nominator_full", "“{1}”推荐“{0}”的 {2} 个名额已经用完",
                                 "“{1}” has used its {2} nominations for “{0}”", "撤下一个，或调整名额",
                                 "take one back, or change the quota"};

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

bool may_rate(const AssessmentItem& item, const std::string& rater) {
  if (item.raters.empty()) return item.kind == Kind::checklist || item.subject == rater;
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

bool same(const Nomination& a, const Nomination& b) { return a.award == b.award && a.candidate == b.candidate; }

// Each nomination once, as it stands last.
std::vector<Nomination> latest(const std::vector<Nomination>& nominations) {
  std::vector<Nomination> out;
  for (const auto& each : nominations) {
    const auto known = std::find_if(out.begin(), out.end(), [&](const Nomination& other) { return same(each, other); });
    if (known == out.end()) {
      out.push_back(each);
    } else {
      known->granted = each.granted;
      known->decided_by = each.decided_by;
      if (!each.reason.empty()) known->reason = each.reason;
    }
  }
  return out;
}

const Award* find_award(const Assessment& assessment, const std::string& id) {
  const auto found =
      std::find_if(assessment.awards.begin(), assessment.awards.end(), [&](const Award& award) { return award.id == id; });
  return found == assessment.awards.end() ? nullptr : &*found;
}

std::int64_t count(const std::vector<Nomination>& nominations, const Nomination& but, auto&& counts) {
  return std::count_if(nominations.begin(), nominations.end(),
                       [&](const Nomination& each) { return each.award == but.award && !same(each, but) && counts(each); });
}

Diagnostics check_decision(const Award& award, const std::vector<Nomination>& before, const Nomination& decision,
                           const Value& parameters) {
  if (decision.decided_by != award.decided_by) return told(not_decider, {award.label, decision.decided_by});
  if (std::none_of(before.begin(), before.end(), [&](const Nomination& each) { return same(each, decision); }))
    return told(not_nominated, {award.label, decision.candidate});
  const auto quota = value_of(award.quota, parameters);
  const auto granted = count(before, decision, [](const Nomination& each) { return each.granted.value_or(false); });
  if (*decision.granted && quota && Decimal(granted) >= *quota) return told(quota_full, {award.label, quota->text()});
  return {};
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

Diagnostics check_entry(const Assessment& assessment, const ScoreEntry& entry, const Value& parameters) {
  const auto* item = find_item(assessment.items, entry.rule);
  if (item == nullptr && find_award(assessment, entry.rule) != nullptr) return told(award_is_nominated, {entry.rule});
  if (item == nullptr)
    return told(unknown_rule,
                {entry.rule, items_with_entries(assessment, Language::zh), items_with_entries(assessment, Language::en)});
  if (entry.reason.empty()) return told(no_reason, {item->label});
  if (!entry.corrects && !takes_entries(*item)) return told(automatic, {item->label});
  if (!entry.corrects && !may_rate(*item, entry.rater)) return told(not_rater, {item->label, entry.rater});
  const bool part_known = std::find(item->parts.begin(), item->parts.end(), entry.part) != item->parts.end();
  if (item->kind == Kind::checklist && !entry.corrects && !part_known) return told(unknown_part, {item->label, entry.part});
  return check_points(*item, entry, parameters);
}

Diagnostics check_nomination(const Assessment& assessment, const std::vector<Nomination>& before, const Nomination& nomination,
                             const Value& parameters) {
  const auto* award = find_award(assessment, nomination.award);
  if (award == nullptr) return told(unknown_award, {nomination.award});
  if (nomination.reason.empty()) return told(no_reason, {award->label});
  const auto known = latest(before);
  if (nomination.granted) return check_decision(*award, known, nomination, parameters);
  if (std::find(award->nominators.begin(), award->nominators.end(), nomination.by) == award->nominators.end())
    return told(not_nominator, {award->label, nomination.by});
  const auto quota = value_of(award->per_nominator, parameters);
  const auto used = count(known, nomination, [&](const Nomination& each) { return each.by == nomination.by; });
  if (quota && Decimal(used) >= *quota) return told(nominator_full, {award->label, nomination.by, quota->text()});
  return {};
}

Value awards(const Assessment& assessment, const std::vector<Nomination>& nominations, const Value& parameters) {
  Value out{Map{}};
  const auto all = latest(nominations);
  for (const auto& award : assessment.awards) {
    List nominated;
    List granted;
    for (const auto& each : all) {
      if (each.award != award.id) continue;
      Value line(Map{{"candidate", each.candidate}, {"by", each.by}, {"reason", each.reason}});
      if (each.granted.value_or(false)) granted.push_back(line);
      nominated.push_back(std::move(line));
    }
    out[award.id] = Map{{"label", award.label}, {"nominated", std::move(nominated)}, {"granted", std::move(granted)}};
    out[award.id]["quota"] = award.quota ? award.quota->in(parameters) : Value();
  }
  return out;
}

}  // namespace hongtou
