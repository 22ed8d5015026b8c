#include "engine/value.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "engine/json_text.h"
#include "engine/text.h"

namespace hongtou {

namespace {

constexpr int depth_limit = 64;
constexpr std::size_t usual_size = 256;  // of a JSON text: the data of most events is shorter

constexpr Message syntax{"json.syntax", "这里不是合法的 JSON：{0}", "this is not JSON: {0}", "检查此处附近的引号、逗号和括号",
                         "look at the quotes, commas and brackets near this place"};
constexpr Message too_deep{"json.too_deep", "JSON 的嵌套超过 64 层", "JSON is nested deeper than 64 levels",
                           "把内容拆开，减少嵌套", "take it apart; no real data nests so deep"};
constexpr Message number_range{"json.number", "数字“{0}”超出范围（最多 34 位）",
                               "the number {0} is out of range (34 digits at most)", "请把它写成带引号的文本",
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
    if (value > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max())) return number(std::to_string(value));
    return add(static_cast<std::int64_t>(value));
  }
  bool number_float(number_float_t, const string_t& text) override { return number(text); }
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
  bool parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception& exception) override {
    constexpr int out_of_range = 406;
    offset = position;
    return refuse(exception.id == out_of_range ? number_range : syntax, {token});
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
  bool number(const std::string& text) {
    const auto value = Decimal::parse(text);
    return value ? add(*value) : refuse(number_range, {text});
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

class Writer {
 public:
  explicit Writer(int indent) : indent_(indent) { out_.reserve(usual_size); }

  std::string write(const Value& value) {
    add(value, 0);
    return std::move(out_);
  }

 private:
  void add(const Value& value, int depth) {
    if (const auto* boolean = value.boolean())
      out_ += *boolean ? "true" : "false";
    else if (const auto* integer = value.integer())
      out_ += std::to_string(*integer);
    else if (const auto* decimal = value.decimal())
      out_ += decimal->text();
    else if (const auto* text = value.text())
      add_text(*text);
    else if (const auto* list = value.list())
      add_all(*list, '[', ']', depth, [&](const auto& element) { add(element, depth + 1); });
    else if (const auto* map = value.map())
      add_all(*map, '{', '}', depth, [&](const auto& member) {
        add_text(member.first);
        out_ += indent_ < 0 ? ":" : ": ";
        add(member.second, depth + 1);
      });
    else
      out_ += "null";
  }

  template <class Elements, class AddOne>
  void add_all(const Elements& elements, char open, char close, int depth, AddOne add_one) {
    out_ += open;
    bool first = true;
    for (const auto& element : elements) {
      if (!std::exchange(first, false)) out_ += ',';
      new_line(depth + 1);
      add_one(element);
    }
    if (!elements.empty()) new_line(depth);
    out_ += close;
  }

  void add_text(const std::string& text) { append_json(out_, text); }

  void new_line(int depth) {
    if (indent_ < 0) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(indent_ * depth), ' ');
  }

  int indent_;
  std::string out_;
};

}  // namespace

Value::Value(const Decimal& value) {
  if (const auto whole = value.integer())
    data_ = *whole;
  else if (value.is_finite())
    data_ = value;
}

std::optional<Decimal> Value::number() const {
  if (const auto* whole = integer()) return Decimal(*whole);
  return decimal() != nullptr ? std::optional<Decimal>(*decimal()) : std::nullopt;
}

const feel::Special* Value::special() const& {
  const auto* pointer = std::get_if<std::shared_ptr<const feel::Special>>(&data_);
  return pointer == nullptr ? nullptr : pointer->get();
}

Value Value::at(std::string_view key) const&& { return std::as_const(*this).at(key); }

const Value& Value::at(std::string_view key) const& {
  static const Value null;
  const auto* entries = map();
  if (entries == nullptr) return null;
  const auto found = entries->find(key);
  return found == entries->end() ? null : found->second;
}

Value& Value::operator[](std::string_view key) {
  if (map() == nullptr) data_ = Map{};
  auto& entries = *map();
  const auto found = entries.lower_bound(key);
  const bool known = found != entries.end() && found->first == key;
  return known ? found->second : entries.try_emplace(found, std::string(key))->second;
}

std::string Value::text_or(std::string_view fallback) const { return text() != nullptr ? *text() : std::string(fallback); }
std::int64_t Value::integer_or(std::int64_t fallback) const { return integer() != nullptr ? *integer() : fallback; }
bool Value::boolean_or(bool fallback) const { return boolean() != nullptr ? *boolean() : fallback; }

std::string Value::print() const {
  if (is_null()) return {};
  return text() != nullptr ? *text() : to_json(*this);
}

void overlay(Value& into, const Value& more) {
  for (const auto& [key, value] : *more.map()) {
    if (value.map() != nullptr && into.at(key).map() != nullptr)
      overlay(into[key], value);
    else
      into[key] = value;
  }
}

std::string to_json(const Value& value, int indent) { return Writer(indent).write(value); }

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
