// Aggregation 汇总: one value out of many records. It keeps its sources, and who has sent nothing is listed, never counted as
// zero.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/campaign/record.h"
#include "engine/definition/assessment.h"
#include "engine/definition/target.h"
#include "engine/definition/unit.h"

namespace hongtou {

using Records = std::vector<const Record*>;  // they outlive it

struct Aggregate {
  Value value;  // null: nothing there, or nothing that adds up
  std::vector<Source> sources;
  std::vector<std::string> missing;  // units asked that have nothing in it

  bool incomplete() const { return !missing.empty(); }
};

// Choosing.
Records records_of(const std::vector<Record>& records, std::string_view form);
Records of_units(const Records& records, const std::vector<std::string>& units);
// A record counts on the day its `dated` field says; without such a field by its scope's period, which has to lie inside, or else
// by the day it was made.
Records within(const Records& records, const Period& period, const std::string& dated = {});
Period to_date(ToDate span, Date today);  // from the first day of the month or year to today
Records latest_of_each_unit(const Records& records);
std::map<std::string, Records> by_class(const Units& units, const Records& records);
std::map<std::string, Records> by_parent(const Units& units, const Records& records);
// The unit and all below it, in list order.
std::vector<std::string> with_below(const Units& units, const std::string& unit);

// `asked`: the units that should have something in it. `units` gives the names for concat (甲街道：…；乙街道：…).
// distinct counts different values, those in lists one by one; latest takes the record made last; unite gathers the different
// values, or with no field [{unit, …data}].
Aggregate aggregate(const Measure& measure, const Records& records, const std::vector<std::string>& asked, const Units& units);

// How many of all units have a value that reaches the bound: {0.9, …}. A unit without a value does not reach it and is listed.
Aggregate coverage(const std::map<std::string, Aggregate>& by_unit, const std::vector<std::string>& all, std::int64_t bound);

// Now against before. The rate is null when there is nothing before, or 0: a growth from nothing is no percentage.
struct Change {
  Value difference;
  Value rate;
  bool from_zero = false;
};
Change change(const Value& now, const Value& before);

// The highest first; what has no value has no rank (0) and comes last, in the order given.
struct Ranked {
  std::string unit;
  Value value;
  int rank = 0;
};
std::vector<Ranked> rank(const std::vector<std::pair<std::string, Value>>& values, Ties ties);

}  // namespace hongtou
