#include "engine/campaign/awards.h"

#include <algorithm>

namespace hongtou {

namespace {

constexpr Message no_reason{"assessment.no_reason", "“{0}”没有写理由", "“{0}” is given without a reason", "写明理由和依据",
                            "say why"};
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

std::optional<Decimal> value_of(const Amount* amount, const Value& parameters) {
  return amount == nullptr ? std::nullopt : number_of(amount->in(parameters));
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

std::int64_t count(const std::vector<Nomination>& nominations, const Nomination& but, auto&& counts) {
  return std::count_if(nominations.begin(), nominations.end(),
                       [&](const Nomination& each) { return each.award == but.award && !same(each, but) && counts(each); });
}

Diagnostics check_decision(const Award& award, const std::vector<Nomination>& before, const Nomination& decision,
                           const Value& parameters) {
  if (decision.decided_by != award.decided_by) return told(not_decider, {award.label, decision.decided_by});
  if (std::none_of(before.begin(), before.end(), [&](const Nomination& each) { return same(each, decision); }))
    return told(not_nominated, {award.label, decision.candidate});
  const auto quota = value_of(award.quota ? &*award.quota : nullptr, parameters);
  const auto granted = count(before, decision, [](const Nomination& each) { return each.granted.value_or(false); });
  if (*decision.granted && quota && Decimal(granted) >= *quota) return told(quota_full, {award.label, quota->text()});
  return {};
}

Nomination nomination_of(const Value& entry) {
  Nomination out;
  out.award = entry.at("rule").text_or("");
  out.candidate = entry.at("unit").text_or("");
  out.by = entry.at("actor").text_or("");
  out.reason = entry.at("reason").text_or("");
  if (entry.at("kind").text_or("") == "grant") {
    out.granted = entry.at("granted").boolean_or(true);
    out.decided_by = out.by;
  }
  return out;
}

}  // namespace

const Award* find_award(const Assessment& assessment, const std::string& id) {
  const auto found =
      std::find_if(assessment.awards.begin(), assessment.awards.end(), [&](const Award& award) { return award.id == id; });
  return found == assessment.awards.end() ? nullptr : &*found;
}

AwardRound award_round_of(const List& entries) {
  AwardRound round;
  for (const auto& entry : entries) {
    const auto kind = entry.at("kind").text_or("");
    if (kind == "nomination" || kind == "grant") round.nominations.push_back(nomination_of(entry));
    if (kind == "decided") round.decided.insert(entry.at("rule").text_or(""));
  }
  return round;
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
  const auto places = value_of(award->places_of(nomination.by), parameters);
  const auto used = count(known, nomination, [&](const Nomination& each) { return each.by == nomination.by; });
  if (places && Decimal(used) >= *places) return told(nominator_full, {award->label, nomination.by, places->text()});
  return {};
}

Diagnostics check_decided(const Assessment& assessment, const std::string& award_id, const std::string& by) {
  const auto* award = find_award(assessment, award_id);
  if (award == nullptr) return told(unknown_award, {award_id});
  if (by != award->decided_by) return told(not_decider, {award->label, by});
  return {};
}

bool all_decided(const Assessment& assessment, const AwardRound& round) {
  return std::all_of(assessment.awards.begin(), assessment.awards.end(),
                     [&](const Award& award) { return award.nominators.empty() || round.decided.contains(award.id); });
}

std::set<std::string> awaited_for_awards(const Assessment& assessment, const AwardRound& round) {
  std::set<std::string> units;
  for (const auto& award : assessment.awards) {
    if (award.nominators.empty() || round.decided.contains(award.id)) continue;
    units.insert(award.decided_by);
    units.insert(award.nominators.begin(), award.nominators.end());
    for (const auto& each : round.nominations)
      if (each.award == award.id && !each.granted) units.erase(each.by);
  }
  return units;
}

Value awards(const Assessment& assessment, const AwardRound& round, const Value& parameters) {
  Value out{Map{}};
  const auto all = latest(round.nominations);
  for (const auto& award : assessment.awards) {
    List nominated;
    List granted;
    for (const auto& each : all) {
      if (each.award != award.id) continue;
      Value line(Map{{"candidate", each.candidate}, {"by", each.by}, {"reason", each.reason}});
      if (each.granted.value_or(false)) granted.push_back(line);
      nominated.push_back(std::move(line));
    }
    out[award.id] = Map{{"label", award.label},
                        {"nominated", std::move(nominated)},
                        {"granted", std::move(granted)},
                        {"decided", round.decided.contains(award.id)}};
    out[award.id]["quota"] = award.quota ? award.quota->in(parameters) : Value();
  }
  return out;
}

}  // namespace hongtou
