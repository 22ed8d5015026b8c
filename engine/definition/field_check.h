// Whether one value will do for its field. Private to the definition layer.
#pragma once

#include <functional>

#include "engine/definition/form.h"

namespace hongtou {

struct FieldProblem {
  Severity severity = Severity::error;
  Message message;
  std::vector<std::string> arguments;  // the field's label first
};

// The value itself, which is not blank, without what stands beside it. Entries of lists with fields of their own are not judged.
std::vector<FieldProblem> check_value(const Field& field, const Value& value, const std::string& label,
                                      const SubmissionContext& context);

// What a message may repeat of a value: nothing of a personal one, for messages are kept where values are erased.
std::string shown(const Field& field, const Value& value);

}  // namespace hongtou
