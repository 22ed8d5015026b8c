#include "engine/definition/target.h"

#include <algorithm>

#include "engine/text.h"

namespace hongtou {

namespace {

using Function = Measure::Function;

struct FunctionWord {
  std::string_view name;
  std::string_view chinese;
  Function function;
};

constexpr FunctionWord functions[] = {{"sum", "合计", Function::sum},
                                      {"count", "份数", Function::count},
                                      {"distinct", "不同", Function::distinct},
                                      {"min", "最小", Function::min},
                                      {"max", "最大", Function::max},
                                      {"avg", "平均", Function::average},
                                      {"weighted-avg", "加权平均", Function::weighted_average},
                                      {"ratio", "比率", Function::ratio},
                                      {"latest", "最新", Function::latest},
                                      {"concat", "连写", Function::concat},
                                      {"union", "汇集", Function::unite}};

bool takes_two(Function function) { return function == Function::ratio || function == Function::weighted_average; }
bool takes_form(Function function) { return function == Function::count || function == Function::unite; }

}  // namespace

const Bound* Target::bound_of(const std::string& unit) const {
  const auto found = std::find_if(bounds.begin(), bounds.end(), [&](const Bound& bound) {
    return bound.units.empty() || std::find(bound.units.begin(), bound.units.end(), unit) != bound.units.end();
  });
  return found == bounds.end() ? nullptr : &*found;
}

std::int64_t Target::aim(const std::string& unit) const {
  const auto* bound = bound_of(unit);
  return bound == nullptr ? 0 : bound->low.number.integer_or(0);
}

std::optional<Measure> parse_measure(std::string_view text, std::string& problem) {
  Measure measure;
  text = trim(text);
  const auto blank = text.find_first_of(" \t");
  if (blank != std::string_view::npos) {
    const auto word = text.substr(0, blank);
    const auto found = std::find_if(std::begin(functions), std::end(functions),
                                    [&](const FunctionWord& each) { return each.name == word || each.chinese == word; });
    if (found == std::end(functions)) {
      problem = word;
      return std::nullopt;
    }
    measure.function = found->function;
    text = trim(text.substr(blank));
  }
  const auto fields = split_list(text);
  if (fields.size() != (takes_two(measure.function) ? 2u : 1u)) return std::nullopt;
  const auto dot = fields.front().find('.');
  measure.form = fields.front().substr(0, dot);
  if (dot != std::string::npos) measure.field = fields.front().substr(dot + 1);
  if (measure.form.empty() || (measure.field.empty() && !takes_form(measure.function))) return std::nullopt;
  if (fields.size() == 2) {
    if (!fields.back().starts_with(measure.form + ".")) return std::nullopt;
    measure.other = fields.back().substr(dot + 1);
  }
  return measure;
}

}  // namespace hongtou
