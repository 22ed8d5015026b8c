// Value: the data of forms, events, templates and expressions. JSON in and out.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/result.h"

namespace hongtou {

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
  Value(double value) : data_(value) {}                                  // NOLINT(google-explicit-constructor)
  Value(const char* value) : data_(std::string(value)) {}                // NOLINT(google-explicit-constructor)
  Value(std::string_view value) : data_(std::string(value)) {}           // NOLINT(google-explicit-constructor)
  Value(std::string value) : data_(std::move(value)) {}                  // NOLINT(google-explicit-constructor)
  Value(List value) : data_(std::move(value)) {}                         // NOLINT(google-explicit-constructor)
  Value(Map value) : data_(std::move(value)) {}                          // NOLINT(google-explicit-constructor)

  bool is_null() const { return std::holds_alternative<std::monostate>(data_); }
  const bool* boolean() const { return std::get_if<bool>(&data_); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&data_); }
  const double* real() const { return std::get_if<double>(&data_); }
  const std::string* text() const { return std::get_if<std::string>(&data_); }
  const List* list() const { return std::get_if<List>(&data_); }
  const Map* map() const { return std::get_if<Map>(&data_); }
  List* list() { return std::get_if<List>(&data_); }
  Map* map() { return std::get_if<Map>(&data_); }

  // The member `key` of a map, or null. operator[] makes a map of a null value.
  const Value& at(std::string_view key) const;
  Value& operator[](std::string_view key);

  // Shorthands with a fallback when the kind differs.
  std::string text_or(std::string_view fallback) const;
  std::int64_t integer_or(std::int64_t fallback) const;
  bool boolean_or(bool fallback) const;

  // What a document prints: text as it is, whole numbers plainly, true/false, "" for null, JSON for the rest.
  std::string print() const;

  bool operator==(const Value&) const = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Map> data_;
};

// Canonical JSON: keys sorted, no spaces, UTF-8 unescaped. indent ≥ 0 makes it readable.
std::string to_json(const Value& value, int indent = -1);

// Errors: json.syntax with its position, json.too_deep (over 64 levels), json.number (outside 64 bits). `file` names the source.
Result<Value> parse_json(std::string_view text, std::string_view file = {});

}  // namespace hongtou
