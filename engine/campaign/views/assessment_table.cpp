// The results of an assessment as the table that is printed.
#include <algorithm>

#include "engine/campaign/views.h"
#include "engine/document/table_grid.h"

namespace hongtou {

namespace {

using Kind = AssessmentItem::Kind;

// Points mean something as soon as the rules give any; a plain checklist shows what is done and what is not.
bool gives_points(const Assessment& rules) {
  const bool weighed = std::any_of(rules.items.begin(), rules.items.end(), [](const AssessmentItem& item) {
    const bool plain = item.kind == Kind::deadline || item.kind == Kind::receipt || item.kind == Kind::target;
    return item.points || !plain;
  });
  return weighed || rules.total || rules.ties || !rules.grades.empty();
}

// All points go to indicators of another assessment: there is no score of this one, only what they come to.
bool scores_elsewhere(const Assessment& rules) {
  return !rules.items.empty() &&
         std::none_of(rules.items.begin(), rules.items.end(), [](const auto& item) { return item.indicator.empty(); });
}

std::string head_of_points(const Assessment& rules) {
  if (!scores_elsewhere(rules)) return "得分";
  const auto deducts = [](const AssessmentItem& item) { return item.kind == Kind::deduct; };
  return std::all_of(rules.items.begin(), rules.items.end(), deducts) ? "扣分合计" : "合计";
}

Cell centred(std::string text) { return {std::move(text), 1, 1, Align::center}; }

std::string mark_of(const Value& item) {
  const auto& fulfilled = item.at("fulfilled");
  return fulfilled.is_null() ? "—" : fulfilled.boolean_or(false) ? "√" : "×";
}

std::string points_of(const Assessment& rules, const AssessmentItem& rule, const Value& item) {
  if (item.at("waiting").boolean_or(false)) return "待定";
  if (rule.kind == Kind::veto) return item.at("fulfilled").boolean_or(true) ? "—" : "否决";
  const auto points = number_of(item.at("points"));
  return points ? points->rounded(rules.precision.decimals, rules.precision.rounding).text() : "—";
}

// "待定" as long as an item is.
std::string sum_of_items(const Assessment& rules, const Value& unit) {
  Decimal sum;
  const auto* items = unit.at("items").list();
  for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
    if ((*items)[i].at("waiting").boolean_or(false)) return "待定";
    if (const auto points = number_of((*items)[i].at("points"))) sum += *points;
  }
  return sum.rounded(rules.precision.decimals, rules.precision.rounding).text();
}

class TableOfResults {
 public:
  TableOfResults(const Definition& definition, const Assessment& rules)
      : definition_(definition), rules_(rules), points_(gives_points(rules)) {}

  Table of(const Value& results) const {
    Table table;
    table.header.push_back(head());
    table.landscape = rules_.items.size() > 6;
    for (const auto& unit : in_order(results)) table.rows.push_back(row(unit));
    table.widths = fitted_widths(table);
    table.note = points_ ? "注：“—”为不适用，“待定”为尚未评定。" : "注：“√”为完成，“×”为未完成，“—”为不适用。";
    return table;
  }

 private:
  // Those that have ranks by them, the others as they are listed.
  static List in_order(const Value& results) {
    List units = results.list() == nullptr ? List() : *results.list();
    std::stable_sort(units.begin(), units.end(), [](const Value& a, const Value& b) {
      constexpr std::int64_t unranked = INT64_MAX;
      return a.at("rank").integer_or(unranked) < b.at("rank").integer_or(unranked);
    });
    return units;
  }

  std::vector<Cell> head() const {
    std::vector<Cell> cells{centred("单位")};
    for (const auto& item : rules_.items) cells.push_back(centred(item.label));
    if (points_) cells.push_back(centred(head_of_points(rules_)));
    if (rules_.ties) cells.push_back(centred("名次"));
    if (!rules_.grades.empty()) cells.push_back(centred("等次"));
    return cells;
  }

  std::vector<Cell> row(const Value& unit) const {
    std::vector<Cell> cells{centred(definition_.unit_name(unit.at("unit").text_or("")))};
    const auto* items = unit.at("items").list();
    for (std::size_t i = 0; items != nullptr && i < items->size() && i < rules_.items.size(); ++i)
      cells.push_back(centred(points_ ? points_of(rules_, rules_.items[i], (*items)[i]) : mark_of((*items)[i])));
    if (points_) cells.push_back(centred(points_in_all(unit)));
    if (rules_.ties) cells.push_back(centred(unit.at("rank").is_null() ? "—" : unit.at("rank").print()));
    if (!rules_.grades.empty()) cells.push_back(centred(unit.at("grade").text_or("—")));
    return cells;
  }

  std::string points_in_all(const Value& unit) const {
    if (scores_elsewhere(rules_)) return sum_of_items(rules_, unit);
    return unit.at("score").is_null() ? "待定" : unit.at("score").print();
  }

  const Definition& definition_;
  const Assessment& rules_;
  const bool points_;
};

}  // namespace

Table assessment_table(const Definition& definition, const Assessment& rules, const Value& results) {
  return TableOfResults(definition, rules).of(results);
}

Table awards_table(const Definition& definition, const Assessment& rules, const Value& awards) {
  Table table;
  table.header = {{centred("荣誉"), centred("获得者"), centred("推荐单位"), centred("事由")}};
  for (const auto& award : rules.awards) {
    const auto* granted = awards.at(award.id).at("granted").list();
    if (granted == nullptr || granted->empty()) table.rows.push_back({centred(award.label), centred("空缺"), centred("—"), {}});
    for (std::size_t i = 0; granted != nullptr && i < granted->size(); ++i) {
      const auto& each = (*granted)[i];
      std::vector<Cell> row;
      if (i == 0) row.push_back({award.label, 1, static_cast<int>(granted->size()), Align::center});
      row.push_back(centred(definition.unit_name(each.at("candidate").text_or(""))));
      row.push_back(centred(definition.unit_name(each.at("by").text_or(""))));
      row.push_back({each.at("reason").text_or(""), 1, 1, Align::left});
      table.rows.push_back(std::move(row));
    }
  }
  table.widths = fitted_widths(table);
  return table;
}

}  // namespace hongtou
