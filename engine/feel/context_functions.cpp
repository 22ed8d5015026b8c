// DMN 1.3, 10.3.4.10 and the context functions of DMN 1.4.
#include "engine/feel/functions.h"

namespace hongtou::feel {

namespace {

Value get_value(const Arguments& arguments) {
  if (const auto* key = arguments[1].text()) return arguments[0].at(*key);
  Value here = arguments[0];
  for (const auto& key : arguments.list(1)) {
    if (key.text() == nullptr) return {};
    auto next = std::as_const(here).at(*key.text());
    here = std::move(next);
  }
  return here;
}

Value get_entries(const Arguments& arguments) {
  List entries;
  for (const auto& [key, value] : *arguments[0].map()) entries.emplace_back(Map{{"key", key}, {"value", value}});
  return entries;
}

Value context_of(const Arguments& arguments) {
  Map out;
  for (const auto& entry : arguments.list(0)) {
    const auto* key = entry.at("key").text();
    if (key == nullptr || !entry.map()->contains("value")) return {};
    if (!out.emplace(*key, entry.at("value")).second) return {};
  }
  return out;
}

Value put(const Value& context, const List& keys, std::size_t from, const Value& value) {
  if (from == keys.size()) return value;
  const auto* key = keys[from].text();
  if (key == nullptr || (context.map() == nullptr && !context.is_null())) return {};
  auto out = context.map() == nullptr ? Map() : *context.map();
  out[*key] = put(context.at(*key), keys, from + 1, value);
  return out;
}

Value context_put(const Arguments& arguments) {
  const auto keys = arguments[1].list() != nullptr ? arguments.list(1) : List{arguments[1]};
  return keys.empty() ? Value() : put(arguments[0], keys, 0, arguments[2]);
}

Value context_merge(const Arguments& arguments) {
  Map out;
  for (const auto& one : arguments.list(0)) {
    if (one.map() == nullptr) return {};
    for (const auto& [key, value] : *one.map()) out.insert_or_assign(key, value);
  }
  return out;
}

}  // namespace

const std::vector<Function>& context_functions() {
  constexpr Parameter m{"m", kind::context};
  static const std::vector<Function> table{
      {"get value", "", {m, {"key", kind::text | kind::list}}, kind::any, get_value},
      {"get entries", "", {m}, kind::list, get_entries},
      {"context", "", {{"entries", kind::list, kind::context}}, kind::context, context_of},
      {"context put",
       "",
       {{"context", kind::context}, {"key", kind::text | kind::list}, {"value", kind::any}},
       kind::context,
       context_put},
      {"context put", "", {{"context", kind::context}, {"keys", kind::list}, {"value", kind::any}}, kind::context, context_put},
      {"context merge", "", {{"contexts", kind::list, kind::context}}, kind::context, context_merge},
  };
  return table;
}

}  // namespace hongtou::feel
