// The built-in functions of FEEL (DMN 1.3, 10.3.4; rounding functions of 1.4) and those of the campaign calendar.
// A new function is one entry in a table of one of the files *_functions.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/feel/scope.h"
#include "engine/feel/special.h"
#include "engine/type.h"

namespace hongtou::feel {

struct Parameter {
  std::string_view name;
  unsigned kinds;                 // a list of one stands for its element, a value for a list of it
  unsigned elements = kind::any;  // of a list
  bool optional = false;
};

struct Function;

struct Arguments {
  const Function& function;
  List values;  // one a parameter
  const Scope& scope;
  LineColumn place;

  const Value& operator[](std::size_t index) const { return values[index]; }
  const List& list(std::size_t index) const { return *values[index].list(); }
  const std::string& text(std::size_t index) const { return *values[index].text(); }
  Decimal number(std::size_t index) const { return *values[index].number(); }
  // A whole number from -most to most, or nothing.
  std::optional<int> whole(std::size_t index, int most) const;
  Value fail(const Message& message, std::vector<std::string> arguments = {}) const {
    return scope.fail(place, message, std::move(arguments));
  }
};

// One way to call it: a function that takes its arguments in several ways has several entries.
struct Function {
  std::string_view name;
  std::string_view chinese;  // "" if it has none
  std::vector<Parameter> parameters;
  unsigned result;
  Value (*call)(const Arguments& arguments);
  bool takes_many = false;  // sum(1, 2) like sum([1, 2])
};

const std::vector<Function>& calendar_functions();
const std::vector<Function>& context_functions();
const std::vector<Function>& conversion_functions();
const std::vector<Function>& list_functions();
const std::vector<Function>& number_functions();
const std::vector<Function>& range_functions();
const std::vector<Function>& text_functions();

std::vector<const Function*> find_functions(std::string_view name);  // empty: there is none
const std::vector<std::string>& function_names();                    // English and Chinese

// Calls what a function definition made, or says why it cannot.
Value invoke(const Value& function, List arguments, const Scope& scope, LineColumn place);

}  // namespace hongtou::feel
