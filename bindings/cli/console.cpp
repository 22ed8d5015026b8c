#include "bindings/cli/console.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "engine/text.h"

namespace hongtou::cli {

namespace {

std::string_view name_of(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "note";
}

}  // namespace

void Console::print(std::string_view text) { std::cout << text; }

void Console::say(const Words& words, const std::vector<std::string>& arguments) {
  print(fill(words.in(language_), arguments) + "\n");
}

void Console::print_json(const Value& value) { print(to_json(value, 2) + "\n"); }

void Console::complain(const Diagnostics& diagnostics) {
  std::cout.flush();
  std::cerr << to_text(diagnostics, language_);
}

ExitCode Console::fail(const Diagnostics& diagnostics) {
  complain(diagnostics);
  return exit_code(diagnostics);
}

ExitCode Console::fail(Message message, std::vector<std::string> arguments, const std::string& file) {
  return fail({Diagnostic{Severity::error, {file, 0, 0}, message, std::move(arguments)}});
}

void Console::progress(const std::string& line) {
  if (isatty(STDERR_FILENO) == 0) return;
  std::cerr << "\r\033[K" << line << std::flush;
}

Value to_value(const Diagnostics& diagnostics, Language language) {
  List list;
  for (const auto& one : diagnostics)
    list.push_back(Map{{"file", one.position.file},
                       {"line", one.position.line},
                       {"column", one.position.column},
                       {"severity", name_of(one.severity)},
                       {"code", one.message.code},
                       {"text", one.text(language)},
                       {"hint", one.hint(language)}});
  return list;
}

Value failure_value(const Diagnostics& diagnostics, Language language) {
  return Map{{"done", false}, {"diagnostics", to_value(diagnostics, language)}};
}

ExitCode report_failure(Console& console, const Diagnostics& diagnostics, bool json) {
  if (json) console.print_json(failure_value(diagnostics, console.language()));
  return console.fail(diagnostics);
}

std::string columns(const std::vector<std::vector<std::string>>& rows, std::string_view indent) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], half_width_count(row[i]));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line(indent);
    for (std::size_t i = 0; i < row.size(); ++i)
      line += row[i] + (i + 1 < row.size() ? std::string(widths[i] - half_width_count(row[i]) + 2, ' ') : "");
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

}  // namespace hongtou::cli
