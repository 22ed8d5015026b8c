// What can be told of an expression without data: the names it reads, the kinds it yields, what never fits.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text.h"
#include "engine/type.h"

namespace hongtou::feel {

struct Reference {
  std::string path;
  LineColumn place;
  bool certain = true;  // false: in a filter, perhaps a member of the element
};

struct TypeFrame {
  const TypeFrame* outer;
  std::string_view name;
  const Type* type;
  bool is_item = false;
};

// Of a whole expression.
struct Typing {
  const Schema* schema = nullptr;  // nullptr: nothing is known of the data
  Diagnostics diagnostics = {};
  std::vector<Reference> references = {};
};

struct TypeScope {
  Typing& typing;
  const TypeFrame* frames = nullptr;

  TypeScope within(const TypeFrame& frame) const { return {typing, &frame}; }
  void fail(LineColumn place, const Message& message, std::vector<std::string> arguments) const;
};

// Nothing when a value of this type has no such member.
std::optional<Type> member_type(const Type& type, std::string_view key);
// The type of a name in the scope; names of the data are noted, unknown ones told.
Type type_of_name(const TypeScope& scope, const std::vector<std::string>& path, LineColumn place);

}  // namespace hongtou::feel
