// Value: the data of forms, events, templates and expressions. JSON in and out.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/decimal.h"
#include "engine/result.h"

namespace hongtou {

namespace feel {
struct Special;  // a date, a range, a function …: only while an expression is evaluated
}

class Value;
using List = std::vector<Value>;
using Map = std::map<std::string, Value, std::less<>>;  // sorted by key: its JSON is canonical

class Value {
 public:
  Value() = default;
  Value(std::nullptr_t) {}                                               // NOLINT(google-explicit-constructor)
  Value(bool value) : data_(value) {}                                    // NOLINT(google-explicit-constructor)
  Value(int value) : data_(std::int64_t{value}) {}                       // NOLINT(google-explicit-constructor)
  Value(std::int64_t value) : data_(value) {}                            // NOLINT(google-explicit-constructor)
  Value(std::size_t value) : data_(static_cast<std::int64_t>(value)) {}  // NOLINT(google-explicit-constructor)
  Value(double value) : Value(Decimal::of_double(value)) {}              // NOLINT(google-explicit-constructor)
  Value(const Decimal& value);                                           // NOLINT(google-explicit-constructor)
  Value(const char* value) : data_(std::string(value)) {}                // NOLINT(google-explicit-constructor)
  Value(std::string_view value) : data_(std::string(value)) {}           // NOLINT(google-explicit-constructor)
  Value(std::string value) : data_(std::move(value)) {}                  // NOLINT(google-explicit-constructor)
  Value(List value) : data_(std::move(value)) {}                         // NOLINT(google-explicit-constructor)
  Value(Map value) : data_(std::move(value)) {}                          // NOLINT(google-explicit-constructor)
  explicit Value(std::shared_ptr<const feel::Special> value) : data_(std::move(value)) {}

  bool is_null() const { return std::holds_alternative<std::monostate>(data_); }
  const bool* boolean() const { return std::get_if<bool>(&data_); }
  // A number is an integer if it is whole and within 64 bits, else a decimal; one that is not finite becomes null.
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&data_); }
  const Decimal* decimal() const { return std::get_if<Decimal>(&data_); }
  std::optional<Decimal> number() const;  // either of them
  // Pointers live as long as the value, so a temporary gives none.
  const std::string* text() const& { return std::get_if<std::string>(&data_); }
  const List* list() const& { return std::get_if<List>(&data_); }
  const Map* map() const& { return std::get_if<Map>(&data_); }
  List* list() & { return std::get_if<List>(&data_); }
  Map* map() & { return std::get_if<Map>(&data_); }
  const std::string* text() const&& = delete;
  const List* list() const&& = delete;
  const Map* map() const&& = delete;
  const feel::Special* special() const&;
  const feel::Special* special() const&& = delete;

  // The member `key` of a map, or null. operator[] makes a map of a null value.
  const Value& at(std::string_view key) const&;
  Value at(std::string_view key) const&&;
  Value& operator[](std::string_view key);

  // Shorthands with a fallback when the kind differs.
  std::string text_or(std::string_view fallback) const;
  std::int64_t integer_or(std::int64_t fallback) const;
  bool boolean_or(bool fallback) const;

  // What a document prints: text as it is, whole numbers plainly, true/false, "" for null, JSON for the rest.
  std::string print() const;

  bool operator==(const Value&) const = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, Decimal, std::string, List, Map, std::shared_ptr<const feel::Special>> data_;
};

// Members of `more` take the place of those of `into`, map by map; both are maps.
void overlay(Value& into, const Value& more);

// Canonical JSON: keys sorted, no spaces, UTF-8 unescaped, numbers as Decimal prints them. indent ≥ 0 makes it readable.
std::string to_json(const Value& value, int indent = -1);

// Errors: json.syntax with its position, json.too_deep (over 64 levels), json.number (more than 34 digits), json.duplicate_key.
// `file` names the source. Numbers are read from their text, so that none is rounded.
Result<Value> parse_json(std::string_view text, std::string_view file = {});

}  // namespace hongtou
