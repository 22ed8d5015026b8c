// Steps of a campaign: what is done, in which order, with which settings.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar.h"
#include "engine/definition/date_rule.h"
#include "engine/definition/deadline_cascade.h"
#include "engine/definition/recurrence.h"
#include "engine/definition/required_file.h"
#include "engine/expression.h"
#include "engine/result.h"

namespace hongtou {

struct Definition;
struct Flow;

// What the value of a step's key must be.
enum class KeyType {
  words,       // any text
  flag,        // yes/no, 是/否
  count,       // a whole number ≥ 0
  date,        // a day, written out or by a rule: 2023-06-10, day 25, 5 working days after notice
  period,      // days from the first to the last: 2023-06, 2023-06-12 to 2023-06-18, tentative 2021-06
  offsets,     // "-1, +1": working days from the due date
  units,       // groups, classes, units; within a scope of one unit also itself and its children
  top_units,   // the same; of these only the ones that have no other of them above
  unit,        // one unit
  form,        // the name of a form
  text,        // a .gw file of the campaign's folder
  workflow,    // a campaign file of the campaign's folder, whose steps run in this campaign
  campaign,    // a campaign file of the campaign's folder, which is a campaign of its own
  assessment,  // a file of assessment rules
  step,        // the name of another step
  steps,       // names of other steps
  names,       // a list of words
  files,       // material that has to come with a report
  outcomes,    // names of outcomes: done, NAME=end, NAME=return STEP
  series,      // the name of a series of document numbers
  every,       // day, week, half-month, month, quarter, half-year, year
  choice,      // one of the key's own words
  values,      // a block of NAME VALUE
  flow,        // a block of steps
  ladder,      // a block of steps, each after the one before it
  roles,       // a list of roles of the campaign
  settles,     // at-due, a date, or a share such as 80%
  levels,      // "区县 2, 街道 2": classes of units, and working days before the level above is due
  expression,  // FEEL
};

// A word that means the same in both languages.
struct ChoiceWord {
  std::string name;
  std::string chinese;
};

struct KeySpec {
  std::string name;     // due
  std::string chinese;  // 截止
  KeyType type = KeyType::words;
  bool required = false;
  std::string meaning_zh;
  std::string meaning_en;
  std::vector<ChoiceWord> choices = {};  // of KeyType::choice
};

// What a step kind tells the reader of workflow files.
struct StepKindInfo {
  std::string name;     // collect
  std::string chinese;  // 收集
  std::vector<KeySpec> keys;
  std::string meaning_zh;
  std::string meaning_en;
};

// What an outcome of a decision leads to.
struct Outcome {
  enum class Way { on, end, back };  // back: returns to a step before
  std::string name;
  Way way = Way::on;
  std::string target;  // of a return
};

// Units by how they came out of an assessment: 打分=不合格 by a grade, 打分=前3名 and 打分=末2名 by their ranks.
struct ByResult {
  std::string step;
  std::vector<std::string> grades;
  int top = 0;   // the first so many
  int last = 0;  // the last so many
  Position position;
};

// Units that are only known where the step runs: within a scope of one unit, or in the campaign itself, where it is the lead.
struct RelativeUnits {
  bool self = false;                 // the unit of the scope
  bool children = false;             // all units under it
  bool direct = false;               // those directly under it
  std::vector<std::string> classes;  // those of its children
  bool late = false;                 // within a supervise step: those of the scope that are still late
  std::vector<ByResult> results;     // those an assessment singles out
  bool by_unit() const { return self || children || direct || !classes.empty(); }
  bool any() const { return late || by_unit() || !results.empty(); }
};

// A step's key as read: the text, and what it stands for by its type.
struct Setting {
  KeyType type = KeyType::words;
  std::string text;
  Position position;
  std::vector<std::string> names;  // units (ids), roles, names, the form's, text's or step's name
  std::vector<std::string> words;  // of units: the groups and classes that were named, which later members join
  RelativeUnits relative;          // of units; `names` then holds all that may be meant
  std::vector<Outcome> outcomes;
  std::vector<RequiredFile> files;  // `names` then holds the kinds that come with the report
  std::vector<int> offsets;
  std::vector<CascadeLevel> levels;  // named after classes, the highest first
  std::optional<DateRule> rule;      // of a date or period
  std::string from_step;             // instead of a rule: the step whose report gives the day,
  std::string from_field;            // and the field it stands in
  std::optional<Date> date;          // when the rule is a plain day
  std::optional<Period> period;      // when the rule is plain days
  std::optional<Frequency> every;
  Map values;
  std::optional<Expression> expression;
  std::optional<int> number;  // count; the percentage of settles
  bool flag = false;
};

// `X` or `X=a|b` in an after key.
struct Dependency {
  std::string step;
  std::vector<std::string> outcomes;  // empty: any way the step ends alive
  Position position;
  std::size_t up = 0;  // in the flow so many scopes around
};

// All gates of a step must open.
struct Gate {
  enum class Kind { all, some, any, count, each };
  Kind kind = Kind::all;
  std::size_t count = 0;  // of Kind::count
  std::vector<Dependency> on;
  Position position;
};

struct Step {
  std::string id;
  std::string label;  // 名称; the id when there is none
  std::string kind;
  std::vector<Gate> gates;
  std::optional<Expression> when;
  bool cancel_rest = false;
  bool switched_off = false;  // optional, and the campaign does not choose it
  std::map<std::string, Setting, std::less<>> settings;
  std::string skipped_without;               // of a lower level: a key; when its turn comes and that means no unit, it is skipped
  std::set<std::string, std::less<>> reads;  // steps whose data its text or rules use
  std::shared_ptr<const Flow> flow;          // of a step that holds one
  std::shared_ptr<const Definition> below;   // another file that lower levels run
  std::string within;                        // the called workflow it came from, as "plan." before its names, or ""
  Position position;

  // Null or empty when the key is not there.
  const Setting* setting(std::string_view key) const;
  std::optional<Date> date(std::string_view key) const;
  std::optional<Period> period(std::string_view key) const;
  const std::vector<std::string>& names(std::string_view key) const;
  std::string name(std::string_view key) const;  // the first of names
  bool flag(std::string_view key) const;
  const Gate* each_gate() const;
  bool collects() const;  // a report from each of some units
};

}  // namespace hongtou
