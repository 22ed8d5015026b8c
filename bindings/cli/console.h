// Where a command speaks: results on stdout, complaints and progress on stderr, in one language.
#pragma once

#include <string>
#include <vector>

#include "bindings/cli/exit_code.h"
#include "bindings/cli/language.h"

namespace hongtou::cli {

class Console {
 public:
  explicit Console(Language language) : language_(language) {}

  Language language() const { return language_; }

  void print(std::string_view text);                                             // stdout, as it is
  void say(const Words& words, const std::vector<std::string>& arguments = {});  // stdout, a line
  void print_json(const Value& value);                                           // stdout
  void complain(const Diagnostics& diagnostics);                                 // stderr

  // Complains, and says what it amounts to.
  ExitCode fail(const Diagnostics& diagnostics);
  ExitCode fail(Message message, std::vector<std::string> arguments = {}, const std::string& file = {});

  // A line that the next one overwrites; only on a terminal. The empty one wipes it away.
  void progress(const std::string& line);

 private:
  Language language_;
};

// [{file, line, column, severity, code, text, hint}]
Value to_value(const Diagnostics& diagnostics, Language language);

// Why not: complaints, or {"done": false, "diagnostics": […]} and complaints.
ExitCode report_failure(Console& console, const Diagnostics& diagnostics, bool json);
Value failure_value(const Diagnostics& diagnostics, Language language);

// Columns as wide as their widest cell, full-width characters counted as two.
std::string columns(const std::vector<std::vector<std::string>>& rows, std::string_view indent = "");

}  // namespace hongtou::cli
