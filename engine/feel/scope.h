// What an expression sees while it is evaluated: the data, the names of for, some, function …, and where reasons go.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/expression.h"
#include "engine/text.h"
#include "engine/value.h"

namespace hongtou::feel {

// A name and its value; of a filter, the element whose members are names.
struct Frame {
  const Frame* outer;
  std::string_view name;
  const Value* value;
  bool is_item = false;
};

// Of a whole evaluation.
struct Trace {
  Diagnostics* reasons = nullptr;  // nullptr: nobody asks
  int elements_left = 1'000'000;   // that lists may still be given
};

struct Scope {
  const Value& data;
  const EvaluationContext& environment;
  Trace& trace;
  const Frame* frames = nullptr;
  int depth = 0;  // of calls

  Scope within(const Frame& frame) const { return {data, environment, trace, &frame, depth}; }
  // nullptr: the name is known nowhere but perhaps in the data.
  const Value* find_local(std::string_view name) const;
  // Null, and why.
  Value fail(LineColumn place, const Message& message, std::vector<std::string> arguments = {}) const;
  void add_reason(Diagnostic reason) const;
  // The same for a null whose reason has been told where it arose.
  Value fail_unless_told(LineColumn place, const Message& message, std::vector<std::string> arguments = {}) const;
  // False when an expression makes more elements than an evaluation may; then there is a reason.
  bool may_add(std::size_t elements, LineColumn place) const;
};

// The kinds of two values as arguments of a message: Chinese, then English.
std::vector<std::string> with_kinds(std::vector<std::string> arguments, std::initializer_list<unsigned> kinds);

}  // namespace hongtou::feel
