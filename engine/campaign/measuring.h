// Measuring: records held against targets.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/campaign/aggregate.h"
#include "engine/definition/definition.h"

namespace hongtou {

enum class TargetStatus { met, not_met, no_data, not_applicable };
std::string_view name_of(TargetStatus status);

struct TargetResult {
  std::string unit;
  TargetStatus status = TargetStatus::no_data;
  Value value;                       // what was measured; of a coverage its share
  int version = 0;                   // of the submission it was read from, when it was one
  std::vector<Source> sources;       // all that it was measured from
  std::vector<std::string> missing;  // units below it that have nothing in it
  std::string why_zh;                // what the value alone does not say, or ""
  std::string why_en;
};

// What targets are measured from.
struct Basis {
  const std::vector<Record>& records;
  Date today;
  const Value& parameters;  // the campaign's, with what has been set since
  // form → units that need not send it; without any record the target does not apply to them
  std::map<std::string, std::set<std::string>> exempt;
};

// One result a unit of the target, in list order.
std::vector<TargetResult> measure(const Definition& definition, const Target& target, const Basis& basis);

Value to_value(const Source& source);
// {unit: {status, value, version, sources, missing, zh, en}}; empty parts are left out.
Value to_value(const std::vector<TargetResult>& results);
// The other way round, in the order of the target's units.
std::vector<TargetResult> target_results(const Target& target, const Value& results);

}  // namespace hongtou
