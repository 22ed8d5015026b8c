// Judging units by a checklist, from the campaign's own records.
#include <algorithm>
#include <map>
#include <set>

#include "engine/campaign/views.h"

namespace hongtou {

namespace {

class Assessor {
 public:
  Assessor(const Definition& definition, const State& state) : definition_(definition), state_(state) {}

  AssessedItem judge(const AssessmentItem& item, const std::string& unit) {
    switch (item.kind) {
      case AssessmentItem::Kind::deadline:
      case AssessmentItem::Kind::receipt:
        return judge_item(item, unit);
      case AssessmentItem::Kind::target:
        return judge_target(item, unit);
    }
    return {};
  }

 private:
  static AssessedItem verdict(const AssessmentItem& item, std::optional<bool> fulfilled, std::string zh, std::string en) {
    return {item.id, fulfilled, std::move(zh), std::move(en)};
  }

  AssessedItem judge_item(const AssessmentItem& rule, const std::string& unit) const {
    const auto& items = state_.step(rule.subject).items;
    const auto found = items.find(unit);
    if (found == items.end()) return verdict(rule, std::nullopt, "不适用", "does not apply");
    const auto& item = found->second;
    if (item.status == ItemStatus::waived) return verdict(rule, std::nullopt, "已免报：" + item.reason, "waived: " + item.reason);
    if (item.status == ItemStatus::closed) return verdict(rule, std::nullopt, "已办结：" + item.reason, "closed: " + item.reason);
    if (rule.kind == AssessmentItem::Kind::receipt) {
      const bool received = item.status == ItemStatus::accepted;
      return verdict(rule, received, received ? "已签收" : "未签收", received ? "receipt confirmed" : "receipt not confirmed");
    }
    if (item.versions.empty() || (item.accepted() == nullptr && item.status != ItemStatus::submitted))
      return verdict(rule, false, "未报送", "not submitted");
    // Punctual if the first version came in time: a correction that was asked for does not make it late.
    const auto& first = item.versions.front();
    const auto when = to_local_text(first.effective);
    return verdict(rule, !first.late, when + (first.late ? " 报送，逾期" : " 报送"),
                   "submitted " + when + (first.late ? ", late" : ""));
  }

  AssessedItem judge_target(const AssessmentItem& rule, const std::string& unit) {
    const auto target = std::find_if(definition_.targets.begin(), definition_.targets.end(),
                                     [&](const Target& each) { return each.id == rule.subject; });
    if (target == definition_.targets.end()) return verdict(rule, std::nullopt, "不适用", "does not apply");
    auto [results, added] = measured_.try_emplace(target->id);
    if (added)
      for (auto& result : measure(definition_, *target, state_)) results->second.emplace(result.unit, std::move(result));
    const auto result = results->second.find(unit);
    if (result == results->second.end() || target->strength != Strength::must)
      return verdict(rule, std::nullopt, "不适用", "does not apply");
    const auto value = print(result->second.value);
    switch (result->second.status) {
      case TargetStatus::met:
        return verdict(rule, true, "达标（" + value + "）", "reached (" + value + ")");
      case TargetStatus::not_met:
        return verdict(rule, false, "未达标（" + value + "）", "not reached (" + value + ")");
      case TargetStatus::no_data:
        return verdict(rule, false, "无数据", "no data");
    }
    return {};
  }

  static std::string print(const Value& value) {
    if (value.boolean() != nullptr) return *value.boolean() ? "是" : "否";
    return value.print();
  }

  const Definition& definition_;
  const State& state_;
  std::map<std::string, std::map<std::string, TargetResult>> measured_;
};

// Everybody whom an item of the rules concerns, in list order.
std::vector<std::string> judged_units(const Definition& definition, const Assessment& assessment, const State& state) {
  std::set<std::string> concerned;
  for (const auto& item : assessment.items) {
    if (item.kind != AssessmentItem::Kind::target)
      for (const auto& [unit, work] : state.step(item.subject).items) concerned.insert(unit);
    for (const auto& target : definition.targets)
      if (item.kind == AssessmentItem::Kind::target && target.id == item.subject)
        concerned.insert(target.per.begin(), target.per.end());
  }
  std::vector<std::string> units;
  for (const auto& unit : definition.units.all())
    if (concerned.contains(unit.id)) units.push_back(unit.id);
  return units;
}

}  // namespace

std::vector<AssessedUnit> assess(const Definition& definition, const Assessment& assessment, const State& state) {
  Assessor assessor(definition, state);
  std::vector<AssessedUnit> out;
  for (const auto& unit : judged_units(definition, assessment, state)) {
    AssessedUnit assessed;
    assessed.unit = unit;
    for (const auto& item : assessment.items) {
      assessed.items.push_back(assessor.judge(item, unit));
      const auto& fulfilled = assessed.items.back().fulfilled;
      if (!fulfilled) continue;
      assessed.possible += item.weight;
      if (*fulfilled) assessed.points += item.weight;
    }
    out.push_back(std::move(assessed));
  }
  return out;
}

Value to_value(const std::vector<AssessedUnit>& units) {
  List out;
  for (const auto& unit : units) {
    List items;
    for (const auto& item : unit.items)
      items.push_back(Map{{"item", item.item},
                          {"fulfilled", item.fulfilled ? Value(*item.fulfilled) : Value()},
                          {"zh", item.why_zh},
                          {"en", item.why_en}});
    out.push_back(Map{{"unit", unit.unit}, {"items", std::move(items)}, {"points", unit.points}, {"possible", unit.possible}});
  }
  return out;
}

}  // namespace hongtou
