#include "engine/value.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "engine/text.h"

namespace hongtou {

namespace {

constexpr int depth_limit = 64;

constexpr Message syntax{"json.syntax", "这里不是合法的 JSON：{0}", "this is not JSON: {0}", "检查此处附近的引号、逗号和括号",
                         "look at the quotes, commas and brackets near this place"};
constexpr Message too_deep{"json.too_deep", "JSON 的嵌套超过 64 层", "JSON is nested deeper than 64 levels",
                           "把内容拆开，减少嵌套", "take it apart; no real data nests so deep"};
constexpr Message number_range{"json.number", "数字“{0}”超出范围", "the number {0} is out of range", "请把它写成带引号的文本",
                               "write it as text, in quotes"};
constexpr Message duplicate{"json.duplicate_key", "同一个对象里出现了两次“{0}”", "the key “{0}” stands twice in one object",
                            "删去其中一个", "remove one of the two"};

using Json = nlohmann::json;

// Builds a Value as the parser meets the parts; refuses what a Value cannot hold.
class Builder final : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return add(Value()); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(std::int64_t{value}); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max()))
      return refuse(number_range, {std::to_string(value)});
    return add(static_cast<std::int64_t>(value));
  }
  bool number_float(number_float_t value, const string_t& text) override {
    return std::isfinite(value) ? add(value) : refuse(number_range, {text});
  }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return enter(Value(Map{})); }
  bool key(string_t& name) override {
    if (open_.back()->map()->contains(name)) return refuse(duplicate, {name});
    key_ = name;
    return true;
  }
  bool end_object() override { return leave(); }
  bool start_array(std::size_t) override { return enter(Value(List{})); }
  bool end_array() override { return leave(); }
  bool parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception&) override {
    offset = position;
    return refuse(syntax, {token});
  }

  Value root;
  std::optional<Message> error;
  std::vector<std::string> arguments;
  std::optional<std::size_t> offset;

 private:
  bool refuse(Message message, std::vector<std::string> what) {
    error = message;
    arguments = std::move(what);
    return false;
  }
  Value* place(Value value) {
    if (open_.empty()) {
      root = std::move(value);
      return &root;
    }
    if (auto* list = open_.back()->list()) return &list->emplace_back(std::move(value));
    return &((*open_.back())[key_] = std::move(value));
  }
  bool add(Value value) {
    place(std::move(value));
    return true;
  }
  bool enter(Value value) {
    if (open_.size() >= depth_limit) return refuse(too_deep, {});
    open_.push_back(place(std::move(value)));
    return true;
  }
  bool leave() {
    open_.pop_back();
    return true;
  }

  std::vector<Value*> open_;  // stays valid: a container is only added to while it is the innermost
  std::string key_;
};

Json to_nlohmann(const Value& value) {
  if (const auto* boolean = value.boolean()) return *boolean;
  if (const auto* integer = value.integer()) return *integer;
  if (const auto* real = value.real()) return *real;
  if (const auto* text = value.text()) return *text;
  if (const auto* list = value.list()) {
    Json out = Json::array();
    for (const auto& element : *list) out.push_back(to_nlohmann(element));
    return out;
  }
  if (const auto* map = value.map()) {
    Json out = Json::object();
    for (const auto& [key, element] : *map) out[key] = to_nlohmann(element);
    return out;
  }
  return nullptr;
}

}  // namespace

const Value& Value::at(std::string_view key) const {
  static const Value null;
  const auto* entries = map();
  if (entries == nullptr) return null;
  const auto found = entries->find(key);
  return found == entries->end() ? null : found->second;
}

Value& Value::operator[](std::string_view key) {
  if (map() == nullptr) data_ = Map{};
  auto& entries = *map();
  const auto found = entries.find(key);
  return found != entries.end() ? found->second : entries[std::string(key)];
}

std::string Value::text_or(std::string_view fallback) const { return text() != nullptr ? *text() : std::string(fallback); }
std::int64_t Value::integer_or(std::int64_t fallback) const { return integer() != nullptr ? *integer() : fallback; }
bool Value::boolean_or(bool fallback) const { return boolean() != nullptr ? *boolean() : fallback; }

std::string Value::print() const {
  if (is_null()) return {};
  return text() != nullptr ? *text() : to_json(*this);
}

std::string to_json(const Value& value, int indent) {
  return to_nlohmann(value).dump(indent, ' ', false, Json::error_handler_t::replace);
}

Result<Value> parse_json(std::string_view text, std::string_view file) {
  Builder builder;
  if (Json::sax_parse(text.begin(), text.end(), &builder)) return std::move(builder.root);
  Position position{std::string(file), 0, 0};
  if (builder.offset) {
    const auto place = line_column(text, *builder.offset == 0 ? 0 : *builder.offset - 1);
    position.line = place.line;
    position.column = place.column;
  }
  return Result<Value>::failure(position, builder.error.value_or(syntax), builder.arguments);
}

}  // namespace hongtou
