// Targets 量化指标: a quantity that each of some units is to reach, and how it is measured.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/calendar.h"
#include "engine/definition/amount.h"
#include "engine/expression.h"

namespace hongtou {

// Only must and must_not count in an assessment; what is watched has no bound.
enum class Strength { must, must_not, aspire, encourage, watch };

// In a formula: latest.FORM holds the latest report of each unit, as FORM holds all of them.
inline constexpr std::string_view latest_name = "latest";

// One value from records of a form: "FORM.FIELD" (their sum), "FUNCTION FORM.FIELD", "count FORM", "ratio FORM.A, FORM.B".
struct Measure {
  enum class Function { sum, count, distinct, min, max, average, weighted_average, ratio, latest, concat, unite };
  Function function = Function::sum;
  std::string form;
  std::string field;                    // "" with count and unite: the record as a whole
  std::string other;                    // the weight of a weighted average, the whole of a ratio
  std::vector<std::string> steps = {};  // that collect the form; empty: all that do
  bool cumulative = false;              // what has come so far is measured: only each unit's latest record counts
};

enum class ToDate { none, month, year };  // from its first day to the day of measuring

// What is wanted of some of the target's units; the first that names a unit holds for it.
struct Bound {
  std::vector<std::string> units;  // ids; empty: all
  Amount low;                      // the bound itself, unless between
  Amount high;                     // of between
};

struct Target {
  enum class Operator {
    none,  // watched only
    at_least,
    at_most,
    equal,
    between,
    full,       // a yes/no field must be yes
    forbidden,  // nothing of it: 0, or no
  };
  std::string id;
  std::string label;
  std::string source;  // the words of the notice it comes from
  Measure measure;
  std::string coverage;               // instead of measure: the share of the units below that meet this target
  std::vector<std::string> among;     // of these units instead of those below
  std::optional<Expression> formula;  // instead of measure: FEEL over {form: [data, …]} of the unit's records and the parameters
  Operator op = Operator::at_least;
  std::vector<Bound> bounds;
  std::vector<std::string> per;   // unit ids
  std::optional<Period> within;   // final after its last day
  std::string within_step;        // instead: the days of this step, as they are announced
  ToDate to_date = ToDate::none;  // what was measured so far in the month or year
  std::optional<Period> against;  // what counts is the change against this earlier period; with a bound in %, its rate
  std::string dated;              // the form's field that says on which day a record counts
  std::string about;              // whose a record is: the unit its field of this name says; "": the unit that sent it
  bool about_scope = false;       // instead: the unit of the scope it was made in
  bool roll_up = false;           // records of the units below count too
  Strength strength = Strength::must;
  Position position;

  const Bound* bound_of(const std::string& unit) const;  // null: not for this unit
  // The whole number to aim at, 0 if there is none yet: what made-up data goes by.
  std::int64_t aim(const std::string& unit) const;
};

// "distinct activity.date" and the like; nothing if it is not so written. `problem` then names the word at fault, or is empty.
std::optional<Measure> parse_measure(std::string_view text, std::string& problem);

}  // namespace hongtou
