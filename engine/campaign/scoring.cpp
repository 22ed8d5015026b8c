#include "engine/campaign/scoring.h"

#include <algorithm>
#include <set>

#include "engine/campaign/item_judging.h"

namespace hongtou {

namespace {

using Kind = AssessmentItem::Kind;

Decimal rounded(const Decimal& number, const Precision& precision) {
  return number.rounded(precision.decimals, precision.rounding);
}

// Everybody whom one of the items concerns.
void add_concerned(std::set<std::string>& units, const std::vector<AssessmentItem>& items, const Evidence& evidence) {
  const auto add = [&](const auto& all, const std::string& subject) {
    if (const auto found = all.find(subject); found != all.end())
      for (const auto& [unit, what] : found->second) units.insert(unit);
  };
  for (const auto& item : items) {
    units.insert(item.units.begin(), item.units.end());
    if (item.kind == Kind::deadline) add(evidence.deadlines, item.subject);
    if (item.kind == Kind::receipt) add(evidence.receipts, item.subject);
    if (item.kind == Kind::score) add(evidence.scores, item.subject);
    add(evidence.targets, item.subject);
    for (const auto& part : item.parts) add(evidence.targets, part);
    for (const auto& entry : evidence.entries)
      if (entry.rule == item.id) units.insert(entry.unit);
    add_concerned(units, item.items, evidence);
  }
}

std::vector<std::string> judged_units(const Definition& definition, const Assessment& assessment, const Evidence& evidence) {
  std::set<std::string> concerned(assessment.judged.begin(), assessment.judged.end());
  if (concerned.empty()) add_concerned(concerned, assessment.items, evidence);
  std::vector<std::string> units;
  for (const auto& unit : definition.units.all())
    if (concerned.contains(unit.id)) units.push_back(unit.id);
  return units;
}

// What lies in the tree of items: vetoes, lines for other assessments.
struct Gathered {
  const AssessmentItem* veto = nullptr;
  std::vector<ExternalLine> external;
};

void gather(Gathered& out, const std::vector<AssessmentItem>& rules, const std::vector<AssessedItem>& items) {
  for (std::size_t i = 0; i < rules.size() && i < items.size(); ++i) {
    const auto& rule = rules[i];
    if (rule.kind == Kind::veto && items[i].fulfilled == false && out.veto == nullptr) out.veto = &rule;
    if (!rule.indicator.empty() && !items[i].points.is_null()) out.external.push_back({rule.indicator, items[i].points});
    if (rule.kind == Kind::branch) gather(out, rule.items, items[i].items);
  }
}

const Band* lowest(const std::vector<Band>& grades) { return band_of(grades, Value(-INT64_MAX)); }

class UnitJudge {
 public:
  UnitJudge(const Definition& definition, const Assessment& assessment, const Evidence& evidence)
      : definition_(definition), assessment_(assessment), evidence_(evidence) {}

  AssessedUnit judge(const std::string& unit) const {
    AssessedUnit out;
    out.unit = unit;
    Decimal points, possible;
    bool waiting = false;
    for (const auto& item : assessment_.items) {
      out.items.push_back(judge_item(definition_, evidence_, item, unit));
      const auto& judged = out.items.back();
      waiting = waiting || judged.waiting;
      if (!item.indicator.empty()) continue;
      points += number_of(judged.points).value_or(Decimal(0));
      possible += number_of(judged.possible).value_or(Decimal(0));
    }
    out.points = points;
    out.possible = possible;
    if (!waiting) out.score = rounded(scored(points, possible), assessment_.precision);
    finish(out, possible);
    return out;
  }

 private:
  Decimal scored(Decimal points, Decimal possible) const {
    const auto total = assessment_.total ? number_of(assessment_.total->in(evidence_.parameters)) : std::nullopt;
    return assessment_.scale && total && possible > Decimal(0) ? points * *total / possible : points;
  }

  void finish(AssessedUnit& out, Decimal possible) const {
    Gathered gathered;
    gather(gathered, assessment_.items, out.items);
    out.vetoed = gathered.veto != nullptr;
    out.external = std::move(gathered.external);
    if (out.vetoed && !gathered.veto->grade.empty()) {
      out.grade = gathered.veto->grade;
    } else if (const auto* grade = out.vetoed ? lowest(assessment_.grades) : band_of(assessment_.grades, out.score)) {
      out.grade = grade->name;
    }
    if (const auto line = external_line(out, possible)) out.external.push_back(*line);
    for (const auto& objection : evidence_.objections)
      if (objection.unit == out.unit) out.objections.push_back(objection);
  }

  // The whole result as one line of another assessment: its points by the share reached, none after a veto.
  std::optional<ExternalLine> external_line(const AssessedUnit& out, Decimal possible) const {
    if (assessment_.external.empty()) return std::nullopt;
    const auto score = number_of(out.points);
    const auto points = assessment_.external_points ? number_of(assessment_.external_points->in(evidence_.parameters)) : possible;
    if (!score || !points || out.score.is_null()) return ExternalLine{assessment_.external, Value()};
    if (out.vetoed || !(possible > Decimal(0))) return ExternalLine{assessment_.external, Value(0)};
    return ExternalLine{assessment_.external, rounded(*points * *score / possible, assessment_.precision)};
  }

  const Definition& definition_;
  const Assessment& assessment_;
  const Evidence& evidence_;
};

Value to_value(const AssessedItem& item) {
  Value out(Map{{"item", item.item},
                {"fulfilled", item.fulfilled ? Value(*item.fulfilled) : Value()},
                {"zh", item.why_zh},
                {"en", item.why_en},
                {"points", item.points},
                {"possible", item.possible}});
  if (item.waiting) out["waiting"] = true;
  if (!item.by.empty()) out["by"] = item.by;
  if (!item.corrected_from.is_null()) out["corrected_from"] = item.corrected_from;
  List sources;
  for (const auto& source : item.sources) sources.push_back(to_value(source));
  if (!sources.empty()) out["sources"] = std::move(sources);
  if (!item.items.empty()) {
    List items;
    for (const auto& each : item.items) items.push_back(to_value(each));
    out["items"] = std::move(items);
  }
  return out;
}

Value to_value(const AssessedUnit& unit) {
  List items;
  for (const auto& item : unit.items) items.push_back(to_value(item));
  Value out(Map{{"unit", unit.unit},
                {"items", std::move(items)},
                {"points", unit.points},
                {"possible", unit.possible},
                {"score", unit.score}});
  if (unit.rank != 0) out["rank"] = unit.rank;
  if (!unit.grade.empty()) out["grade"] = unit.grade;
  if (unit.vetoed) out["vetoed"] = true;
  List external;
  for (const auto& line : unit.external) external.push_back(Map{{"indicator", line.indicator}, {"points", line.points}});
  if (!external.empty()) out["external"] = std::move(external);
  List objections;
  for (const auto& each : unit.objections)
    objections.push_back(Map{{"item", each.rule}, {"reason", each.reason}, {"answer", each.answer}});
  if (!objections.empty()) out["objections"] = std::move(objections);
  return out;
}

}  // namespace

void rank_units(const Definition& definition, const Assessment& assessment, std::vector<AssessedUnit>& units) {
  if (!assessment.ties) return;
  std::map<std::string, std::vector<std::pair<std::string, Value>>> lists;
  for (const auto& unit : units)
    lists[assessment.rank_within_class ? definition.unit(unit.unit).unit_class : ""].emplace_back(
        unit.unit, unit.vetoed ? Value() : unit.score);
  std::map<std::string, int> ranks;
  for (const auto& [name, list] : lists)
    for (const auto& ranked : rank(list, *assessment.ties)) ranks[ranked.unit] = ranked.rank;
  for (auto& unit : units) unit.rank = ranks[unit.unit];
}

std::vector<AssessedUnit> assess(const Definition& definition, const Assessment& assessment, const Evidence& evidence) {
  const UnitJudge judge(definition, assessment, evidence);
  std::vector<AssessedUnit> out;
  for (const auto& unit : judged_units(definition, assessment, evidence)) out.push_back(judge.judge(unit));
  rank_units(definition, assessment, out);
  return out;
}

Value to_value(const std::vector<AssessedUnit>& units) {
  List out;
  for (const auto& unit : units) out.push_back(to_value(unit));
  return out;
}

}  // namespace hongtou
