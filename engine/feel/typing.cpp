#include "engine/feel/typing.h"

#include "engine/feel/special.h"

namespace hongtou::feel {

namespace {

constexpr Message unknown_name{"expression.unknown_name", "没有名为“{0}”的数据", "there is no data named “{0}”",
                               "文本要放在半角引号里：\"{0}\"", "put a text in quotes: \"{0}\""};
constexpr Message misspelt_name{"expression.unknown_name", "没有名为“{0}”的数据", "there is no data named “{0}”", "是否为“{1}”？",
                                "did you mean “{1}”?"};

struct Local {
  const Type* type = nullptr;
  bool perhaps_member = false;  // of an element whose members are not known
};

Local find_local(const TypeScope& scope, std::string_view name) {
  Local found;
  for (const auto* frame = scope.frames; frame != nullptr; frame = frame->outer) {
    if (frame->name == name) {
      found.type = frame->type;
      return found;
    }
    if (!frame->is_item) continue;
    if (!frame->type->members) {
      found.perhaps_member = found.perhaps_member || frame->type->may_be(kind::context);
    } else if (const auto member = frame->type->members->find(name); member != frame->type->members->end()) {
      found.type = &member->second;
      return found;
    }
  }
  return found;
}

std::optional<Type> walk(std::optional<Type> type, const std::vector<std::string>& path) {
  for (std::size_t i = 1; i < path.size() && type; ++i) type = member_type(*type, path[i]);
  return type;
}

std::optional<Type> in_schema(const Schema& schema, const std::string& name) {
  const auto found = schema.find(name);
  return found == schema.end() ? std::nullopt : std::optional<Type>(found->second);
}

}  // namespace

void TypeScope::fail(LineColumn place, const Message& message, std::vector<std::string> arguments) const {
  typing.diagnostics.push_back({Severity::error, {{}, place.line, place.column}, message, std::move(arguments)});
}

std::optional<Type> member_type(const Type& type, std::string_view key) {
  if (type.kinds != kind::any && type.may_be(kind::list)) {
    const auto of_element = type.element ? member_type(*type.element, key) : Type::any();
    return of_element ? std::optional<Type>(Type::list_of(*of_element)) : std::nullopt;
  }
  if (type.members) {
    if (const auto found = type.members->find(key); found != type.members->end()) return found->second;
  } else if (type.may_be(kind::context)) {
    return Type::any();
  }
  const bool may_have_properties = type.may_be(kind::temporal | kind::duration | kind::range);
  return may_have_properties && is_property(key) ? std::optional<Type>(Type::any()) : std::nullopt;
}

Type type_of_name(const TypeScope& scope, const std::vector<std::string>& path, LineColumn place) {
  const auto local = find_local(scope, path.front());
  const auto whole = join(path, ".");
  if (local.type != nullptr) {
    const auto type = walk(*local.type, path);
    if (!type && scope.typing.schema != nullptr) scope.fail(place, unknown_name, {whole, {}});
    return local.perhaps_member ? Type::any() : type.value_or(Type::any());
  }
  scope.typing.references.push_back({whole, place, !local.perhaps_member});
  if (scope.typing.schema == nullptr) return Type::any();
  const auto type = walk(in_schema(*scope.typing.schema, path.front()), path);
  if (type) return local.perhaps_member ? Type::any() : *type;
  if (!local.perhaps_member) {
    const auto meant = nearest(whole, paths_of(*scope.typing.schema));
    scope.fail(place, meant.empty() ? unknown_name : misspelt_name, {whole, meant});
  }
  return Type::any();
}

}  // namespace hongtou::feel
