// Ranking 名次: the units of an assessment in the order they came out, and those that a name such as 打分=末2名 singles out.
// Pure.
#pragma once

#include <string>
#include <vector>

#include "engine/definition/definition.h"
#include "engine/value.h"

namespace hongtou {

struct RankedResult {
  std::string unit;
  int rank = 0;  // 0: none; vetoed, still waiting, or the rules rank nobody
  Value score;   // null: it waits
  std::string grade;
  bool vetoed = false;
};

// Of results as to_value() of scoring.h writes them: by rank, then by score; what has neither comes last.
std::vector<RankedResult> ranking(const Value& results);

// The first or last so many, with all who share the last of these ranks; where classes are ranked apart, of each class. A unit
// without a rank is neither.
std::vector<RankedResult> top(const Definition& definition, const Assessment& rules, const std::vector<RankedResult>& ranking,
                              int count);
std::vector<RankedResult> last(const Definition& definition, const Assessment& rules, const std::vector<RankedResult>& ranking,
                               int count);

// Whom `wanted` means; nobody before there are results.
std::vector<std::string> singled_out(const Definition& definition, const Assessment& rules, const Value& results,
                                     const ByResult& wanted);

}  // namespace hongtou
