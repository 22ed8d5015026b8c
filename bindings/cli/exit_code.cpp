#include "bindings/cli/exit_code.h"

#include <algorithm>
#include <array>

namespace hongtou::cli {

namespace {

bool is_refusal(std::string_view code) {
  static constexpr std::array<std::string_view, 4> refusals{"engine.refused", "rehearsal.refused", "engine.no_virtual_clock",
                                                            "engine.clock_back"};
  return code.starts_with("refused.") || code.starts_with("assessment.") ||
         std::find(refusals.begin(), refusals.end(), code) != refusals.end();
}

bool is_of_environment(std::string_view code) {
  // A store that is no store, or that is not there, is the wrong file.
  static constexpr std::array<std::string_view, 2> wrong_file{"store.missing", "store.not_a_store"};
  static constexpr std::array<std::string_view, 3> areas{"store.", "plugin.", "output."};
  static constexpr std::array<std::string_view, 2> plugin_missing{"engine.no_store", "engine.no_format"};
  const auto is = [&](std::string_view other) { return code == other; };
  const auto begins = [&](std::string_view area) { return code.starts_with(area); };
  if (std::any_of(wrong_file.begin(), wrong_file.end(), is)) return false;
  return std::any_of(areas.begin(), areas.end(), begins) || std::any_of(plugin_missing.begin(), plugin_missing.end(), is);
}

}  // namespace

ExitCode exit_code(const Diagnostics& diagnostics) {
  const auto error =
      std::find_if(diagnostics.begin(), diagnostics.end(), [](const auto& one) { return one.severity == Severity::error; });
  if (error == diagnostics.end()) return ExitCode::done;
  const auto code = error->message.code;
  if (code.starts_with("usage.")) return ExitCode::wrong_usage;
  if (is_refusal(code)) return ExitCode::refused;
  return is_of_environment(code) ? ExitCode::environment : ExitCode::input_at_fault;
}

}  // namespace hongtou::cli
