// Result<T>: a value, or errors; warnings may come with either. Errors are values here, exceptions are our defects.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/diagnostic.h"

namespace hongtou {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}                              // NOLINT(google-explicit-constructor)
  Result(Diagnostics diagnostics) : diagnostics_(std::move(diagnostics)) {}  // NOLINT(google-explicit-constructor)
  Result(T value, Diagnostics diagnostics) : value_(std::move(value)), diagnostics_(std::move(diagnostics)) {}

  static Result failure(Position position, Message message, std::vector<std::string> arguments = {}) {
    return Diagnostics{{Severity::error, std::move(position), message, std::move(arguments)}};
  }

  // A value without any error. With errors the value, if there is one, is only a best effort.
  bool ok() const { return value_.has_value() && !has_errors(diagnostics_); }
  explicit operator bool() const { return ok(); }
  bool has_value() const { return value_.has_value(); }

  const Diagnostics& diagnostics() const { return diagnostics_; }
  Diagnostics& diagnostics() { return diagnostics_; }

  void warn(Position position, Message message, std::vector<std::string> arguments = {}) {
    diagnostics_.push_back({Severity::warning, std::move(position), message, std::move(arguments)});
  }
  void fail(Position position, Message message, std::vector<std::string> arguments = {}) {
    diagnostics_.push_back({Severity::error, std::move(position), message, std::move(arguments)});
  }
  // Takes over what another step found.
  void add(const Diagnostics& more) { diagnostics_.insert(diagnostics_.end(), more.begin(), more.end()); }

  // Throws std::logic_error when there is no value: asking for it unchecked is a defect of the caller.
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(value()); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  T& value() {
    if (!value_) throw std::logic_error("Result without a value: " + to_text(diagnostics_, Language::en));
    return *value_;
  }
  const T& value() const { return const_cast<Result*>(this)->value(); }

  std::optional<T> value_;
  Diagnostics diagnostics_;
};

// The outcome of something that yields nothing: `return success;` or failures.
using Status = Result<std::monostate>;
inline constexpr std::monostate success{};

}  // namespace hongtou
