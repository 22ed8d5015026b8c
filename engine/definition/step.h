// Steps of a campaign: what is done, in which order, with which settings.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/calendar.h"
#include "engine/expression.h"
#include "engine/result.h"

namespace hongtou {

// What the value of a step's key must be.
enum class KeyType {
  words,       // any text
  flag,        // yes/no, 是/否
  count,       // a whole number ≥ 0
  date,        // 2023-06-10
  period,      // 2023-06, 2023-06-12 to 2023-06-18
  offsets,     // "-1, +1": working days from the due date
  units,       // groups, classes, units
  unit,        // one unit
  form,        // the name of a form
  text,        // a .gw file of the campaign's folder
  assessment,  // a file of assessment rules
  step,        // the name of another step
  names,       // a list of words
  roles,       // a list of roles of the campaign
  settles,     // at-due, a date, or a share such as 80%
  expression,  // FEEL
};

struct KeySpec {
  std::string name;     // due
  std::string chinese;  // 截止
  KeyType type = KeyType::words;
  bool required = false;
  std::string meaning_zh;
  std::string meaning_en;
};

// What a step kind tells the reader of workflow files.
struct StepKindInfo {
  std::string name;     // collect
  std::string chinese;  // 收集
  std::vector<KeySpec> keys;
  std::string meaning_zh;
  std::string meaning_en;
};

// A step's key as read: the text, and what it stands for by its type.
struct Setting {
  KeyType type = KeyType::words;
  std::string text;
  Position position;
  std::vector<std::string> names;  // units (ids), roles, names, the form's, text's or step's name
  std::vector<int> offsets;
  std::optional<Date> date;
  std::optional<Period> period;
  std::optional<Expression> expression;
  std::optional<int> number;  // count; the percentage of settles
  bool flag = false;
};

// `X` or `X=a|b` in an after key.
struct Dependency {
  std::string step;
  std::vector<std::string> outcomes;  // empty: any way the step ends alive
  Position position;
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
  Position position;

  // Null or empty when the key is not there.
  const Setting* setting(std::string_view key) const;
  std::optional<Date> date(std::string_view key) const;
  std::optional<Period> period(std::string_view key) const;
  const std::vector<std::string>& names(std::string_view key) const;
  std::string name(std::string_view key) const;  // the first of names
  const Gate* each_gate() const;
};

}  // namespace hongtou
