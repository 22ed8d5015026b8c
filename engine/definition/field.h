// Fields of a form: what one item may hold, COMMON words of Chinese reporting forms.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression.h"
#include "engine/value.h"

namespace hongtou {

// How each is given in a submission (JSON):
enum class FieldType {
  text,               // text of one line
  long_text,          // text, may have several lines
  one_sentence,       // text of one line, for a summary in one sentence 一句话
  place,              // text; one of the choices where there are any
  person,             // a name
  phone,              // text
  mailbox,            // text, name@domain
  unit_ref,           // a unit of the campaign: its id, name or alias
  count,              // whole number ≥ 0; blank is no zero
  decimal,            // number, or its digits as text: 12.50
  percent,            // the same; 85 is 85 %
  money,              // the same; 2 decimal places unless `scale` says otherwise
  sum_of,             // one number fed by the fields `parts`; may be left out, or must agree with them
  computed,           // by `formula`; never has to be given
  date,               // 2023-06-10 or 2023年6月10日
  date_range,         // "2023-06-10 to 2023-06-12", or one date
  month,              // 2023-06 or 2023年6月
  year,               // 2023, as number or text, or 2023年
  time,               // 09:30
  boolean,            // true or false
  enumeration,        // one of the choices
  multi_enumeration,  // a list of choices
  target_group,       // a list of choices: whom an activity was for
  list,               // a list of texts, or of maps where there are `fields`
  attachment          // files beside the data, see AttachedFile; the data may list their names
};

struct Field {
  std::string id;
  std::string label;  // as printed
  FieldType type = FieldType::text;
  std::string unit;                     // 次, 份, 万元
  std::string hint;                     // for whom fills it in
  std::string owner;                    // unit, class, group or role that fills it in; "": whoever submits
  std::vector<std::string> visible_to;  // the same kinds of words; empty: everybody
  bool required = false;
  bool personal =
      false;            // kept beside the journal's chain, may be erased by law; persons, phones, mailboxes unless told otherwise
  bool printed = true;  // has a place on the printed form
  bool cumulative = false;   // a later submission is not smaller
  bool any_time = false;     // a date that may lie outside the campaign
  bool hard_bounds = false;  // outside `min` and `max` is an error, not a warning
  std::string min;           // digits: least sensible number; of a list or attachment the least number of entries
  std::string max;
  int min_length = 0;                    // characters
  int max_length = 0;                    // characters; 0: no limit
  int scale = -1;                        // decimal places, of a computed field rounded half up; -1: any
  std::string file_kind;                 // of an attachment: photo, screenshot, …; see file_kind_of
  std::vector<std::string> choices;      // of enumerations, target groups, places
  std::vector<std::string> parts;        // of a sum: ids of fields beside it
  std::vector<Field> fields;             // of a list: what each entry holds
  std::optional<Expression> formula;     // of a computed field, over the fields beside it
  std::optional<Expression> validation;  // over the fields beside it and itself
  std::string message;                   // what to tell when `validation` does not hold
  std::optional<Expression> prefill;     // over previous, unit and steps
  Type yields = {};                      // of a computed field: what the formula comes to, as far as it is known
  Value preset;                          // `default`; null: none
  Position position;
};

bool is_number(FieldType type);      // count, decimal, percent, money, sum_of, computed
bool is_decimal(FieldType type);     // decimal, percent, money
bool has_total(const Field& field);  // a number that many units' reports make one of; a percentage does not add up
bool has_choices(FieldType type);
bool takes_several(FieldType type);  // its value is a list

// A number of a submission, given as number or as its digits; nothing for anything else.
std::optional<Value> number_in(const Value& value);
// What somebody wrote by hand for a field, as the value a submission holds; text is kept where it cannot be read.
Value value_from_text(const Field& field, std::string_view text);
// As a form prints it: 是, 85%, 12.50, 甲、乙; "" for null.
std::string print(const Field& field, const Value& value);

// photo, screenshot, media_disc, scan_with_seal, document, electronic_copy, spreadsheet: by their English or Chinese names;
// "" for anything else.
std::string_view file_kind_of(std::string_view word);
std::vector<std::string> file_kind_words();  // English and Chinese
std::string_view chinese_file_kind(std::string_view kind);

}  // namespace hongtou
