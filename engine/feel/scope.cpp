#include "engine/feel/scope.h"

#include "engine/type.h"

namespace hongtou::feel {

namespace {

constexpr std::size_t most_reasons = 20;

constexpr Message too_much{"expression.limit", "计算的内容太多（超过一百万项）",
                           "there is too much to compute (over a million elements)", "缩小范围或列表",
                           "make the range or the list smaller"};

}  // namespace

const Value* Scope::find_local(std::string_view name) const {
  for (const auto* frame = frames; frame != nullptr; frame = frame->outer) {
    if (frame->name == name) return frame->value;
    if (!frame->is_item) continue;
    const auto* members = frame->value->map();
    if (members == nullptr) continue;
    if (const auto found = members->find(name); found != members->end()) return &found->second;
  }
  return nullptr;
}

Value Scope::fail(LineColumn place, const Message& message, std::vector<std::string> arguments) const {
  add_reason({Severity::warning, {{}, place.line, place.column}, message, std::move(arguments)});
  return {};
}

void Scope::add_reason(Diagnostic reason) const {
  if (trace.reasons != nullptr && trace.reasons->size() < most_reasons) trace.reasons->push_back(std::move(reason));
}

Value Scope::fail_unless_told(LineColumn place, const Message& message, std::vector<std::string> arguments) const {
  return trace.reasons != nullptr && trace.reasons->empty() ? fail(place, message, std::move(arguments)) : Value();
}

bool Scope::may_add(std::size_t elements, LineColumn place) const {
  if (elements > static_cast<std::size_t>(trace.elements_left)) {
    trace.elements_left = 0;
    fail_unless_told(place, too_much);
    return false;
  }
  trace.elements_left -= static_cast<int>(elements);
  return true;
}

std::vector<std::string> with_kinds(std::vector<std::string> arguments, std::initializer_list<unsigned> kinds) {
  for (const auto language : {Language::zh, Language::en})
    for (const auto one : kinds) arguments.push_back(name_of_kinds(one, language));
  return arguments;
}

}  // namespace hongtou::feel
