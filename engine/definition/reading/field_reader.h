// Reads the fields of a form. Private to the definition layer.
#pragma once

#include <map>

#include "engine/definition/form_part.h"
#include "engine/definition/reading/loading.h"

namespace hongtou {

class FieldReader {
 public:
  // Fields stand `in_rows` when there are as many rows as somebody fills in: nothing is known of them beforehand.
  FieldReader(Loading& loading, FieldType usual_type, bool in_rows)
      : loading_(loading), usual_type_(usual_type), in_rows_(in_rows) {}

  // workflow.duplicate_field if a field of that name was read already.
  std::optional<Field> read(const Entry& entry);
  // Sums, formulas and validations: `fields` are all that stand side by side, which they may use.
  void read_expressions(const std::vector<Field*>& fields);
  // By field; they may use more than the form.
  std::map<std::string, WrittenExpression>& prefills() { return prefills_; }

 private:
  Field read_block(const Entry& entry, const Section& block);
  void read_numbers(const Section& block, Field& field);
  void read_words(const Section& block, Field& field);
  void note_expressions(const Section& block, Field& field);
  void read_preset(const Section& block, Field& field);
  void read_entries(const Section& block, Field& field);
  void check_keys(const Section& block, const Field& field);
  void check_sum(const Field& field, const Fields& fields);
  void read_formulas(const std::vector<Field*>& fields, Schema& names);
  bool check_cycle(const Field& field, const Fields& fields);
  bool flag(const Section& block, std::string_view key, bool otherwise);
  int number(const Section& block, std::string_view key);
  void check_somebody(const std::string& word, const Position& where);

  Loading& loading_;
  FieldType usual_type_;
  bool in_rows_;
  std::map<std::string, Position> read_;
  std::map<std::string, WrittenExpression> formulas_;
  std::map<std::string, WrittenExpression> validations_;
  std::map<std::string, WrittenExpression> prefills_;
};

// The names an expression over these fields may use; those within lists with a dot.
std::vector<std::string> names_of(const Fields& fields);

}  // namespace hongtou
