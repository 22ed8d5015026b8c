#include "engine/campaign/ranking.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace hongtou {

namespace {

// The ranked ones, by class where classes are ranked apart.
std::map<std::string, std::vector<RankedResult>> lists(const Definition& definition, const Assessment& rules,
                                                       const std::vector<RankedResult>& ranking) {
  std::map<std::string, std::vector<RankedResult>> out;
  for (const auto& each : ranking)
    if (each.rank > 0) out[rules.rank_within_class ? definition.unit(each.unit).unit_class : ""].push_back(each);
  return out;
}

template <class Belongs>
std::vector<RankedResult> kept(const std::vector<RankedResult>& ranking, Belongs&& belongs) {
  std::vector<RankedResult> out;
  std::copy_if(ranking.begin(), ranking.end(), std::back_inserter(out), belongs);
  return out;
}

}  // namespace

std::vector<RankedResult> ranking(const Value& results) {
  std::vector<RankedResult> out;
  if (results.list() == nullptr) return out;
  for (const auto& each : *results.list())
    out.push_back({each.at("unit").text_or(""), static_cast<int>(each.at("rank").integer_or(0)), each.at("score"),
                   each.at("grade").text_or(""), each.at("vetoed").boolean_or(false)});
  std::stable_sort(out.begin(), out.end(), [](const RankedResult& a, const RankedResult& b) {
    const auto order = [](const RankedResult& each) {
      const auto score = each.vetoed ? std::nullopt : number_of(each.score);
      return std::tuple(each.rank == 0, each.rank, !score, -score.value_or(Decimal(0)));
    };
    return order(a) < order(b);
  });
  return out;
}

std::vector<RankedResult> top(const Definition& definition, const Assessment& rules, const std::vector<RankedResult>& ranking,
                              int count) {
  std::vector<RankedResult> out;
  for (const auto& [name, list] : lists(definition, rules, ranking)) {
    const auto within = kept(list, [count](const RankedResult& each) { return each.rank <= count; });
    out.insert(out.end(), within.begin(), within.end());
  }
  return out;
}

std::vector<RankedResult> last(const Definition& definition, const Assessment& rules, const std::vector<RankedResult>& ranking,
                               int count) {
  std::vector<RankedResult> out;
  for (const auto& [name, list] : lists(definition, rules, ranking)) {
    const auto size = static_cast<int>(list.size());
    const auto from = list[static_cast<std::size_t>(std::max(0, size - count))].rank;
    const auto within = kept(list, [from](const RankedResult& each) { return each.rank >= from; });
    out.insert(out.end(), within.begin(), within.end());
  }
  return out;
}

std::vector<std::string> singled_out(const Definition& definition, const Assessment& rules, const Value& results,
                                     const ByResult& wanted) {
  const auto all = ranking(results);
  const auto of_grade = [&](const RankedResult& each) {
    return std::find(wanted.grades.begin(), wanted.grades.end(), each.grade) != wanted.grades.end();
  };
  std::vector<std::string> units;
  const auto chosen = wanted.top > 0    ? top(definition, rules, all, wanted.top)
                      : wanted.last > 0 ? last(definition, rules, all, wanted.last)
                                        : kept(all, of_grade);
  for (const auto& each : chosen) units.push_back(each.unit);
  return units;
}

}  // namespace hongtou
