#include "engine/diagnostic.h"

#include <algorithm>

namespace hongtou {

namespace {

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

std::string place(const Position& position) {
  std::string out = position.file;
  if (position.line > 0) out += ":" + std::to_string(position.line) + ":" + std::to_string(position.column);
  return out;
}

}  // namespace

std::string fill(std::string_view pattern, const std::vector<std::string>& arguments) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool place_holder =
        i + 2 < pattern.size() && pattern[i] == '{' && pattern[i + 2] == '}' && pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
    if (!place_holder) {
      out += pattern[i];
      continue;
    }
    const auto number = static_cast<std::size_t>(pattern[i + 1] - '0');
    if (number < arguments.size()) out += arguments[number];
    i += 2;
  }
  return out;
}

std::string Diagnostic::text(Language language) const {
  return fill(language == Language::zh ? message.zh : message.en, arguments);
}

std::string Diagnostic::hint(Language language) const {
  return fill(language == Language::zh ? message.hint_zh : message.hint_en, arguments);
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const auto& d) { return d.severity == Severity::error; });
}

std::string to_text(const Diagnostic& diagnostic, Language language) {
  std::string out;
  if (const auto where = place(diagnostic.position); !where.empty()) out += where + ": ";
  out += severity_name(diagnostic.severity);
  out += " [";
  out += diagnostic.message.code;
  out += "] " + diagnostic.text(language) + "\n";
  if (const auto hint = diagnostic.hint(language); !hint.empty())
    out += (language == Language::zh ? "  提示：" : "  hint: ") + hint + "\n";
  return out;
}

std::string to_text(const Diagnostics& diagnostics, Language language) {
  std::string out;
  for (const auto& diagnostic : diagnostics) out += to_text(diagnostic, language);
  return out;
}

}  // namespace hongtou
