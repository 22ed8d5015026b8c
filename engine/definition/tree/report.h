// What is wrong with one file: all of it in the order found, but no endless list.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/definition/tree/limits.h"
#include "engine/diagnostic.h"

namespace hongtou {

class Report {
 public:
  void error(Position position, Message message, std::vector<std::string> arguments = {}) {
    add({Severity::error, std::move(position), message, std::move(arguments)});
  }
  void warning(Position position, Message message, std::vector<std::string> arguments = {}) {
    add({Severity::warning, std::move(position), message, std::move(arguments)});
  }
  void add(Diagnostic diagnostic) {
    if (found_.size() < limits::diagnostics_of_a_file) {
      found_.push_back(std::move(diagnostic));
      return;
    }
    if (left_out_++ == 0) first_left_out_ = std::move(diagnostic.position);
    severity_left_out_ = std::min(severity_left_out_, diagnostic.severity);
  }

  bool empty() const { return found_.empty(); }

  // All found; the last one is `too_many` ({0}: how many more) where the list was cut.
  Diagnostics finish(Message too_many) && {
    if (left_out_ > 0) found_.push_back({severity_left_out_, std::move(first_left_out_), too_many, {std::to_string(left_out_)}});
    return std::move(found_);
  }

 private:
  Diagnostics found_;
  std::size_t left_out_ = 0;
  Position first_left_out_;
  Severity severity_left_out_ = Severity::note;
};

}  // namespace hongtou
