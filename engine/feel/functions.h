// The built-in functions of FEEL. DMN 1.3, 10.3.4.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/value.h"

namespace hongtou::feel {

struct Function {
  std::string_view name;
  bool takes_many;  // sum(1, 2) like sum([1, 2]); the others take one argument
  bool yields_boolean;
  Value (*call)(const List& arguments);
};

const Function* find_function(std::string_view name);  // nullptr: there is none
std::vector<std::string> function_names();

}  // namespace hongtou::feel
